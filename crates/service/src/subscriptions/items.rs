//! What is subscribed to, and the lines of its invoices.

use clientele_domain::catalog::{LineItem, Priced, Recurring};
use clientele_domain::invoice::{InvoiceLine, Period};
use clientele_domain::subscription::{Subscription, SubscriptionItem};
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::Conn;

use crate::catalog::of_items;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::invoices::NewInvoice;

/// The most that somebody subscribes to at once.
const MOST: usize = 20;

/// What somebody chose, with the rhythm that all of it has.
///
/// Errors: `Invalid` with everything that is wrong, by the path of the item: `items[1].price`.
pub(super) async fn chosen(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    asked: &[LineItem],
) -> Result<(Vec<SubscriptionItem>, Recurring)> {
    if asked.is_empty() || asked.len() > MOST {
        return Err(Error::invalid("items", format!("Send 1 to {MOST} prices that recur.")));
    }
    let priced = of_items(ctx, conn, asked).await.map_err(at_their_places)?;
    let once = priced.iter().enumerate().filter(|(_, item)| item.price.recurring.is_none());
    let message = "This price is charged once. Choose one that recurs.";
    let wrong: Vec<Violation> =
        once.map(|(place, _)| Violation::new(format!("items[{place}].price"), message)).collect();
    match priced.first().and_then(|item| item.price.recurring) {
        Some(recurring) if wrong.is_empty() => Ok((priced.into_iter().map(item).collect(), recurring)),
        _ => Err(Error::Invalid(wrong)),
    }
}

fn at_their_places(error: Error) -> Error {
    match error {
        Error::Invalid(wrong) => {
            let named = |wrong: Violation| Violation { field: wrong.field.replacen("line_items", "items", 1), ..wrong };
            Error::Invalid(wrong.into_iter().map(named).collect())
        }
        other => other,
    }
}

fn item(item: Priced) -> SubscriptionItem {
    SubscriptionItem {
        price: item.price.id,
        name: item.price.product_name,
        unit: item.price.amount,
        quantity: item.quantity,
    }
}

/// The invoice of a period of a subscription.
pub(super) fn invoice_of(subscription: &Subscription, period: Period, due_at: Timestamp) -> NewInvoice {
    let line = |item: &SubscriptionItem| InvoiceLine {
        price: Some(item.price),
        description: item.name.clone(),
        unit: item.unit,
        quantity: item.quantity,
    };
    NewInvoice {
        customer: subscription.customer,
        subscription: Some(subscription.id),
        period: Some(period),
        lines: subscription.next_items().iter().map(line).collect(),
        due_at,
    }
}
