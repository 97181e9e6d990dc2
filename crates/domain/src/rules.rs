//! The rules that check what people and programs enter. Each is a pure function from text to the value that is stored,
//! or to a sentence that says what is wrong and what would be right.
//!
//! [`check`] applies them to a whole record and reports everything at once.

mod address;
mod base58;
mod bolt12;
mod calendar;
mod catalog;
mod checkout;
mod countries;
mod currency;
mod customer_session;
mod destination;
mod did;
mod email;
mod evm;
mod fold;
mod intervals;
mod json;
mod kept;
mod lnurl;
mod local;
mod locale;
mod metadata;
mod method;
mod nearest;
mod password;
mod payment;
mod payment_uri;
mod phone;
mod refund_address;
mod tags;
mod text;
mod webhook;

#[cfg(test)]
mod tests;

use crate::customer::{Address, CustomerFields};
use crate::violation::Violation;

pub use calendar::Zone;
pub use catalog::{CheckedPrice, PriceDraft, ProductDraft, RecurringDraft, link_name, price, product};
pub use checkout::{AfterDraft, CustomFieldDraft, LineItemDraft, TermsDraft, terms};
pub use countries::{countries, country, country_name, writes_on_letter};
pub use currency::{currencies, currency, currency_name};
pub use customer_session::{CheckedSession, SessionDraft, allowed_origins, customer_session, is_allowed, origin};
pub use destination::{bitcoin_is_real, destination, pay_url};
pub use did::did;
pub use email::email;
pub use evm::{chain_id, evm_address, evm_checksum};
pub use fold::fold;
pub use intervals::{Days, Interval, MOST_INTERVALS, Pieces, Rows, intervals, pieces, quarter_of};
pub use lnurl::{Issued, PayRequest, Verified, json_at, lnurlp_url};
pub use local::local;
pub use locale::locale;
pub use metadata::{metadata, metadata_equals, metadata_text};
pub use method::{for_currency, method_settings, rate_source};
pub use nearest::nearest;
pub use password::password;
pub use payment::{MethodDraft, PaymentDraft, ReportedPayment, payment};
pub use payment_uri::{PaymentUri, invoice_uri, payment_uri};
pub use phone::{phone, phone_prefix};
pub use refund_address::refund_address;
pub use tags::tags;
pub use text::{external_id, name};
pub use webhook::{CheckedChange, EndpointChange, EndpointDraft, Reach, endpoint, endpoint_change, webhook_url};

/// Checks a draft: what comes back is what is stored. Every text is trimmed, and a blank one means "none".
///
/// Errors: every violation, in the order of the form, each with the path of its field.
pub fn check(draft: &CustomerFields) -> Result<CustomerFields, Vec<Violation>> {
    let mut found = Vec::new();
    let country = countries::country(&draft.address.country).ok();
    let fields = CustomerFields {
        name: optional(&mut found, "name", &draft.name, name),
        email: optional(&mut found, "email", &draft.email, email),
        phone: optional(&mut found, "phone", &draft.phone, |text| phone(text, country)),
        external_id: optional(&mut found, "external_id", &draft.external_id, external_id),
        did: optional(&mut found, "did", &draft.did, did),
        address: check_address(&mut found, "address", &draft.address),
        shipping: check_address(&mut found, "shipping", &draft.shipping),
        refund_address: optional(&mut found, "refund_address", &draft.refund_address, |text| {
            refund_address(text).map(|(_, normalised)| normalised)
        }),
        locale: optional(&mut found, "locale", &draft.locale, locale),
        tags: tags(&draft.tags).unwrap_or_else(|messages| {
            found.extend(messages.into_iter().map(|message| Violation::new("tags", message)));
            Vec::new()
        }),
        metadata: metadata(&draft.metadata).unwrap_or_else(|violations| {
            found.extend(violations);
            Vec::new()
        }),
        mail_opt_out: draft.mail_opt_out,
    };
    if found.is_empty() { Ok(fields) } else { Err(found) }
}

/// A customer must be known by something: a name, an email, a phone number, an external id or a DID.
pub fn required_identity(fields: &CustomerFields) -> Result<(), Violation> {
    let known = [&fields.name, &fields.email, &fields.phone, &fields.external_id, &fields.did];
    if known.iter().any(|value| !text::trim(value).is_empty()) {
        return Ok(());
    }
    Err(Violation::missing("name", "Enter at least one of name, email, phone, external id and DID."))
}

/// Applies a rule to a text unless it is blank, and notes what the rule has to say.
fn optional(
    found: &mut Vec<Violation>,
    field: impl Into<String>,
    text: &str,
    rule: impl FnOnce(&str) -> Result<String, String>,
) -> String {
    let text = text::trim(text);
    if text.is_empty() {
        return String::new();
    }
    rule(text).unwrap_or_else(|message| {
        found.push(Violation::new(field, message));
        String::new()
    })
}

fn check_address(found: &mut Vec<Violation>, place: &str, draft: &Address) -> Address {
    let mut part = |field: &str, label: &str, text: &str| {
        optional(found, format!("{place}.{field}"), text, |text| address::part(label, text))
    };
    Address {
        name: part("name", "The recipient", &draft.name),
        line1: part("line1", "The street", &draft.line1),
        line2: part("line2", "The second line", &draft.line2),
        postal_code: part("postal_code", "The postal code", &draft.postal_code),
        city: part("city", "The city", &draft.city),
        state: part("state", "The state", &draft.state),
        country: optional(found, format!("{place}.country"), &draft.country, |text| country(text).map(str::to_owned)),
    }
}
