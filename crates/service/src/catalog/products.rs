//! Products.

use clientele_domain::audit::Act;
use clientele_domain::catalog::{Price, Product};
use clientele_domain::id::ProductId;
use clientele_domain::role::Permission;
use clientele_domain::rules::{self, ProductDraft};
use clientele_store::{Conn, prices, products};

use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};

/// Makes a product. It is sold once it has a price.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, draft: &ProductDraft) -> Result<Product> {
    ctx.require(Permission::CatalogWrite)?;
    let checked = rules::product(draft).map_err(Error::Invalid)?;
    transaction!(ctx, |conn| { create_in(ctx, conn, checked.clone()).await })
}

/// The same within a transaction of the caller, for a draft that the rules have passed.
pub(super) async fn create_in(ctx: &Ctx, conn: &mut Conn<'_>, checked: ProductDraft) -> Result<Product> {
    let ProductDraft { name, description, active, metadata } = checked;
    let product = Product {
        id: ProductId::new(ctx.now, ctx.randomness().bytes()),
        name,
        description,
        active,
        metadata,
        created_at: ctx.now,
        updated_at: ctx.now,
        version: 1,
    };
    products::insert(conn, ctx.scope, &product).await?;
    audit::note_made(ctx, conn, Act::ProductCreated, &product.id.to_string(), &product).await?;
    Ok(product)
}

/// Changes a product; `change` makes what is to be there of what is there. One that is archived, and with it every price
/// of it, is sold no more, neither at the checkout nor by links.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated` when a version is given and the product is at another.
pub async fn update(
    ctx: &Ctx,
    id: ProductId,
    version: Option<i64>,
    change: impl Fn(ProductDraft) -> ProductDraft + Send + Sync,
) -> Result<Product> {
    ctx.require(Permission::CatalogWrite)?;
    transaction!(ctx, |conn| {
        let before = products::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(Error::Outdated { version: before.version });
        }
        let ProductDraft { name, description, active, metadata } =
            rules::product(&change(drafted(before.clone()))).map_err(Error::Invalid)?;
        let mut after = Product { name, description, active, metadata, ..before.clone() };
        if after != before {
            after.updated_at = ctx.now;
            after.version += 1;
            products::update(conn, ctx.scope, &after).await?;
            audit::note_changed(ctx, conn, Act::ProductUpdated, &id.to_string(), &before, &after).await?;
        }
        Ok(after)
    })
}

/// The product as a draft of itself.
fn drafted(product: Product) -> ProductDraft {
    let Product { name, description, active, metadata, .. } = product;
    ProductDraft { name, description, active, metadata }
}

/// One product.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: ProductId) -> Result<Product> {
    ctx.require(Permission::CatalogRead)?;
    products::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// One product with all its prices, newest first.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn in_full(ctx: &Ctx, id: ProductId) -> Result<(Product, Vec<Price>)> {
    let product = get(ctx, id).await?;
    let found = prices::of_products(&mut ctx.read().await?.conn(), ctx.scope, &[id]).await?;
    Ok((product, found))
}

/// A page of products, newest first, beginning after the product `after`; and whether there is more. With `active` only
/// those that are sold, or only those that are archived.
///
/// Errors: `Forbidden`.
pub async fn list(
    ctx: &Ctx,
    active: Option<bool>,
    after: Option<ProductId>,
    limit: i64,
) -> Result<(Vec<Product>, bool)> {
    ctx.require(Permission::CatalogRead)?;
    let found = products::page(&mut ctx.read().await?.conn(), ctx.scope, active, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// The same page, each product with all its prices, newest first.
///
/// Errors: `Forbidden`.
pub async fn with_prices(
    ctx: &Ctx,
    active: Option<bool>,
    after: Option<ProductId>,
    limit: i64,
) -> Result<(Vec<(Product, Vec<Price>)>, bool)> {
    let (found, more) = list(ctx, active, after, limit).await?;
    let ids: Vec<ProductId> = found.iter().map(|product| product.id).collect();
    let all = prices::of_products(&mut ctx.read().await?.conn(), ctx.scope, &ids).await?;
    let of = |product: &Product| all.iter().filter(|price| price.product == product.id).cloned().collect();
    let found = found.into_iter().map(|product| (product.clone(), of(&product))).collect();
    Ok((found, more))
}
