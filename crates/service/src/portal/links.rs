//! Links that are mailed to a customer: one opens the portal, another makes a refund address count. Each is signed, counts
//! once and for a while. The mail follows from an event, as every mail does.

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::event::Event;
use clientele_domain::id::PortalLinkId;
use clientele_domain::mail::MailKind;
use clientele_domain::portal::{LINKS_WITHIN, LinkPurpose, MOST_LINKS, PortalLink, comes_in_by_mail};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::scope::Scope;
use clientele_store::portal::links as rows;
use clientele_store::{Conn, customers, merchants};

use super::door::{as_customer, enter};
use crate::ctx::{Ctx, transaction};
use crate::customers::{act_in, locked};
use crate::error::{Error, Result};
use crate::events;
use crate::house::House;
use crate::signature;

/// What these links are signed for.
const PURPOSE: &str = "portal";

/// A link that somebody opened.
#[derive(Debug, Clone)]
pub struct Sent {
    /// What the merchant is called.
    pub merchant: String,
    /// Whose it is.
    pub customer: Customer,
    /// The link, which counts.
    pub link: PortalLink,
}

/// What became of a link that somebody followed.
#[derive(Debug, Clone)]
pub enum Followed {
    /// They are in, with this token.
    In(String),
    /// The refund address counts.
    Confirmed,
}

/// What the merchant of a scope is called, for the page where one asks for a link.
///
/// Errors: `NotFound`.
pub async fn merchant_of(house: &House, scope: Scope) -> Result<String> {
    let found = merchants::by_id(&mut house.db.read().await?.conn(), scope.merchant).await?;
    Ok(found.ok_or(Error::NotFound)?.name)
}

/// An email as somebody typed it.
///
/// Errors: `Invalid`.
pub fn typed_email(text: &str) -> Result<String> {
    rules::email(text).map_err(|message| Error::invalid("email", message))
}

/// Sends a link to the customer with this email, if there is one who may come in by mail and did not get one often enough
/// already. Nobody is told which of it is so, and how long it takes tells it: so nobody should wait for it either.
pub async fn send_link(house: &House, scope: Scope, email: &str) -> Result<()> {
    // Whoever typed it need not be the customer.
    let ctx = Ctx::system(house, scope, "Portal");
    transaction!(ctx, |conn| {
        let Some(known) = customers::by_email(conn, scope, email).await? else { return Ok(()) };
        let held = customers::hold(conn, scope, &[known.id]).await?.pop();
        let Some(customer) = held.filter(|held| held.fields.email == email && comes_in_by_mail(held)) else {
            return Ok(());
        };
        match make(&ctx, conn, &customer, LinkPurpose::SignIn, "").await {
            Err(Error::TooManyAttempts { .. }) => Ok(()),
            made => made,
        }
    })
}

/// Makes a link for a customer who is held, and tells of it.
///
/// Errors: `TooManyAttempts`.
pub(super) async fn make(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    purpose: LinkPurpose,
    refund_address: &str,
) -> Result<()> {
    let (whose, since) = ((customer.id, purpose), ctx.now.minus(LINKS_WITHIN));
    let made = rows::made_since(conn, ctx.scope, whose, since, MOST_LINKS).await?;
    if let (Some(first), true) = (made.first(), made.len() as i64 >= MOST_LINKS) {
        return Err(Error::TooManyAttempts { until: first.plus(LINKS_WITHIN) });
    }
    let link = PortalLink {
        id: PortalLinkId::new(ctx.now, ctx.randomness().bytes()),
        customer: customer.id,
        purpose,
        email: customer.fields.email.clone(),
        refund_address: refund_address.to_owned(),
        created_at: ctx.now,
        expires_at: ctx.now.plus(purpose.length()),
        used_at: None,
    };
    rows::insert(conn, ctx.scope, &link).await?;
    events::portal_requested(ctx, conn, &link).await
}

/// The link that a mail of this kind brings, when the event is of one.
pub(crate) async fn asked_by(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: MailKind,
    event: &Event,
) -> Result<Option<PortalLink>> {
    match (kind, event.object.parse()) {
        (MailKind::PortalLink | MailKind::RefundAddress, Ok(id)) => Ok(rows::by_id(conn, ctx.scope, id).await?),
        _ => Ok(None),
    }
}

/// The whole address of a link.
pub(crate) async fn address(ctx: &Ctx, conn: &mut Conn<'_>, id: PortalLinkId) -> Result<String> {
    let signature = signature::of(conn, PURPOSE, &text(ctx.scope, id)).await?;
    Ok(ctx.house.address(&format!("/portal/{}/link/{id}/{signature}", ctx.scope)))
}

fn text(scope: Scope, id: PortalLinkId) -> String {
    format!("{scope}/{id}")
}

/// What a link is for, which it is not used up by.
///
/// Errors: `NotFound` when the signature is not ours; `InvalidState` when the link counts no more.
pub async fn opened(house: &House, scope: Scope, id: PortalLinkId, signed: &str) -> Result<Sent> {
    let mut reader = house.db.read().await?;
    let conn = &mut reader.conn();
    let link = found(conn, scope, id, signed).await?;
    let customer = customers::by_id(conn, scope, link.customer).await?.and_then(customers::Found::present);
    let customer = customer.filter(|customer| link.counts(customer, house.now())).ok_or_else(spent)?;
    let merchant = merchants::by_id(conn, scope.merchant).await?.ok_or(Error::NotFound)?.name;
    Ok(Sent { merchant, customer, link })
}

/// Does what a link is for, and uses it up.
///
/// Errors: as above.
pub async fn follow(house: &House, scope: Scope, id: PortalLinkId, signed: &str) -> Result<Followed> {
    let customer = opened(house, scope, id, signed).await?.customer.id;
    let ctx = as_customer(house, scope, customer);
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let before = locked(&ctx, conn, customer).await?;
        let link = found(conn, scope, id, signed).await?;
        // Of two who press at once, one gets further.
        if !link.counts(&before, ctx.now) || !rows::mark_used(conn, scope, id, ctx.now).await? {
            return Err(spent());
        }
        match link.purpose {
            LinkPurpose::SignIn => Ok(Followed::In(enter(&ctx, conn, before.id, None).await?)),
            LinkPurpose::RefundAddress => {
                let fields = CustomerFields { refund_address: link.refund_address, ..before.fields.clone() };
                act_in(&ctx, conn, before, fields).await?;
                Ok(Followed::Confirmed)
            }
        }
    })
}

async fn found(conn: &mut Conn<'_>, scope: Scope, id: PortalLinkId, signed: &str) -> Result<PortalLink> {
    if !signature::fits(conn, PURPOSE, &text(scope, id), signed).await? {
        return Err(Error::NotFound);
    }
    rows::by_id(conn, scope, id).await?.ok_or_else(spent)
}

fn spent() -> Error {
    Error::InvalidState("This link counts no more.".to_owned())
}
