//! GET and POST /v1/customers/{customer}/balance_transactions

use axum::Json;
use clientele_domain::money::Amount;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::invoices;
use clientele_wire as wire;

use super::Customer;
use crate::api::body::Body;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};
use crate::api::reply::Created;

/// List the movements of a customer's credit
///
/// Newest first. Their sum by currency is the customer's `balance`.
#[utoipa::path(
    get, path = "/customers/{customer}/balance_transactions", tag = "Customers",
    operation_id = "list_customer_balance_transactions",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PageQuery,
    ),
    responses((status = 200, description = "A page of movements.", body = wire::List<wire::BalanceTransaction>))
)]
pub async fn list(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::BalanceTransaction>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = invoices::credit_of(&ctx, id, after, limit).await?;
    let next = found.last().filter(|_| more).map(|moved| sealed(&moved.id.to_string()));
    let data = found.iter().map(|moved| wire::BalanceTransaction::new(ctx.scope.livemode(), moved)).collect();
    Ok(Json(wire::List::new(data, next)))
}

/// Change a customer's credit
///
/// More than 0 gives credit, less than 0 takes it; there is never less than none. Credit goes into invoices before anything
/// else is asked for.
#[utoipa::path(
    post, path = "/customers/{customer}/balance_transactions", tag = "Customers",
    operation_id = "create_customer_balance_transaction",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    request_body = wire::NewBalanceTransaction,
    responses((status = 201, description = "The movement.", body = wire::BalanceTransaction))
)]
pub async fn create(
    ctx: ApiCtx,
    Customer(id): Customer,
    body: Body<wire::NewBalanceTransaction>,
) -> Result<Created<wire::BalanceTransaction>, Problem> {
    let asked = body.checked(|asked| amount(asked).err().unwrap_or_default())?;
    let amount = amount(&asked).map_err(|violations| Problem::invalid(&violations))?;
    let moved = invoices::adjust(&ctx, id, amount, &asked.note.value().unwrap_or_default()).await?;
    Ok(Created(wire::BalanceTransaction::new(ctx.scope.livemode(), &moved)))
}

fn amount(asked: &wire::NewBalanceTransaction) -> Result<Amount, Vec<Violation>> {
    let mut wrong = Vec::new();
    let minor = asked.amount.clone().value();
    if minor.is_none() {
        wrong.push(Violation::missing("amount", "Say how much, in minor units."));
    }
    let currency = match asked.currency.clone().value() {
        Some(text) => rules::currency(&text).map_err(|told| wrong.push(Violation::new("currency", told))).ok(),
        None => {
            wrong.push(Violation::missing("currency", "Say in which currency."));
            None
        }
    };
    match (minor, currency) {
        (Some(minor), Some(currency)) => Ok(Amount { minor, currency }),
        _ => Err(wrong),
    }
}
