//! The customer session that a page of a merchant sends, and where the request comes from.

use std::net::IpAddr;

use axum::http::{HeaderMap, header};
use clientele_domain::customer_session::CustomerSession;
use clientele_service::{Error, House, customer_sessions};

use crate::guesses::Guesses;

/// Why there is no session.
pub enum NoSession {
    /// Too many wrong ones came from there.
    TooMany,
    /// Nobody has this secret.
    Unknown,
    /// It could not be looked up.
    Failed(Error),
}

/// The session with this secret, whether it has ended or not.
pub async fn of(house: &House, guesses: &Guesses, from: IpAddr, secret: &str) -> Result<CustomerSession, NoSession> {
    if guesses.closed_for(from).is_some() {
        return Err(NoSession::TooMany);
    }
    if secret.is_empty() {
        return Err(NoSession::Unknown);
    }
    match customer_sessions::by_secret(house, secret).await {
        // Others that were looked up at the same time count, too.
        Ok(_) if guesses.closed_for(from).is_some() => Err(NoSession::TooMany),
        Ok(Some(session)) => Ok(session),
        Ok(None) => {
            guesses.count_wrong(from);
            Err(NoSession::Unknown)
        }
        Err(error) => Err(NoSession::Failed(error)),
    }
}

/// Whether a request comes from a page of this origin, byte by byte.
pub fn is_from(headers: &HeaderMap, origin: &str) -> bool {
    let mut all = headers.get_all(header::ORIGIN).iter();
    matches!((all.next(), all.next()), (Some(one), None) if one.as_bytes() == origin.as_bytes())
}
