//! Taking the audit log out as a file.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_app::server_fns::audit::sought;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::audit::{export, export_more};

use super::Sent;
use crate::downloads::{csv, parts};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/settings/audit-log`
pub async fn take_out(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let begun = async {
        let ctx = sent.ctx(&state, Scope { merchant, mode })?;
        let sought = sought(|name| sent.value(name).to_owned());
        let first = export(&ctx, &sought).await?;
        Ok((ctx, sought, first))
    };
    match begun.await {
        Ok((ctx, sought, first)) => {
            let name = format!("audit-log-{}.csv", ctx.now.date());
            let more = move |after| {
                let (ctx, sought) = (ctx.clone(), sought.clone());
                async move { export_more(&ctx, &sought, Some(after)).await }
            };
            csv(&name, parts("the audit log", first, more))
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}
