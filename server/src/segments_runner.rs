//! Tells who enters and leaves segments, for as long as the server runs. Any number of servers may do so at once.

use std::time::Duration;

use clientele_service::{House, segments};

/// How often to look.
const LOOK: Duration = Duration::from_secs(1);

/// Looks at once and every second. Never ends.
pub async fn run(house: House) {
    loop {
        match segments::carry_on(&house).await {
            // There may be more; others write meanwhile.
            Ok(true) => tokio::task::yield_now().await,
            Ok(false) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::warn!(?error, "segments can't be looked after");
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}
