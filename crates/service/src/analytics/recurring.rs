//! What recurs.

use clientele_domain::analytics::Moves;
use clientele_domain::rules::{Interval, pieces};
use clientele_store::figures::read;
use clientele_wire::{AnalyticsInterval, RecurringFigures, RecurringPoint, RecurringSums};

use super::{Asked, BEFORE_ALL, Frame};
use crate::ctx::Ctx;
use crate::error::Result;

/// What subscriptions come to in a month at the end of each interval, and what moved it there.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn recurring(ctx: &Ctx, asked: &Asked) -> Result<RecurringFigures> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let frame = Frame::of(ctx, conn, asked, false).await?;
    // All that was before comes as one more interval.
    let start = frame.intervals.first().map_or(BEFORE_ALL, |first| first.start);
    let before = Interval { day: frame.days.from, start: BEFORE_ALL, end: start };
    let all: Vec<Interval> = std::iter::once(before).chain(frame.intervals.iter().copied()).collect();
    let pieces = pieces(&all, &frame.kept);
    let mut moves = vec![Moves::default(); all.len()];
    for (currency, rate) in frame.currencies() {
        let found = read::moves(conn, ctx.scope, currency, &pieces, all.len()).await?;
        for (moves, found) in moves.iter_mut().zip(found) {
            *moves += frame.worth(found, rate)?;
        }
    }
    let mut moves = moves.into_iter();
    let before = moves.next().unwrap_or_default();
    let (mut recurring, mut active) = (before.net(), before.net_count());
    let mut total = Moves::default();
    let points: Vec<RecurringPoint> = frame
        .intervals
        .iter()
        .zip(moves)
        .map(|(interval, moves)| {
            total += moves;
            recurring += moves.net();
            active += moves.net_count();
            RecurringPoint {
                start: interval.start.into(),
                date: frame.date(interval),
                recurring,
                new: moves.new,
                expansion: moves.expansion,
                contraction: moves.contraction,
                churned: moves.churned,
                active,
                started: moves.started,
                ended: moves.ended,
            }
        })
        .collect();
    Ok(RecurringFigures {
        object: "analytics.recurring".to_owned(),
        currency: frame.currency_code(),
        interval: AnalyticsInterval(frame.grain),
        time_zone: frame.zone.name().to_owned(),
        from: frame.days.from.to_string(),
        to: frame.days.to.to_string(),
        rates: frame.told_rates(),
        points,
        totals: RecurringSums {
            before: before.net(),
            recurring,
            new: total.new,
            expansion: total.expansion,
            contraction: total.contraction,
            churned: total.churned,
            active_before: before.net_count(),
            active,
            started: total.started,
            ended: total.ended,
        },
    })
}
