//! Sending a delivery, and noting what came of it.

use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Attempt, Delivery, DeliveryStatus, Endpoint, HOPELESS, pause};
use clientele_store::Conn;
use clientele_store::webhooks::{attempts, deliveries, endpoints};
use tokio::task::JoinSet;

use super::courier::{Answer, Courier, Letter};
use super::due::{Claimed, claim};
use super::secret::signatures;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// Sends everything that is due now and notes what came of it; gives how many were sent. What has to be sent again is due
/// later.
pub async fn deliver_due(house: &House, courier: &Courier) -> Result<usize> {
    let mut sent = 0;
    loop {
        let claimed = claim(house, &[]).await?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        sent += claimed.len();
        let mut under_way = JoinSet::new();
        for one in claimed {
            let courier = courier.clone();
            under_way.spawn(async move { attempt(&courier, one).await });
        }
        while let Some(done) = under_way.join_next().await {
            done.map_err(|error| Error::Internal(error.to_string()))??;
        }
    }
}

/// Sends a delivery that the caller has for itself, and notes what came of it. Gives how far it is now.
pub async fn attempt(courier: &Courier, claimed: Claimed) -> Result<DeliveryStatus> {
    let Claimed { ctx, delivery, url, secrets } = claimed;
    let started_at = ctx.house.now();
    let seconds = started_at.micros().div_euclid(1_000_000);
    let id = delivery.event.to_string();
    let signature = signatures(&secrets.at(started_at), &id, seconds, &delivery.body)?;
    let mut headers = vec![
        ("content-type", "application/json".to_owned()),
        ("user-agent", concat!("Clientele/", env!("CARGO_PKG_VERSION")).to_owned()),
        ("webhook-id", id),
        ("webhook-timestamp", seconds.to_string()),
    ];
    let request_headers = headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    headers.push(("webhook-signature", signature));
    let letter = Letter { url: url.clone(), headers, body: delivery.body.clone(), reach: ctx.house.reach };
    let heard = courier.send(letter).await;
    let ended_at = ctx.house.now();
    let mut noted = Attempt {
        number: delivery.attempts,
        url,
        request_headers,
        response_status: None,
        response_body: String::new(),
        error: String::new(),
        started_at,
        duration: (ended_at.micros() - started_at.micros()).max(0),
    };
    match heard {
        Ok(Answer { status, body }) => {
            if !(200..300).contains(&status) {
                noted.error = said(status);
            }
            noted.response_status = Some(status);
            noted.response_body = readable(&body);
        }
        Err(error) => noted.error = error,
    }
    note(&Ctx { now: ended_at, ..ctx }, &delivery, noted).await
}

fn said(status: u16) -> String {
    match status {
        300..400 => format!("The receiver answered {status}. Events are not sent on to other addresses."),
        410 => "The receiver answered 410: it wants no more events.".to_owned(),
        _ => format!("The receiver answered {status}; only 2xx says that it has the event."),
    }
}

/// The beginning of an answer, at most 4 KiB of it, as text that every database keeps.
fn readable(body: &str) -> String {
    const KEPT: usize = 4096;
    let end = (0..=KEPT.min(body.len())).rev().find(|end| body.is_char_boundary(*end)).unwrap_or(0);
    body[..end].replace('\0', "\u{fffd}")
}

/// Notes an attempt, decides what follows for the delivery, and what it says about the endpoint. The endpoint comes first,
/// as everywhere, so that nobody waits for each other.
async fn note(ctx: &Ctx, sent: &Delivery, attempt: Attempt) -> Result<DeliveryStatus> {
    let arrived = attempt.error.is_empty();
    let gone = attempt.response_status == Some(410);
    let dice = u32::from_be_bytes(ctx.randomness().bytes());
    transaction!(ctx, |conn| {
        let endpoint = if arrived {
            endpoints::arrived(conn, ctx.scope, sent.endpoint).await?;
            endpoints::by_id(conn, ctx.scope, sent.endpoint).await?
        } else {
            failed(ctx, conn, sent, gone).await?
        };
        let mut delivery = deliveries::lock(conn, ctx.scope, sent.id).await?.ok_or(Error::NotFound)?;
        let erased = delivery.body.is_empty();
        let noted = Attempt { response_body: attempt.response_body.clone(), ..attempt.clone() };
        let noted = if erased { Attempt { response_body: String::new(), ..noted } } else { noted };
        attempts::insert(conn, ctx.scope, sent.id, &noted).await?;
        // Somebody else has taken over, because the lease ran out: what follows is theirs to say.
        if delivery.attempts != sent.attempts || delivery.status != DeliveryStatus::Pending {
            return Ok(delivery.status);
        }
        let again = pause(delivery.attempts - delivery.attempts_before, dice).filter(|_| !gone);
        delivery.leased_until = None;
        (delivery.status, delivery.next_attempt_at) = match (arrived, endpoint, again) {
            (true, ..) => (DeliveryStatus::Delivered, None),
            (false, Some(endpoint), Some(pause)) => {
                (DeliveryStatus::Pending, Some(ctx.now.plus(pause)).filter(|_| endpoint.is_enabled()))
            }
            (false, ..) => (DeliveryStatus::Failed, None),
        };
        deliveries::advance(conn, ctx.scope, &delivery).await?;
        Ok(delivery.status)
    })
}

/// The endpoint after an attempt that failed: disabled when it wants no more, or when nothing has reached it for days.
async fn failed(ctx: &Ctx, conn: &mut Conn<'_>, sent: &Delivery, gone: bool) -> Result<Option<Endpoint>> {
    let Some(mut endpoint) = endpoints::lock(conn, ctx.scope, sent.endpoint).await? else { return Ok(None) };
    let since = *endpoint.failing_since.get_or_insert(ctx.now);
    let reason = match (gone, since <= ctx.now.minus(HOPELESS)) {
        _ if !endpoint.is_enabled() => None,
        (true, _) => Some("The receiver answered 410 Gone: it wants no more events.".to_owned()),
        (false, true) => Some(hopeless(since)),
        (false, false) => None,
    };
    if let Some(reason) = reason {
        endpoint.disabled_at = Some(ctx.now);
        endpoint.disabled_reason = reason;
        endpoint.updated_at = ctx.now;
        endpoint.version += 1;
        deliveries::hold(conn, ctx.scope, endpoint.id).await?;
    }
    endpoints::update(conn, ctx.scope, &endpoint).await?;
    Ok(Some(endpoint))
}

fn hopeless(since: Timestamp) -> String {
    format!("No event has arrived since {}.", since.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_to_4_kib_without_cutting_a_letter() {
        assert_eq!(readable(&"é".repeat(4096)), "é".repeat(2048));
        assert_eq!(readable(&format!("a{}", "é".repeat(4096))).len(), 4095);
        assert_eq!(readable("a\0b"), "a\u{fffd}b");
    }
}
