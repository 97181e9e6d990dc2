//! Removes what is kept for a while only, for as long as the server runs.

use std::time::Duration;

use clientele_service::{House, customer_sessions, mail, once, portal, requests, webhooks, workflows};

/// How often to look.
const PAUSE: Duration = Duration::from_secs(3600);

/// Tidies at once and every hour. Never ends.
pub async fn run(house: House) {
    loop {
        let now = house.now();
        if let Err(error) = once::forget(&house, now).await {
            tracing::warn!(?error, "answers that count no more were not removed");
        }
        if let Err(error) = requests::forget(&house, now).await {
            tracing::warn!(?error, "old entries of the log of requests were not removed");
        }
        if let Err(error) = customer_sessions::forget(&house, now).await {
            tracing::warn!(?error, "customers' sessions that ended were not removed");
        }
        if let Err(error) = portal::forget(&house, now).await {
            tracing::warn!(?error, "what is over in the portal was not removed");
        }
        if let Err(error) = webhooks::forget(&house, now).await {
            tracing::warn!(?error, "old deliveries were not removed");
        }
        if let Err(error) = mail::forget(&house, now).await {
            tracing::warn!(?error, "old mails were not removed");
        }
        if let Err(error) = workflows::forget(&house, now).await {
            tracing::warn!(?error, "old runs of workflows were not removed");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
