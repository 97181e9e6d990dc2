//! Goes on with refunds that a processor has to do and of which nobody has heard, and asks after the invoices of those that
//! people pay, for as long as the server runs. Any number of servers may do so at once.

use std::time::Duration;

use clientele_service::{House, refunds};

/// How often to look.
const LOOK: Duration = Duration::from_secs(5);

/// Looks at once and every few seconds. Never ends.
pub async fn run(house: House) {
    loop {
        match refunds::carry_on(&house).await {
            // There may be more.
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(?error, "refunds can't be looked after"),
        }
        if let Err(error) = refunds::destination::verify_due(&house).await {
            tracing::warn!(?error, "invoices of refunds can't be asked after");
        }
        tokio::time::sleep(LOOK).await;
    }
}
