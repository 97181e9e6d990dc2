//! Orders.

use clientele_domain::payment as domain;
use serde::{Deserialize, Serialize};

use crate::customer::given;
use crate::read::word;
use crate::time::Time;

/// What a payment was for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Order {
    /// Always `order`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// As people quote it.
    pub number: String,
    /// Who ordered; null when nothing is known of the buyer.
    pub customer_id: Option<String>,
    /// Total, in minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// What was bought, in a few words.
    pub description: Option<String>,
    /// When it was placed.
    pub created_at: Time,
}

impl Order {
    /// The order as the API tells it.
    pub fn new(livemode: bool, order: &domain::Order) -> Self {
        Self {
            object: "order".to_owned(),
            id: order.id.to_string(),
            livemode,
            number: order.number.clone(),
            customer_id: order.customer.map(|id| id.to_string()),
            amount: order.amount.minor,
            currency: order.amount.currency.code().to_ascii_lowercase(),
            status: OrderStatus(order.status),
            description: given(&order.description),
            created_at: order.created_at.into(),
        }
    }
}

word! {
    /// Where an order stands.
    OrderStatus(domain::OrderStatus)
}
