//! Announces, renews, charges, reminds and ends subscriptions as their time comes, for as long as the server runs. Any number
//! of servers may do so at once.

use std::time::Duration;

use clientele_service::{House, invoices, subscriptions};

/// How often to look.
const LOOK: Duration = Duration::from_secs(5);

/// Looks at once and every few seconds. Never ends.
pub async fn run(house: House) {
    loop {
        let renewed = subscriptions::due(&house).await;
        let marked = invoices::due(&house).await;
        let more = [renewed, marked].into_iter().map(|looked| {
            looked.unwrap_or_else(|error| {
                tracing::warn!(?error, "bills can't be looked after");
                false
            })
        });
        if more.fold(false, |any, more| any | more) {
            continue;
        }
        tokio::time::sleep(LOOK).await;
    }
}
