//! Signing in, with a limit on guesses per account and per network address.

use std::time::Duration;

use clientele_domain::time::Timestamp;
use clientele_store::users;
use serde::{Deserialize, Serialize};

use super::{password, session};
use crate::error::{Error, Result};
use crate::house::House;

/// A series of failures is forgotten after this long.
const WINDOW: Duration = Duration::from_secs(15 * 60);
const PER_ACCOUNT: i64 = 10;
const PER_ADDRESS: i64 = 50;
/// No email address is longer; what is cut belongs to nobody anyway.
const LONGEST_EMAIL: usize = 320;

/// What a person enters to sign in.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Credentials {
    /// Email, any case.
    pub email: String,
    /// Password.
    pub password: String,
}

/// Opens a new session and gives its token. `address` is the network address the request came from.
///
/// Errors: `WrongCredentials`, `TooManyAttempts`.
pub async fn sign_in(house: &House, credentials: Credentials, address: &str) -> Result<String> {
    let now = house.now();
    let email = credentials.email.trim().to_lowercase().replace('\0', "\u{fffd}");
    let email: String = email.chars().take(LONGEST_EMAIL).collect();
    let subjects = [(format!("account:{email}"), PER_ACCOUNT), (format!("address:{address}"), PER_ADDRESS)];

    let mut reader = house.db.read().await?;
    for (subject, limit) in &subjects {
        if let Some((count, since)) = users::failures(&mut reader.conn(), subject).await?
            && count >= *limit
            && since > now.minus(WINDOW)
        {
            return Err(Error::TooManyAttempts { until: since.plus(WINDOW) });
        }
    }
    let user = users::by_email(&mut reader.conn(), &email).await?;
    drop(reader);

    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let matches = password::verify(credentials.password, hash).await?;
    let Some(user) = user.filter(|_| matches) else {
        note_failure(house, &subjects, now).await?;
        return Err(Error::WrongCredentials);
    };

    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    users::forget_failures(conn, &subjects[0].0, now.minus(WINDOW)).await?;
    let token = session::open(house, conn, user.id, now).await?;
    tx.commit().await?;
    Ok(token)
}

async fn note_failure(house: &House, subjects: &[(String, i64)], now: Timestamp) -> Result<()> {
    let mut tx = house.db.begin().await?;
    for (subject, _) in subjects {
        users::failed(&mut tx.conn(), subject, now, now.minus(WINDOW)).await?;
    }
    Ok(tx.commit().await?)
}
