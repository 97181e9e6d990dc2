//! The forms on the pages of webhooks: an endpoint, what can be done with one, and deliveries that are sent again. The
//! field `act` says which.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_app::server_fns::webhooks::FreshSecret;
use clientele_domain::id::{DeliveryId, MerchantId, WebhookEndpointId};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::webhooks::{self, EndpointChange, EndpointDraft, FreshEndpoint};
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use super::Sent;
use crate::state::AppState;

/// What came of a form.
enum Done {
    /// Go there, and say this.
    To(String, &'static str),
    /// Show the page with this secret on it: it stands in no address and in no history.
    Secret(FreshEndpoint),
}

/// `POST /{merchant}/{mode}/developers/webhooks`
pub async fn retry(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => again(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    answer(&state, sent, done).await
}

/// `POST /{merchant}/{mode}/developers/webhooks/new`
pub async fn create(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => webhooks::create(&ctx, &draft(&sent)).await.map(Done::Secret),
        Err(error) => Err(error),
    };
    answer(&state, sent, done).await
}

/// `POST /{merchant}/{mode}/developers/webhooks/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match (sent.ctx(&state, scope), id.parse()) {
        (Ok(ctx), Ok(id)) => change(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    answer(&state, sent, done).await
}

async fn answer(state: &AppState, sent: Sent, done: Result<Done, Error>) -> Response {
    match done {
        Ok(Done::To(to, message)) => sent.done(&to, message),
        Ok(Done::Secret(FreshEndpoint { endpoint, secret })) => {
            let fresh = FreshSecret { endpoint, secret };
            let nothing = Sent { pairs: Vec::new(), ..sent };
            nothing.show(state, StatusCode::OK, Posted::default(), move || provide_context(fresh.clone())).await
        }
        Err(Error::Outdated { .. }) => {
            let sentence =
                "Somebody changed this endpoint while you were typing. Look at it as it is now, and save again.";
            sent.again(state, Error::InvalidState(sentence.to_owned()), || {}).await
        }
        Err(error) => sent.again(state, error, || {}).await,
    }
}

fn draft(sent: &Sent) -> EndpointDraft {
    let chosen = || sent.values("event").into_iter().map(str::to_owned).collect();
    EndpointDraft {
        url: sent.value("url").to_owned(),
        description: sent.value("description").to_owned(),
        events: if sent.value("which") == "only" { chosen() } else { vec!["*".to_owned()] },
    }
}

async fn change(ctx: &Ctx, id: WebhookEndpointId, sent: &Sent) -> Result<Done, Error> {
    let list = format!("/{}/developers/webhooks", ctx.scope);
    let here = format!("{list}/{id}");
    let enabled = async |enabled| webhooks::update(ctx, id, None, &EndpointChange::default(), Some(enabled)).await;
    Ok(match sent.value("act") {
        "save" => {
            let EndpointDraft { url, description, events } = draft(sent);
            let change = EndpointChange { url: Some(url), description: Some(description), events: Some(events) };
            webhooks::update(ctx, id, sent.value("version").parse().ok(), &change, None).await?;
            Done::To(here, "Endpoint saved.")
        }
        "enable" => enabled(true).await.map(|_| Done::To(here, "Endpoint enabled."))?,
        "disable" => enabled(false).await.map(|_| Done::To(here, "Endpoint disabled."))?,
        "test" => {
            let delivery = webhooks::send_test(ctx, id).await?;
            Done::To(format!("{list}?endpoint={id}&delivery={}#deliveries", delivery.id), "Test event sent.")
        }
        "rotate" => Done::Secret(webhooks::rotate_secret(ctx, id).await?),
        "delete" => {
            webhooks::delete(ctx, id, None).await?;
            Done::To(list, "Endpoint removed.")
        }
        other => return Err(unknown(other)),
    })
}

async fn again(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let list = format!("/{}/developers/webhooks", ctx.scope);
    Ok(match sent.value("act") {
        "retry" => {
            let id: DeliveryId = sent.value("delivery").parse().map_err(|_| Error::NotFound)?;
            let delivery = webhooks::retry(ctx, id).await?;
            let endpoint = delivery.endpoint;
            Done::To(format!("{list}?endpoint={endpoint}&delivery={id}#deliveries"), "It is sent again.")
        }
        "retry_failed" => {
            let endpoint: WebhookEndpointId = sent.value("endpoint").parse().map_err(|_| Error::NotFound)?;
            webhooks::retry_failed(ctx, endpoint).await?;
            Done::To(format!("{list}?endpoint={endpoint}#deliveries"), "Everything that failed is sent again.")
        }
        other => return Err(unknown(other)),
    })
}

fn unknown(act: &str) -> Error {
    Error::InvalidState(format!("There is no {act:?} to do here."))
}
