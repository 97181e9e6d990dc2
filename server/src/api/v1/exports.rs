//! POST /v1/exports

use axum::body::Body as Stream;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use clientele_domain::list::CustomerFilter;
use clientele_domain::violation::Violation;
use clientele_service::customers::{Export, ExportFormat};
use clientele_service::{Ctx, Cursor, Error};
use clientele_wire as wire;
use futures_util::stream;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(export))
}

/// Export customers
///
/// Answers with a file of any length: CSV that is safe to open in a spreadsheet, or a line of JSON for each customer, the
/// oldest first. Columns are named as imports read them; also `metadata.KEY` and `spent.CURRENCY` (in minor units).
#[utoipa::path(
    post, path = "/exports", tag = "Exports", operation_id = "export",
    request_body = wire::NewExport,
    responses((status = 200, description = "The file.", content((String = "text/csv"), (String = "application/x-ndjson"))))
)]
async fn export(ctx: ApiCtx, body: Body<wire::NewExport>) -> Result<Response, Problem> {
    let asked = body.valid()?;
    if asked.resource.value().is_none() {
        return Err(Problem::invalid(&[Violation::missing("resource", "Say what to export: customers.")]));
    }
    let format = asked.format.value().map_or(ExportFormat::Csv, |format| format.0);
    let filter = CustomerFilter { text: asked.q.value().unwrap_or_default(), ..CustomerFilter::default() };
    let export = Export::new(filter, asked.columns.value().unwrap_or_default(), format)?;
    // Whatever can be refused is refused before the file begins.
    let first = export.begin(&ctx).await?;
    let kind = match format {
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Ndjson => "application/x-ndjson",
    };
    Ok(([(header::CONTENT_TYPE, kind)], streamed(ctx.0, export, first)).into_response())
}

/// The parts of the file, each fetched when the one before has gone out.
fn streamed(ctx: Ctx, export: Export, first: (String, Option<Cursor>)) -> Stream {
    Stream::from_stream(stream::unfold(Some(Ok::<_, Error>(first)), move |part| {
        let (ctx, export) = (ctx.clone(), export.clone());
        async move {
            match part? {
                Ok((text, next)) => {
                    let next = match next {
                        Some(next) => Some(export.part(&ctx, Some(next)).await),
                        None => None,
                    };
                    Some((Ok(text), next))
                }
                // What has gone out must not look like the whole.
                Err(error) => {
                    tracing::error!(?error, "an export was cut off");
                    Some((Err(error), None))
                }
            }
        }
    }))
}
