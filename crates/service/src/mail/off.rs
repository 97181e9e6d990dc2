//! Customers who want no reminders. They say so by a link of their own, which is signed; staff can say it for them.

use clientele_domain::audit::Act;
use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_domain::scope::Scope;
use clientele_store::{Conn, customers, merchants};

use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::customers::change_in;
use crate::error::{Error, Result};
use crate::house::House;
use crate::signature;

/// What such a link is signed for.
const PURPOSE: &str = "mail.off";

/// The whole address at which a customer can say that they want no reminders.
pub(super) async fn link(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId) -> Result<String> {
    let signature = signature::of(conn, PURPOSE, &text(ctx.scope, customer)).await?;
    Ok(ctx.house.address(&format!("/mail/off/{}/{customer}/{signature}", ctx.scope)))
}

fn text(scope: Scope, customer: CustomerId) -> String {
    format!("{scope}/{customer}")
}

/// What whoever opens the link sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// What the merchant is called.
    pub merchant: String,
    /// The customer's language, a BCP 47 tag; may be empty.
    pub locale: String,
    /// Whether they said it already.
    pub already: bool,
}

/// What the link of a customer is about.
///
/// Errors: `NotFound` when the signature is not ours, or the customer was deleted.
pub async fn declined(house: &House, scope: Scope, customer: CustomerId, signed: &str) -> Result<Declined> {
    let mut reader = house.db.read().await?;
    found(&mut reader.conn(), scope, customer, signed).await
}

async fn found(conn: &mut Conn<'_>, scope: Scope, id: CustomerId, signed: &str) -> Result<Declined> {
    if !signature::fits(conn, PURPOSE, &text(scope, id), signed).await? {
        return Err(Error::NotFound);
    }
    let customer = customers::by_id(conn, scope, id).await?.and_then(customers::Found::present);
    let customer = customer.ok_or(Error::NotFound)?;
    let merchant = merchants::by_id(conn, scope.merchant).await?.ok_or(Error::NotFound)?.name;
    Ok(Declined { merchant, locale: customer.fields.locale, already: customer.fields.mail_opt_out })
}

/// The customer wants no reminders any more, or wants them again.
///
/// Errors: as above.
pub async fn decline(house: &House, scope: Scope, id: CustomerId, signed: &str, off: bool) -> Result<Declined> {
    let ctx = Ctx::system(house, scope, "Customer");
    transaction!(ctx, |conn| {
        let found = found(conn, scope, id, signed).await?;
        set(&ctx, conn, id, off).await?;
        Ok(Declined { already: off, ..found })
    })
}

/// Whether a customer wants no reminders.
///
/// Errors: `Forbidden`.
pub async fn declines(ctx: &Ctx, customer: CustomerId) -> Result<bool> {
    ctx.require(Permission::CustomerRead)?;
    let found = customers::by_id(&mut ctx.read().await?.conn(), ctx.scope, customer).await?;
    Ok(found.and_then(customers::Found::present).is_some_and(|customer| customer.fields.mail_opt_out))
}

/// Says for a customer whether they want no reminders.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn set_declines(ctx: &Ctx, id: CustomerId, off: bool) -> Result<()> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| { set(ctx, conn, id, off).await })
}

/// Errors: `NotFound`.
async fn set(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId, off: bool) -> Result<()> {
    let found = customers::lock(conn, ctx.scope, id).await?.and_then(customers::Found::present);
    let before: Customer = found.ok_or(Error::NotFound)?;
    let fields = CustomerFields { mail_opt_out: off, ..before.fields.clone() };
    let version = before.version;
    let after = change_in(ctx, conn, before, fields).await?;
    match after.version == version {
        true => Ok(()),
        false => audit::note_told(ctx, conn, Act::RemindersChanged, after.id).await,
    }
}
