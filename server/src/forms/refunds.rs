//! The forms of one refund: asking for it, and what is done with it until its end. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::{CustomerId, MerchantId, PaymentId, RefundId};
use clientele_domain::money::{Amount, Rate};
use clientele_domain::refund::{Approval, DestinationKind, Proof, Refund, RefundReason, RefundStatus, part};
use clientele_domain::role::Permission;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::refunds::destination::{self, Sending};
use clientele_service::refunds::{self, NewRefund, Said, Wanted};
use clientele_service::{Ctx, Error, payments};

use super::Sent;
use crate::state::AppState;

/// Where to go, and what to say.
type Done = (String, String);

/// `POST /{merchant}/{mode}/customers/{id}/refund`
pub async fn from_customer(
    State(state): State<AppState>,
    Path((merchant, mode, customer)): Path<(MerchantId, Mode, CustomerId)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => create(&ctx, Some(customer), &sent).await,
        Err(error) => Err(error),
    };
    answer(&state, sent, done).await
}

/// `POST /{merchant}/{mode}/refunds/new`
pub async fn from_payment(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => create(&ctx, None, &sent).await,
        Err(error) => Err(error),
    };
    answer(&state, sent, done).await
}

/// `POST /{merchant}/{mode}/refunds/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, RefundId)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => change(&ctx, id, &sent).await.map(|message| (format!("/{scope}/refunds/{id}"), message)),
        Err(error) => Err(error),
    };
    answer(&state, sent, done).await
}

async fn answer(state: &AppState, sent: Sent, done: Result<Done, Error>) -> Response {
    match done {
        Ok((to, message)) => sent.done(&to, message),
        Err(error) => sent.again(state, error, || {}).await,
    }
}

async fn create(ctx: &Ctx, customer: Option<CustomerId>, sent: &Sent) -> Result<Done, Error> {
    // Whoever may not is told so before anything that is wrong with the form.
    ctx.require(Permission::RefundCreate)?;
    let offer = |payment| refunds::offer(ctx, customer, payment);
    let payment: PaymentId = match sent.value("payment") {
        "" => {
            offer(None).await?;
            return Err(Error::invalid("payment", "Choose which payment to refund."));
        }
        id => id.parse().map_err(|_| Error::NotFound)?,
    };
    offer(Some(payment)).await?;
    let paid = payments::get(ctx, payment).await?;
    // What this person saw: whoever comes second is told by the use case what the first one did.
    let seen = sent.value(&format!("left.{payment}")).parse().ok();
    let left = Amount { minor: seen.unwrap_or(paid.refundable().minor), ..paid.amount };
    let (asked, rate) = read(sent, payment, left).map_err(Error::Invalid)?;
    let refund = match seen {
        Some(left) => refunds::create_as_seen(ctx, asked, left).await?,
        None => refunds::create(ctx, asked).await?,
    };
    let place = customer.map(|id| format!("customers/{id}/")).unwrap_or_default();
    let to = format!("/{}/{place}refunds/{}", ctx.scope, refund.id);
    let waits = refund.status == RefundStatus::RequiresAction && refund.destination.kind.pays_satoshi();
    // The refund is there by now, also when there is no invoice: its page says why, and how to go on.
    let message = match waits {
        true => match destination::prepare(ctx, refund.id, &Sending { rate, unpaid: false }).await {
            Ok(_) => "It waits to be paid from your wallet.".to_owned(),
            Err(Error::Invalid(wrong)) => {
                wrong.into_iter().next().map(|violation| violation.message).unwrap_or_default()
            }
            Err(error) => error.to_string(),
        },
        false => outcome(&refund),
    };
    Ok((to, message))
}

