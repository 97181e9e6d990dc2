//! What somebody looks at who is about to give money back: what is left of which payment, where it could go, and who may.

use clientele_domain::customer::Customer;
use clientele_domain::id::{CustomerId, PaymentId};
use clientele_domain::money::Amount;
use clientele_domain::payment::{MethodKind, Payment};
use clientele_domain::refund::{Refund, Thresholds};
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_store::refunds::{people, thresholds};
use clientele_store::{Conn, customers, payments, refunds};

use super::{AddressChange, addresses, destination};
use crate::ctx::{Actor, Ctx};
use crate::customers::present;
use crate::error::{Error, Result};
use crate::methods;

/// A payment of which something could be given back, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The payment.
    pub payment: Payment,
    /// The latest refund of it that gave money back or promises it.
    pub latest: Option<Refund>,
    /// Whether it goes back to the card by itself.
    pub by_card: bool,
    /// Whether it was paid in satoshi, so that satoshi go back in proportion.
    pub in_satoshi: bool,
}

/// Everything that a refund begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// To whom, if anything is known of them.
    pub customer: Option<Customer>,
    /// What was paid, the latest first.
    pub payments: Vec<Offered>,
    /// How the customer's refund address came to be what it is, the latest change first.
    pub changes: Vec<AddressChange>,
    /// Above how much this person's refund waits for somebody else; empty for who decides alone.
    pub limits: Thresholds,
    /// Who may agree to it, by name, other than this person.
    pub approvers: Vec<String>,
    /// Who may give money back, by name.
    pub able: Vec<String>,
    /// The moment of asking.
    pub now: Timestamp,
}

/// So many payments are offered.
const NEWEST: i64 = 50;

/// What could be given back to a customer, or of one payment. A payment that is asked for by its id is always among them;
/// without either there is nothing to choose from.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn offer(ctx: &Ctx, customer: Option<CustomerId>, payment: Option<PaymentId>) -> Result<Offer> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let asked = match payment {
        Some(id) => Some(payments::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let customer = match (customer, &asked) {
        (Some(id), _) => Some(present(ctx, conn, id).await?),
        (None, Some(asked)) => of_payment(ctx, conn, asked).await?,
        (None, None) => None,
    };
    let mut found = match &customer {
        Some(customer) => payments::of_customer(conn, ctx.scope, customer.id, NEWEST).await?,
        None => Vec::new(),
    };
    if let Some(asked) = asked
        && !found.iter().any(|payment| payment.id == asked.id)
    {
        // One that is not this customer's is not given back from this customer's page.
        if customer.as_ref().is_some_and(|customer| asked.customer != Some(customer.id)) {
            return Err(Error::NotFound);
        }
        found.push(asked);
    }
    let mut offered = Vec::new();
    for payment in found.into_iter().filter(|payment| payment.status.was_paid()) {
        offered.push(Offered {
            latest: match payment.refunded + payment.held {
                0 => None,
                _ => refunds::latest(conn, ctx.scope, payment.id).await?,
            },
            by_card: methods::gives_back(ctx, &payment).is_some(),
            in_satoshi: payment.amount.currency.is_bitcoin() || payment.method.kind == MethodKind::Lightning,
            payment,
        });
    }
    let staff = people::all(conn, ctx.scope.merchant).await?;
    let myself = match &ctx.actor {
        Actor::Staff { user, .. } => Some(*user),
        _ => None,
    };
    let who = |permission| {
        let able = staff.iter().filter(|(id, _, role)| role.allows(permission) && Some(*id) != myself);
        able.map(|(_, name, _)| name.clone()).collect::<Vec<_>>()
    };
    let limits = match ctx.require(Permission::RefundApprove) {
        Ok(()) => Thresholds::default(),
        Err(_) => thresholds::get(conn, ctx.scope).await?,
    };
    let (approvers, able) = (who(Permission::RefundApprove), who(Permission::RefundCreate));
    drop(reader);
    let changes = match &customer {
        Some(customer) => addresses::address_history(ctx, customer.id).await?,
        None => Vec::new(),
    };
    Ok(Offer { customer, payments: offered, changes, limits, approvers, able, now: ctx.now })
}

/// Whose payment it is, unless they were erased.
async fn of_payment(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment) -> Result<Option<Customer>> {
    let Some(id) = payment.customer else { return Ok(None) };
    Ok(customers::by_ids(conn, ctx.scope, &[id]).await?.pop())
}

/// How many satoshi go back of a payment that was paid in satoshi, for a part of it; nothing for others.
pub(super) async fn share(ctx: &Ctx, payment: &Payment, amount: Amount) -> Result<Option<i64>> {
    destination::share(ctx, &mut ctx.read().await?.conn(), payment, amount.minor).await
}
