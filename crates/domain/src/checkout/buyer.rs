//! Who a session's buyer is, as far as the session knows.

use super::asked::over;
use super::{Field, Session, Terms};
use crate::customer::CustomerFields;
use crate::identity::Evidence;
use crate::matching::Buyer;

/// The buyer of a session whose form was filled in with these checked fields, which it asked for. What somebody merely
/// typed is told apart from what the merchant's server said.
pub fn buyer(session: &Session, filled_in: &CustomerFields) -> Buyer {
    let evidence = |typed: &str, told: &str| match typed.is_empty() || typed == told {
        true => Evidence::Asserted,
        false => Evidence::Typed,
    };
    Buyer {
        customer: session.customer.filter(|_| session.named),
        email: evidence(&filled_in.email, &session.told.email),
        phone: evidence(&filled_in.phone, &session.told.phone),
        creation: session.terms.customer_creation,
        may_update: session.may_update,
        ..Buyer::asserted(over(&session.told, filled_in))
    }
}

/// Warnings about names that are required or told and differ from a known one only by case or separators: names are
/// case-sensitive, so `taxId` stays open where `tax_id` was told.
pub fn resembling(terms: &Terms, told: &CustomerFields) -> Vec<String> {
    let standard = ["email", "name", "phone", "address", "shipping"];
    let keys = told.metadata.iter().map(|(key, _)| key.as_str());
    let known: Vec<&str> = standard.into_iter().chain(keys).collect();
    let names = terms.required.iter().flatten();
    let others = names.filter(|name| matches!(Field::named(name), Field::Other(_)) && !known.contains(&name.as_str()));
    let near = others.filter_map(|name| {
        let near = known.iter().find(|known| plain(known) == plain(name))?;
        Some(format!(
            "require_customer_data names {name:?}, which is another field than {near:?}: names are case-sensitive."
        ))
    });
    let told = told.metadata.iter().filter_map(|(key, _)| {
        let near = standard.iter().find(|field| plain(field) == plain(key))?;
        Some(format!(
            "customer has {key:?}, which is kept as metadata: the field is {near:?}, and names are case-sensitive."
        ))
    });
    near.chain(told).collect()
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}
