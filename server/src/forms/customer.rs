//! The small forms on a customer's page: notes, wallets, cards, credit, reminders, test clocks, who else it is or is not,
//! deletion. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::money::Amount;
use clientele_domain::role::Permission;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_service::customers::{self, NewWallet};
use clientele_service::merges::{self, Undone};
use clientele_service::{Ctx, Error, invoices, mail, matching, test_clocks};

use super::{Sent, amount};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/customers/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, CustomerId)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    match done(&state, scope, id, &sent).await {
        Ok((to, message)) => sent.done(&to, message),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// Does it; gives where to go and what to say.
async fn done(state: &AppState, scope: Scope, id: CustomerId, sent: &Sent) -> Result<(String, String), Error> {
    let ctx = sent.ctx(state, scope)?;
    let here = format!("/{scope}/customers/{id}{}", sent.search());
    match sent.value("act") {
        "note" => {
            customers::add_note(&ctx, id, sent.value("body")).await?;
            Ok((here, "Note added.".to_owned()))
        }
        "add_wallet" => {
            let asked = NewWallet {
                chain_id: sent.value("chain_id").to_owned(),
                address: sent.value("wallet_address").to_owned(),
            };
            customers::add_wallet(&ctx, id, &asked).await?;
            Ok((here, "Wallet added.".to_owned()))
        }
        "remove_wallet" => {
            let wallet = sent.value("wallet").parse().map_err(|_| Error::NotFound)?;
            customers::remove_wallet(&ctx, id, wallet).await?;
            Ok((here, "Wallet removed.".to_owned()))
        }
        "remove_card" => {
            let card = sent.value("card").parse().map_err(|_| Error::NotFound)?;
            customers::remove_card(&ctx, id, card).await?;
            Ok((here, "Card removed.".to_owned()))
        }
        "credit" => {
            ctx.require(Permission::InvoiceWrite)?;
            let given = amount(sent.value("credit_amount"), sent.value("credit_currency")).map_err(Error::Invalid);
            let given = given.map_err(of_credit)?;
            let takes = sent.value("way") == "take";
            let moved = Amount { minor: if takes { -given.minor } else { given.minor }, ..given };
            invoices::adjust(&ctx, id, moved, sent.value("credit_note")).await.map_err(of_credit)?;
            Ok((here, if takes { "Credit taken." } else { "Credit given." }.to_owned()))
        }
        "reminders" => {
            let off = sent.value("off") == "true";
            mail::set_declines(&ctx, id, off).await?;
            Ok((here, if off { "No reminders from now on." } else { "Reminders are sent again." }.to_owned()))
        }
        "test_clock" => Ok((here, clock(&ctx, id, sent.value("test_clock_id")).await?.to_owned())),
        "distinct" | "not_distinct" => Ok((here, apart(&ctx, id, sent).await?.to_owned())),
        "undo" => {
            let merge = sent.value("merge").parse().map_err(|_| Error::NotFound)?;
            if merges::get(&ctx, merge).await?.into != customers::select(&ctx, &Selector::Id(id)).await? {
                return Err(Error::NotFound);
            }
            let undone = merges::undo(&ctx, merge).await?;
            Ok((parted(scope, &undone), "The merge was undone.".to_owned()))
        }
        "delete" => {
            if sent.value("confirm").trim() != "delete" {
                return Err(Error::invalid("confirm", "Type the word delete to go on."));
            }
            let erased = customers::delete(&ctx, id, None).await?;
            let message = format!("Personal data erased. {} payments stay in your books.", erased.kept_payments);
            Ok((format!("/{scope}/customers"), message))
        }
        other => Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    }
}

/// Lets the customer live by a test clock, or by none; says what came of it.
async fn clock(ctx: &Ctx, id: CustomerId, clock: &str) -> Result<&'static str, Error> {
    let unknown = |_| Error::invalid("test_clock_id", "Choose one of the clocks.");
    let clock = (!clock.is_empty()).then(|| clock.parse()).transpose().map_err(unknown)?;
    test_clocks::put_on(ctx, id, clock).await?;
    Ok(if clock.is_some() { "Lives by this clock now." } else { "Lives by no test clock any more." })
}

/// Says that two are two people, or takes that back.
async fn apart(ctx: &Ctx, id: CustomerId, sent: &Sent) -> Result<&'static str, Error> {
    let other = Selector::Id(sent.value("other").parse().map_err(|_| Error::NotFound)?);
    if sent.value("act") == "distinct" {
        matching::distinct_from(ctx, id, &other).await?;
        return Ok("Remembered as not the same person.");
    }
    matching::not_distinct_from(ctx, id, &other).await?;
    Ok("Taken back.")
}

/// The page of the record that stays, which says that there are two again and what could not be as it was before.
fn parted(scope: Scope, undone: &Undone) -> String {
    let left: Vec<&str> = undone
        .not_restored
        .iter()
        .filter_map(|violation| violation.field.split_once('.').map(|(_, field)| field))
        .collect();
    let left = if left.is_empty() { String::new() } else { format!("&left={}", left.join(",")) };
    format!("/{scope}/customers/{}?parted={}{left}", undone.merge.into, undone.merge.source)
}

/// What is wrong with credit, by the names of its form.
fn of_credit(error: Error) -> Error {
    let named = |wrong: Violation| Violation { field: format!("credit_{}", wrong.field), ..wrong };
    match error {
        Error::Invalid(wrong) => Error::Invalid(wrong.into_iter().map(named).collect()),
        other => other,
    }
}
