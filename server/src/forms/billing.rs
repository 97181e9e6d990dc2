//! The form of how subscriptions are billed. Its fields are called as the rules call them.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::subscription::Billing;
use clientele_service::{Ctx, Error, billing};

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/settings/billing`
pub async fn save(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => change(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let time_zone = sent.value("billing.time_zone").to_owned();
    // What is no number is refused like one that is too large, beside whatever else is wrong.
    let grace_days = sent.value("billing.grace_days").trim().parse().unwrap_or(i64::MAX);
    billing::change_settings(ctx, |_| Billing { time_zone: time_zone.clone(), grace_days }).await?;
    Ok((format!("/{}/settings/billing", ctx.scope), "Saved. It applies to periods from now on."))
}
