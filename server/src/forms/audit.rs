//! Taking the audit log out as a file.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use clientele_app::server_fns::audit::sought;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::audit::{Part, Sought, export, export_more};
use clientele_service::{Ctx, Error};
use futures_util::stream;

use super::Sent;
use crate::downloads::csv;
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
        Ok((ctx, sought, first)) => csv(&format!("audit-log-{}.csv", ctx.now.date()), rest(ctx, sought, first)),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// The parts of the file, each fetched when the one before has gone out.
fn rest(ctx: Ctx, sought: Sought, first: Part) -> Body {
    Body::from_stream(stream::unfold(Some(Ok::<_, Error>(first)), move |part| {
        let (ctx, sought) = (ctx.clone(), sought.clone());
        async move {
            match part? {
                Ok((text, next)) => {
                    let next = match next {
                        Some(after) => Some(export_more(&ctx, &sought, Some(after)).await),
                        None => None,
                    };
                    Some((Ok(text), next))
                }
                // What has gone out must not look like the whole.
                Err(error) => {
                    tracing::error!(?error, "an export of the audit log was cut off");
                    Some((Err(error), None))
                }
            }
        }
    }))
}
