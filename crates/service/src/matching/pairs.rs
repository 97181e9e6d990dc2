//! Duplicates: the pairs of customers who share something, of all that a merchant has.

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::matching::WhyApart;
use clientele_domain::role::Permission;
use clientele_store::matching::{pairs as rows, settings};
use clientele_store::{Conn, customers};

use super::related::{Shared, groups, why};
use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::Result;

/// Two customers who might be one person.
#[derive(Debug, Clone)]
pub struct RelatedPair {
    /// The older one.
    pub one: Customer,
    /// The younger one.
    pub other: Customer,
    /// What they share, the strongest first; seen from the younger one.
    pub shared: Vec<Shared>,
    /// Why they are not one record.
    pub why: WhyApart,
}

/// A page of pairs, those with the newest customers first, beginning after the pair `after`; and after which pair the next
/// page begins. A page is shorter when somebody has decided about its pairs meanwhile.
///
/// Errors: `Forbidden`.
pub async fn pairs(
    ctx: &Ctx,
    after: Option<(CustomerId, CustomerId)>,
    limit: i64,
) -> Result<(Vec<RelatedPair>, Option<(CustomerId, CustomerId)>)> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (found, more) = cut(rows::page(conn, ctx.scope, after, limit + 1).await?, limit);
    let next = found.last().copied().filter(|_| more);
    Ok((told(ctx, conn, &found).await?, next))
}

/// Who shares something with a customer, and what.
type Groups = Vec<(CustomerId, Vec<Shared>)>;

async fn told(ctx: &Ctx, conn: &mut Conn<'_>, found: &[(CustomerId, CustomerId)]) -> Result<Vec<RelatedPair>> {
    let mut ids: Vec<CustomerId> = found.iter().flat_map(|(low, high)| [*low, *high]).collect();
    ids.sort();
    ids.dedup();
    let known = customers::by_ids(conn, ctx.scope, &ids).await?;
    let settings = settings::get(conn, ctx.scope).await?;
    let mut told = Vec::with_capacity(found.len());
    let mut of_high: Option<(CustomerId, Groups)> = None;
    for (low, high) in found {
        // Those of one customer stand together.
        if of_high.as_ref().is_none_or(|(id, _)| id != high) {
            of_high = Some((*high, groups(ctx, conn, *high).await?));
        }
        let groups = of_high.as_ref().map(|(_, groups)| groups.as_slice()).unwrap_or_default();
        let shared = groups.iter().find(|(id, _)| id == low).map(|(_, shared)| shared.clone());
        let [one, other] = [low, high].map(|id| known.iter().find(|customer| customer.id == *id).cloned());
        if let (Some(shared), Some(one), Some(other)) = (shared, one, other) {
            let why = why(&one, &other, &shared, &settings);
            told.push(RelatedPair { one, other, shared, why });
        }
    }
    Ok(told)
}

/// Counted no further than this.
pub const MOST_COUNTED: i64 = 100;

/// How many pairs there are, counted up to [`MOST_COUNTED`].
///
/// Errors: `Forbidden`.
pub async fn pair_count(ctx: &Ctx) -> Result<i64> {
    ctx.require(Permission::CustomerRead)?;
    Ok(rows::count(&mut ctx.read().await?.conn(), ctx.scope, MOST_COUNTED).await?)
}
