//! Where money came from.

use clientele_domain::analytics::{Grain, Sums, Way};
use clientele_store::figures::read;
use clientele_store::{Conn, payments};
use clientele_wire::{PaymentSource, SourceFigures, SourceList};

use super::{Asked, Frame};
use crate::ctx::Ctx;
use crate::error::Result;

/// What each source and each payment link brought in a range of days, however long; what brought most comes first.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn sources(ctx: &Ctx, asked: &Asked) -> Result<SourceList> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    // The whole range is one interval.
    let frame = Frame::of(ctx, conn, &Asked { interval: Grain::Year, ..asked.clone() }, false).await?;
    let pieces = frame.whole();
    let mut ways: Vec<(Way, Sums)> = Vec::new();
    for (currency, rate) in frame.currencies() {
        for (way, sums) in read::ways(conn, ctx.scope, currency, &pieces).await? {
            let (way, sums) = (Way { currency: frame.currency, ..way }, frame.worth(sums, rate)?);
            match ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, known)) => *known += sums,
                None => ways.push((way, sums)),
            }
        }
    }
    ways.retain(|(_, sums)| !sums.is_nothing());
    ways.sort_by(|(way, sums), (other_way, other)| {
        let (mine, others) = ((way.source.as_str(), &way.link), (other_way.source.as_str(), &other_way.link));
        other.gross.cmp(&sums.gross).then(mine.cmp(&others))
    });
    let mut data = Vec::with_capacity(ways.len());
    for (way, sums) in ways {
        data.push(told(ctx, conn, way, sums).await?);
    }
    Ok(SourceList {
        object: "analytics.sources".to_owned(),
        currency: frame.currency_code(),
        time_zone: frame.zone.name().to_owned(),
        from: frame.days.from.to_string(),
        to: frame.days.to.to_string(),
        rates: frame.told_rates(),
        data,
    })
}

async fn told(ctx: &Ctx, conn: &mut Conn<'_>, way: Way, sums: Sums) -> Result<SourceFigures> {
    let name = match way.link.is_empty() {
        true => None,
        false => payments::name_of_link(conn, ctx.scope, &way.link).await?,
    };
    Ok(SourceFigures {
        source: PaymentSource(way.source),
        source_id: (!way.link.is_empty()).then_some(way.link),
        source_description: name.filter(|name| !name.is_empty()),
        gross: sums.gross,
        refunded: sums.refunded,
        net: sums.gross - sums.refunded,
        payments: sums.payments,
        refunds: sums.refunds,
        customers: sums.customers,
        first_conversions: sums.firsts,
    })
}
