//! Invoices that people and programs make by hand.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::id::{InvoiceId, PriceId};
use clientele_domain::invoice::{Invoice, InvoiceLine};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::role::Permission;
use clientele_domain::selector::Selector;
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, prices};

use super::{NewInvoice, draft, issue, make_out};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::customers::found;
use crate::error::{Error, Result};
use crate::{merchants, subscriptions};

/// An invoice to make by hand.
#[derive(Debug, Clone)]
pub struct AskedInvoice {
    /// Who owes it.
    pub customer: Selector,
    /// What is billed.
    pub lines: Vec<AskedLine>,
    /// Of lines with an amount; the first price's, or else the merchant's own when none is given.
    pub currency: Option<Currency>,
    /// When it has to be paid; in [`DAYS`] days when nobody said.
    pub due_at: Option<Timestamp>,
    /// Whether it stays a draft.
    pub draft: bool,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedLine {
    /// What one costs.
    pub costs: Costs,
    /// What is billed; the product's name when it is empty and there is a price.
    pub description: String,
    /// How many.
    pub quantity: i64,
}

/// What one of a line costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Costs {
    /// As a price of the catalogue says.
    Price(PriceId),
    /// So many minor units.
    Amount(i64),
}

/// So many days there are to pay an invoice of which nobody said more.
pub const DAYS: u64 = 14;

/// Makes an invoice by hand: a draft, or one that is made out.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, asked: &AskedInvoice) -> Result<Invoice> {
    ctx.require(Permission::InvoiceWrite)?;
    transaction!(ctx, |conn| {
        let customer = match found(ctx, conn, &asked.customer).await {
            Err(Error::NotFound | Error::Deleted { .. }) => {
                return Err(Error::invalid("customer_id", "There is no such customer here."));
            }
            other => other?.id,
        };
        let new = NewInvoice {
            customer,
            subscription: None,
            period: None,
            lines: lines(ctx, conn, asked).await?,
            due_at: asked.due_at.unwrap_or_else(|| ctx.now.plus(Duration::from_secs(DAYS * 86_400))),
        };
        let invoice = if asked.draft { draft(ctx, conn, new).await? } else { issue(ctx, conn, new).await? };
        noted(ctx, conn, Act::InvoiceCreated, &invoice).await?;
        Ok(invoice)
    })
}

/// Makes a draft out.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it is no draft.
pub async fn make_out_by_hand(ctx: &Ctx, id: InvoiceId) -> Result<Invoice> {
    ctx.require(Permission::InvoiceWrite)?;
    transaction!(ctx, |conn| {
        let invoice = make_out(ctx, conn, id).await?;
        // Credit may have paid it at once.
        if invoice.subscription.is_some() && !invoice.is_open() {
            subscriptions::follow(ctx, conn, &invoice).await?;
        }
        noted(ctx, conn, Act::InvoiceMadeOut, &invoice).await?;
        Ok(invoice)
    })
}

/// Notes what was done about an invoice in the audit log.
pub(super) async fn noted(ctx: &Ctx, conn: &mut Conn<'_>, act: Act, invoice: &Invoice) -> Result<()> {
    let told = [change("status", "", invoice.status.as_str()), change("amount", "", invoice.total)];
    audit::note(ctx, conn, act, &invoice.id.to_string(), &told).await
}

/// What is billed, with the prices as they are now.
async fn lines(ctx: &Ctx, conn: &mut Conn<'_>, asked: &AskedInvoice) -> Result<Vec<InvoiceLine>> {
    let price = |line: &AskedLine| match line.costs {
        Costs::Price(id) => Some(id),
        Costs::Amount(_) => None,
    };
    let ids: Vec<PriceId> = asked.lines.iter().filter_map(price).collect();
    let known = prices::by_ids(conn, ctx.scope, &ids).await?;
    let currency = match (asked.currency, known.first()) {
        (Some(currency), _) => currency,
        (None, Some(price)) => price.amount.currency,
        (None, None) => merchants::currency(ctx, conn).await?,
    };
    let (mut lines, mut wrong) = (Vec::new(), Vec::new());
    for (place, line) in asked.lines.iter().enumerate() {
        let (quantity, description) = (line.quantity, line.description.trim().to_owned());
        match line.costs {
            Costs::Amount(minor) => {
                let unit = Amount { minor, currency };
                lines.push(InvoiceLine { price: None, description, unit, quantity });
            }
            Costs::Price(id) => match known.iter().find(|price| price.id == id) {
                Some(price) => {
                    let named = if description.is_empty() { price.product_name.clone() } else { description };
                    lines.push(InvoiceLine { price: Some(id), description: named, unit: price.amount, quantity });
                }
                None => wrong.push(Violation::new(format!("lines[{place}].price_id"), "There is no such price here.")),
            },
        }
    }
    if wrong.is_empty() { Ok(lines) } else { Err(Error::Invalid(wrong)) }
}
