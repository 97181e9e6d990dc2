//! Signing in, with a limit on guesses per account and per network address; and the code after the password.

use clientele_domain::time::Timestamp;
use clientele_store::{second_factors, sessions, users};
use serde::{Deserialize, Serialize};

use super::session::{self, token_hash};
use super::tries::WINDOW;
use super::{password, tries, two_factor};
use crate::error::{Error, Result};
use crate::house::House;

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

/// What the right password leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// A session, by its token.
    Whole(String),
    /// A half session, by its token: a code is wanted, too.
    Half(String),
}

/// Opens a new session and gives its token. `address` is the network address the request came from.
///
/// Errors: `WrongCredentials`, `TooManyAttempts`.
pub async fn sign_in(house: &House, credentials: Credentials, device: &str, address: &str) -> Result<SignedIn> {
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
    let factor = second_factors::of(conn, user.id).await?;
    let signed = match factor.and_then(|factor| factor.confirmed_at) {
        None => SignedIn::Whole(session::open(house, conn, user.id, device, now).await?),
        Some(_) => SignedIn::Half(session::open_half(house, conn, user.id, now).await?),
    };
    tx.commit().await?;
    Ok(signed)
}

/// Makes a session of a half one, by a code from the app or a recovery code, and gives its token.
///
/// Errors: `SignedOut` when the half session has ended, `Invalid`, `TooManyAttempts`.
pub async fn give_code(house: &House, half: &str, code: &str, device: &str) -> Result<String> {
    let now = house.now();
    let half = token_hash(half);
    let user = sessions::half(&mut house.db.read().await?.conn(), &half, now).await?.ok_or(Error::SignedOut)?;
    let subject = two_factor::subject(user);
    tries::take(house, &subject, tries::PER_CODE).await?;

    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    two_factor::spend(conn, user, code, now).await?;
    tries::forget(conn, &subject, now).await?;
    sessions::delete_half(conn, &half, now).await?;
    let token = session::open(house, conn, user, device, now).await?;
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
