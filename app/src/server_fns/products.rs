//! Products with their prices.

use clientele_domain::catalog::{Price, Product};
use clientele_domain::id::ProductId;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A page of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductsView {
    /// Newest first, each with its prices, newest first.
    pub products: Vec<(Product, Vec<Price>)>,
    /// Whether there are older ones.
    pub more: bool,
}

/// How many products a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// The products that are sold, or those that are archived, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "products", input = GetUrl, output = JsonText)]
pub async fn products(scope: Scope, archived: bool, after: String) -> Result<ProductsView, Problem> {
    use clientele_service::catalog::products;

    let ctx = crate::request::ctx(scope)?;
    let (products, more) = products::with_prices(&ctx, Some(!archived), after.parse().ok(), SHOWN).await?;
    Ok(ProductsView { products, more })
}

/// A product with its prices, and what its forms need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductView {
    /// The product as it is; nothing when a new one is to be made.
    pub product: Option<Product>,
    /// Its prices, newest first.
    pub prices: Vec<Price>,
    /// Codes and names of currencies.
    pub currencies: Vec<(String, String)>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One product, or the form for a new one.
#[server(prefix = "/fn", endpoint = "products/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, id: Option<ProductId>) -> Result<ProductView, Problem> {
    use clientele_service::catalog::products;

    let ctx = crate::request::ctx(scope)?;
    let (product, prices) = match id {
        Some(id) => {
            let (product, prices) = products::in_full(&ctx, id).await?;
            (Some(product), prices)
        }
        None => {
            ctx.require(clientele_domain::role::Permission::CatalogWrite)?;
            (None, Vec::new())
        }
    };
    Ok(ProductView { product, prices, currencies: super::currencies(), posted: use_context().unwrap_or_default() })
}
