//! Making a session, and the secret that opens it.

use clientele_domain::audit::Act;
use clientele_domain::customer::Customer;
use clientele_domain::customer_session::{Component, CustomerSession};
use clientele_domain::id::CustomerSessionId;
use clientele_domain::role::Permission;
use clientele_domain::rules::{self, CheckedSession, SessionDraft};
use clientele_domain::selector::Selector;
use clientele_store::{Conn, allowed_origins, customer_sessions as rows, customers};

use crate::accounts::token_hash;
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::customers::found;
use crate::error::{Error, Result};
use crate::keys::base62;

/// A session to make.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Of whom.
    pub customer: Selector,
    /// What it shows, where, and for how long.
    pub draft: SessionDraft,
}

/// A session and its secret, which is shown nowhere else.
#[derive(Debug, Clone)]
pub struct FreshSession {
    /// As stored.
    pub session: CustomerSession,
    /// The secret itself.
    pub secret: String,
}

/// Makes a session. Nobody shows by it what they may not see themselves.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, asked: &NewSession) -> Result<FreshSession> {
    ctx.require(Permission::CustomerWrite)?;
    for component in &asked.draft.components {
        ctx.require(shows(*component))?;
    }
    let checked = rules::customer_session(&asked.draft, ctx.scope.mode).map_err(Error::Invalid)?;
    transaction!(ctx, |conn| {
        let listed = allowed_origins::all(conn, ctx.scope).await?;
        rules::is_allowed(&checked.allowed_origin, &listed).map_err(|wrong| Error::Invalid(vec![wrong]))?;
        let customer = held(ctx, conn, &asked.customer).await?;
        let fresh = fresh(ctx, &customer, &checked);
        rows::insert(conn, &fresh.session, &token_hash(&fresh.secret)).await?;
        let shown: Vec<&str> = checked.components.iter().map(|component| component.as_str()).collect();
        let told = [
            change("customer", "", customer.id),
            change("components", "", shown.join(", ")),
            change("allowed_origin", "", &checked.allowed_origin),
            change("expires_at", "", fresh.session.expires_at),
        ];
        audit::note(ctx, conn, Act::CustomerSessionCreated, &fresh.session.id.to_string(), &told).await?;
        Ok(fresh)
    })
}

fn shows(component: Component) -> Permission {
    match component {
        Component::Customer => Permission::CustomerRead,
        // The customer sees bills there, and can cancel what is subscribed to.
        Component::Portal => Permission::SubscriptionWrite,
        Component::Subscriptions => Permission::SubscriptionRead,
        Component::Orders => Permission::PaymentRead,
    }
}

/// The customer, held: whoever is deleted at this moment gets no session any more.
async fn held(ctx: &Ctx, conn: &mut Conn<'_>, selector: &Selector) -> Result<Customer> {
    let customer = match found(ctx, conn, selector).await {
        Err(Error::NotFound | Error::Deleted { .. }) => {
            return Err(Error::invalid("customer", "There is no such customer here."));
        }
        found => found?,
    };
    customers::hold(conn, ctx.scope, &[customer.id]).await?.pop().ok_or(Error::Conflict)
}

fn fresh(ctx: &Ctx, customer: &Customer, checked: &CheckedSession) -> FreshSession {
    let session = CustomerSession {
        id: CustomerSessionId::new(ctx.now, ctx.randomness().bytes()),
        scope: ctx.scope,
        customer: customer.id,
        components: checked.components.clone(),
        allowed_origin: checked.allowed_origin.clone(),
        created_at: ctx.now,
        expires_at: ctx.now.plus(checked.length),
        revoked_at: None,
    };
    let random = base62(&ctx.randomness().bytes());
    FreshSession { session, secret: format!("{}_{}_{random}", CustomerSession::SECRET_PREFIX, ctx.scope.mode) }
}
