//! Storing a row of a file of customers.

use clientele_domain::import::CustomerRow;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, customers};

use crate::ctx::Ctx;
use crate::customers::create_in;
use crate::error::Result;

/// Why the row can't be stored beside what is there, if so: another customer has its external id.
pub(super) async fn obstacle(ctx: &Ctx, conn: &mut Conn<'_>, row: &CustomerRow) -> Result<Option<Violation>> {
    let external_id = &row.fields.external_id;
    if external_id.is_empty() {
        return Ok(None);
    }
    let owner = customers::by_external_id(conn, ctx.scope, external_id).await?;
    Ok(owner.map(|owner| Violation::new("external_id", format!("{} has this external id already.", owner.id))))
}

/// Makes the customer, or tells why not.
pub(super) async fn store(ctx: &Ctx, conn: &mut Conn<'_>, row: &CustomerRow) -> Result<Option<Violation>> {
    let obstacle = obstacle(ctx, conn, row).await?;
    if obstacle.is_none() {
        create_in(ctx, conn, row.fields.clone(), row.created_at).await?;
    }
    Ok(obstacle)
}
