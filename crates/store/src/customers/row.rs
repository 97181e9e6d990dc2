//! The row of a customer, and how it becomes one.

use std::collections::BTreeMap;

use clientele_domain::customer::{Address, Counts, Customer, CustomerFields, Kind, SubscriptionStatus};
use clientele_domain::id::{CustomerId, TestClockId};
use clientele_domain::time::Timestamp;

use crate::error::{Error, Result, unreadable};

/// The columns of [`CustomerRow`].
macro_rules! columns {
    () => {
        "id, kind, external_id, did, name, email, phone, address, shipping, refund_address, locale, tags, metadata, \
         mail_opt_out, delinquent, payment_count, order_count, checkout_count, active_subscriptions, subscription_status, \
         active_until, test_clock_id, clock_shows, invoice_count, overdue_count, first_payment_at, last_payment_at, \
         merged_into, merged_from, created_at, updated_at, deleted_at, version"
    };
}
pub(crate) use columns;

/// What there is under an id: a customer, or the mark that there was one.
#[derive(Debug, Clone)]
pub enum Found {
    /// The customer.
    Present(Box<Customer>),
    /// A tombstone: what identified the person is gone.
    Deleted {
        /// Since when.
        at: Timestamp,
    },
}

#[derive(sqlx::FromRow)]
pub(super) struct CustomerRow {
    id: String,
    kind: String,
    external_id: String,
    did: String,
    name: String,
    email: String,
    phone: String,
    address: String,
    shipping: String,
    refund_address: String,
    locale: String,
    tags: String,
    metadata: String,
    mail_opt_out: bool,
    delinquent: bool,
    payment_count: i64,
    order_count: i64,
    checkout_count: i64,
    active_subscriptions: i64,
    subscription_status: String,
    invoice_count: i64,
    overdue_count: i64,
    active_until: i64,
    test_clock_id: String,
    clock_shows: i64,
    first_payment_at: Option<i64>,
    last_payment_at: Option<i64>,
    pub(super) merged_into: String,
    merged_from: String,
    created_at: i64,
    updated_at: i64,
    deleted_at: Option<i64>,
    version: i64,
}

impl TryFrom<CustomerRow> for Found {
    type Error = Error;

    fn try_from(row: CustomerRow) -> Result<Self> {
        if let Some(at) = row.deleted_at {
            return Ok(Self::Deleted { at: Timestamp::from_micros(at) });
        }
        Ok(Self::Present(Box::new(row.customer()?)))
    }
}

impl CustomerRow {
    /// The customer, whether it counts as gone or not.
    pub(super) fn customer(self) -> Result<Customer> {
        let row = self;
        Ok(Customer {
            id: row.id.parse().map_err(|_| unreadable("customer id", &row.id))?,
            kind: kind(&row.kind)?,
            subscription_status: SubscriptionStatus::parse(&row.subscription_status),
            fields: CustomerFields {
                name: row.name,
                email: row.email,
                phone: row.phone,
                external_id: row.external_id,
                did: row.did,
                address: address(&row.address)?,
                shipping: address(&row.shipping)?,
                refund_address: row.refund_address,
                locale: row.locale,
                tags: tags(&row.tags),
                metadata: metadata(&row.metadata)?,
                mail_opt_out: row.mail_opt_out,
            },
            delinquent: row.delinquent,
            counts: Counts {
                payments: row.payment_count,
                orders: row.order_count,
                checkouts: row.checkout_count,
                active_subscriptions: row.active_subscriptions,
                invoices: row.invoice_count,
                overdue_invoices: row.overdue_count,
            },
            active_until: (row.active_until > 0).then(|| Timestamp::from_micros(row.active_until)),
            clock: clock(&row.test_clock_id, row.clock_shows)?,
            first_payment_at: row.first_payment_at.map(Timestamp::from_micros),
            last_payment_at: row.last_payment_at.map(Timestamp::from_micros),
            merged_from: ids(&row.merged_from)?,
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

pub(super) fn kind(text: &str) -> Result<Kind> {
    Kind::parse(text).ok_or_else(|| unreadable("kind", text))
}

fn clock(id: &str, shows: i64) -> Result<Option<(TestClockId, Timestamp)>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = id.parse().map_err(|_| unreadable("test clock id", id))?;
    Ok(Some((id, Timestamp::from_micros(shows))))
}

fn address(text: &str) -> Result<Address> {
    if text.is_empty() {
        Ok(Address::default())
    } else {
        serde_json::from_str(text).map_err(|_| unreadable("address", text))
    }
}

/// Ids are kept one a line.
fn ids(text: &str) -> Result<Vec<CustomerId>> {
    text.lines().map(|id| id.parse().map_err(|_| unreadable("customer id", id))).collect()
}

/// The stored form of ids.
pub(super) fn ids_text(ids: &[CustomerId]) -> String {
    ids.iter().map(CustomerId::to_string).collect::<Vec<_>>().join("\n")
}

/// The id of a customer, where there is one.
pub(crate) fn maybe_customer(text: Option<String>) -> Result<Option<CustomerId>> {
    text.map(|text| text.parse().map_err(|_| unreadable("customer id", &text))).transpose()
}

/// Tags are kept one a line; a tag has no line breaks.
pub(super) fn tags(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Metadata from its stored form.
pub(crate) fn metadata(text: &str) -> Result<Vec<(String, String)>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    // Raw, because a number keeps its digits however many there are.
    let object: BTreeMap<String, Box<serde_json::value::RawValue>> =
        serde_json::from_str(text).map_err(|_| unreadable("metadata", text))?;
    Ok(object.into_iter().map(|(key, value)| (key, value.get().to_owned())).collect())
}

/// The stored form of an address.
pub(crate) fn address_text(address: &Address) -> Result<String> {
    if address.is_empty() {
        return Ok(String::new());
    }
    serde_json::to_string(address).map_err(|error| Error::Broken(error.to_string()))
}

/// The stored form of metadata: one JSON object, or nothing. The values are JSON texts already.
pub(crate) fn metadata_text(metadata: &[(String, String)]) -> Result<String> {
    if metadata.is_empty() {
        return Ok(String::new());
    }
    let mut parts = Vec::with_capacity(metadata.len());
    for (key, value) in metadata {
        let key = serde_json::to_string(key).map_err(|error| Error::Broken(error.to_string()))?;
        parts.push(format!("{key}:{value}"));
    }
    Ok(format!("{{{}}}", parts.join(",")))
}
