//! Results while typing.

use clientele_domain::list::{CustomerSummary, Direction, SortBy};
use clientele_domain::query::Query;
use clientele_store::customers::list::Place;

use super::list;
use super::view::{CustomerView, of_ids};
use crate::ctx::Ctx;
use crate::error::Result;

/// The best few customers for what was typed so far: exactly meant first, then the newest that contain it.
///
/// Errors: `Forbidden`.
pub async fn search(ctx: &Ctx, text: &str, limit: i64) -> Result<Vec<CustomerSummary>> {
    let newest_first = (SortBy::CreatedAt, Direction::Descending);
    let page = list::list(ctx, &Query::words(text), newest_first, &Place::Start, limit).await?;
    Ok(page.customers.into_iter().take(usize::try_from(limit).unwrap_or_default()).collect())
}

/// The same with figures and wallets.
///
/// Errors: `Forbidden`.
pub async fn search_views(ctx: &Ctx, text: &str, limit: i64) -> Result<Vec<CustomerView>> {
    let found = search(ctx, text, limit).await?;
    of_ids(ctx, &found.iter().map(|summary| summary.id).collect::<Vec<_>>()).await
}
