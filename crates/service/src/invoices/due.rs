//! What is due: open invoices whose time has gone by, whoever they belong to.

use clientele_domain::id::{CustomerId, InvoiceId};
use clientele_domain::scope::Scope;
use clientele_store::invoices;

use super::{hold, note_overdue};
use crate::billing;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;
use crate::house::House;

/// So many are looked at in one go.
const AT_ONCE: i64 = 50;

/// Who acts when nobody does.
const TICKER: &str = "Billing";

/// Marks what is overdue by now, and tells of each once, however many servers look. Says whether there may be more.
pub async fn due(house: &House) -> Result<bool> {
    let found = invoices::to_be_overdue(&mut house.db.read().await?.conn(), house.now(), AT_ONCE).await?;
    let more = found.len() as i64 == AT_ONCE;
    for (scope, id) in found {
        let ctx = Ctx::system(house, scope, TICKER);
        // One that can't be marked must not keep the others from it: they have their turn first.
        if let Err(error) = marked(&ctx, id).await {
            tracing::warn!(%scope, %id, ?error, "an invoice can't be marked as overdue");
            let until = ctx.now.plus(billing::PASSED_OVER);
            transaction!(ctx, |conn| { Ok(invoices::pass_over(conn, scope, id, until).await?) })?;
        }
    }
    Ok(more)
}

/// The same of these customers alone, by the clock of this house: for customers whose time goes otherwise.
pub async fn due_of(house: &House, scope: Scope, customers: &[CustomerId]) -> Result<()> {
    let ctx = Ctx::system(house, scope, TICKER);
    let found = invoices::to_be_overdue_of(&mut ctx.read().await?.conn(), scope, customers, ctx.now).await?;
    for id in found {
        marked(&ctx, id).await?;
    }
    Ok(())
}

async fn marked(ctx: &Ctx, id: InvoiceId) -> Result<bool> {
    transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        note_overdue(ctx, conn, &mut invoice).await
    })
}
