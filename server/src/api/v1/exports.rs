//! POST /v1/exports

use axum::http::header;
use axum::response::{IntoResponse, Response};
use clientele_domain::list::CustomerFilter;
use clientele_domain::violation::Violation;
use clientele_service::customers::{self, Export, ExportFormat};
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::downloads::parts;
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
    let export = Export::new(customers::read(&ctx, &filter).await?, asked.columns.value().unwrap_or_default(), format)?;
    // Whatever can be refused is refused before the file begins.
    let first = export.begin(&ctx).await?;
    let more = move |after| {
        let (ctx, export) = (ctx.0.clone(), export.clone());
        async move { export.part(&ctx, Some(after)).await }
    };
    Ok(([(header::CONTENT_TYPE, format.content_type())], parts("an export of customers", first, more)).into_response())
}
