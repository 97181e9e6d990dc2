//! GET /v1/customers

use axum::Json;
use clientele_domain::id::SegmentId;
use clientele_domain::list::{CustomerFilter, SortBy};
use clientele_domain::query::Query;
use clientele_domain::rules;
use clientele_service::{Cursor, Error, Place, customers, segments};
use clientele_wire as wire;

use super::told;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{self, query};

query! {
    /// Which customers, in which order.
    CustomerQuery {
        /// A query, such as `status:active spent>100 tag:vip -country:DE created>2026-01-31 "ada lovelace"`. Words are looked
        /// for in id, external id, email, phone, name, tags, DID and wallet addresses.
        q: String,
        /// Those of a segment, `seg_…`.
        segment: String,
        /// Exactly this external id.
        external_id: String,
        /// Exactly this email, in any case.
        email: String,
        /// Exactly this phone number.
        phone: String,
        /// Exactly this DID.
        did: String,
        /// Carries this tag.
        tag: String,
        /// Registered customers or guests.
        kind: wire::CustomerKind,
        /// The state of the subscriptions.
        subscription_status: wire::SubscriptionStatus,
        /// Made at or after.
        created_from: wire::Time,
        /// Made before.
        created_before: wire::Time,
        /// What to sort by; `created_at` when left out.
        sort: wire::CustomerSort,
        /// Names begin with A, figures and dates with the largest, when left out.
        order: wire::SortOrder,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
        /// `total` for how many there are; it is left out when counting takes too long.
        include: String,
    }
}

/// List customers
///
/// Every condition that is given must hold. A query that can't be read is answered with its fault's position and, where
/// possible, with what was meant; one for which too many customers would have to be looked at, with `query_too_wide`. A walk through all pages meets everybody once who was there all along, however
/// many come and go meanwhile.
#[utoipa::path(
    get, path = "/customers", tag = "Customers", operation_id = "list_customers",
    params(CustomerQuery),
    responses((status = 200, description = "A page of customers.", body = wire::List<wire::Customer>))
)]
pub async fn list(
    ctx: ApiCtx,
    query::Query(asked): query::Query<CustomerQuery>,
) -> Result<Json<wire::List<wire::Customer>>, Problem> {
    let limit = limit(asked.limit)?;
    let by = asked.sort.map_or(SortBy::CreatedAt, |sort| sort.0);
    let sort = (by, asked.order.map_or(by.first_direction(), |order| order.0));
    let total = match asked.include.as_deref() {
        None => false,
        Some("total") => true,
        Some(_) => return Err(Problem::invalid_field("include", "Only total can be told beside a list.")),
    };
    // A cursor is good for the list that it comes from: its sort and its direction are part of it.
    let mark = format!("{} {} ", sort.0.as_str(), sort.1.as_str());
    let read = |place: &str| Cursor::parse(place.strip_prefix(&mark)?, by).ok();
    let place = opened(asked.cursor.clone(), read)?.map_or(Place::Start, Place::After);
    let segment = match &asked.segment {
        Some(id) => Some(segments::get(&ctx, segment_id(id)?).await?),
        None => None,
    };
    let mut query = customers::read(&ctx, &filter(asked)?).await?;
    if let Some(segment) = segment {
        query = Query::all([segments::read(&ctx, &segment).await?, query]);
    }
    let (views, next, everybody) = customers::views(&ctx, &query, sort, &place, limit).await?;
    let data = views.iter().map(|view| told(&ctx, view)).collect();
    let mut page = wire::List::new(data, next.map(|next| sealed(&format!("{mark}{next}"))));
    if total {
        page.total = match customers::total(&ctx, &query, everybody).await {
            Ok(total) => Some(total.into()),
            // The page is there; nobody knows how many there are without looking at them.
            Err(Error::TooWide) => None,
            Err(error) => return Err(error.into()),
        };
    }
    Ok(Json(page))
}

fn segment_id(text: &str) -> Result<SegmentId, Problem> {
    text.parse().map_err(|_| Problem::invalid_field("segment", "This is no id of a segment, such as seg_…."))
}

fn filter(asked: CustomerQuery) -> Result<CustomerFilter, Problem> {
    let phone = asked.phone.map(|text| rules::phone(&text, None)).transpose();
    Ok(CustomerFilter {
        text: asked.q.unwrap_or_default(),
        kind: asked.kind.map(|kind| kind.0),
        tag: asked.tag.map(|tag| tag.to_lowercase()),
        subscription: asked.subscription_status.map(|status| status.0),
        created_from: asked.created_from.map(|moment| moment.0),
        created_before: asked.created_before.map(|moment| moment.0),
        has: None,
        external_id: asked.external_id,
        email: asked.email.map(|email| email.trim().to_lowercase()),
        phone: phone.map_err(|message| Problem::invalid_field("phone", message))?,
        did: asked.did,
    })
}
