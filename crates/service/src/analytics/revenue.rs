//! What came in and what was given back.

use clientele_domain::analytics::Sums;
use clientele_store::Conn;
use clientele_store::figures::read;
use clientele_wire::{AnalyticsInterval, RevenueFigures, RevenuePoint, RevenueSums};

use super::{Asked, Frame};
use crate::ctx::Ctx;
use crate::error::Result;

/// The figures of each interval, in the currency of the frame.
pub(super) async fn sums(ctx: &Ctx, conn: &mut Conn<'_>, frame: &Frame) -> Result<Vec<Sums>> {
    let (pieces, count) = (frame.pieces(), frame.intervals.len());
    let mut sums = vec![Sums::default(); count];
    for (currency, rate) in frame.currencies() {
        let found = read::sums(conn, ctx.scope, currency, &pieces, count).await?;
        for (sums, found) in sums.iter_mut().zip(found) {
            *sums += frame.worth(found, rate)?;
        }
    }
    Ok(sums)
}

/// What was paid and what was given back, by intervals. Payments count at the moment at which they happened, and refunds at
/// that at which they succeeded.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn revenue(ctx: &Ctx, asked: &Asked) -> Result<RevenueFigures> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let frame = Frame::of(ctx, conn, asked, false).await?;
    let sums = sums(ctx, conn, &frame).await?;
    let mut total = Sums::default();
    let points = frame.intervals.iter().zip(sums).map(|(interval, sums)| {
        total += sums;
        RevenuePoint {
            start: interval.start.into(),
            date: frame.date(interval),
            gross: sums.gross,
            refunded: sums.refunded,
            net: sums.gross - sums.refunded,
            payments: sums.payments,
            refunds: sums.refunds,
        }
    });
    let points = points.collect();
    Ok(RevenueFigures {
        object: "analytics.revenue".to_owned(),
        currency: frame.currency_code(),
        interval: AnalyticsInterval(frame.grain),
        time_zone: frame.zone.name().to_owned(),
        from: frame.days.from.to_string(),
        to: frame.days.to.to_string(),
        rates: frame.told_rates(),
        points,
        totals: RevenueSums {
            gross: total.gross,
            refunded: total.refunded,
            net: total.gross - total.refunded,
            payments: total.payments,
            refunds: total.refunds,
        },
    })
}
