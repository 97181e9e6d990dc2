//! The forms on the developers' page: a new key, and an end to one. The field `act` says which.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_app::server_fns::developers::Fresh;
use clientele_domain::id::{KeyId, MerchantId};
use clientele_domain::key::{Access, Grant, KeyKind, Resource};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::keys::{self, FreshKey, NewKey};
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use super::Sent;
use crate::state::AppState;

/// `POST /{merchant}/{mode}/developers`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let ctx = match sent.ctx(&state, scope) {
        Ok(ctx) => ctx,
        Err(error) => return sent.again(&state, error, || {}).await,
    };
    match sent.value("act") {
        "create" => match create(&ctx, &sent).await {
            // The answer is the page itself: the key stands in no address and in no history.
            Ok(made) => {
                let fresh = Fresh { name: made.key.name, text: made.text };
                let nothing = Sent { pairs: Vec::new(), ..sent };
                nothing.show(&state, StatusCode::OK, Posted::default(), move || provide_context(fresh.clone())).await
            }
            Err(error) => sent.again(&state, error, || {}).await,
        },
        "revoke" => match revoke(&state, &ctx, &sent).await {
            Ok(()) => sent.done(&format!("/{scope}/developers"), "Key revoked."),
            Err(error) => sent.again(&state, error, || {}).await,
        },
        other => {
            let error = Error::InvalidState(format!("There is no {other:?} to do here."));
            sent.again(&state, error, || {}).await
        }
    }
}

async fn create(ctx: &Ctx, sent: &Sent) -> Result<FreshKey, Error> {
    let kind = KeyKind::parse(sent.value("kind")).unwrap_or(KeyKind::Secret);
    let access = match sent.value("access") {
        "full" => Access::Full,
        "read" => Access::Read,
        _ => Access::Only(grants(sent)),
    };
    keys::create(ctx, &NewKey { kind, name: sent.value("name").to_owned(), access }).await
}

fn grants(sent: &Sent) -> Vec<Grant> {
    let granted = |resource: &Resource| match sent.value(&format!("grant.{}", resource.as_str())) {
        "read" => Some(Grant { resource: *resource, write: false }),
        "write" => Some(Grant { resource: *resource, write: true }),
        _ => None,
    };
    Resource::ALL.iter().filter_map(granted).collect()
}

async fn revoke(state: &AppState, ctx: &Ctx, sent: &Sent) -> Result<(), Error> {
    let id: KeyId = sent.value("key").parse().map_err(|_| Error::NotFound)?;
    keys::revoke(ctx, id).await?;
    state.gate.forget(id);
    Ok(())
}
