//! What a customer has to their credit: moved with a reason, and never below nothing.

use clientele_domain::credit::{BalanceTransaction, CreditKind, evened};
use clientele_domain::id::{BalanceTransactionId, CustomerId, MergeId};
use clientele_domain::money::Amount;
use clientele_store::{Conn, balances};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A movement to make.
#[derive(Debug, Clone)]
pub(crate) struct Movement {
    /// How much; less than 0 to take it.
    pub amount: Amount,
    /// Why.
    pub kind: CreditKind,
    /// Id of what moves it.
    pub object: String,
    /// What is to be said about it.
    pub note: String,
}

/// Moves the credit of a customer whom the caller holds.
///
/// Errors: `Invalid` at `amount` when there is not so much.
pub(crate) async fn add(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: CustomerId,
    movement: Movement,
) -> Result<BalanceTransaction> {
    let amount = movement.amount;
    let there = balances::of(conn, ctx.scope, customer, amount.currency).await?;
    let balance = there.checked_add(amount.minor);
    if balance.is_some_and(|balance| (0..=MOST).contains(&balance)) {
        return store(ctx, conn, customer, movement).await;
    }
    let there = Amount { minor: there, ..amount };
    let told = match amount.minor < 0 {
        true => format!("The customer has {there} to their credit. Take at most that."),
        false => format!("The customer has {there} to their credit, and this is more than can be added."),
    };
    Err(Error::invalid("amount", told))
}

/// Nobody has more to their credit, in minor units.
const MOST: i64 = clientele_domain::catalog::MOST;

/// Evens out what two records have when a merge of them is undone: one may have used the other's credit meanwhile, and
/// nobody is left below nothing. Both are held, and have their own movements again.
pub(crate) async fn even_out(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    merge: MergeId,
    (first, second): (CustomerId, CustomerId),
) -> Result<()> {
    let firsts = balances::sums(conn, ctx.scope, first).await?;
    let seconds = balances::sums(conn, ctx.scope, second).await?;
    for (currency, of_first) in &firsts {
        let of_second = seconds.iter().find(|(other, _)| other == currency).map_or(0, |(_, sum)| *sum);
        let minor = evened(*of_first, of_second);
        if minor == 0 {
            continue;
        }
        let side = |minor: i64| Movement {
            amount: Amount { minor, currency: *currency },
            kind: CreditKind::Parted,
            object: merge.to_string(),
            note: String::new(),
        };
        // Whoever gives gives first, so that nobody is below nothing in between.
        let (giver, taker) = if minor > 0 { (first, second) } else { (second, first) };
        store(ctx, conn, giver, side(-minor.abs())).await?;
        store(ctx, conn, taker, side(minor.abs())).await?;
    }
    Ok(())
}

/// Writes a movement down.
async fn store(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId, movement: Movement) -> Result<BalanceTransaction> {
    let Movement { amount, kind, object, note } = movement;
    let there = balances::of(conn, ctx.scope, customer, amount.currency).await?;
    let moved = BalanceTransaction {
        id: BalanceTransactionId::new(ctx.now, ctx.randomness().bytes()),
        customer,
        amount,
        balance: there + amount.minor,
        kind,
        object,
        note,
        actor: ctx.actor.name().to_owned(),
        created_at: ctx.now,
    };
    balances::insert(conn, ctx.scope, &moved).await?;
    Ok(moved)
}
