//! GET and POST /v1/customers/{customer}/notes

use axum::Json;
use clientele_service::customers::{self, Note};
use clientele_wire as wire;

use super::Customer;
use crate::api::body::Body;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};
use crate::api::reply::Created;

/// List a customer's notes
///
/// Newest first.
#[utoipa::path(
    get, path = "/customers/{customer}/notes", tag = "Customers", operation_id = "list_customer_notes",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PageQuery,
    ),
    responses((status = 200, description = "A page of notes.", body = wire::List<wire::Note>))
)]
pub async fn list(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::Note>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = customers::notes_of(&ctx, id, after, limit).await?;
    let next = found.last().filter(|_| more).map(|note| sealed(&note.id.to_string()));
    Ok(Json(wire::List::new(found.into_iter().map(told).collect(), next)))
}

/// Add a note
///
/// Only the merchant's team sees notes.
#[utoipa::path(
    post, path = "/customers/{customer}/notes", tag = "Customers", operation_id = "create_customer_note",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    request_body = wire::NewNote,
    responses((status = 201, description = "The note.", body = wire::Note))
)]
pub async fn create(
    ctx: ApiCtx,
    Customer(id): Customer,
    body: Body<wire::NewNote>,
) -> Result<Created<wire::Note>, Problem> {
    let asked = body.valid()?;
    let note = customers::add_note(&ctx, id, &asked.body.value().unwrap_or_default()).await?;
    Ok(Created(told(note)))
}

fn told(note: Note) -> wire::Note {
    wire::Note {
        object: "note".to_owned(),
        id: note.id.to_string(),
        author: note.author,
        body: note.body,
        created_at: note.created_at.into(),
    }
}
