//! The segments of the list of customers. The field `act` says what is to happen.

use axum::response::Response;
use clientele_app::list_query::{ListQuery, escape, param};
use clientele_domain::scope::Scope;
use clientele_domain::segment::{Segment, SegmentDraft};
use clientele_service::segments::{self, SegmentChange};
use clientele_service::{Error, customers};

use super::Sent;
use crate::state::AppState;

/// A form on the list, whose query is in its address.
pub async fn act(state: AppState, scope: Scope, sent: Sent) -> Response {
    match done(&state, scope, &sent).await {
        Ok((to, message)) => sent.done(&to, message),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

async fn done(state: &AppState, scope: Scope, sent: &Sent) -> Result<(String, String), Error> {
    let ctx = sent.ctx(state, scope)?;
    let name = sent.value("name").to_owned();
    let (shared, announce) = (sent.value("shared") == "true", sent.value("announce") == "true");
    let id = || sent.value("id").parse().map_err(|_| Error::NotFound);
    let to = |segment: &Segment| format!("/{scope}/customers?q={}", escape(&segment.query));
    match sent.value("act") {
        "segment.create" => {
            let search = sent.search();
            let filter = ListQuery::from_params(|name| param(&search, name)).filter;
            let query = customers::read(&ctx, &filter).await?.to_string();
            let segment = segments::create(&ctx, &SegmentDraft { name, query, shared, announce }).await?;
            Ok((to(&segment), format!("Saved the segment {}.", segment.name)))
        }
        "segment.update" => {
            let change =
                SegmentChange { name: Some(name), query: None, shared: Some(shared), announce: Some(announce) };
            let segment = segments::update(&ctx, id()?, None, &change).await?;
            Ok((to(&segment), format!("Saved the segment {}.", segment.name)))
        }
        "segment.delete" => {
            segments::delete(&ctx, id()?, None).await?;
            Ok((format!("/{scope}/customers"), "Removed the segment. Its customers stay.".to_owned()))
        }
        _ => Err(Error::invalid("form", "There is nothing to do. Press one of the buttons.")),
    }
}
