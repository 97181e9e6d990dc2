//! Payment links.

use std::collections::HashMap;

use clientele_domain::audit::Act;
use clientele_domain::catalog::{LineItem, Paid, PaymentLink, Price, Priced};
use clientele_domain::checkout::{Sale, Terms};
use clientele_domain::id::{PaymentLinkId, PriceId};
use clientele_domain::role::Permission;
use clientele_domain::rules::{self, TermsDraft};
use clientele_domain::violation::Violation;
use clientele_store::{Conn, links, prices};

use super::items::of_items;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};

/// A link as it was entered, or as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkDraft {
    /// What the merchant calls it; what it sells, when empty.
    pub name: String,
    /// Whether it sells anything.
    pub active: bool,
    /// What is sold, and what the buyer is asked.
    pub terms: TermsDraft,
}

/// A link with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    /// The link.
    pub link: PaymentLink,
    /// Its prices as they are now, sold or archived; none when it sells an amount.
    pub items: Vec<Priced>,
    /// What came in through it, by currency, what was paid most often first.
    pub paid: Vec<Paid>,
}

impl LinkView {
    /// Whether who opens it can buy: neither it nor what it sells is archived.
    pub fn sells(&self) -> bool {
        self.link.active && self.items.iter().all(|item| item.price.is_sold())
    }
}

/// Checks a link: the name and the terms to store.
///
/// Errors: everything that is wrong, apart from what only the catalogue knows of its prices.
pub fn check(draft: &LinkDraft) -> std::result::Result<(String, Terms), Vec<Violation>> {
    let mut wrong = Vec::new();
    let name = rules::link_name(&draft.name).map_err(|message| wrong.push(Violation::new("name", message))).ok();
    let terms = rules::terms(&draft.terms).map_err(|violations| wrong.extend(violations)).ok();
    match (name, terms) {
        (Some(name), Some(terms)) => Ok((name, terms)),
        _ => Err(wrong),
    }
}

/// Makes a link.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, draft: &LinkDraft) -> Result<LinkView> {
    ctx.require(Permission::CatalogWrite)?;
    let (name, terms) = check(draft).map_err(Error::Invalid)?;
    transaction!(ctx, |conn| {
        let items = of_items(ctx, conn, lines(&terms)).await?;
        let link = PaymentLink {
            id: PaymentLinkId::new(ctx.now, ctx.randomness().bytes()),
            name: called(&name, &terms, &items),
            active: draft.active,
            terms: terms.clone(),
            created_at: ctx.now,
            updated_at: ctx.now,
            version: 1,
        };
        links::insert(conn, ctx.scope, &link).await?;
        audit::note_made(ctx, conn, Act::PaymentLinkCreated, &link.id.to_string(), &link).await?;
        Ok(LinkView { link, items, paid: Vec::new() })
    })
}

/// Changes a link; `change` makes what is to be there of what is there. Sessions that it made already keep their terms.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated` when a version is given and the link is at another.
pub async fn update(
    ctx: &Ctx,
    id: PaymentLinkId,
    version: Option<i64>,
    change: impl Fn(LinkDraft) -> LinkDraft + Send + Sync,
) -> Result<LinkView> {
    ctx.require(Permission::CatalogWrite)?;
    transaction!(ctx, |conn| {
        let before = links::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(Error::Outdated { version: before.version });
        }
        let draft = change(drafted(&before));
        let (name, terms) = check(&draft).map_err(Error::Invalid)?;
        // What it has sold until now may be archived by now; it must not keep the link from being archived, too.
        let items = match terms.sale == before.terms.sale {
            true => Vec::new(),
            false => of_items(ctx, conn, lines(&terms)).await?,
        };
        let name = if name.is_empty() { called(&name, &terms, &items) } else { name };
        let name = if name.is_empty() { before.name.clone() } else { name };
        let mut after = PaymentLink { name, active: draft.active, terms, ..before.clone() };
        if after != before {
            after.updated_at = ctx.now;
            after.version += 1;
            links::update(conn, ctx.scope, &after).await?;
            audit::note_changed(ctx, conn, Act::PaymentLinkUpdated, &id.to_string(), &before, &after).await?;
        }
        view(ctx, conn, after).await
    })
}

/// The link as a draft of itself.
pub fn drafted(link: &PaymentLink) -> LinkDraft {
    LinkDraft { name: link.name.clone(), active: link.active, terms: TermsDraft::of(&link.terms) }
}

/// The lines of a sale of prices.
fn lines(terms: &Terms) -> &[LineItem] {
    match &terms.sale {
        Sale::Items(items) => items,
        Sale::Amount { .. } => &[],
    }
}

/// The name, or else what is sold.
fn called(name: &str, terms: &Terms, items: &[Priced]) -> String {
    match (name, &terms.sale, items) {
        ("", Sale::Amount { title, .. }, _) => title.clone(),
        ("", _, [first, ..]) => first.price.product_name.clone(),
        _ => name.to_owned(),
    }
}

/// One link.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: PaymentLinkId) -> Result<LinkView> {
    ctx.require(Permission::CatalogRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let link = links::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    view(ctx, conn, link).await
}

/// A page of links, newest first, beginning after the link `after`; and whether there is more. With `active` only those
/// that sell, or only those that are archived.
///
/// Errors: `Forbidden`.
pub async fn list(
    ctx: &Ctx,
    active: Option<bool>,
    after: Option<PaymentLinkId>,
    limit: i64,
) -> Result<(Vec<LinkView>, bool)> {
    ctx.require(Permission::CatalogRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (found, more) = cut(links::page(conn, ctx.scope, active, after, limit + 1).await?, limit);
    Ok((viewed(ctx, conn, found).await?, more))
}

/// A link with what hangs on it.
async fn view(ctx: &Ctx, conn: &mut Conn<'_>, link: PaymentLink) -> Result<LinkView> {
    viewed(ctx, conn, vec![link]).await?.pop().ok_or(Error::NotFound)
}

/// The links with what hangs on them, in their order.
async fn viewed(ctx: &Ctx, conn: &mut Conn<'_>, found: Vec<PaymentLink>) -> Result<Vec<LinkView>> {
    let ids: Vec<PaymentLinkId> = found.iter().map(|link| link.id).collect();
    let mut wanted: Vec<PriceId> = found.iter().flat_map(|link| lines(&link.terms)).map(|item| item.price).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let known: HashMap<PriceId, Price> =
        prices::by_ids(conn, ctx.scope, &wanted).await?.into_iter().map(|price| (price.id, price)).collect();
    let mut paid = links::totals(conn, ctx.scope, &ids).await?;
    let priced =
        |item: &LineItem| known.get(&item.price).map(|price| Priced { price: price.clone(), quantity: item.quantity });
    let view = |link: PaymentLink| LinkView {
        items: lines(&link.terms).iter().filter_map(priced).collect(),
        paid: paid.remove(&link.id).unwrap_or_default(),
        link,
    };
    Ok(found.into_iter().map(view).collect())
}
