//! What a browser sees with a session. The session is the permission: it shows one person, and of them what it was made
//! for.

use clientele_domain::customer::Customer;
use clientele_domain::customer_session::{Component, CustomerSession, Standing};
use clientele_domain::payment::{Order, Totals};
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;
use clientele_store::customers::Found;
use clientele_store::subscriptions::SubscriptionFilter;
use clientele_store::{customers, orders, subscriptions, totals};

use crate::error::{Error, Result};
use crate::house::House;

/// So many subscriptions and orders are shown, the newest.
const NEWEST: i64 = 20;

/// One customer, and what the session shows beside.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Whoever stays, when the session's customer was merged.
    pub customer: Customer,
    /// The newest subscriptions, if they are shown.
    pub subscriptions: Option<Vec<Subscription>>,
    /// Figures, one row a currency, and the newest orders, if they are shown.
    pub orders: Option<(Vec<Totals>, Vec<Order>)>,
    /// The moment.
    pub now: Timestamp,
}

/// What the session shows.
///
/// Errors: `SignedOut` when it has ended, or there is no such customer any more.
pub async fn seen(house: &House, session: &CustomerSession) -> Result<Seen> {
    let now = house.now();
    if session.standing(now) != Standing::Active {
        return Err(Error::SignedOut);
    }
    let mut reader = house.db.read().await?;
    let (conn, scope) = (&mut reader.conn(), session.scope);
    let customer = match customers::by_id(conn, scope, session.customer).await? {
        Some(Found::Present(customer)) => *customer,
        Some(Found::Deleted { .. }) | None => return Err(Error::SignedOut),
    };
    let subscriptions = match session.shows(Component::Subscriptions) {
        true => {
            let filter = SubscriptionFilter { customer: Some(customer.id), ..SubscriptionFilter::default() };
            Some(subscriptions::page(conn, scope, &filter, None, NEWEST).await?)
        }
        false => None,
    };
    let orders = match session.shows(Component::Orders) {
        true => {
            let newest = orders::of_customer(conn, scope, customer.id, NEWEST).await?;
            Some((totals::of_customer(conn, scope, customer.id).await?, newest))
        }
        false => None,
    };
    Ok(Seen { customer, subscriptions, orders, now })
}