/// What is asked for, with the rate that was typed; or everything that is wrong with the form.
fn read(sent: &Sent, payment: PaymentId, left: Amount) -> Result<(NewRefund, Option<String>), Vec<Violation>> {
    let mut wrong = Vec::new();
    let amount = part(sent.value("amount"), left).map_err(|message| wrong.push(Violation::new("amount", message))).ok();
    let reason = RefundReason::parse(sent.value("reason"));
    if reason.is_none() {
        wrong.push(Violation::missing("reason", "Say why the money is given back."));
    }
    if reason == Some(RefundReason::Other) && sent.value("note").trim().is_empty() {
        wrong.push(Violation::missing("note", "Say in the note why the money is given back."));
    }
    let to = match (sent.value("to"), sent.value("address").trim()) {
        ("address", "") => {
            wrong.push(Violation::missing("destination", "Enter where the money goes, or choose another way."));
            None
        }
        ("address", address) => Some(Wanted::Address(address.to_owned())),
        (way, _) => Wanted::parse(way).filter(|wanted| !matches!(wanted, Wanted::Address(_))),
    };
    let rate = Some(sent.value("rate").trim()).filter(|rate| !rate.is_empty() && sent.value("to") == "address");
    if let Some(rate) = rate
        && !left.currency.is_bitcoin()
        && let Err(message) = Rate::typed(rate, left.currency)
    {
        wrong.push(Violation::new("rate", message));
    }
    match (amount, reason) {
        (Some(amount), Some(reason)) if wrong.is_empty() => {
            let note = sent.value("note").to_owned();
            Ok((NewRefund { payment, amount: Some(amount.minor), reason, note, to }, rate.map(str::to_owned)))
        }
        _ => Err(wrong),
    }
}

/// What became of a refund, in a sentence.
fn outcome(refund: &Refund) -> String {
    let amount = refund.amount;
    match refund.status {
        RefundStatus::Succeeded if refund.destination.kind == DestinationKind::Balance => {
            format!("{amount} is credited to the customer.")
        }
        RefundStatus::Succeeded => format!("Refunded {amount}."),
        RefundStatus::Pending if refund.approval == Approval::Needed => {
            "It waits for somebody who approves it.".to_owned()
        }
        RefundStatus::Pending => "The processor was asked for it and has not answered yet.".to_owned(),
        RefundStatus::RequiresAction => "It waits to be sent.".to_owned(),
        RefundStatus::Failed | RefundStatus::Canceled => "It could not be given back.".to_owned(),
    }
}

async fn change(ctx: &Ctx, id: RefundId, sent: &Sent) -> Result<String, Error> {
    Ok(match sent.value("act") {
        "prepare" => {
            let rate = Some(sent.value("rate").trim()).filter(|rate| !rate.is_empty()).map(str::to_owned);
            destination::prepare(ctx, id, &Sending { rate, unpaid: sent.value("sure") == "true" }).await?;
            "Ready to be paid.".to_owned()
        }
        "check" => match destination::verify(ctx, id).await?.sent {
            None => String::new(),
            Some(_) => "The invoice was paid.".to_owned(),
        },
        "sent" => {
            let refund = refunds::mark_sent(ctx, id, &said(sent)).await?;
            let verified = if refund.is_verified() { "Sent and verified." } else { "Marked as sent." };
            verified.to_owned()
        }
        "approve" => outcome(&refunds::approve(ctx, id).await?),
        "call_off" => {
            refunds::cancel(ctx, id).await?;
            "Called off. Nothing was given back.".to_owned()
        }
        "failed" => {
            mark_failed(ctx, id, sent).await?;
            "Marked as failed. What it held is left to refund again.".to_owned()
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

/// Marks a refund as failed. The field has a name of its own, for there is another note on the same page.
pub(super) async fn mark_failed(ctx: &Ctx, id: RefundId, sent: &Sent) -> Result<Refund, Error> {
    let done = refunds::mark_failed(ctx, id, sent.value("why")).await;
    done.map_err(|error| match error {
        Error::Invalid(mut wrong) => {
            wrong.iter_mut().for_each(|violation| violation.field = "why".to_owned());
            Error::Invalid(wrong)
        }
        other => other,
    })
}

/// What somebody says who sent the money.
fn said(sent: &Sent) -> Said {
    let typed = |field: &str| Some(sent.value(field).trim().to_owned()).filter(|text| !text.is_empty());
    let proof = typed("preimage").map(Proof::Preimage).or_else(|| typed("transaction_id").map(Proof::TransactionId));
    Said { proof, note: sent.value("note").to_owned(), confirmed: sent.value("confirm") == "true" }
}
