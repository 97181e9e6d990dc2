//! Customer sessions.

use clientele_domain::customer_session as domain;
use clientele_domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::read::{Sent, request, word};
use crate::time::Time;

/// What a browser on one page of yours may see of one customer, for a while.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerSession {
    /// Always `customer_session`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Who is shown; when the customer is merged, who stays.
    pub customer_id: String,
    /// What is shown of the customer.
    pub components: Vec<CustomerSessionComponent>,
    /// The origin of the page: requests of others are refused.
    #[cfg_attr(feature = "openapi", schema(example = "https://shop.example"))]
    pub allowed_origin: String,
    /// Whether it still opens something.
    pub status: CustomerSessionStatus,
    /// What the page sends as a bearer, in the answer that made the session; null in every later one.
    pub client_secret: Option<String>,
    /// When it was made.
    pub created_at: Time,
    /// When its time is over.
    pub expires_at: Time,
    /// When it was ended before its time.
    pub revoked_at: Option<Time>,
}

impl CustomerSession {
    /// The session as the API tells it when it is `now`.
    pub fn new(session: &domain::CustomerSession, now: Timestamp) -> Self {
        Self {
            object: "customer_session".to_owned(),
            id: session.id.to_string(),
            livemode: session.scope.livemode(),
            customer_id: session.customer.to_string(),
            components: session.components.iter().copied().map(CustomerSessionComponent).collect(),
            allowed_origin: session.allowed_origin.clone(),
            status: CustomerSessionStatus(session.standing(now)),
            client_secret: None,
            created_at: session.created_at.into(),
            expires_at: session.expires_at.into(),
            revoked_at: session.revoked_at.map(Time),
        }
    }

    /// The same with a secret that is new.
    #[must_use]
    pub fn with_secret(self, secret: String) -> Self {
        Self { client_secret: Some(secret), ..self }
    }
}

word! {
    /// A part of what is known of a customer: `customer` is name, email and your own id; `subscriptions` says what is
    /// subscribed to and whether anything is; `orders` are the newest orders and what was spent.
    CustomerSessionComponent(domain::Component)
}

word! {
    /// Whether a session still opens something.
    CustomerSessionStatus(domain::Standing)
}

request! {
    /// A session to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "customer": "external_id:user-123", "components": ["customer", "subscriptions"],
        "allowed_origin": "https://shop.example"
    })))]
    NewCustomerSession {
        /// Who: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
        customer: String,
        /// What is shown of the customer.
        components: Vec<CustomerSessionComponent>,
        /// The origin of the page: scheme, host and port, over https. In test mode pages of this machine may come over
        /// http.
        allowed_origin: String,
        /// For how many seconds, 60 to 86,400; an hour when left out.
        expires_in: i64,
    }
}
