//! Merges: what became one, and what it took along, so that the same comes apart again.

pub mod moves;
mod row;

use clientele_domain::customer::Customer;
use clientele_domain::id::{CustomerId, MergeId};
use clientele_domain::identity::Identity;
use clientele_domain::merge::{Kept, Merge};
use clientele_domain::money::Currency;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::merged;
use crate::error::{Error, Result};
use crate::figures::{self, Both};
use crate::mails;
use crate::matching::pairs;
use crate::payments::signs_text;
use crate::webhooks::deliveries;
use crate::{identities, standing, subscriptions, totals, wallets};
pub use row::Stored;
use row::{MergeRow, columns};

const INSERT: &str = "
    INSERT INTO merges (
        merchant_id, livemode, id, source_id, into_id, rule, evidence, actor, kept, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const KEEP: &str = "UPDATE merges SET kept = $4 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Merges `source` into `before`, which becomes `after`; both are held. Gives the version of the record that stays.
pub async fn join(
    conn: &mut Conn<'_>,
    scope: Scope,
    merge: &Merge,
    source: &Customer,
    (before, after): (&Customer, &Customer),
) -> Result<i64> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        merge.id.to_string(),
        merge.source.to_string(),
        merge.into.to_string(),
        merge.rule.as_str(),
        signs_text(&merge.signs),
        &merge.actor,
        "",
        merge.created_at.micros(),
    )?;
    standing::withdraw(conn, scope, merge.source).await?;
    standing::withdraw(conn, scope, merge.into).await?;
    figures::regroup(conn, scope, (merge.source, merge.into), Both::OneCustomers).await?;
    moves::take_along(conn, scope, merge).await?;
    identities::copy(conn, scope, merge.source, merge.into).await?;
    totals::add(conn, scope, merge.source, merge.into).await?;
    let wallets = addresses(conn, scope, merge.into).await?;
    let version = merged::join(conn, scope, source, (before, after), &wallets, merge.created_at).await?;
    subscriptions::refresh(conn, scope, merge.source).await?;
    subscriptions::refresh(conn, scope, merge.into).await?;
    pairs::forget(conn, scope, merge.source).await?;
    pairs::refresh(conn, scope, merge.into).await?;
    standing::recount(conn, scope, merge.into, merge.created_at).await?;
    Ok(version)
}

/// Keeps what the record that stays was like, for the case that the merge is undone.
pub async fn keep(conn: &mut Conn<'_>, scope: Scope, merge: MergeId, kept: &Kept) -> Result<()> {
    let text = serde_json::to_string(kept).map_err(|error| Error::Broken(error.to_string()))?;
    execute!(conn, KEEP, scope.merchant.to_string(), scope.livemode(), merge.to_string(), text)?;
    Ok(())
}

/// What an undone merge leaves behind.
#[derive(Debug)]
pub struct Parting<'p> {
    /// The record that comes back.
    pub source: &'p Customer,
    /// The record that stays, as it is.
    pub now: &'p Customer,
    /// The record that stays, as it is to be.
    pub back: &'p Customer,
    /// What it keeps of the identities that both had.
    pub identities: &'p [Identity],
    /// The version and the moment of the last change from before, when nothing has changed since.
    pub untouched: Option<(i64, Timestamp)>,
    /// The merchant's own currency.
    pub own: Currency,
}

const UNDO: &str = "
    UPDATE merges SET undone_at = $4, undone_by = $5, kept = '' WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Undoes a merge; both records are held. Gives the version of the record that stays.
