//! Limits on guesses by people who are in already, or half in. A try is counted before it is made, so that many at the
//! same moment are no more than were allowed; one that succeeds is forgotten.

use std::time::Duration;

use clientele_domain::time::Timestamp;
use clientele_store::{Conn, users};

use crate::error::{Error, Result};
use crate::house::House;

/// A series of failures is forgotten after this long.
pub(super) const WINDOW: Duration = Duration::from_secs(15 * 60);
/// One in three hundred thousand guesses is right.
pub(super) const PER_CODE: i64 = 5;
/// Whoever sits down at somebody else's screen does not get further than at the sign-in.
pub(super) const PER_PASSWORD: i64 = 10;

/// Counts a try. Errors: `TooManyAttempts`.
pub(super) async fn take(house: &House, subject: &str, most: i64) -> Result<()> {
    let now = house.now();
    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    users::failed(conn, subject, now, now.minus(WINDOW)).await?;
    let counted = users::failures(conn, subject).await?;
    tx.commit().await?;
    match counted {
        Some((count, since)) if count > most => Err(Error::TooManyAttempts { until: since.plus(WINDOW) }),
        _ => Ok(()),
    }
}

/// Forgets the tries of somebody who succeeded.
pub(super) async fn forget(conn: &mut Conn<'_>, subject: &str, now: Timestamp) -> Result<()> {
    Ok(users::forget_failures(conn, subject, now.minus(WINDOW)).await?)
}
