//! What lines of a sale come to.

use std::collections::HashMap;

use clientele_domain::catalog::{LineItem, Price, Priced, Recurring, together};
use clientele_domain::checkout::Terms;
use clientele_domain::id::PriceId;
use clientele_domain::money::Currency;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, prices};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The prices of these lines, in their order. Asks for no permission: whoever calls it sells.
///
/// What comes back has one currency and at most one rhythm, and comes to no more than can be charged, so that
/// [`together`] tells how much.
///
/// Errors: `Invalid` with everything that is wrong, by the path of the line: `line_items[1].price`.
pub async fn of_items(ctx: &Ctx, conn: &mut Conn<'_>, items: &[LineItem]) -> Result<Vec<Priced>> {
    let ids: Vec<PriceId> = items.iter().map(|item| item.price).collect();
    let found: HashMap<PriceId, Price> =
        prices::by_ids(conn, ctx.scope, &ids).await?.into_iter().map(|price| (price.id, price)).collect();
    sold(items, &found).map_err(Error::Invalid)
}

/// The lines with their prices, or everything that keeps them from being sold together.
fn sold(items: &[LineItem], known: &HashMap<PriceId, Price>) -> std::result::Result<Vec<Priced>, Vec<Violation>> {
    let (mut priced, mut wrong) = (Vec::new(), Vec::new());
    let (mut currency, mut rhythm) = (None, None);
    for (place, item) in items.iter().enumerate() {
        let mut refuse =
            |field: &str, message: String| wrong.push(Violation::new(format!("line_items[{place}].{field}"), message));
        if !(1..=Terms::MOST_OF_ONE).contains(&item.quantity) {
            refuse("quantity", "Send 1 to 999,999.".to_owned());
        }
        match known.get(&item.price) {
            None => refuse("price", "There is no such price here.".to_owned()),
            Some(price) => match refusal(price, &mut currency, &mut rhythm) {
                Some(message) => refuse("price", message),
                None => priced.push(Priced { price: price.clone(), quantity: item.quantity }),
            },
        }
    }
    if wrong.is_empty() && together(&priced).is_none() {
        wrong.push(Violation::new("line_items", "Together this is more than can be charged at once."));
    }
    if wrong.is_empty() { Ok(priced) } else { Err(wrong) }
}

/// Why a price can't be sold, or not with those before it.
fn refusal(price: &Price, currency: &mut Option<Currency>, rhythm: &mut Option<Recurring>) -> Option<String> {
    if !price.active {
        return Some("This price is archived: nothing is sold at it any more.".to_owned());
    }
    if !price.product_active {
        return Some(format!("{} is archived, so none of its prices can be sold.", price.product_name));
    }
    let own = price.amount.currency;
    let first = *currency.get_or_insert(own);
    if first != own {
        return Some(format!("This price is in {own}, and the first one in {first}. A sale has one currency."));
    }
    let recurring = price.recurring?;
    let first = *rhythm.get_or_insert(recurring);
    (first != recurring).then(|| {
        let (here, there) = (recurring.label(), first.label());
        format!("This price is charged {here}, and one before it {there}. What recurs in a sale recurs together.")
    })
}
