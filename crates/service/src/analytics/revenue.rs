//! What came in and what was given back.

use clientele_domain::analytics::{Exchange, Sums};
use clientele_domain::money::Currency;
use clientele_domain::violation::Violation;
use clientele_store::figures::read;
use clientele_wire::{AnalyticsInterval, ExchangeRate, RevenueFigures, RevenuePoint, RevenueSums};

use super::{Asked, Frame};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// What was paid and what was given back, by intervals. Payments count at the moment at which they happened, and refunds at
/// that at which they succeeded.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn revenue(ctx: &Ctx, asked: &Asked) -> Result<RevenueFigures> {
    converted(ctx, asked, &[]).await
}

/// The same, with what came in other currencies converted at these rates and added. Each figure of each interval is rounded
/// by itself, so that the points add up to the totals.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn converted(ctx: &Ctx, asked: &Asked, rates: &[Exchange]) -> Result<RevenueFigures> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let frame = Frame::of(ctx, conn, asked, false).await?;
    check(frame.currency, rates)?;
    let (pieces, count) = (frame.pieces(), frame.intervals.len());
    let mut sums = read::sums(conn, ctx.scope, frame.currency, &pieces, count).await?;
    for rate in rates {
        let others = read::sums(conn, ctx.scope, rate.from, &pieces, count).await?;
        for (sums, others) in sums.iter_mut().zip(others) {
            *sums += worth(rate, others, frame.currency)?;
        }
    }
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
        rates: rates.iter().map(ExchangeRate::from).collect(),
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

/// No house takes money in more currencies than are looked at one after the other.
const MOST_RATES: usize = 20;

fn check(into: Currency, rates: &[Exchange]) -> Result<()> {
    let twice = |(place, rate): (usize, &Exchange)| rates[..place].iter().any(|known| known.from == rate.from);
    let message = if rates.iter().any(|rate| rate.from == into) {
        format!("Figures are converted into {into}. Leave its rate out.")
    } else if rates.iter().enumerate().any(twice) {
        "A currency is there more than once. Send one rate for each.".to_owned()
    } else if rates.len() > MOST_RATES {
        format!("Send up to {MOST_RATES} rates.")
    } else {
        return Ok(());
    };
    Err(Error::invalid("rates", message))
}

/// Sums of another currency in this one.
fn worth(rate: &Exchange, sums: Sums, into: Currency) -> Result<Sums> {
    let convert = |minor: i64| {
        let message = format!("At this rate the figures of {} are more than can be counted.", rate.from);
        rate.convert(minor, into).ok_or_else(|| Error::Invalid(vec![Violation::new("rates", message)]))
    };
    let (gross, refunded) = (convert(sums.gross)?, convert(sums.refunded)?);
    Ok(Sums { gross, refunded, payments: sums.payments, refunds: sums.refunds, ..Sums::default() })
}
