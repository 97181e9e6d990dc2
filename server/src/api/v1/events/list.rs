//! GET /v1/events

use axum::Json;
use clientele_service::events::{self, EventFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which events.
    EventQuery {
        /// Of this type.
        #[param(rename = "type")]
        r#type: wire::EventType,
        /// About the customer or payment with this id.
        object: String,
        /// Told at or after.
        created_from: wire::Time,
        /// Told before.
        created_before: wire::Time,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List events
///
/// Newest first.
#[utoipa::path(
    get, path = "/events", tag = "Events", operation_id = "list_events",
    params(EventQuery),
    responses((status = 200, description = "A page of events.", body = wire::List<wire::Event>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<EventQuery>) -> Result<Json<wire::List<wire::Event>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let filter = EventFilter {
        kind: asked.r#type.map(|kind| kind.0),
        object: asked.object,
        created_from: asked.created_from.map(|moment| moment.0),
        created_before: asked.created_before.map(|moment| moment.0),
    };
    let (found, more) = events::list(&ctx, &filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|event| sealed(&event.id));
    Ok(Json(wire::List::new(found, next)))
}
