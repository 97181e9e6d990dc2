//! Asking for a refund.

use clientele_domain::audit::Act;
use clientele_domain::id::{PaymentId, RefundId};
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_domain::refund::{
    Approval, Books, Destination, DestinationKind, Payout, Refund, RefundReason, RefundStatus,
};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, payments, refunds};

use super::destination::{self, Wanted};
use super::{answer, approval, hold, step, told};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::events;

/// A refund as asked for.
#[derive(Debug, Clone)]
pub struct NewRefund {
    /// Of which payment.
    pub payment: PaymentId,
    /// How much, in minor units of its currency; all that is left when none.
    pub amount: Option<i64>,
    /// Why.
    pub reason: RefundReason,
    /// More of it, for the team; must be there for another reason.
    pub note: String,
    /// Where the money goes; none for what is usual.
    pub to: Option<Wanted>,
}

/// The longest note.
const LONGEST: usize = 2000;

/// Starts a refund of a payment. What the sandbox charged goes back at once; what a support member may not decide alone waits
/// for an approval; the rest waits for somebody who sends it.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `InvalidState` when the money never arrived, `RefundExceedsPayment`.
pub async fn create(ctx: &Ctx, asked: NewRefund) -> Result<Refund> {
    made(ctx, asked, None).await
}

/// The same, as long as `left` (in minor units) is what is left of the payment: what this person saw. So a form that is sent
/// twice, from two tabs or by two people, gives back once, and whoever comes second reads what the first one did.
///
/// Errors: as of [`create`]; `RefundExceedsPayment` when something else is left.
pub async fn create_as_seen(ctx: &Ctx, asked: NewRefund, left: i64) -> Result<Refund> {
    made(ctx, asked, Some(left)).await
}

async fn made(ctx: &Ctx, asked: NewRefund, left: Option<i64>) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let asked = checked(ctx, asked)?;
    let refund = transaction!(ctx, |conn| { open(ctx, conn, &asked, left).await })?;
    answer::carried_out(ctx, refund, answer::CREATED).await
}

fn checked(ctx: &Ctx, mut asked: NewRefund) -> Result<NewRefund> {
    let mut wrong = Vec::new();
    asked.note = match note(&asked.note, "note") {
        Ok(note) => note,
        Err(violation) => {
            wrong.push(violation);
            String::new()
        }
    };
    if asked.reason == RefundReason::Other && asked.note.is_empty() && wrong.is_empty() {
        wrong.push(Violation::missing("note", "Say in the note why the money is given back."));
    }
    if asked.amount.is_some_and(|amount| amount <= 0) {
        wrong.push(Violation::new("amount", "Enter an amount of more than 0, or leave it out for all that is left."));
    }
    if let Some(to) = &asked.to
        && let Err(message) = destination::possible(ctx, to)
    {
        wrong.push(Violation::new("destination", message));
    }
    if wrong.is_empty() { Ok(asked) } else { Err(Error::Invalid(wrong)) }
}

/// What somebody wrote, if it can be kept.
pub(super) fn note(text: &str, field: &str) -> std::result::Result<String, Violation> {
    let text = text.trim().replace("\r\n", "\n");
    if text.contains('\0') {
        let message = "There is an invisible character in it that can't be kept (U+0000). Type it again.";
        return Err(Violation::new(field, message));
    }
    if text.chars().count() > LONGEST {
        return Err(Violation::new(field, "A note has at most 2,000 characters. Shorten it."));
    }
    Ok(text)
}

async fn open(ctx: &Ctx, conn: &mut Conn<'_>, asked: &NewRefund, left: Option<i64>) -> Result<Refund> {
    let mut payment = hold::payment(ctx, conn, asked.payment).await?;
    if !payment.status.was_paid() {
        return Err(Error::InvalidState(format!(
            "This payment is {}: there is no money to give back.",
            payment.status.as_str()
        )));
    }
    let mut books = payment.books();
    let minor = asked.amount.unwrap_or(books.left());
    if left.is_some_and(|left| left != books.left()) || books.promise(minor).is_err() {
        return Err(told::exceeds(ctx, conn, &payment).await?);
    }
    let amount = Amount { minor, ..payment.amount };
    let to = destination::decide(ctx, conn, &payment, minor, asked.to.as_ref()).await?;
    let needed = approval::is_needed(ctx, conn, &payment, amount).await?;
    let approval = if needed { Approval::Needed } else { Approval::NotNeeded };
    let why = (asked.reason, asked.note.clone());
    let mut refund = begin(ctx, conn, (&mut payment, books), amount, why, to, approval).await?;
    if !needed {
        step::go_on(ctx, conn, &mut payment, &mut refund).await?;
    }
    Ok(refund)
}

/// Gives all that is left of a payment back as its customer's credit: its money came for something that waited for none. So
/// it is given back by one way only. Whose transaction it is holds the customer.
pub(crate) async fn as_credit(ctx: &Ctx, conn: &mut Conn<'_>, payment: PaymentId, note: String) -> Result<()> {
    let mut payment = hold::payment(ctx, conn, payment).await?;
    let mut books = payment.books();
    let amount = Amount { minor: books.left(), ..payment.amount };
    if books.promise(amount.minor).is_err() {
        return Ok(());
    }
    let (why, to) = ((RefundReason::Other, note), (Destination::plain(DestinationKind::Balance), None));
    let mut refund = begin(ctx, conn, (&mut payment, books), amount, why, to, Approval::NotNeeded).await?;
    step::go_on(ctx, conn, &mut payment, &mut refund).await
}

/// Stores a refund that nothing was done about yet, of a payment that is held; its books have promised the amount.
async fn begin(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    (payment, books): (&mut Payment, Books),
    amount: Amount,
    (reason, note): (RefundReason, String),
    (destination, payout): (Destination, Option<Payout>),
    approval: Approval,
) -> Result<Refund> {
    payment.held = books.held;
    payment.more.version += 1;
    let mut refund = Refund {
        id: RefundId::new(ctx.now, ctx.randomness().bytes()),
        payment: payment.id,
        customer: payment.customer,
        amount,
        status: RefundStatus::Pending,
        reason,
        note,
        approval,
        destination,
        payout,
        proof: None,
        sent: None,
        failure: String::new(),
        ended_by: String::new(),
        ended_at: None,
        waits: None,
        assigned: None,
        created_by: hold::doer(ctx),
        created_at: ctx.now,
        asked_at: ctx.now,
        version: 1,
    };
    refund.waits = refund.task();
    payments::refund(conn, ctx.scope, payment).await?;
    refunds::insert(conn, ctx.scope, &refund).await?;
    events::refund_changed(ctx, conn, &refund).await?;
    let made = [
        change("payment", "", refund.payment),
        change("amount", "", refund.amount),
        change("reason", "", refund.reason.as_str()),
        change("way", "", refund.destination.kind.as_str()),
    ];
    audit::note(ctx, conn, Act::RefundCreated, &refund.id.to_string(), &made).await?;
    Ok(refund)
}
