//! Files to keep: the rows that an import refused, and samples of files for import.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use clientele_domain::id::{ImportId, MerchantId};
use clientele_domain::import::What;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::imports::{self, CsvPart};
use clientele_service::{Ctx, Error};
use futures_util::stream;

use crate::forms::Sent;
use crate::state::AppState;

/// `GET /{merchant}/{mode}/imports/{id}/rejects.csv`
pub async fn rejects(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, ImportId)>,
    sent: Sent,
) -> Response {
    let begun = async {
        let ctx = sent.ctx(&state, Scope { merchant, mode })?;
        let first = imports::rejects_csv(&ctx, id, 0).await?;
        Ok((ctx, first))
    };
    match begun.await {
        Ok((ctx, first)) => csv(&format!("rejects-{id}.csv"), rest(ctx, id, first)),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// The parts of a report, each fetched when the one before has gone out.
pub fn rest(ctx: Ctx, id: ImportId, first: CsvPart) -> Body {
    Body::from_stream(stream::unfold(Some(Ok::<_, Error>(first)), move |part| {
        let ctx = ctx.clone();
        async move {
            match part? {
                Ok(CsvPart { text, next }) => {
                    let next = match next {
                        Some(line) => Some(imports::rejects_csv(&ctx, id, line).await),
                        None => None,
                    };
                    Some((Ok(text), next))
                }
                // What has gone out must not look like the whole.
                Err(error) => {
                    tracing::error!(?error, "a report of rejects was cut off");
                    Some((Err(error), None))
                }
            }
        }
    }))
}

/// `GET /{merchant}/{mode}/imports/samples/{what}`
pub async fn sample(
    State(state): State<AppState>,
    Path((merchant, mode, what)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let found = sent.ctx(&state, Scope { merchant, mode }).and_then(|ctx| {
        let what = what.strip_suffix(".csv").and_then(What::parse).ok_or(Error::NotFound)?;
        imports::sample(&ctx, what)
    });
    match found {
        Ok(text) => csv(&format!("sample-{what}"), Body::from(text)),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// A file of rows that a browser keeps.
pub fn csv(file_name: &str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{file_name}\"");
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)], body)
        .into_response()
}
