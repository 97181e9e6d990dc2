//! Where money came from, over time.

use clientele_domain::payment::Source;
use clientele_store::figures::sources;

use super::{Asked, Frame};
use crate::ctx::Ctx;
use crate::error::Result;

/// What each source brought in each interval: the day on which it begins (with the time, if intervals are hours), and what
/// was paid by each source, in minor units. Sources that brought nothing are there with zeros.
pub type BySource = (Vec<String>, Vec<(Source, Vec<i64>)>);

/// What was paid by each source, by intervals.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn by_source(ctx: &Ctx, asked: &Asked) -> Result<BySource> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let frame = Frame::of(ctx, conn, asked, false).await?;
    let (pieces, intervals) = (frame.pieces(), frame.intervals.len());
    let found = sources::gross_by_source(conn, ctx.scope, frame.currency, &pieces, intervals).await?;
    Ok((frame.intervals.iter().map(|interval| frame.date(interval)).collect(), found))
}
