//! Exports: what can be had as a file, and how it is written.

use crate::words::words;

words! {
    /// What can be exported.
    ExportResource {
        /// Customers.
        Customers = "customers", "Customers";
    }
}

words! {
    /// How the file is written.
    ExportFormat {
        /// A row each, safe to open in a spreadsheet.
        Csv = "csv", "CSV";
        /// A line of JSON each, as the API tells a customer.
        Ndjson = "ndjson", "NDJSON";
    }
}

impl ExportFormat {
    /// The media type of such a file.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

/// What a row can have besides `metadata.KEY` and `spent.CURRENCY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// As imports read it.
    pub name: &'static str,
    /// As people read it.
    pub label: &'static str,
    /// Whether a row has it when nobody says.
    pub usual: bool,
}

/// The columns in the order in which they are offered.
pub const COLUMNS: [Column; 30] = [
    usual("id", "Id"),
    column("kind", "Type"),
    usual("external_id", "External id"),
    column("did", "DID"),
    usual("name", "Name"),
    usual("email", "Email"),
    usual("phone", "Phone"),
    column("refund_address", "Refund address"),
    column("preferred_locale", "Language"),
    usual("tags", "Tags"),
    column("subscription_status", "Subscription"),
    usual("payment_count", "Payments"),
    column("order_count", "Orders"),
    column("first_payment_at", "First payment"),
    column("last_payment_at", "Last payment"),
    usual("created_at", "Created"),
    column("updated_at", "Changed"),
    column("address.line1", "Street"),
    column("address.line2", "Second line"),
    column("address.postal_code", "Postal code"),
    column("address.city", "City"),
    column("address.state", "State or region"),
    usual("address.country", "Country"),
    column("shipping.name", "Shipping: recipient"),
    column("shipping.line1", "Shipping: street"),
    column("shipping.line2", "Shipping: second line"),
    column("shipping.postal_code", "Shipping: postal code"),
    column("shipping.city", "Shipping: city"),
    column("shipping.state", "Shipping: state or region"),
    column("shipping.country", "Shipping: country"),
];

const fn column(name: &'static str, label: &'static str) -> Column {
    Column { name, label, usual: false }
}

const fn usual(name: &'static str, label: &'static str) -> Column {
    Column { name, label, usual: true }
}
