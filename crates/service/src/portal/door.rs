//! Who is in: by a session of the portal, whose token is in a cookie, or for one request by a customer session in a frame.

use std::time::Duration;

use clientele_domain::customer_session::{Component, CustomerSession, Standing};
use clientele_domain::id::{CustomerId, CustomerSessionId};
use clientele_domain::portal::{IDLE, session_end};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::customers::Found;
use clientele_store::{Conn, customers, merchants, portal as rows};

use super::Holder;
use crate::accounts::{secret, token_hash};
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// Uses closer together than this are not noted, so that looking around does not write.
const TOUCH_AFTER: Duration = Duration::from_secs(5 * 60);

/// The customer behind a token.
///
/// Errors: `SignedOut` when nobody is, or not any more.
pub async fn holder(house: &House, token: &str) -> Result<Holder> {
    let (now, hash) = (house.now(), token_hash(token));
    let mut reader = house.db.read().await?;
    let conn = &mut reader.conn();
    let session = rows::live(conn, &hash, now).await?.ok_or(Error::SignedOut)?;
    let holder = known(conn, session.scope, session.customer).await?;
    drop(reader);
    if session.last_seen_at < now.minus(TOUCH_AFTER) {
        let mut tx = house.db.begin().await?;
        rows::touch(&mut tx.conn(), &hash, now, session_end(session.created_at, now)).await?;
        tx.commit().await?;
    }
    Ok(holder)
}

/// The customer of a customer session, which has to be good for the portal.
///
/// Errors: `SignedOut` when it has ended, or there is no such customer any more; `InvalidState` when it is for other things.
pub async fn framed(house: &House, session: &CustomerSession) -> Result<Holder> {
    if session.standing(house.now()) != Standing::Active {
        return Err(Error::SignedOut);
    }
    if !session.shows(Component::Portal) {
        return Err(Error::InvalidState("This session was made without the component portal.".to_owned()));
    }
    known(&mut house.db.read().await?.conn(), session.scope, session.customer).await
}

/// Opens a session of the portal for the customer of a customer session; gives its token, which is shown nowhere else.
///
/// Errors: as above.
pub async fn let_in(house: &House, session: &CustomerSession) -> Result<String> {
    let holder = framed(house, session).await?;
    let ctx = holder.ctx(house);
    transaction!(ctx, |conn| { enter(&ctx, conn, holder.customer.id, Some(session.id)).await })
}

/// A new session for this customer.
pub(super) async fn enter(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: CustomerId,
    through: Option<CustomerSessionId>,
) -> Result<String> {
    let token = secret(&ctx.house);
    rows::insert(conn, ctx.scope, &token_hash(&token), (customer, through), ctx.now, ctx.now.plus(IDLE)).await?;
    Ok(token)
}

/// Ends the session of a token. Ending one that is gone is no error.
pub async fn sign_out(house: &House, token: &str) -> Result<()> {
    let mut tx = house.db.begin().await?;
    rows::delete(&mut tx.conn(), &token_hash(token)).await?;
    Ok(tx.commit().await?)
}

/// Removes sessions and links that are over.
pub async fn forget(house: &House, now: Timestamp) -> Result<()> {
    let mut tx = house.db.begin().await?;
    rows::forget(&mut tx.conn(), now).await?;
    Ok(tx.commit().await?)
}

/// Errors: `SignedOut` when there is no such customer any more.
async fn known(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Holder> {
    let found = customers::by_id(conn, scope, customer).await?.and_then(Found::present).ok_or(Error::SignedOut)?;
    let merchant = merchants::by_id(conn, scope.merchant).await?.ok_or(Error::SignedOut)?.name;
    Ok(Holder { scope, merchant, customer: found })
}

/// A context for what a customer does who came by a link.
pub(super) fn as_customer(house: &House, scope: Scope, customer: CustomerId) -> Ctx {
    Ctx::new(house, scope, Actor::Customer(customer))
}
