//! What the demo merchant offers: products with their prices, and a link for each thing that is sold by one.

use std::time::Duration;

use clientele_domain::catalog::{Interval, LineItem, PaymentLink, Price, Product, Recurring};
use clientele_domain::checkout::{Sale, Terms};
use clientele_domain::id::{PaymentLinkId, PriceId, ProductId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, Result, links, prices, products};

use super::dice::Dice;
use super::goods::{self, Priced};
use super::shop::Shop;

/// So many of what the checkout sells stand in the catalogue.
const FROM_CHECKOUT: usize = 4;

/// One thing that is offered.
struct Offer {
    product: Product,
    price: Price,
    link: Option<PaymentLink>,
}

/// Writes what the shop offers in one mode, and notes with the shop under what ids.
pub(super) async fn offer(conn: &mut Conn<'_>, shop: &mut Shop, mode: Mode, opened: Timestamp) -> Result<()> {
    let scope = Scope { merchant: shop.id, mode };
    (shop.links, shop.plans, shop.products) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (thing, kind)) in things(shop).into_iter().enumerate() {
        let Offer { product, price, link } = made(shop, mode, index, thing, kind, opened);
        products::insert(conn, scope, &product).await?;
        prices::insert(conn, scope, &price).await?;
        shop.products.push((thing.0, product.id));
        if let Some(link) = link {
            links::insert(conn, scope, &link).await?;
            shop.links.push((thing.0, link.id));
        }
        if kind == Kind::Plan {
            shop.plans.push((thing.0, price.id));
        }
    }
    Ok(())
}

/// How a thing is sold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Checkout,
    Plan,
    Link,
}

/// Everything that is offered, what is sold by links last, so that it stands first in the lists.
fn things(shop: &Shop) -> Vec<(&'static Priced, Kind)> {
    let goods = shop.goods;
    let single = goods.single.iter().take(FROM_CHECKOUT).map(|thing| (thing, Kind::Checkout));
    let plans = goods.plans.iter().map(|thing| (thing, Kind::Plan));
    single.chain(plans).chain(goods.linked.iter().map(|thing| (thing, Kind::Link))).collect()
}

fn made(shop: &Shop, mode: Mode, index: usize, thing: &Priced, kind: Kind, opened: Timestamp) -> Offer {
    let seeds = [shop.seed, u64::from(mode.is_live()), index as u64, u64::from_be_bytes(*b"an offer")];
    let dice = &mut Dice::new(&seeds);
    // Ids tell milliseconds: each comes a moment after the one before.
    let at = opened.plus(Duration::from_millis(10 * index as u64));
    let (name, cents) = *thing;
    let product = Product {
        id: ProductId::new(at, dice.bytes()),
        name: name.to_owned(),
        description: String::new(),
        active: true,
        metadata: Vec::new(),
        created_at: at,
        updated_at: at,
        version: 1,
    };
    let price = Price {
        id: PriceId::new(at, dice.bytes()),
        product: product.id,
        product_name: product.name.clone(),
        product_active: true,
        amount: goods::price(cents, shop.currency),
        recurring: (kind == Kind::Plan).then_some(Recurring { interval: Interval::Month, count: 1 }),
        active: true,
        metadata: Vec::new(),
        created_at: at,
        updated_at: at,
        version: 1,
    };
    let link = (kind == Kind::Link).then(|| PaymentLink {
        id: PaymentLinkId::new(at, dice.bytes()),
        name: name.to_owned(),
        active: true,
        terms: Terms::of(Sale::Items(vec![LineItem { price: price.id, quantity: 1 }])),
        created_at: at,
        updated_at: at,
        version: 1,
    });
    Offer { product, price, link }
}
