//! What people and programs do about an invoice: void it, write it off, charge it, or say that it was paid elsewhere.

use clientele_domain::audit::Act;
use clientele_domain::checkout::AttemptStatus;
use clientele_domain::id::{AttemptId, InvoiceId};
use clientele_domain::invoice::{Invoice, title};
use clientele_domain::matching::{Match, Rule};
use clientele_domain::payment::{Method, MethodKind, PaymentStatus, Source};
use clientele_domain::role::Permission;
use clientele_store::checkouts::attempts;
use clientele_store::{Conn, invoices as rows};
use clientele_wire as wire;

use super::by_hand::noted;
use super::charge::{Begun, begin, carry_out, usable};
use super::end::may_be_paid;
use super::text::note;
use super::{Charged, hold, settle, void, write_off};
use crate::audit::{self, change};
use crate::catalog::sold;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::merchants;
use crate::payments::{NewPayment, record_in};

/// Voids an invoice by hand: nobody owes it any more, and credit that went into it comes back.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it is paid or void, or a payment is under way.
pub async fn void_by_hand(ctx: &Ctx, id: InvoiceId) -> Result<Invoice> {
    ctx.require(Permission::InvoiceWrite)?;
    transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        nobody_pays(ctx, conn, &invoice).await?;
        void(ctx, conn, &mut invoice).await?;
        noted(ctx, conn, Act::InvoiceVoided, &invoice).await?;
        Ok(invoice)
    })
}

/// Writes an invoice off by hand: nobody expects its money any more.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it waits for no money, or a payment is under way.
pub async fn write_off_by_hand(ctx: &Ctx, id: InvoiceId) -> Result<Invoice> {
    ctx.require(Permission::InvoiceWrite)?;
    transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        nobody_pays(ctx, conn, &invoice).await?;
        write_off(ctx, conn, &mut invoice).await?;
        noted(ctx, conn, Act::InvoiceWrittenOff, &invoice).await?;
        Ok(invoice)
    })
}

/// Records that an invoice was paid elsewhere: a payment of all that is left. Also of one that was written off, when its
/// money came after all.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `InvalidState` when it waits for no money, or a payment is under way.
pub async fn paid_elsewhere(ctx: &Ctx, id: InvoiceId, method: MethodKind, told: &str) -> Result<Invoice> {
    ctx.require(Permission::InvoiceWrite)?;
    ctx.require(Permission::PaymentConfirm)?;
    let told = note(told, "paid_elsewhere.note")?;
    transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        nobody_pays(ctx, conn, &invoice).await?;
        may_be_paid(ctx, &invoice)?;
        let own = merchants::currency(ctx, conn).await?;
        let matched = Some(Match { rule: Rule::CustomerId, signs: Vec::new() });
        let lines = invoice.lines.iter().map(|line| (line.price, line.unit, line.quantity));
        let products = sold(ctx, conn, lines).await?;
        let asked = NewPayment { products, ..received(ctx, &invoice, method, &told) };
        let payment = record_in(ctx, conn, Some(invoice.customer), asked, own, matched).await?;
        settle(ctx, conn, &mut invoice, Some(payment.id)).await?;
        let money =
            [change("amount", "", invoice.total), change("method", "", method.as_str()), change("note", "", &told)];
        audit::note(ctx, conn, Act::InvoicePaidElsewhere, &id.to_string(), &money).await?;
        Ok(invoice)
    })
}

fn received(ctx: &Ctx, invoice: &Invoice, method: MethodKind, told: &str) -> NewPayment {
    let label = format!("Invoice {}", invoice.label(ctx.scope.mode));
    let (source, source_id, source_description) = match invoice.subscription {
        Some(subscription) => (Source::Subscription, subscription.to_string(), title(&invoice.lines)),
        None => (Source::Api, invoice.id.to_string(), label.clone()),
    };
    NewPayment {
        amount: invoice.remaining(),
        refunded: 0,
        status: PaymentStatus::Succeeded,
        method: Method::of(method),
        source,
        source_id,
        source_description,
        order_number: String::new(),
        description: if told.is_empty() { label } else { format!("{label}: {told}") },
        metadata: Vec::new(),
        occurred_at: ctx.now,
        attempt: None,
        products: Vec::new(),
    }
}

