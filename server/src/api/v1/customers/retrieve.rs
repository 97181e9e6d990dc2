//! GET /v1/customers/{customer}

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientele_domain::selector::Selector;
use clientele_service::invoices::InvoiceFilter;
use clientele_service::payments::PaymentFilter;
use clientele_service::subscriptions::SubscriptionFilter;
use clientele_service::{Error, customers, invoices, matching, payments, standing, subscriptions};
use clientele_wire as wire;

use super::related::shown;
use super::{Named, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};
use crate::api::reply::Versioned;

query! {
    /// What to tell beside the record.
    Include {
        /// Names with commas between: `payments`, `orders`, `subscriptions` and `invoices`, the newest 50 of each, newest
        /// first; `related`, customers who share an identifier; `signals`, what stands out about the customer.
        include: String,
    }
}

const NEWEST: i64 = 50;

/// Retrieve a customer
///
/// By our id, or by an identifier of your own: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`. A customer that
/// was deleted answers `{ "deleted": true }`, and the id of one who was merged leads to the one who stays.
#[utoipa::path(
    get, path = "/customers/{customer}", tag = "Customers", operation_id = "retrieve_customer",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        Include,
    ),
    responses((status = 200, description = "The customer, or what remains of one.", body = wire::CustomerOrDeleted))
)]
pub async fn retrieve(ctx: ApiCtx, Named(selector): Named, Query(asked): Query<Include>) -> Result<Response, Problem> {
    let include = included(asked.include.as_deref())?;
    let view = match (customers::view(&ctx, &selector).await, selector) {
        (Err(Error::Deleted { .. }), Selector::Id(id)) => {
            return Ok(Json(wire::DeletedCustomer::new(id)).into_response());
        }
        (found, _) => found?,
    };
    let (id, livemode) = (view.customer.id, ctx.scope.livemode());
    let mut customer = told(&ctx, &view);
    if include.contains(&"payments") {
        let of_customer = PaymentFilter { customer: Some(id), ..PaymentFilter::default() };
        let (newest, _) = payments::list(&ctx, &of_customer, None, NEWEST).await?;
        customer.payments = Some(newest.iter().map(|payment| wire::Payment::new(livemode, payment)).collect());
    }
    if include.contains(&"orders") {
        let (newest, _) = payments::orders(&ctx, Some(id), None, NEWEST).await?;
        customer.orders = Some(newest.iter().map(|order| wire::Order::new(livemode, order)).collect());
    }
    if include.contains(&"subscriptions") {
        let of_customer = SubscriptionFilter { customer: Some(id), ..SubscriptionFilter::default() };
        let (newest, _) = subscriptions::list(&ctx, &of_customer, None, NEWEST).await?;
        let told = newest.iter().map(|subscription| wire::Subscription::new(livemode, subscription));
        customer.subscriptions = Some(told.collect());
    }
    if include.contains(&"invoices") {
        let of_customer = InvoiceFilter { customer: Some(id), ..InvoiceFilter::default() };
        let (newest, _) = invoices::list(&ctx, &of_customer, None, NEWEST).await?;
        customer.invoices = Some(newest.iter().map(|invoice| wire::Invoice::new(livemode, invoice)).collect());
    }
    if include.contains(&"related") {
        let found = matching::related(&ctx, id).await?;
        customer.related = Some(found.iter().map(|related| shown(&ctx, related)).collect());
    }
    if include.contains(&"signals") {
        let told = standing::signals(&ctx, [(&view.customer, view.totals.as_slice())]).await?;
        customer.signals = told.first().map(|signals| signals.iter().map(Into::into).collect());
    }
    Ok(Versioned(StatusCode::OK, view.customer.version, customer).into_response())
}

/// What can be told beside the record. Wallets always are.
const KNOWN: [&str; 7] = ["payments", "orders", "subscriptions", "invoices", "related", "signals", "wallets"];

fn included(asked: Option<&str>) -> Result<Vec<&'static str>, Problem> {
    let names = asked.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let known = KNOWN.into_iter().find(|known| *known == name);
            known.ok_or_else(|| Problem::invalid_field("include", format!("{name:?} is none of {}.", KNOWN.join(", "))))
        })
        .collect()
}
