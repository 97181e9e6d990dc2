//! The figures of a card as a file.

use clientele_service::analytics::{self as figures, file};
use clientele_service::{Ctx, Error};

use super::Asked;
use super::view_model::{by_days, retention, top_of, wanted};

/// So many top customers are in the file.
const MOST: i64 = 100;

/// The figures of this name, for what the address asks for.
///
/// Errors: `NotFound` when there is no such file, and those of the use cases.
pub async fn file(ctx: &Ctx, name: &str, search: &str) -> Result<String, Error> {
    let asked = Asked::read(search);
    let wanted = wanted(ctx, &asked).await?;
    let now = wanted.now;
    Ok(match name {
        "revenue" => file::revenue(&figures::revenue(ctx, &now).await?),
        "sources" => file::sources(&figures::sources(ctx, &now).await?),
        "products" => file::products(&figures::products(ctx, &now).await?),
        "recurring" => file::recurring(&figures::recurring(ctx, &now).await?),
        "customers" => file::customers(&figures::customers(ctx, &by_days(&now)).await?),
        "cohorts" => file::cohorts(&figures::cohorts(ctx, &retention(&asked.currency)?).await?),
        "distribution" => file::distribution(&figures::distribution(ctx, &retention(&asked.currency)?).await?),
        "top" => file::top(&top_of(ctx, &asked, MOST).await?),
        _ => return Err(Error::NotFound),
    })
}