/// Charges the card of an invoice's subscription, or else the one that its customer kept last, and gives the invoice as it is then: paid, or still open with
/// the reason why the card gave no money. An answer that takes long is found out and told later.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` when there is no card, `InvalidState` when it waits for no money, or a
/// payment is under way.
pub async fn pay(ctx: &Ctx, id: InvoiceId) -> Result<Invoice> {
    ctx.require(Permission::InvoiceWrite)?;
    let (invoice, attempt, token) = transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        if !invoice.is_open() {
            let label = invoice.label(ctx.scope.mode);
            return Err(Error::InvalidState(match invoice.number {
                0 => "This invoice is a draft. Make it out first.".to_owned(),
                _ => format!("{label} is {}: it waits for no money.", invoice.status.label().to_lowercase()),
            }));
        }
        let card = usable(ctx, conn, &invoice).await?.into_iter().next().ok_or_else(no_card)?;
        match begin(ctx, conn, &mut invoice, &card).await? {
            Begun::Attempt(attempt, token) => {
                noted(ctx, conn, Act::InvoiceCharged, &invoice).await?;
                Ok((invoice, attempt, token))
            }
            Begun::Not(_) => Err(under_way()),
        }
    })?;
    answered(ctx, invoice, *attempt, token).await
}

/// A request that happens once has one transaction, which has to be over before anybody is asked for money. Its answer is
/// kept in it as things stand, and put right when they went on.
async fn answered(
    ctx: &Ctx,
    invoice: Invoice,
    attempt: clientele_domain::checkout::Attempt,
    token: AttemptId,
) -> Result<Invoice> {
    let outside = Ctx { once: None, ..ctx.clone() };
    if let Some(once) = &ctx.once {
        once.finish(ctx.scope, OK, &text(ctx, &invoice)?).await?;
    }
    let charged = carry_out(&outside, invoice.id, attempt, token).await;
    if let Err(error) = &charged {
        tracing::warn!(scope = %ctx.scope, id = %invoice.id, ?error, "what became of a charge is found out later");
    }
    let now = match charged {
        Err(_) | Ok(Charged::Unknown) => invoice,
        Ok(_) => rows::by_id(&mut ctx.read().await?.conn(), ctx.scope, invoice.id).await?.ok_or(Error::NotFound)?,
    };
    if let Some(once) = &ctx.once {
        once.revise(&ctx.house, ctx.scope, OK, &text(ctx, &now)?).await?;
    }
    Ok(now)
}

const OK: u16 = 200;

fn text(ctx: &Ctx, invoice: &Invoice) -> Result<String> {
    let told = wire::Invoice::new(ctx.scope.livemode(), invoice);
    serde_json::to_string(&told).map_err(|error| Error::Internal(error.to_string()))
}

fn no_card() -> Error {
    let told = "The customer keeps no card that can be charged. Send them to the invoice's page, or say how it was paid \
                with paid_elsewhere.";
    Error::invalid("paid_elsewhere", told)
}

fn under_way() -> Error {
    Error::InvalidState("A payment of this invoice is under way. Look again in a moment.".to_owned())
}

/// Errors: `InvalidState` while somebody's money may be on its way.
async fn nobody_pays(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &Invoice) -> Result<()> {
    let Some(session) = invoice.session.filter(|_| invoice.is_open()) else { return Ok(()) };
    match attempts::latest(conn, ctx.scope, session).await? {
        Some(attempt) if attempt.status == AttemptStatus::Charging => Err(under_way()),
        _ => Ok(()),
    }
}
