//! Asks what became of payments of checkouts that are under way, and ends checkouts whose time is over, for as long as the
//! server runs. Any number of servers may do so at once.

use std::time::Duration;

use clientele_service::{House, checkout};

/// How often to look.
const LOOK: Duration = Duration::from_secs(5);

/// Looks at once and every few seconds. Never ends.
pub async fn run(house: House) {
    loop {
        match checkout::ask_and_expire(&house).await {
            // There may be more.
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(?error, "checkouts can't be looked after"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
