//! What a payment was for, as far as that stands in the catalogue.

use clientele_domain::id::PriceId;
use clientele_domain::money::Amount;
use clientele_domain::payment::Sold;
use clientele_store::{Conn, prices};

use crate::ctx::Ctx;
use crate::error::Result;

/// The products of lines that have a price, each once: what it costs there, and how many there are of it.
pub(crate) async fn sold(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    lines: impl Iterator<Item = (Option<PriceId>, Amount, i64)>,
) -> Result<Vec<Sold>> {
    let priced: Vec<_> = lines.filter_map(|(price, unit, quantity)| price.map(|id| (id, unit, quantity))).collect();
    let ids: Vec<PriceId> = priced.iter().map(|(id, ..)| *id).collect();
    let known = prices::by_ids(conn, ctx.scope, &ids).await?;
    let mut products: Vec<Sold> = Vec::new();
    for (id, unit, quantity) in priced {
        let Some(price) = known.iter().find(|price| price.id == id) else { continue };
        let minor = unit.minor.saturating_mul(quantity);
        match products.iter_mut().find(|sold| sold.product == price.product) {
            Some(sold) => {
                sold.minor = sold.minor.saturating_add(minor);
                sold.quantity = sold.quantity.saturating_add(quantity);
            }
            None => products.push(Sold { product: price.product, minor, quantity }),
        }
    }
    Ok(products)
}
