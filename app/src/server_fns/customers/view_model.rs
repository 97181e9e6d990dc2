//! From what the service knows to what a page shows.

use clientele_domain::card::SavedCard;
use clientele_domain::customer::{Address, Customer, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::identity::Identity;
use clientele_domain::list::Unread;
use clientele_domain::matching::Rule;
use clientele_domain::payment::Payment;
use clientele_domain::rules;
use clientele_domain::time::Timestamp;
use clientele_service::customers::{CustomerDetail, TimelineEntry};
use clientele_service::matching::RelatedCustomer;
use clientele_service::merges::Absorbed;
use leptos::prelude::*;

use super::super::matching::view_model as kin_model;
use super::{BillsView, CardView, CustomerView, FormView, Readable, TimelineItem};
use crate::posted::Posted;

/// Who might be, is not, and turned out to be the same person.
pub(super) struct Kin {
    pub related: Vec<RelatedCustomer>,
    pub apart: Vec<Customer>,
    pub absorbed: Vec<Absorbed>,
}

pub(super) fn customer_view(
    found: CustomerDetail,
    kin: Kin,
    bills: BillsView,
    (previous, next): (Option<CustomerId>, Option<CustomerId>),
    now: Timestamp,
) -> CustomerView {
    let fields = &found.customer.fields;
    let identities = found.identities.into_iter().map(|identity| {
        let rule = learnt_by(&identity, &found.payments);
        (identity, rule)
    });
    CustomerView {
        identities: identities.collect(),
        readable: Readable {
            address: lines(&fields.address),
            shipping: lines(&fields.shipping),
            metadata: fields.metadata.iter().map(|(key, value)| (key.clone(), rules::metadata_text(value))).collect(),
        },
        totals: found.totals.into_iter().map(|totals| (rules::currency_name(totals.spent.currency), totals)).collect(),
        bills,
        payments: found.payments,
        links: found.links,
        orders: found.orders,
        related: kin.related.into_iter().map(kin_model::related).collect(),
        apart: kin.apart.iter().map(|one| (one.id, one.fields.display_name().to_owned())).collect(),
        absorbed: kin.absorbed.into_iter().map(kin_model::absorbed).collect(),
        wallets: found.wallets.into_iter().map(|wallet| (rules::evm_checksum(&wallet.address), wallet)).collect(),
        cards: found.cards.into_iter().map(|card| card_view(&card, now)).collect(),
        no_reminders: false,
        clocks: None,
        timeline: found.timeline.into_iter().map(timeline_item).collect(),
        signals: found.signals,
        previous,
        next,
        posted: use_context::<Posted>().unwrap_or_default(),
        customer: found.customer,
    }
}

fn card_view(card: &SavedCard, now: Timestamp) -> CardView {
    CardView {
        id: card.id,
        label: card.method().label(),
        expiry: card.expiry(),
        good: card.is_good(now),
        created_at: card.created_at,
    }
}

/// The rule that linked the payment which showed this identifier first, when it is among these.
fn learnt_by(identity: &Identity, payments: &[Payment]) -> Option<Rule> {
    let first = identity.first_seen_at;
    // A card is as old as the payment it paid; what was told with it is as old as the record of it.
    let shown_by = payments.iter().find(|payment| [payment.more.created_at, payment.occurred_at].contains(&first))?;
    shown_by.more.matched.as_ref().map(|matched| matched.rule)
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
    [&address.name, &address.line1, &address.line2, &city, &address.state, country]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn timeline_item(entry: TimelineEntry) -> TimelineItem {
    match entry {
        TimelineEntry::Change { actor, kind, fields, at } => TimelineItem::Change { actor, kind, fields, at },
        TimelineEntry::Note { author, author_id, body, at } => TimelineItem::Note { author, author_id, body, at },
        TimelineEntry::Checkout { id, title, at } => TimelineItem::Checkout { id, title, at },
        TimelineEntry::Payment { kind, payment, at } => TimelineItem::Payment { kind, payment, at },
        TimelineEntry::Refund { actor, kind, refund, at } => TimelineItem::Refund { actor, kind, refund, at },
        TimelineEntry::Invoice { actor, kind, invoice, at } => TimelineItem::Invoice { actor, kind, invoice, at },
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

/// What stands under the query box; any other error is one of the page.
pub(super) fn unread(error: clientele_service::Error, text: &str) -> Result<Unread, clientele_service::Error> {
    use clientele_service::Error;
    match error {
        Error::Unread { unread, .. } => Ok(unread),
        Error::TooWide => Ok(Unread {
            message: "Too many customers would have to be looked at one by one. Add a tag, a country or a day."
                .to_owned(),
            position: 0,
            length: text.chars().count(),
            suggestion: None,
        }),
        other => Err(other),
    }
}
