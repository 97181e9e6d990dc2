//! Secrets of endpoints, and what is signed with them, as the Standard Webhooks specification has it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clientele_domain::audit::Act;
use clientele_domain::id::WebhookEndpointId;
use clientele_domain::role::Permission;
use clientele_domain::webhook::{Endpoint, OLD_SECRET};
use clientele_store::webhooks::endpoints;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::endpoints::locked;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::Randomness;

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// An endpoint and its new secret, which is shown nowhere else.
#[derive(Clone)]
pub struct FreshEndpoint {
    /// As stored.
    pub endpoint: Endpoint,
    /// What is sent there is signed with this: `whsec_…`.
    pub secret: String,
}

/// A new secret.
pub(super) fn fresh(randomness: &Randomness) -> String {
    format!("{PREFIX}{}", STANDARD.encode(randomness.bytes::<32>()))
}

/// Gives an endpoint a new secret. What is sent within the next day is signed with both, so that the receiver has time to
/// change over; after a second rotation within the day, only the last two count.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn rotate_secret(ctx: &Ctx, id: WebhookEndpointId) -> Result<FreshEndpoint> {
    ctx.require(Permission::WebhookWrite)?;
    let secret = fresh(ctx.randomness());
    transaction!(ctx, |conn| {
        locked(ctx, conn, id, None).await?;
        audit::note(ctx, conn, Act::EndpointSecretRotated, &id.to_string(), &[]).await?;
        endpoints::rotate(conn, ctx.scope, id, &secret, ctx.now.plus(OLD_SECRET), ctx.now).await?;
        let endpoint = endpoints::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        Ok(FreshEndpoint { endpoint, secret: secret.clone() })
    })
}

/// The signatures of a message, one for each secret, as the header has them.
///
/// Errors: `Internal` when a stored secret is none.
pub(super) fn signatures(secrets: &[&str], id: &str, seconds: i64, body: &str) -> Result<String> {
    let signed: Result<Vec<String>> = secrets.iter().map(|secret| signature(secret, id, seconds, body)).collect();
    Ok(signed?.join(" "))
}

fn signature(secret: &str, id: &str, seconds: i64, body: &str) -> Result<String> {
    let broken = || Error::Internal("a stored webhook secret can't be read".to_owned());
    let key = secret.strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok()).ok_or_else(broken)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| broken())?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use standardwebhooks::Webhook;

    use super::*;

    #[test]
    fn the_example_of_the_specification_comes_out() {
        let signed = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );

        assert_eq!(signed.ok().as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    #[test]
    fn a_secret_has_32_bytes_and_no_two_are_equal() {
        let randomness = Randomness::system();
        let (one, other) = (fresh(&randomness), fresh(&randomness));

        assert_ne!(one, other);
        let bytes = STANDARD.decode(one.strip_prefix(PREFIX).expect("the prefix")).expect("base64");
        assert_eq!(bytes.len(), 32);
    }

    #[test]
    fn what_is_no_secret_signs_nothing() {
        assert!(signatures(&["secret"], "evt_1", 0, "").is_err());
        assert!(signatures(&["whsec_*"], "evt_1", 0, "").is_err());
    }

    proptest! {
        #[test]
        fn the_library_of_the_specification_signs_alike(seed: u64, seconds in 0..i64::from(u32::MAX), body: String) {
            let randomness = Randomness::seeded(seed);
            let (new, old) = (fresh(&randomness), fresh(&randomness));
            let theirs = |secret: &str| {
                Webhook::new(secret).expect("a secret").sign("evt_1", seconds, body.as_bytes()).expect("a signature")
            };

            let ours = signatures(&[&new, &old], "evt_1", seconds, &body).expect("signatures");
            prop_assert_eq!(ours, format!("{} {}", theirs(&new), theirs(&old)));
        }
    }
}
