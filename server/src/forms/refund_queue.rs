//! The forms on the page of refunds: who sees to one, what is written about it, and what is decided. The field `act` says
//! which; and the form of when a refund needs an approval.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_app::server_fns::refund_queue::asked::Asked;
use clientele_app::server_fns::refund_queue::selected;
use clientele_domain::id::{MerchantId, RefundId, UserId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::refund::{Refund, RefundStatus};
use clientele_domain::rules;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::{Actor, Ctx, Error, refunds};

use super::{Done, Sent};
use crate::downloads::{csv, parts};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/refunds`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    if sent.value("act") == "export" {
        return take_out(&state, scope, sent).await;
    }
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => change(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

/// The refunds that the address asks for, as a file.
async fn take_out(state: &AppState, scope: Scope, sent: Sent) -> Response {
    let begun = async {
        let ctx = sent.ctx(state, scope)?;
        let selected = selected(&ctx, &Asked::read(&sent.search()));
        let first = refunds::export(&ctx, &selected).await?;
        Ok((ctx, selected, first))
    };
    match begun.await {
        Ok((ctx, selected, first)) => {
            let name = format!("refunds-{}.csv", ctx.now.date());
            let more = move |after| {
                let (ctx, selected) = (ctx.clone(), selected.clone());
                async move { refunds::export_more(&ctx, &selected, Some(after)).await }
            };
            csv(&name, parts("a list of refunds", first, more))
        }
        Err(error) => sent.again(state, error, || {}).await,
    }
}

async fn change(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let id: RefundId = sent.value("refund").parse().map_err(|_| Error::NotFound)?;
    let asked = Asked::read(&sent.search());
    let list = format!("/{}/refunds{}", ctx.scope, asked.opening(None).search());
    let here = format!("/{}/refunds{}", ctx.scope, asked.search());
    Ok(match sent.value("act") {
        "take" => {
            refunds::assign(ctx, id, Some(myself(ctx)?)).await?;
            (list, "It is yours.")
        }
        "assign" => {
            refunds::assign(ctx, id, to(sent)?).await?;
            (here, "Assigned.")
        }
        "note" => {
            refunds::add_note(ctx, id, sent.value("body")).await?;
            (here, "Note added.")
        }
        "approve" => (list, approved(&refunds::approve(ctx, id).await?)),
        "call_off" => {
            refunds::cancel(ctx, id).await?;
            (list, "Called off. Nothing was given back.")
        }
        "failed" => {
            super::refunds::mark_failed(ctx, id, sent).await?;
            (list, "Marked as failed. What it held is left to refund again.")
        }
        "checked" => {
            let counted = refunds::see_to(ctx, id).await?.status == RefundStatus::Succeeded;
            let told = if counted { "Counted as given back." } else { "Noted. It waits for nobody any more." };
            (list, told)
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

/// Whoever sent the form.
fn myself(ctx: &Ctx) -> Result<UserId, Error> {
    match &ctx.actor {
        Actor::Staff { user, .. } => Ok(*user),
        _ => Err(Error::SignedOut),
    }
}

fn to(sent: &Sent) -> Result<Option<UserId>, Error> {
    match sent.value("assigned_to") {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::invalid("assigned_to", "Choose somebody of the team.")),
    }
}

/// What became of a refund that was approved.
fn approved(refund: &Refund) -> &'static str {
    match refund.status {
        RefundStatus::Succeeded => "Approved, and given back.",
        RefundStatus::RequiresAction => "Approved. It waits to be sent now.",
        RefundStatus::Pending => "Approved. The processor was asked for it and has not answered yet.",
        RefundStatus::Failed | RefundStatus::Canceled => "Approved, but the money could not be given back.",
    }
}

/// `POST /{merchant}/{mode}/settings/refunds`
pub async fn save_limits(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => save(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

async fn save(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    // Whoever may not is told so before anything that is wrong with the form.
    ctx.require(clientele_domain::role::Permission::SettingsWrite)?;
    let wanted = limits(sent).map_err(Error::Invalid)?;
    refunds::change_thresholds(ctx, |mut thresholds| {
        for (currency, most) in &wanted {
            match most {
                Some(most) => thresholds.0.insert(*currency, *most),
                None => thresholds.0.remove(currency),
            };
        }
        thresholds
    })
    .await?;
    Ok((format!("/{}/settings/refunds", ctx.scope), "Saved. It applies to refunds from now on."))
}

/// What the form says of each currency: a limit, or that there is none. Errors: everything that is wrong.
fn limits(sent: &Sent) -> Result<BTreeMap<Currency, Option<i64>>, Vec<Violation>> {
    let (mut limits, mut wrong) = (BTreeMap::new(), Vec::new());
    for (field, text) in &sent.pairs {
        let Some(code) = field.strip_prefix("limit.") else { continue };
        match rules::currency(code) {
            Ok(currency) if text.trim().is_empty() => drop(limits.insert(currency, None)),
            Ok(currency) => match limit(text, currency) {
                Ok(most) => drop(limits.insert(currency, Some(most))),
                Err(message) => wrong.push(Violation::new(field, message)),
            },
            Err(message) => wrong.push(Violation::new("form", message)),
        }
    }
    let (code, text) = (sent.value("currency").trim(), sent.value("amount").trim());
    match (code, text) {
        // The form has a place for one more, which stays empty unless there is to be one.
        (_, "") if !limits.is_empty() || !wrong.is_empty() => {}
        (_, "") => {
            let message = "Enter an amount, such as 100.00; or 0, so that every refund waits.";
            wrong.push(Violation::missing("amount", message));
        }
        ("", _) => wrong.push(Violation::missing("currency", "Say in which currency this is.")),
        (code, text) => match rules::currency(code) {
            Err(message) => wrong.push(Violation::new("currency", message)),
            Ok(currency) if limits.contains_key(&currency) => {
                let message = format!("There is a limit in {currency} already. Change that one.");
                wrong.push(Violation::new("currency", message));
            }
            Ok(currency) => match limit(text, currency) {
                Ok(most) => drop(limits.insert(currency, Some(most))),
                Err(message) => wrong.push(Violation::new("amount", message)),
            },
        },
    }
    if wrong.is_empty() { Ok(limits) } else { Err(wrong) }
}

/// Reads a limit: an amount of 0 or more.
fn limit(text: &str, currency: Currency) -> Result<i64, String> {
    let amount = Amount::parse_decimal(text, currency)?;
    if amount.minor < 0 { Err("Enter 0 or more; at 0 every refund waits.".to_owned()) } else { Ok(amount.minor) }
}
