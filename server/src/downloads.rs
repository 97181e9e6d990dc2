//! Files to keep: the rows that an import refused, samples of files for import, invoices, and figures.

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use clientele_app::hosted::Tongue;
use clientele_app::server_fns::analytics;
use clientele_domain::export::ExportFormat;
use clientele_domain::id::{ImportId, MerchantId};
use clientele_domain::import::What;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::imports::{self, CsvPart};
use clientele_service::invoices::sheet;
use clientele_service::{Ctx, Error};
use futures_util::{StreamExt, stream};

use crate::forms::Sent;
use crate::hosted;
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
    let more = move |line| {
        let ctx = ctx.clone();
        async move { imports::rejects_csv(&ctx, id, line).await.map(|CsvPart { text, next }| (text, next)) }
    };
    parts("a report of rejects", (first.text, first.next), more)
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

/// A file in parts, each fetched when the one before has gone out. `what` is said to be cut off in this program's own log.
pub fn parts<N, F>(what: &'static str, first: (String, Option<N>), more: impl Fn(N) -> F + Send + 'static) -> Body
where
    N: Send + 'static,
    F: Future<Output = Result<(String, Option<N>), Error>> + Send + 'static,
{
    let parts = stream::unfold(Some(Ok(first)), move |part| {
        let (now, later) = match part {
            None => (None, None),
            Some(Ok((text, next))) => (Some(Ok(text)), next.map(&more)),
            Some(Err(error)) => (Some(Err(error)), None),
        };
        async move {
            let text = match now? {
                Ok(text) => text,
                // What has gone out must not look like the whole.
                Err(error) => {
                    tracing::error!(?error, what, "a file was cut off");
                    return Some((Err(error), None));
                }
            };
            let next = match later {
                Some(later) => Some(later.await),
                None => None,
            };
            Some((Ok(text), next))
        }
    });
    // Whoever compresses it asks once more after its end.
    Body::from_stream(parts.fuse())
}

/// `GET /{merchant}/{mode}/invoices/{id}/pdf`: what its customer gets, in the customer's language.
pub async fn invoice(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let file = async {
        let ctx = sent.ctx(&state, Scope { merchant, mode })?;
        let sheet = sheet::sheet(&ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
        let tongue = Tongue::choose("", &sheet.customer.locale, "");
        hosted::invoice::file(&state, &sheet, tongue).await
    };
    match file.await {
        Ok(file) => file,
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// `GET /{merchant}/{mode}/analytics/{name}.csv`: the figures of a card, for what the address asks for.
pub async fn figures(
    State(state): State<AppState>,
    Path((merchant, mode, name)): Path<(MerchantId, Mode, String)>,
    RawQuery(search): RawQuery,
    sent: Sent,
) -> Response {
    let file = async {
        let ctx = sent.ctx(&state, Scope { merchant, mode })?;
        let name = name.strip_suffix(".csv").ok_or(Error::NotFound)?;
        analytics::file(&ctx, name, &search.unwrap_or_default()).await
    };
    match file.await {
        Ok(text) => csv(&name, Body::from(text)),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// A file of rows that a browser keeps.
pub fn csv(file_name: &str, body: Body) -> Response {
    kept(file_name, "text/csv; charset=utf-8", body)
}

/// A file that a browser keeps, in the chosen form. The name has no ending.
pub fn file(name: &str, format: ExportFormat, body: Body) -> Response {
    kept(&format!("{name}.{}", format.as_str()), format.content_type(), body)
}

fn kept(file_name: &str, content_type: &'static str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{file_name}\"");
    let content_type = HeaderValue::from_static(content_type);
    ([(header::CONTENT_TYPE, content_type)], [(header::CONTENT_DISPOSITION, disposition)], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_has_ended_stays_so_however_often_it_is_asked() {
        let more = |next: u8| async move { Ok((next.to_string(), (next < 2).then_some(next + 1))) };
        let mut file = parts("a test", ("head ".to_owned(), Some(1)), more).into_data_stream();

        let mut text = String::new();
        while let Some(part) = file.next().await {
            text.push_str(&String::from_utf8_lossy(&part.expect("a part")));
        }

        assert_eq!(text, "head 12");
        assert!(file.next().await.is_none());
    }
}
