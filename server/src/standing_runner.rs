//! Puts right what time alone changes about where customers stand, for as long as the server runs. Any number of servers may
//! do so at once. Answers are right before: they look again at what is overdue.

use std::time::Duration;

use clientele_service::{House, standing};

/// How often to look.
const LOOK: Duration = Duration::from_secs(5);

/// Looks at once and every few seconds. Never ends.
pub async fn run(house: House) {
    loop {
        match standing::carry_on(&house).await {
            // There may be more; others write meanwhile.
            Ok(true) => tokio::task::yield_now().await,
            Ok(false) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::warn!(?error, "where customers stand can't be looked after");
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}
