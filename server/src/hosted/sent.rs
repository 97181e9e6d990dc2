//! A form as it was sent, read into what the use case takes.

use clientele_domain::card::CardDraft;
use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::payment::MethodKind;
use clientele_service::checkout::Submission;

/// Names and values in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// The value of a field, empty when it was not sent.
pub fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// Whether the form asks for the parts of another country, not to be paid.
pub fn changes_country(pairs: &Pairs) -> bool {
    value(pairs, "act") == "country"
}

/// What was filled in, on this device.
pub fn submission(pairs: &Pairs, device: &str) -> Submission {
    let saved = value(pairs, "method").parse().ok();
    let text = |name: &str| value(pairs, name).to_owned();
    let place = |place: &str| {
        let part = |name: &str| value(pairs, &format!("{place}.{name}")).to_owned();
        Address {
            name: part("name"),
            country: part("country"),
            state: part("state"),
            city: part("city"),
            line1: part("line1"),
            line2: part("line2"),
            postal_code: part("postal_code"),
        }
    };
    let named = |prefix: &str| -> Pairs {
        let named = pairs.iter().filter_map(|(name, value)| Some((name.strip_prefix(prefix)?, value)));
        named.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    };
    Submission {
        fields: CustomerFields {
            email: text("email"),
            name: text("name"),
            phone: text("phone"),
            address: place("address"),
            shipping: place("shipping"),
            metadata: named("metadata."),
            ..CustomerFields::default()
        },
        answers: named("custom_fields."),
        // A card that is kept is named in the place of the method.
        method: saved.map(|_| MethodKind::Card).or_else(|| MethodKind::parse(value(pairs, "method"))),
        saved,
        device: device.to_owned(),
        card: CardDraft { number: text("card_number"), expiry: text("card_expiry"), cvc: text("card_cvc") },
    }
}
