//! The fields that a column can hold. They are the names of the API.

use serde::Serialize;

use super::What;

/// A field that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Path, as in the API.
    pub path: &'static str,
    /// As people read it.
    pub label: &'static str,
}

const fn field(path: &'static str, label: &'static str) -> Field {
    Field { path, label }
}

const CUSTOMERS: &[Field] = &[
    field("name", "Name"),
    field("email", "Email"),
    field("phone", "Phone"),
    field("external_id", "External id"),
    field("did", "DID"),
    field("address.line1", "Address: street"),
    field("address.line2", "Address: second line"),
    field("address.postal_code", "Address: postal code"),
    field("address.city", "Address: city"),
    field("address.state", "Address: state"),
    field("address.country", "Address: country"),
    field("shipping.name", "Shipping: recipient"),
    field("shipping.line1", "Shipping: street"),
    field("shipping.line2", "Shipping: second line"),
    field("shipping.postal_code", "Shipping: postal code"),
    field("shipping.city", "Shipping: city"),
    field("shipping.state", "Shipping: state"),
    field("shipping.country", "Shipping: country"),
    field("refund_address", "Refund address"),
    field("locale", "Language"),
    field("tags", "Tags, separated by ;"),
    field("created_at", "Customer since"),
];

const PAYMENTS: &[Field] = &[
    field("customer_id", "Customer id"),
    field("external_id", "External id of the customer"),
    field("email", "Email of the customer"),
    field("name", "Name of the customer"),
    field("phone", "Phone of the customer"),
    field("amount", "Amount in minor units, such as cents"),
    field("amount_decimal", "Amount, such as 29.33"),
    field("currency", "Currency"),
    field("refunded", "Refunded, in minor units"),
    field("status", "Status"),
    field("occurred_at", "Date"),
    field("source", "Source"),
    field("source_description", "Name of the link, product or shop"),
    field("method", "Payment method"),
    field("brand", "Brand of the card"),
    field("last4", "Last four digits of the card"),
    field("order_number", "Order number"),
    field("description", "What was bought"),
];

/// The fields that a column can hold. Besides these, `metadata.KEY` is a field for every key.
pub fn fields(what: What) -> &'static [Field] {
    match what {
        What::Customers => CUSTOMERS,
        What::Payments => PAYMENTS,
    }
}

/// What the path of a metadata field begins with.
#[cfg(feature = "rules")]
pub(super) const METADATA: &str = "metadata.";

/// The path of the field that a name means. Case, spaces, dashes and underscores don't count, except in a metadata key.
#[cfg(feature = "rules")]
pub(super) fn canonical(what: What, name: &str) -> Option<String> {
    let name = name.trim();
    if let Some((place, key)) = name.split_once('.')
        && plain(place) == "metadata"
    {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        return ((1..=100).contains(&key.len()) && key.chars().all(allowed)).then(|| format!("{METADATA}{key}"));
    }
    let meant = plain(name);
    fields(what).iter().find(|field| plain(field.path) == meant).map(|field| field.path.to_owned())
}

#[cfg(feature = "rules")]
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(all(test, feature = "rules"))]
mod tests {
    use super::*;

    fn customers(name: &str) -> Option<String> {
        canonical(What::Customers, name)
    }

    #[test]
    fn a_name_that_differs_by_case_spaces_or_dashes_is_meant() {
        assert_eq!(customers("External ID").as_deref(), Some("external_id"));
        assert_eq!(customers("address.Postal-Code").as_deref(), Some("address.postal_code"));
        assert_eq!(customers(" Metadata.PlanName ").as_deref(), Some("metadata.PlanName"));
        assert_eq!(customers("metadata.plan name"), None);
        assert_eq!(customers("metadata."), None);
        assert_eq!(customers("postal_code"), None);
        assert_eq!(canonical(What::Payments, "address.city"), None);
    }

    #[test]
    fn every_field_is_found_by_its_own_path() {
        for what in What::ALL {
            for field in fields(*what) {
                assert_eq!(canonical(*what, field.path).as_deref(), Some(field.path));
            }
        }
    }
}
