//! GET and POST /v1/customers/{customer}/wallets, DELETE /v1/customers/{customer}/wallets/{wallet}

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use clientele_domain::violation::Violation;
use clientele_service::Error;
use clientele_service::customers::{self, NewWallet};
use clientele_wire as wire;

use super::Customer;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;

/// List a customer's wallets
///
/// All of them, in the order of their chains.
#[utoipa::path(
    get, path = "/customers/{customer}/wallets", tag = "Customers", operation_id = "list_customer_wallets",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    responses((status = 200, description = "The wallets.", body = wire::List<wire::Wallet>))
)]
pub async fn list(ctx: ApiCtx, Customer(id): Customer) -> Result<Json<wire::List<wire::Wallet>>, Problem> {
    let found = customers::wallets_of(&ctx, id).await?;
    Ok(Json(wire::List::new(found.iter().map(wire::Wallet::from).collect(), None)))
}

/// Add a wallet
#[utoipa::path(
    post, path = "/customers/{customer}/wallets", tag = "Customers", operation_id = "create_customer_wallet",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    request_body = wire::NewWallet,
    responses((status = 201, description = "The wallet.", body = wire::Wallet))
)]
pub async fn create(
    ctx: ApiCtx,
    Customer(id): Customer,
    body: Body<wire::NewWallet>,
) -> Result<Created<wire::Wallet>, Problem> {
    let asked = body.valid()?;
    let asked = NewWallet {
        chain_id: asked.chain_id.value().map(|chain_id| chain_id.to_string()).unwrap_or_default(),
        address: asked.address.value().unwrap_or_default(),
    };
    let wallet = customers::add_wallet(&ctx, id, &asked).await.map_err(|error| match error {
        Error::Invalid(violations) => Error::Invalid(violations.into_iter().map(named_as_here).collect()),
        other => other,
    })?;
    Ok(Created((&wallet).into()))
}

/// A form has other fields called address, so the service says which one it means.
fn named_as_here(violation: Violation) -> Violation {
    match violation.field.as_str() {
        "wallet_address" => Violation { field: "address".to_owned(), ..violation },
        _ => violation,
    }
}

/// Remove a wallet
#[utoipa::path(
    delete, path = "/customers/{customer}/wallets/{wallet}", tag = "Customers",
    operation_id = "delete_customer_wallet",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        ("wallet" = String, Path, description = "`wal_…`"),
    ),
    responses((status = 204, description = "It was removed."))
)]
pub async fn delete(ctx: ApiCtx, Customer(id): Customer, names: Path<(String, String)>) -> Result<StatusCode, Problem> {
    let wallet = names.1.parse().map_err(|_| Problem::not_found())?;
    customers::remove_wallet(&ctx, id, wallet).await?;
    Ok(StatusCode::NO_CONTENT)
}
