//! Changing a customer's record.

use clientele_domain::audit::Act;
use clientele_domain::customer::{Customer, CustomerFields, Kind, changes};
use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_store::events as told;
use clientele_store::{Conn, customers, wallets};

use super::create::free_external_id;
use super::seen;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::{audit, events};

/// Stores what was entered in the form of a record, if the record still is at the version that the edit began with.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `Invalid`, `ExternalIdTaken`, `Changed` when somebody else saved first.
pub async fn update(ctx: &Ctx, id: CustomerId, version: i64, draft: &CustomerFields) -> Result<Customer> {
    ctx.require(Permission::CustomerWrite)?;
    let fields = rules::check(draft).map_err(Error::Invalid)?;
    rules::required_identity(&fields).map_err(|violation| Error::Invalid(vec![violation]))?;
    transaction!(ctx, |conn| {
        let before = locked(ctx, conn, id).await?;
        if before.version != version {
            return Err(changed_by(ctx, conn, before).await?);
        }
        // Whether reminders are wanted is asked elsewhere.
        let mail_opt_out = before.fields.mail_opt_out;
        act_in(ctx, conn, before, CustomerFields { mail_opt_out, ..fields.clone() }).await
    })
}

/// Stores what somebody chose for a customer that is held locked, and notes who did.
pub(crate) async fn act_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    before: Customer,
    fields: CustomerFields,
) -> Result<Customer> {
    let version = before.version;
    let after = change_in(ctx, conn, before, fields).await?;
    if after.version != version {
        audit::note_told(ctx, conn, Act::CustomerUpdated, after.id).await?;
    }
    Ok(after)
}

/// Stores other fields of a customer that is held locked, with its history. Without a difference nothing happens.
pub(crate) async fn change_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    before: Customer,
    fields: CustomerFields,
) -> Result<Customer> {
    let was = before.fields.clone();
    let after = store_in(ctx, conn, before, fields).await?;
    seen::note_identities(ctx, conn, &was, &after).await?;
    Ok(after)
}

/// The same for a change whose identities the caller notes.
pub(crate) async fn store_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    before: Customer,
    fields: CustomerFields,
) -> Result<Customer> {
    let differences = changes(&before.fields, &fields);
    if differences.is_empty() {
        return Ok(before);
    }
    // Whom the merchant knows by an id of its own is registered.
    let kind = if fields.external_id.is_empty() { before.kind } else { Kind::Registered };
    let mut after = Customer { fields, kind, updated_at: ctx.now, ..before.clone() };
    free_external_id(ctx, conn, &after).await?;
    let known: Vec<String> =
        wallets::of_customer(conn, ctx.scope, after.id).await?.into_iter().map(|w| w.address).collect();
    after.version = customers::write::update(conn, ctx.scope, &before, &after, &known).await?;
    events::customer_updated(ctx, conn, &before, &after, differences).await?;
    Ok(after)
}

/// The customer, held until the transaction ends. Errors: `NotFound`, `Deleted`.
pub(crate) async fn locked(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<Customer> {
    let found = customers::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    match found {
        customers::Found::Present(customer) => Ok(*customer),
        customers::Found::Deleted { at } => Err(Error::Deleted { at }),
    }
}

/// Why an edit that began with another version is refused: who has changed the record since.
pub(crate) async fn changed_by(ctx: &Ctx, conn: &mut Conn<'_>, current: Customer) -> Result<Error> {
    let by = told::last_editor(conn, ctx.scope, current.id).await?.unwrap_or_else(|| "Someone else".to_owned());
    Ok(Error::Changed { by, current: Box::new(current) })
}