pub async fn undo(conn: &mut Conn<'_>, scope: Scope, merge: &Merge, parting: Parting<'_>) -> Result<i64> {
    let Parting { source, now, back, untouched, own, .. } = parting;
    standing::withdraw(conn, scope, merge.into).await?;
    moves::give_back(conn, scope, merge).await?;
    figures::regroup(conn, scope, (merge.source, merge.into), Both::TwoCustomers).await?;
    identities::replace_shared(conn, scope, merge.into, merge.source, parting.identities).await?;
    let (here, there) = (addresses(conn, scope, back.id).await?, addresses(conn, scope, source.id).await?);
    let mut version = merged::part(conn, scope, (now, back), &here).await?;
    if let Some(before) = untouched {
        merged::go_back(conn, scope, back.id, before).await?;
        version = before.0;
    }
    merged::come_back(conn, scope, source, &there).await?;
    totals::recount(conn, scope, back.id, own).await?;
    totals::recount(conn, scope, source.id, own).await?;
    subscriptions::refresh(conn, scope, back.id).await?;
    subscriptions::refresh(conn, scope, source.id).await?;
    pairs::refresh(conn, scope, back.id).await?;
    pairs::refresh(conn, scope, source.id).await?;
    let then = merge.undone_at.unwrap_or(merge.created_at);
    standing::recount(conn, scope, back.id, then).await?;
    standing::recount(conn, scope, source.id, then).await?;
    let undone_at = merge.undone_at.map(Timestamp::micros);
    let (merchant, id) = (scope.merchant.to_string(), merge.id.to_string());
    execute!(conn, UNDO, merchant, scope.livemode(), id, undone_at, &merge.undone_by)?;
    Ok(version)
}

async fn addresses(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<String>> {
    let wallets = wallets::of_customer(conn, scope, customer).await?;
    Ok(wallets.into_iter().map(|wallet| wallet.address).collect())
}

const MEANWHILE: &str = "
    SELECT into_id, created_at, undone_at FROM merges
    WHERE merchant_id = $1 AND livemode = $2 AND source_id = $3 AND undone_at IS NOT NULL";

/// Takes what was told of a person out of what was told of those with whom they were one for a while.
pub async fn forget(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), customer.to_string());
    let times = fetch_all!(conn, (String, i64, i64), MEANWHILE, merchant, scope.livemode(), id)?;
    if times.is_empty() {
        return Ok(());
    }
    told(conn, "UPDATE events SET fields = '', data = ''", scope, &times, " RETURNING id").await?;
    told(conn, mails::FORGET, scope, &times, " RETURNING id").await?;
    for delivery in told(conn, "SELECT id FROM deliveries", scope, &times, "").await? {
        deliveries::forget_one(conn, scope, &delivery).await?;
    }
    Ok(())
}

/// Does something to what was told of these customers in these times; gives the ids of it.
async fn told(
    conn: &mut Conn<'_>,
    start: &str,
    scope: Scope,
    times: &[(String, i64, i64)],
    end: &str,
) -> Result<Vec<String>> {
    let mut statement = Statement::default();
    statement.push(start);
    statement.scope(scope);
    statement.push(" AND customer_id <> ''");
    for (place, (customer, from, to)) in times.iter().enumerate() {
        statement.push(if place == 0 { " AND ((customer_id = " } else { " OR (customer_id = " });
        statement.bind(Arg::Text(customer.clone()));
        statement.push(" AND created_at >= ");
        statement.bind(Arg::Int(*from));
        statement.push(" AND created_at <= ");
        statement.bind(Arg::Int(*to));
        statement.push(")");
    }
    statement.push(")");
    statement.push(end);
    Ok(fetch_statement!(conn, (String,), statement)?.into_iter().map(|(id,)| id).collect())
}

const BY_ID: &str = concat!("SELECT ", columns!(), " FROM merges WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One merge.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: MergeId) -> Result<Option<Stored>> {
    fetch_optional!(conn, MergeRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const LAST_OF_SOURCE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM merges WHERE merchant_id = $1 AND livemode = $2 AND source_id = $3 ORDER BY id DESC LIMIT 1"
);

/// The merge that took this record away last.
pub async fn last_of(conn: &mut Conn<'_>, scope: Scope, source: CustomerId) -> Result<Option<Stored>> {
    fetch_optional!(conn, MergeRow, LAST_OF_SOURCE, scope.merchant.to_string(), scope.livemode(), source.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Merges of everybody, or those into one customer; the newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    into: Option<CustomerId>,
    after: Option<MergeId>,
    limit: i64,
) -> Result<Vec<Merge>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM merges"));
    statement.scope(scope);
    if let Some(into) = into {
        statement.push(" AND into_id = ");
        statement.bind(Arg::Text(into.to_string()));
    }
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    let rows = fetch_statement!(conn, MergeRow, statement)?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.merge)).collect()
}
