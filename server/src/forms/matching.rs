//! The forms about matching: two customers who are one or two, and the settings.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_app::server_fns::settings::read;
use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::matching::{Choice, Choices, MergeField};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_service::merges::{self, Seen};
use clientele_service::{Ctx, Error, matching};

use super::Sent;
use crate::state::AppState;

/// `POST /{merchant}/{mode}/customers/{id}/merge/{other}`
pub async fn decide(
    State(state): State<AppState>,
    Path((merchant, mode, one, other)): Path<(MerchantId, Mode, CustomerId, CustomerId)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    match decided(&state, scope, (one, other), &sent).await {
        Ok((to, message)) => sent.done(&to, message),
        Err(Error::Changed { by, current }) => {
            let message = format!(
                "{by} changed {} while you were comparing. Both are shown as they are now, with what you chose. Look \
                 again, then merge them.",
                current.fields.display_name()
            );
            let posted = Posted { violations: vec![Violation::new("form", message)], ..Posted::default() };
            sent.show(&state, StatusCode::CONFLICT, posted, || {}).await
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// Does it; gives where to go and what to say.
async fn decided(
    state: &AppState,
    scope: Scope,
    (one, other): (CustomerId, CustomerId),
    sent: &Sent,
) -> Result<(String, String), Error> {
    let ctx = sent.ctx(state, scope)?;
    let from_duplicates = sent.value("then") == "duplicates";
    match sent.value("act") {
        "merge" => merge(&ctx, (one, other), sent).await,
        "distinct" => {
            matching::distinct_from(&ctx, one, &Selector::Id(other)).await?;
            let to = match from_duplicates {
                true => format!("/{scope}/duplicates?apart={one}.{other}"),
                false => format!("/{scope}/customers/{one}"),
            };
            Ok((to, "Remembered as not the same person.".to_owned()))
        }
        "not_distinct" => {
            matching::not_distinct_from(&ctx, one, &Selector::Id(other)).await?;
            let to = match from_duplicates {
                true => format!("/{scope}/duplicates?pair={one}.{other}"),
                false => format!("/{scope}/customers/{one}/merge/{other}"),
            };
            Ok((to, "Taken back.".to_owned()))
        }
        act => Err(Error::InvalidState(format!("There is no {act:?} to do here."))),
    }
}

/// Merges the record that is not kept into the one that is.
async fn merge(ctx: &Ctx, (one, other): (CustomerId, CustomerId), sent: &Sent) -> Result<(String, String), Error> {
    let seen = seen(sent, "one").zip(seen(sent, "other"));
    // What the address names may be a part of another record by now; the form says which records were shown.
    let (one, other) = seen.map_or((one, other), |(one, other)| (one.0, other.0));
    let (target, source) = if sent.value("survivor") == other.to_string() { (other, one) } else { (one, other) };
    let choices = choices(sent, source, target);
    let seen = seen.map(|(one, other)| [one, other]);
    let (merge, view) = merges::merge(ctx, source, &Selector::Id(target), &choices, seen).await?;
    let to = format!("/{}/customers/{}?merged={}", ctx.scope, merge.into, merge.id);
    Ok((to, format!("Merged into {}.", view.customer.fields.display_name())))
}

/// A record as it was shown: its id and its version.
fn seen(sent: &Sent, name: &str) -> Option<Seen> {
    let version = sent.value(&format!("{name}_version")).parse().ok()?;
    Some((sent.value(name).parse().ok()?, version))
}

/// Whose value of each field is kept: a field is sent as the id of the record it is taken from.
fn choices(sent: &Sent, source: CustomerId, target: CustomerId) -> Choices {
    let (source, target) = (source.to_string(), target.to_string());
    let chosen = MergeField::ALL.iter().filter_map(|field| match sent.value(field.as_str()) {
        value if value == source => Some((*field, Choice::Source)),
        value if value == target => Some((*field, Choice::Target)),
        // Both together, or not asked for.
        _ => None,
    });
    Choices(chosen.collect())
}

/// `POST /{merchant}/{mode}/settings/matching`
pub async fn save_settings(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = async {
        let ctx = sent.ctx(&state, scope)?;
        let value = |name: &str| Some(sent.value(name).to_owned()).filter(|value| !value.is_empty());
        let settings = read(value)
            .ok_or_else(|| Error::InvalidState("Say what the same email with another external id means.".to_owned()))?;
        matching::update_settings(&ctx, &settings).await
    }
    .await;
    match done {
        Ok(_) => sent.done(&format!("/{scope}/settings/matching?saved=yes"), "Settings saved."),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}
