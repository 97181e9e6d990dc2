//! The small forms on a customer's page: notes, wallets, deletion. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::Error;
use clientele_service::customers::{self, NewWallet};

use super::Sent;
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
