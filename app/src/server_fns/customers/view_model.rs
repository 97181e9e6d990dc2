//! From what the service knows to what a page shows.

use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::rules;
use clientele_service::customers::{CustomerDetail, TimelineEntry};
use leptos::prelude::*;

use super::{CustomerView, FormView, Readable, TimelineItem};
use crate::posted::Posted;

pub(super) fn customer_view(
    found: CustomerDetail,
    previous: Option<CustomerId>,
    next: Option<CustomerId>,
) -> CustomerView {
    let fields = &found.customer.fields;
    CustomerView {
        readable: Readable {
            address: lines(&fields.address),
            shipping: lines(&fields.shipping),
            metadata: fields.metadata.iter().map(|(key, value)| (key.clone(), rules::metadata_text(value))).collect(),
        },
        totals: found.totals.into_iter().map(|totals| (rules::currency_name(totals.spent.currency), totals)).collect(),
        payments: found.payments,
        links: found.links,
        orders: found.orders,
        identities: found.identities,
        wallets: found.wallets.into_iter().map(|wallet| (rules::evm_checksum(&wallet.address), wallet)).collect(),
        timeline: found.timeline.into_iter().map(timeline_item).collect(),
        previous,
        next,
        posted: use_context::<Posted>().unwrap_or_default(),
        customer: found.customer,
    }
}

/// An address as one writes it on an envelope.
fn lines(address: &Address) -> Vec<String> {
    let city = [&address.postal_code, &address.city]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let country = rules::country_name(&address.country).unwrap_or(&address.country);
    [&address.line1, &address.line2, &city, &address.state, country]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn timeline_item(entry: TimelineEntry) -> TimelineItem {
    match entry {
        TimelineEntry::Change { actor, kind, fields, at } => TimelineItem::Change { actor, kind, fields, at },
        TimelineEntry::Note { author, author_id, body, at } => TimelineItem::Note { author, author_id, body, at },
        TimelineEntry::Payment { kind, payment, at } => TimelineItem::Payment { kind, payment, at },
    }
}

/// The fields as a form shows them: metadata as text.
pub(super) fn editable(mut fields: CustomerFields) -> CustomerFields {
    for (_, value) in &mut fields.metadata {
        *value = rules::metadata_text(value);
    }
    fields
}

pub(super) fn form_view(
    id: Option<CustomerId>,
    title: String,
    version: i64,
    fields: CustomerFields,
    tags: Vec<String>,
) -> FormView {
    let posted = use_context::<Posted>();
    let typed = use_context::<CustomerFields>();
    let based_on = posted.as_ref().and_then(|posted| posted.conflict.as_ref()).map(|conflict| conflict.current.version);
    FormView {
        id,
        title,
        // After a conflict, saving again is saving over what the other person did, with open eyes.
        version: based_on.unwrap_or_else(|| {
            posted.as_ref().and_then(|posted| posted.value("version").parse().ok()).unwrap_or(version)
        }),
        fields: typed.unwrap_or(fields),
        countries: rules::countries().map(|(code, name)| (code.to_owned(), name.to_owned())).collect(),
        tags,
        posted: posted.unwrap_or_default(),
    }
}
