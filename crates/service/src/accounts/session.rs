//! Sessions: a random token in the browser, its hash in the database.

use std::time::Duration;

use clientele_domain::id::UserId;
use clientele_domain::money::Currency;
use clientele_domain::role::Role;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::merchants::{self, Merchant};
use clientele_store::{Conn, sessions, users};
use sha2::{Digest, Sha256};

use crate::ctx::{Actor, Ctx};
use crate::error::{Error, Result};
use crate::house::House;

/// A session ends this long after its last use.
pub const SESSION_LENGTH: Duration = Duration::from_secs(14 * 24 * 3600);

/// So long somebody who gave the password has for the code.
pub const HALF_SESSION_LENGTH: Duration = Duration::from_secs(10 * 60);

/// Uses closer together than this are not noted, so that looking around does not write.
const TOUCH_AFTER: Duration = Duration::from_secs(3600);

/// A person with a live session, and where they work.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who.
    pub user: UserId,
    /// The person's name.
    pub name: String,
    /// The person's email.
    pub email: String,
    /// The merchants they work for, with their role at each.
    pub merchants: Vec<(Merchant, Role)>,
    /// Names the session, without opening it.
    pub session: String,
}

impl Visitor {
    /// A context for one of the visitor's merchants.
    ///
    /// Errors: `NotFound` when the visitor does not work there; that the merchant exists is none of their business.
    pub fn ctx(&self, house: &House, scope: Scope) -> Result<Ctx> {
        let (_, role) = self.at(scope)?;
        let actor = Actor::Staff { user: self.user, name: self.name.clone(), role };
        Ok(Ctx::new(house, scope, actor))
    }

    /// The merchant's own currency.
    pub fn currency(&self, scope: Scope) -> Result<Currency> {
        Ok(self.at(scope)?.0.currency)
    }

    fn at(&self, scope: Scope) -> Result<(&Merchant, Role)> {
        let found = self.merchants.iter().find(|(merchant, _)| merchant.id == scope.merchant);
        found.map(|(merchant, role)| (merchant, *role)).ok_or(Error::NotFound)
    }
}

/// Who is behind a token.
///
/// Errors: `SignedOut` when nobody is, or not any more.
pub async fn visitor(house: &House, token: &str) -> Result<Visitor> {
    let now = house.now();
    let hash = token_hash(token);
    let mut reader = house.db.read().await?;
    let conn = &mut reader.conn();
    let session = sessions::live(conn, &hash, now).await?.ok_or(Error::SignedOut)?;
    let merchants = merchants::of_user(conn, session.user).await?;
    drop(reader);
    if session.last_seen_at < now.minus(TOUCH_AFTER) {
        let mut tx = house.db.begin().await?;
        let conn = &mut tx.conn();
        sessions::touch(conn, &hash, now, now.plus(SESSION_LENGTH)).await?;
        users::seen(conn, session.user, now).await?;
        tx.commit().await?;
    }
    Ok(Visitor { user: session.user, name: session.name, email: session.email, merchants, session: hash })
}

/// Ends the session of a token. Ending one that is gone is no error.
pub async fn sign_out(house: &House, token: &str) -> Result<()> {
    let mut tx = house.db.begin().await?;
    sessions::delete(&mut tx.conn(), &token_hash(token), house.now()).await?;
    Ok(tx.commit().await?)
}

/// Opens a session and gives its token, which is shown nowhere else.
pub(crate) async fn open(
    house: &House,
    conn: &mut Conn<'_>,
    user: UserId,
    device: &str,
    now: Timestamp,
) -> Result<String> {
    let token = secret(house);
    sessions::insert(conn, &token_hash(&token), user, device, now, now.plus(SESSION_LENGTH)).await?;
    users::seen(conn, user, now).await?;
    Ok(token)
}

/// Opens a half session, which is good for giving a code and for nothing else.
pub(super) async fn open_half(house: &House, conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<String> {
    let token = secret(house);
    sessions::insert_half(conn, &token_hash(&token), user, now.plus(HALF_SESSION_LENGTH)).await?;
    Ok(token)
}

/// 256 random bits, for whoever has it and nobody else.
pub(crate) fn secret(house: &House) -> String {
    hex(&house.randomness.bytes::<32>())
}

pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
