//! Runs workflows and sends mails that are due, for as long as the server runs. Any number of servers may do so at once.

use std::sync::Arc;
use std::time::Duration;

use clientele_service::webhooks::Courier;
use clientele_service::{House, mail, workflows};
use tokio::sync::Notify;

/// How often to look.
const LOOK: Duration = Duration::from_secs(1);

/// Does what is due, at once and every moment, until it is told to stop: mails that are being handed over then are handed
/// over first. A mail server that takes its time keeps no workflow waiting, nor the other way round.
pub async fn run(house: House, courier: Courier, stop: Arc<Notify>) {
    let following = async {
        loop {
            if let Err(error) = workflows::run_due(&house, &courier).await {
                tracing::warn!(?error, "workflows can't be run");
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    let sending = async {
        loop {
            let pause = match mail::send_some(&house).await {
                Ok(0) => LOOK,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::warn!(?error, "mails can't be sent");
                    LOOK
                }
            };
            tokio::select! {
                biased;
                () = stop.notified() => return,
                () = tokio::time::sleep(pause) => {}
            }
        }
    };
    tokio::select! {
        () = following => {}
        () = sending => {}
    }
}
