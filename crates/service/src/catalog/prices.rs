//! Prices.

use clientele_domain::audit::Act;
use clientele_domain::catalog::Price;
use clientele_domain::id::{PriceId, ProductId};
use clientele_domain::role::Permission;
use clientele_domain::rules::{self, CheckedPrice, PriceDraft, ProductDraft};
use clientele_domain::violation::Violation;
pub use clientele_store::prices::PriceFilter;
use clientele_store::{Conn, prices, products as rows};

use super::products;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};

/// What a new price is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A product that exists.
    Product(ProductId),
    /// A product that is made with it.
    New(ProductDraft),
}

/// Checks a price with what it is for: what comes back is what is stored.
///
/// Errors: everything that is wrong, what concerns a new product under `product`.
pub fn check(of: &Of, draft: &PriceDraft) -> std::result::Result<(Of, CheckedPrice), Vec<Violation>> {
    let mut wrong = Vec::new();
    let of = match of {
        Of::Product(id) => Some(Of::Product(*id)),
        Of::New(product) => {
            rules::product(product).map(Of::New).map_err(|violations| wrong.extend(within(violations))).ok()
        }
    };
    let checked = rules::price(draft).map_err(|violations| wrong.extend(violations)).ok();
    match (of, checked) {
        (Some(of), Some(checked)) => Ok((of, checked)),
        _ => Err(wrong),
    }
}

fn within(violations: Vec<Violation>) -> impl Iterator<Item = Violation> {
    violations.into_iter().map(|violation| Violation { field: format!("product.{}", violation.field), ..violation })
}

/// Makes a price.
///
/// Errors: `Forbidden`, `Invalid`, also when there is no such product or it is archived.
pub async fn create(ctx: &Ctx, of: &Of, draft: &PriceDraft) -> Result<Price> {
    ctx.require(Permission::CatalogWrite)?;
    let (of, checked) = check(of, draft).map_err(Error::Invalid)?;
    transaction!(ctx, |conn| { create_in(ctx, conn, of.clone(), checked.clone()).await })
}

async fn create_in(ctx: &Ctx, conn: &mut Conn<'_>, of: Of, checked: CheckedPrice) -> Result<Price> {
    let product = match of {
        Of::New(draft) => products::create_in(ctx, conn, draft).await?,
        Of::Product(id) => {
            let unknown = || Error::invalid("product_id", "There is no such product here.");
            rows::lock(conn, ctx.scope, id).await?.ok_or_else(unknown)?
        }
    };
    if !product.active {
        let message = format!("{} is archived. Put it on sale again before it gets another price.", product.name);
        return Err(Error::invalid("product_id", message));
    }
    let price = Price {
        id: PriceId::new(ctx.now, ctx.randomness().bytes()),
        product: product.id,
        product_name: product.name,
        product_active: product.active,
        amount: checked.amount,
        recurring: checked.recurring,
        active: true,
        metadata: checked.metadata,
        created_at: ctx.now,
        updated_at: ctx.now,
        version: 1,
    };
    prices::insert(conn, ctx.scope, &price).await?;
    audit::note_made(ctx, conn, Act::PriceCreated, &price.id.to_string(), &price).await?;
    Ok(price)
}

/// Archives a price or takes it out of the archive, and changes its metadata. Its amount, currency and rhythm never
/// change.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated` when a version is given and the price is at another.
pub async fn update(
    ctx: &Ctx,
    id: PriceId,
    version: Option<i64>,
    active: Option<bool>,
    metadata: impl Fn(&[(String, String)]) -> Vec<(String, String)> + Send + Sync,
) -> Result<Price> {
    ctx.require(Permission::CatalogWrite)?;
    transaction!(ctx, |conn| {
        let before = prices::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(Error::Outdated { version: before.version });
        }
        let metadata = rules::metadata(&metadata(&before.metadata)).map_err(Error::Invalid)?;
        let mut after = Price { active: active.unwrap_or(before.active), metadata, ..before.clone() };
        if after != before {
            after.updated_at = ctx.now;
            after.version += 1;
            prices::update(conn, ctx.scope, &after).await?;
            audit::note_changed(ctx, conn, Act::PriceUpdated, &id.to_string(), &before, &after).await?;
        }
        Ok(after)
    })
}

/// One price.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: PriceId) -> Result<Price> {
    ctx.require(Permission::CatalogRead)?;
    prices::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of prices, newest first, beginning after the price `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, filter: &PriceFilter, after: Option<PriceId>, limit: i64) -> Result<(Vec<Price>, bool)> {
    ctx.require(Permission::CatalogRead)?;
    let found = prices::page(&mut ctx.read().await?.conn(), ctx.scope, filter, after, limit + 1).await?;
    Ok(cut(found, limit))
}
