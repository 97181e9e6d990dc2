//! Sessions, one by one and in pages, as programs get them.

use std::collections::HashMap;

use clientele_domain::checkout::{Form, Known, Session};
use clientele_domain::customer::Customer;
use clientele_domain::id::{CheckoutSessionId, CustomerId};
use clientele_domain::role::Permission;
use clientele_store::checkouts::{self, SessionFilter};
use clientele_store::{Conn, customers};
use clientele_wire as wire;

use crate::ctx::Ctx;
use crate::customers::{CustomerView, present, views_of};
use crate::cut::cut;
use crate::error::{Error, Result};

/// One session.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: CheckoutSessionId) -> Result<wire::CheckoutSession> {
    ctx.require(Permission::CheckoutRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let session = checkouts::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    told(ctx, conn, session).await
}

/// A page of sessions, newest first, beginning after the session `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer.
pub async fn list(
    ctx: &Ctx,
    filter: &SessionFilter,
    after: Option<CheckoutSessionId>,
    limit: i64,
) -> Result<(Vec<wire::CheckoutSession>, bool)> {
    ctx.require(Permission::CheckoutRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let mut filter = filter.clone();
    if let Some(customer) = filter.customer {
        filter.customer = Some(present(ctx, conn, customer).await?.id);
    }
    let (found, more) = cut(checkouts::page(conn, ctx.scope, &filter, after, limit + 1).await?, limit);
    Ok((told_of(ctx, conn, found).await?, more))
}

/// The session as programs get it.
pub(crate) async fn told(ctx: &Ctx, conn: &mut Conn<'_>, session: Session) -> Result<wire::CheckoutSession> {
    let mut told = told_of(ctx, conn, vec![session]).await?;
    told.pop().ok_or(Error::NotFound)
}

/// The same of many, with one look at their customers.
async fn told_of(ctx: &Ctx, conn: &mut Conn<'_>, sessions: Vec<Session>) -> Result<Vec<wire::CheckoutSession>> {
    let mut ids: Vec<CustomerId> = sessions.iter().filter_map(|session| session.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let views = views_of(ctx, conn, &ids).await?;
    let views: HashMap<CustomerId, CustomerView> = views.into_iter().map(|view| (view.customer.id, view)).collect();
    let livemode = ctx.scope.livemode();
    let mut told = Vec::with_capacity(sessions.len());
    for session in sessions {
        let view = session.customer.and_then(|id| views.get(&id));
        let form = match view {
            Some(view) if session.named => Form::of(&session.terms, &session.told, Known::Named(&view.customer.fields)),
            _ => form(ctx, conn, &session).await?,
        };
        let customer =
            view.map(|view| wire::Customer::new(livemode, ctx.now, &view.customer, &view.totals, &view.wallets));
        let url = ctx.house.address(&format!("/pay/{}", session.id));
        told.push(wire::CheckoutSession::new(livemode, url, &session, &form, customer));
    }
    Ok(told)
}

/// What the buyer of a session is asked for, given what is known now.
pub(super) async fn form(ctx: &Ctx, conn: &mut Conn<'_>, session: &Session) -> Result<Form> {
    let known = known(ctx, conn, session).await?;
    Ok(form_for(session, known.as_ref()))
}

/// The same, given who is known.
pub(super) fn form_for(session: &Session, known: Option<&Customer>) -> Form {
    let known = match known {
        Some(customer) if session.named => Known::Named(&customer.fields),
        Some(customer) => Known::ByExternalId(&customer.fields),
        None => Known::Nobody,
    };
    Form::of(&session.terms, &session.told, known)
}

/// The record of whom the merchant's server says the buyer is. Nothing that a buyer types leads to anybody here.
pub(super) async fn known(ctx: &Ctx, conn: &mut Conn<'_>, session: &Session) -> Result<Option<Customer>> {
    if let Some(id) = session.customer.filter(|_| session.named) {
        return match present(ctx, conn, id).await {
            Ok(customer) => Ok(Some(customer)),
            // Somebody whose data was erased is asked like anybody else.
            Err(Error::Deleted { .. } | Error::NotFound) => Ok(None),
            Err(other) => Err(other),
        };
    }
    match session.told.external_id.as_str() {
        "" => Ok(None),
        external_id => Ok(customers::by_external_id(conn, ctx.scope, external_id).await?),
    }
}
