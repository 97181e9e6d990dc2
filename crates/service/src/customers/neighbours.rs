//! Who stands before and after a customer in a list.

use clientele_domain::id::CustomerId;
use clientele_domain::list::{Direction, SortBy};
use clientele_domain::query::Query;
use clientele_domain::role::Permission;
use clientele_store::customers;
use clientele_store::customers::list::{Place, page, rows_by};

use crate::ctx::Ctx;
use crate::error::Result;

/// The customers before and after this one in the list of this query and order.
///
/// Errors: `Forbidden`.
pub async fn neighbours(
    ctx: &Ctx,
    query: &Query,
    sort: (SortBy, Direction),
    id: CustomerId,
) -> Result<(Option<CustomerId>, Option<CustomerId>)> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let id = customers::survivor(conn, ctx.scope, id).await?;
    let Some(seq) = customers::seq(conn, ctx.scope, id).await? else { return Ok((None, None)) };
    let Some(own) = rows_by(conn, ctx.scope, &Query::everybody(), &[seq], sort.0).await?.into_iter().next() else {
        return Ok((None, None));
    };
    let (earlier, _) = page(conn, ctx.scope, query, sort, &Place::Before(own.cursor.clone()), 1, &[]).await?;
    let (later, _) = page(conn, ctx.scope, query, sort, &Place::After(own.cursor), 1, &[]).await?;
    let first = |rows: Vec<customers::list::Listed>| rows.into_iter().next().map(|row| row.summary.id);
    Ok((first(earlier), first(later)))
}
