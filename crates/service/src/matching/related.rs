//! Who might be the same person: customers who share an identifier and were not merged.

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::matching::{Settings, WhyApart, why_apart};
use clientele_domain::role::Permission;
use clientele_store::Conn;
pub use clientele_store::matching::related::Shared;
use clientele_store::matching::{distinct, related as rows, settings};

use crate::ctx::Ctx;
use crate::customers::{CustomerView, present, views_of};
use crate::error::Result;

/// A customer who shares something with another.
#[derive(Debug, Clone)]
pub struct RelatedCustomer {
    /// Who.
    pub view: CustomerView,
    /// What they share, the strongest first.
    pub shared: Vec<Shared>,
    /// Why they are not one record.
    pub why: WhyApart,
}

/// How many shared identifiers are looked at; what thousands share says little.
const LOOKED_AT: i64 = 500;
/// How many customers are told.
const MOST: usize = 50;

/// Who shares an identifier with a customer, those with the most in common first; without those of whom somebody said that
/// they are not the same person.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn related(ctx: &Ctx, customer: CustomerId) -> Result<Vec<RelatedCustomer>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, customer).await?;
    let mut groups = groups(ctx, conn, customer.id).await?;
    groups.truncate(MOST);
    let ids: Vec<CustomerId> = groups.iter().map(|(other, _)| *other).collect();
    let views = views_of(ctx, conn, &ids).await?;
    let settings = settings::get(conn, ctx.scope).await?;
    let mut related = Vec::with_capacity(views.len());
    for view in views {
        let shared = groups.iter_mut().find(|(other, _)| *other == view.customer.id);
        let shared = shared.map(|(_, shared)| std::mem::take(shared)).unwrap_or_default();
        let why = why(&customer, &view.customer, &shared, &settings);
        related.push(RelatedCustomer { view, shared, why });
    }
    Ok(related)
}

/// What two customers share, the strongest first, whatever somebody said of them; and why they are not one record.
pub(crate) async fn between(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    one: &Customer,
    other: &Customer,
) -> Result<(Vec<Shared>, WhyApart)> {
    let mut shared = rows::shared(conn, ctx.scope, one.id, LOOKED_AT).await?;
    shared.retain(|shared| shared.customer == other.id);
    shared.sort_by(|a, b| (a.kind, &a.label).cmp(&(b.kind, &b.label)));
    let settings = settings::get(conn, ctx.scope).await?;
    let why = why(one, other, &shared, &settings);
    Ok((shared, why))
}

pub(super) fn why(one: &Customer, other: &Customer, shared: &[Shared], settings: &Settings) -> WhyApart {
    let kinds: Vec<_> = shared.iter().map(|shared| shared.kind).collect();
    why_apart(one, other, &kinds, settings)
}

/// Those who share something with a customer, each with what it is; without those of whom somebody said that they are
/// somebody else.
pub(super) async fn groups(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<Vec<(CustomerId, Vec<Shared>)>> {
    let apart = distinct::from(conn, ctx.scope, id).await?;
    let mut groups: Vec<(CustomerId, Vec<Shared>)> = Vec::new();
    for shared in rows::shared(conn, ctx.scope, id, LOOKED_AT).await? {
        match groups.iter_mut().find(|(other, _)| *other == shared.customer) {
            _ if apart.contains(&shared.customer) => {}
            Some((_, all)) => all.push(shared),
            None => groups.push((shared.customer, vec![shared])),
        }
    }
    for (_, shared) in &mut groups {
        shared.sort_by(|a, b| (a.kind, &a.label).cmp(&(b.kind, &b.label)));
    }
    groups.sort_by_key(|(other, shared)| (std::cmp::Reverse(shared.len()), shared.first().map(|one| one.kind), *other));
    Ok(groups)
}
