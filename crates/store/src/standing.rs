//! Where customers stand among all: what each paid month by month, what that adds to the figures of everybody, and
//! what was paid lately. Kept in the transaction of what changes it, while the customer is held.
//!
//! What a customer adds follows from the customer's months alone (`domain/src/standing/tally.rs`). So a payment is
//! what the months add afterwards less what they added before; and where more changes, they are taken out and entered
//! anew.

mod bars;
mod best;
mod bulk;
mod check;
mod months;
mod read;
mod recent;
mod tallies;
mod turns;

use clientele_domain::id::CustomerId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::Payment;
use clientele_domain::rules::Zone;
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Month, MonthPaid, difference};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::Result;

pub use bars::bars;
pub use best::{Ranked, best};
pub(crate) use bulk::enter_all;
pub(crate) use check::differences;
pub use read::{CohortCell, Since, cohorts, steps_of_worth, worth_at};
pub use recent::refresh_due;
pub use turns::{begin as begin_turn, begin_afresh, go_on as go_on_turning};

/// Counts a payment that arrived, for whoever paid. `now` is the present, whatever moment the payment is of.
pub async fn paid(conn: &mut Conn<'_>, scope: Scope, payment: &Payment, now: Timestamp) -> Result<()> {
    let Some(customer) = payment.customer.filter(|_| payment.status.was_paid()) else { return Ok(()) };
    let Some(kept) = months::kept(conn, scope, customer).await? else { return Ok(()) };
    let more = MonthPaid {
        currency: payment.amount.currency,
        month: month_of(&kept.zone, payment.occurred_at),
        gross: payment.amount.minor,
        refunded: payment.refunded,
        payments: 1,
    };
    count(conn, scope, customer, &kept, more).await?;
    recent::paid(conn, scope, customer, payment, &kept.zone, now).await
}

/// Counts an amount that was given back of a payment.
pub async fn refunded(conn: &mut Conn<'_>, scope: Scope, payment: &Payment, amount: Amount) -> Result<()> {
    let Some(customer) = payment.customer else { return Ok(()) };
    let Some(kept) = months::kept(conn, scope, customer).await? else { return Ok(()) };
    let month = month_of(&kept.zone, payment.occurred_at);
    let more = MonthPaid { currency: amount.currency, month, gross: 0, refunded: amount.minor, payments: 0 };
    count(conn, scope, customer, &kept, more).await
}

async fn count(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    kept: &months::Kept,
    more: MonthPaid,
) -> Result<()> {
    let before = kept.standing.cells(kept.own);
    let after = kept.standing.clone().with(more).cells(kept.own);
    months::add(conn, scope, customer, more).await?;
    tallies::add(conn, scope, kept.seq, &difference(&before, after)).await
}

/// Takes a customer out of the figures of all, before more changes about the customer than one payment.
pub(crate) async fn withdraw(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    let Some(kept) = months::kept(conn, scope, customer).await? else { return Ok(()) };
    if kept.standing.months.is_empty() {
        return Ok(());
    }
    let nothing = difference(&kept.standing.cells(kept.own), Default::default());
    tallies::add(conn, scope, kept.seq, &nothing).await?;
    months::clear(conn, scope, customer).await?;
    recent::clear(conn, scope, customer).await
}

/// Counts a customer, who is held, anew from the payments there are.
pub(crate) async fn recount(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, now: Timestamp) -> Result<()> {
    let Some(kept) = months::kept(conn, scope, customer).await? else { return Ok(()) };
    let standing = months::recomputed(conn, scope, customer, &kept).await?;
    let change = difference(&kept.standing.cells(kept.own), standing.cells(kept.own));
    tallies::add(conn, scope, kept.seq, &change).await?;
    months::clear(conn, scope, customer).await?;
    months::insert(conn, scope, customer, &standing.months).await?;
    recent::recompute(conn, scope, customer, &kept.zone, now).await
}

/// The month of a moment on a calendar.
pub(crate) fn month_of(zone: &Zone, at: Timestamp) -> Month {
    Month::of(zone.day_of(at).civil())
}

const PLACE: &str = "SELECT currency, time_zone FROM merchants WHERE id = $1";

/// The merchant's own currency and calendar.
pub(crate) async fn calendar(conn: &mut Conn<'_>, scope: Scope) -> Result<(Currency, Zone)> {
    let (currency, zone) = fetch_one!(conn, (String, String), PLACE, scope.merchant.to_string())?;
    months::place(&currency, &zone)
}
