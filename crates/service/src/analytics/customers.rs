//! New customers, and those who came back.

use clientele_domain::analytics::{Grain, Sums};
use clientele_domain::violation::Violation;
use clientele_wire::{AnalyticsInterval, CustomerFigures, CustomerPoint, CustomerSums};

use super::revenue::sums;
use super::{Asked, Frame};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// How many customers paid for the first time in each interval, and how many others paid. Intervals are whole: whoever paid
/// twice in one is counted once.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn customers(ctx: &Ctx, asked: &Asked) -> Result<CustomerFigures> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let frame = Frame::of(ctx, conn, asked, true).await?;
    can_be_counted(&frame)?;
    let sums = sums(ctx, conn, &frame).await?;
    let mut total = Sums::default();
    let points = frame.intervals.iter().zip(sums).map(|(interval, sums)| {
        total += sums;
        CustomerPoint {
            start: interval.start.into(),
            date: frame.date(interval),
            new: sums.firsts,
            returning: sums.active_in(frame.grain) - sums.firsts,
            new_gross: sums.first_gross,
            returning_gross: sums.gross - sums.first_gross,
        }
    });
    let points = points.collect();
    Ok(CustomerFigures {
        object: "analytics.customers".to_owned(),
        currency: frame.currency_code(),
        interval: AnalyticsInterval(frame.grain),
        time_zone: frame.zone.name().to_owned(),
        from: frame.days.from.to_string(),
        to: frame.days.to.to_string(),
        rates: frame.told_rates(),
        points,
        totals: CustomerSums {
            new: total.firsts,
            new_gross: total.first_gross,
            returning_gross: total.gross - total.first_gross,
        },
    })
}

/// Who paid in an interval is known for the days, weeks, months, quarters and years of the merchant's calendar.
fn can_be_counted(frame: &Frame) -> Result<()> {
    let mut wrong = Vec::new();
    if frame.zone.name() != frame.kept.name() {
        let own = frame.kept.name();
        let message = format!("Customers are counted on the calendar of {own}. Leave time_zone out, or send {own}.");
        wrong.push(Violation::new("time_zone", message));
    }
    if frame.grain == Grain::Hour {
        let message = "Customers are counted by day, week, month, quarter or year. Send one of these.";
        wrong.push(Violation::new("interval", message));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}
