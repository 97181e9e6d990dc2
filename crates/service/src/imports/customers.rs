//! Storing a row of a file of customers.

use clientele_domain::id::CustomerId;
use clientele_domain::import::CustomerRow;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, customers};

use crate::ctx::Ctx;
use crate::customers::create_in;
use crate::error::{Error, Result};

/// Why the row can't be stored beside what is there, if so: another customer has its external id.
pub(super) async fn obstacle(ctx: &Ctx, conn: &mut Conn<'_>, row: &CustomerRow) -> Result<Option<Violation>> {
    let owner = customers::by_external_id(conn, ctx.scope, &row.fields.external_id).await?;
    Ok(owner.map(|owner| taken(owner.id)))
}

/// Makes the customer, or tells why not. That the external id is free is looked at before anything is written.
pub(super) async fn store(ctx: &Ctx, conn: &mut Conn<'_>, row: &CustomerRow) -> Result<Option<Violation>> {
    match create_in(ctx, conn, row.fields.clone(), row.created_at).await {
        Ok(_) => Ok(None),
        Err(Error::ExternalIdTaken { existing }) => Ok(Some(taken(existing))),
        Err(error) => Err(error),
    }
}

fn taken(by: CustomerId) -> Violation {
    Violation::new("external_id", format!("{by} has this external id already."))
}
