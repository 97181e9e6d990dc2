//! What somebody subscribes to, as requests name it: one price with a quantity, or several items.

use clientele_domain::catalog::LineItem;
use clientele_domain::id::PriceId;
use clientele_domain::violation::Violation;
use clientele_service::Error;
use clientele_wire::{LineItemRequest, Sent};

/// The prices that are named, or what is wrong with how they are. None when nothing is said of them.
pub fn items(
    price: &Sent<String>,
    quantity: &Sent<i64>,
    items: &Sent<Vec<LineItemRequest>>,
    known: Option<PriceId>,
) -> Result<Option<Vec<LineItem>>, Vec<Violation>> {
    let many = "Send 1 to 999,999.";
    let id = |text: &str| text.parse::<PriceId>().map_err(|_| "There is no such price here.");
    if let Sent::Value(sent) = items {
        if !price.is_absent() || !quantity.is_absent() {
            return Err(vec![Violation::new("items", "Send either items, or price_id and quantity.")]);
        }
        let mut wrong = Vec::new();
        let mut read = Vec::new();
        for (place, item) in sent.iter().enumerate() {
            match &item.price {
                Sent::Value(text) => match id(text) {
                    Ok(price) => {
                        read.push(LineItem { price, quantity: item.quantity.clone().value().unwrap_or(1) });
                    }
                    Err(message) => wrong.push(Violation::new(format!("items[{place}].price"), message)),
                },
                _ => wrong.push(Violation::missing(format!("items[{place}].price"), "Name a price, such as price_….")),
            }
        }
        return if wrong.is_empty() { Ok(Some(read)) } else { Err(wrong) };
    }
    let price = match price {
        Sent::Value(text) => Some(id(text).map_err(|message| vec![Violation::new("price_id", message)])?),
        _ => known,
    };
    let said = !quantity.is_absent() || price.is_some() && price != known;
    match (price, quantity.clone().value().unwrap_or(1)) {
        (Some(price), quantity @ 1..=999_999) if said => Ok(Some(vec![LineItem { price, quantity }])),
        (Some(_), _) if said => Err(vec![Violation::new("quantity", many)]),
        (None, _) if said => {
            Err(vec![Violation::new("quantity", "This subscription is for several prices. Send all of them as items.")])
        }
        _ => Ok(None),
    }
}

/// What is wrong, by the paths of a request that named one price by itself.
pub fn at_their_places(error: Error, by_itself: bool) -> Error {
    match error {
        Error::Invalid(wrong) if by_itself => {
            let placed = |wrong: Violation| {
                let field = wrong.field.replace("items[0].price", "price_id").replace("items[0].quantity", "quantity");
                Violation { field, ..wrong }
            };
            Error::Invalid(wrong.into_iter().map(placed).collect())
        }
        other => other,
    }
}
