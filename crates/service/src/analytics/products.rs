//! What products brought.

use std::collections::HashMap;

use clientele_domain::analytics::{Grain, ProductSums};
use clientele_domain::id::ProductId;
use clientele_store::figures::products as rows;
use clientele_store::products::names;
use clientele_wire::{ProductFigures, ProductFiguresList};

use super::{Asked, Frame};
use crate::ctx::Ctx;
use crate::error::Result;

/// What each product brought in a range of days, however long; what brought most comes first. Payments that were for nothing
/// of the catalogue are in none of them.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn products(ctx: &Ctx, asked: &Asked) -> Result<ProductFiguresList> {
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    // The whole range is one interval.
    let frame = Frame::of(ctx, conn, &Asked { interval: Grain::Year, ..asked.clone() }, false).await?;
    let pieces = frame.whole();
    let mut found: HashMap<ProductId, ProductSums> = HashMap::new();
    for (currency, rate) in frame.currencies() {
        for (product, sums) in rows::by_product(conn, ctx.scope, currency, &pieces).await? {
            *found.entry(product).or_default() += frame.worth(sums, rate)?;
        }
    }
    let mut found: Vec<(ProductId, ProductSums)> = found.into_iter().collect();
    found.sort_by(|(id, sums), (other_id, other)| other.gross.cmp(&sums.gross).then(id.cmp(other_id)));
    let ids: Vec<ProductId> = found.iter().map(|(id, _)| *id).collect();
    let mut names: HashMap<String, String> = names(conn, ctx.scope, &ids).await?.into_iter().collect();
    let told = |(id, sums): (ProductId, ProductSums)| {
        let product_id = id.to_string();
        ProductFigures {
            name: names.remove(&product_id).unwrap_or_default(),
            product_id,
            gross: sums.gross,
            refunded: sums.refunded,
            net: sums.gross - sums.refunded,
            payments: sums.payments,
            refunds: sums.refunds,
            quantity: sums.quantity,
        }
    };
    Ok(ProductFiguresList {
        object: "analytics.products".to_owned(),
        currency: frame.currency_code(),
        time_zone: frame.zone.name().to_owned(),
        from: frame.days.from.to_string(),
        to: frame.days.to.to_string(),
        rates: frame.told_rates(),
        data: found.into_iter().map(told).collect(),
    })
}
