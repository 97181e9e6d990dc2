//! Where money came from, over time.

use clientele_domain::analytics::Sums;
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
    let mut found: Vec<(Source, Vec<i64>)> = Source::ALL.iter().map(|source| (*source, vec![0; intervals])).collect();
    for (currency, rate) in frame.currencies() {
        let of_currency = sources::gross_by_source(conn, ctx.scope, currency, &pieces, intervals).await?;
        for ((_, all), (_, gross)) in found.iter_mut().zip(of_currency) {
            for (sum, gross) in all.iter_mut().zip(gross) {
                *sum += frame.worth(Sums { gross, ..Sums::default() }, rate)?.gross;
            }
        }
    }
    Ok((frame.intervals.iter().map(|interval| frame.date(interval)).collect(), found))
}
