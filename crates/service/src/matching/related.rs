//! Who might be the same person: customers who share an identifier and were not merged.

use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_store::Conn;
pub use clientele_store::matching::related::Shared;
use clientele_store::matching::{distinct, related as rows};

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
    let id = present(ctx, conn, customer).await?.id;
    let mut groups = groups(ctx, conn, id).await?;
    groups.truncate(MOST);
    let ids: Vec<CustomerId> = groups.iter().map(|(other, _)| *other).collect();
    let views = views_of(ctx, conn, &ids).await?;
    let mut related = Vec::with_capacity(views.len());
    for view in views {
        let shared = groups.iter_mut().find(|(other, _)| *other == view.customer.id);
        related.push(RelatedCustomer {
            shared: shared.map(|(_, shared)| std::mem::take(shared)).unwrap_or_default(),
            view,
        });
    }
    Ok(related)
}

async fn groups(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<Vec<(CustomerId, Vec<Shared>)>> {
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
