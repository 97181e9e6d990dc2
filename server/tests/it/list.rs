//! The list of customers: pages, filters, search, neighbours.

mod export;
mod filters;
mod keyset;
mod neighbours;
mod queries;
mod search;

use clientele_app::server_fns::customers::CustomersView;

use crate::harness::Shop;

/// A page of the list, as the dashboard fetches it.
async fn page(shop: &Shop, query: &str) -> CustomersView {
    let answer = shop.call("customers/list", &[("query", query)]).await;
    answer.assert_status(200);
    serde_json::from_str(&answer.body).expect("a page of the list")
}

/// Whom a page of the list shows, by name.
async fn names(shop: &Shop, query: &str) -> Vec<String> {
    page(shop, query).await.customers.into_iter().map(|customer| customer.display_name).collect()
}
