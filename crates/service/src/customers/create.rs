//! A new customer.

use clientele_domain::audit::Act;
use clientele_domain::customer::{Counts, Customer, CustomerFields, Kind};
use clientele_domain::id::{CustomerId, TestClockId};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, customers, test_clocks as clock_rows};

use super::seen;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::{audit, events, test_clocks};

/// Makes a registered customer from what was entered.
///
/// Errors: `Forbidden`, `Invalid`, `ExternalIdTaken`.
pub async fn create(ctx: &Ctx, draft: &CustomerFields) -> Result<Customer> {
    create_on(ctx, draft, None).await
}

/// The same for a customer who is to live on a test clock.
///
/// Errors: as of [`create`].
pub async fn create_on(ctx: &Ctx, draft: &CustomerFields, clock: Option<TestClockId>) -> Result<Customer> {
    ctx.require(Permission::CustomerWrite)?;
    let fields = rules::check(draft).map_err(Error::Invalid)?;
    rules::required_identity(&fields).map_err(|violation| Error::Invalid(vec![violation]))?;
    transaction!(ctx, |conn| {
        let mut customer = create_in(ctx, conn, fields.clone(), None).await?;
        if let Some(clock) = clock {
            let clock = test_clocks::named(ctx, conn, clock).await?;
            clock_rows::put_on(conn, ctx.scope, customer.id, Some(&clock)).await?;
            customer.clock = Some((clock.id, clock.now));
        }
        audit::note_told(ctx, conn, Act::CustomerCreated, customer.id).await?;
        Ok(customer)
    })
}

/// The same within a transaction of the caller, for fields that the rules have passed.
///
/// `created_at` is told when the customer is older than this record. Errors: `ExternalIdTaken`.
pub async fn create_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    fields: CustomerFields,
    created_at: Option<Timestamp>,
) -> Result<Customer> {
    let customer = add_in(ctx, conn, Kind::Registered, fields, created_at).await?;
    seen::note_identities(ctx, conn, &CustomerFields::default(), &customer).await?;
    Ok(customer)
}

/// The same for a customer of any kind, whose identities the caller notes.
pub(crate) async fn add_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: Kind,
    fields: CustomerFields,
    created_at: Option<Timestamp>,
) -> Result<Customer> {
    let customer = Customer {
        id: CustomerId::new(ctx.now, ctx.randomness().bytes()),
        kind,
        fields,
        delinquent: false,
        counts: Counts::default(),
        subscription_status: None,
        active_until: None,
        clock: None,
        merged_from: Vec::new(),
        first_payment_at: None,
        last_payment_at: None,
        created_at: created_at.unwrap_or(ctx.now),
        updated_at: ctx.now,
        version: 1,
    };
    free_external_id(ctx, conn, &customer).await?;
    customers::write::insert(conn, ctx.scope, &customer).await?;
    events::customer_created(ctx, conn, &customer).await?;
    Ok(customer)
}

/// Errors: `ExternalIdTaken` when another customer has this one's external id.
pub(crate) async fn free_external_id(ctx: &Ctx, conn: &mut Conn<'_>, customer: &Customer) -> Result<()> {
    if customer.fields.external_id.is_empty() {
        return Ok(());
    }
    match customers::by_external_id(conn, ctx.scope, &customer.fields.external_id).await? {
        Some(other) if other.id != customer.id => Err(Error::ExternalIdTaken { existing: other.id }),
        _ => Ok(()),
    }
}
