//! Giving a customer credit by hand, or taking it.

use clientele_domain::audit::Act;
use clientele_domain::credit::{BalanceTransaction, CreditKind};
use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use clientele_domain::role::Permission;
use clientele_store::customers::{self, Found};

use super::credit::{self, Movement};
use super::text::note;
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::events;

/// Gives a customer credit, or takes it when the amount is less than 0. It goes into their next invoices.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `Invalid` when nothing is moved, or there is not so much to take.
pub async fn adjust(ctx: &Ctx, customer: CustomerId, amount: Amount, told: &str) -> Result<BalanceTransaction> {
    ctx.require(Permission::InvoiceWrite)?;
    let told = note(told, "note")?;
    if amount.minor == 0 {
        return Err(Error::invalid("amount", "Send more than 0 to give credit, or less than 0 to take it."));
    }
    transaction!(ctx, |conn| {
        let customer = match customers::lock(conn, ctx.scope, customer).await?.ok_or(Error::NotFound)? {
            Found::Present(customer) => customer,
            Found::Deleted { at } => return Err(Error::Deleted { at }),
        };
        let (kind, object, note) = (CreditKind::Adjustment, String::new(), told.clone());
        let moved = credit::add(ctx, conn, customer.id, Movement { amount, kind, object, note }).await?;
        let after = Amount { minor: moved.balance, ..amount };
        let before = Amount { minor: moved.balance - amount.minor, ..amount };
        events::credit_changed(ctx, conn, &customer, before, after).await?;
        let noted = [change("balance", before, after), change("note", "", &told)];
        audit::note(ctx, conn, Act::CreditChanged, &customer.id.to_string(), &noted).await?;
        Ok(moved)
    })
}
