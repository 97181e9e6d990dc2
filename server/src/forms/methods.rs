//! The form of payment methods.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::MerchantId;
use clientele_domain::method::{LightningSettings, ManualMethod, MethodSettings};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::methods;

use super::Sent;
use crate::state::AppState;

/// `POST /{merchant}/{mode}/settings/payments`
pub async fn save(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let saved = match sent.ctx(&state, scope) {
        Ok(ctx) => methods::update_settings(&ctx, &draft(&sent)).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(_) => sent.done(&format!("/{scope}/settings/payments"), "Payment methods saved."),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

fn draft(sent: &Sent) -> MethodSettings {
    let text = |field: &str| sent.value(field).to_owned();
    let lightning = LightningSettings {
        address: text("lightning.address"),
        rate_url: text("lightning.rate_url"),
        rate_path: text("lightning.rate_path"),
        limits: None,
    };
    let manual = ManualMethod::KINDS.into_iter().filter_map(|kind| {
        let field = |part: &str| text(&format!("manual.{}.{part}", kind.as_str()));
        let (label, instructions) = (field("label"), field("instructions"));
        (field("on") == "true").then_some(ManualMethod { kind, label, instructions })
    });
    MethodSettings { card: sent.value("card") == "true", lightning: Some(lightning), manual: manual.collect() }
}
