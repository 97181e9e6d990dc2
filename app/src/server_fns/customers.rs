//! Customers: the list, one of them, its form, and results while typing.

use clientele_domain::customer::{Customer, CustomerFields, FieldChange, Wallet};
use clientele_domain::event::EventKind;
use clientele_domain::id::{CheckoutSessionId, CustomerId, PaymentLinkId, SavedCardId};
use clientele_domain::identity::Identity;
use clientele_domain::invoice::Invoice;
use clientele_domain::list::{CustomerSummary, Unread};
use clientele_domain::matching::Rule;
use clientele_domain::money::Currency;
use clientele_domain::payment::{Order, Payment, Totals};
use clientele_domain::refund::Refund;
use clientele_domain::scope::Scope;
use clientele_domain::segment::Segment;
use clientele_domain::standing::Shown;
use clientele_domain::subscription::TestClock;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

pub use self::bills::{BillsView, MovementView};
use super::matching::{AbsorbedView, RelatedView};
use crate::json_text::JsonText;
#[cfg(feature = "ssr")]
use crate::list_query::ListQuery;
use crate::posted::Posted;
use crate::problem::Problem;

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersView {
    /// The rows.
    pub customers: Vec<CustomerSummary>,
    /// The place of the page before.
    pub before: Option<String>,
    /// The place of the next page.
    pub after: Option<String>,
    /// How many customers there are, without the filter.
    pub total: i64,
    /// The currency of the figures.
    pub currency: Currency,
    /// The tags in use with how many carry each, for the filter and for tagging.
    pub tags: Vec<(String, i64)>,
    /// What is wrong with the query, when nothing could be looked for.
    pub unread: Option<Unread>,
}

/// A segment that one sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentView {
    /// The segment.
    pub segment: Segment,
    /// How many customers belong to it, and whether there may be more; nothing when counting took too long.
    pub count: Option<(i64, bool)>,
}

/// The segments that one sees, by name.
#[server(prefix = "/fn", endpoint = "customers/segments", input = GetUrl, output = JsonText)]
pub async fn segments(scope: Scope) -> Result<Vec<SegmentView>, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let known = clientele_service::segments::counted(&ctx).await?;
    Ok(known.into_iter().map(|(segment, count)| SegmentView { segment, count }).collect())
}

/// One page of customers.
#[server(prefix = "/fn", endpoint = "customers/list", input = GetUrl, output = JsonText)]
pub async fn list(scope: Scope, query: String) -> Result<CustomersView, Problem> {
    use clientele_service::customers;

    let query = read_query(&query);
    let ctx = crate::request::ctx(scope)?;
    let place = place(&query);
    let asked = async {
        let wanted = customers::read(&ctx, &query.filter).await?;
        customers::list(&ctx, &wanted, (query.sort, query.direction()), &place, 50).await
    };
    let (page, unread) = match asked.await {
        Ok(page) => (page, None),
        Err(error) => (customers::nobody(&ctx).await?, Some(view_model::unread(error, &query.filter.text)?)),
    };
    Ok(CustomersView {
        customers: page.customers,
        before: page.before.map(|cursor| cursor.to_string()),
        after: page.after.map(|cursor| cursor.to_string()),
        total: page.total,
        currency: crate::request::visitor()?.currency(scope)?,
        tags: customers::tags(&ctx).await?,
        unread,
    })
}

/// Whom a list shows, on their way into a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportView {
    /// The query that they fit; empty for everybody.
    pub query: String,
    /// How many there are, and whether there may be more.
    pub count: (i64, bool),
    /// What was wrong with the form.
    pub posted: Posted,
}

/// Whom the list with this address would put into a file.
#[server(prefix = "/fn", endpoint = "customers/export", input = GetUrl, output = JsonText)]
pub async fn export(scope: Scope, query: String) -> Result<ExportView, Problem> {
    use clientele_domain::role::Permission;
    use clientele_service::customers;

    let ctx = crate::request::ctx(scope)?;
    ctx.require(Permission::Export)?;
    let query = customers::read(&ctx, &read_query(&query).filter).await?;
    let everybody = customers::count(&ctx).await?;
    let count = customers::total(&ctx, &query, everybody).await?;
    Ok(ExportView { query: query.to_string(), count, posted: use_context().unwrap_or_default() })
}

/// A customer as an option of the search box.
pub type Hit = CustomerSummary;

/// Results while typing.
#[server(prefix = "/fn", endpoint = "customers/search", input = GetUrl, output = JsonText)]
pub async fn search(scope: Scope, text: String) -> Result<(Currency, Vec<Hit>), Problem> {
    let ctx = crate::request::ctx(scope)?;
    let currency = crate::request::visitor()?.currency(scope)?;
    Ok((currency, clientele_service::customers::search(&ctx, &text, 8).await?))
}

/// One customer with everything that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The record.
    pub customer: Customer,
    /// The record with what people read: names of countries, metadata as text, wallets with their checksum.
    pub readable: Readable,
    /// Figures, one row a currency, each with the currency's name.
    pub totals: Vec<(String, Totals)>,
    /// What they are subscribed to, owe, and have to their credit.
    pub bills: BillsView,
    /// The newest payments, or the newest from where they were asked for.
    pub payments: Vec<Payment>,
    /// The payment links that were paid through, and what they were called then.
    pub links: Vec<(PaymentLinkId, String)>,
    /// The newest orders.
    pub orders: Vec<Order>,
    /// What is known of the person, and how; with the rule by which the payment was linked that showed it first.
    pub identities: Vec<(Identity, Option<Rule>)>,
    /// Who might be the same person.
    pub related: Vec<RelatedView>,
    /// Who is not, as somebody said: id and what to call them.
    pub apart: Vec<(CustomerId, String)>,
    /// The records that were merged into this one, the last one first.
    pub absorbed: Vec<AbsorbedView>,
    /// Wallets, each with its address in checksum form.
    pub wallets: Vec<(String, Wallet)>,
    /// Cards that are kept for later payments.
    pub cards: Vec<CardView>,
    /// Whether they want no reminders.
    pub no_reminders: bool,
    /// By which clocks they can live; nothing in live mode, where time passes by itself.
    pub clocks: Option<ClocksView>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineItem>,
    /// What stands out, what needs attention first.
    pub signals: Vec<Shown>,
    /// Neighbours in the list one came from.
    pub previous: Option<CustomerId>,
    /// Neighbours in the list one came from.
    pub next: Option<CustomerId>,
    /// What came of a form on this page that was sent and not accepted.
    pub posted: Posted,
}

/// The test clocks that a customer can live by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClocksView {
    /// The one they live by.
    pub lives_by: Option<TestClock>,
    /// The newest others.
    pub others: Vec<TestClock>,
}

/// A card that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardView {
    /// Identifier.
    pub id: SavedCardId,
    /// `Visa •••• 4242`
    pub label: String,
    /// `09/28`
    pub expiry: String,
    /// Whether it can still be paid with.
    pub good: bool,
    /// Since when.
    pub created_at: Timestamp,
}

/// What a person reads where the record holds codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readable {
    /// The billing address in lines.
    pub address: Vec<String>,
    /// The shipping address in lines.
    pub shipping: Vec<String>,
    /// Metadata with values as text.
    pub metadata: Vec<(String, String)>,
}

/// Something that happened to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimelineItem {
    /// The record changed.
    Change {
        /// Who.
        actor: String,
        /// What happened.
        kind: EventKind,
        /// Old and new values.
        fields: Vec<FieldChange>,
        /// When.
        at: Timestamp,
    },
    /// Staff wrote a note.
    Note {
        /// Who.
        author: String,
        /// The author's id.
        author_id: String,
        /// What.
        body: String,
        /// When.
        at: Timestamp,
    },
    /// A checkout was completed with nothing to pay.
    Checkout {
        /// Which.
        id: CheckoutSessionId,
        /// What it was for.
        title: String,
        /// When.
        at: Timestamp,
    },
    /// Something happened to a payment.
    Payment {
        /// What.
        kind: EventKind,
        /// To which, as it is now.
        payment: Box<Payment>,
        /// When.
        at: Timestamp,
    },
    /// Something became of a refund.
    Refund {
        /// Who did it.
        actor: String,
        /// What.
        kind: EventKind,
        /// Of which, as it is now.
        refund: Box<Refund>,
        /// When.
        at: Timestamp,
    },
    /// Something became of an invoice.
    Invoice {
        /// Who did it.
        actor: String,
        /// What.
        kind: EventKind,
        /// Of which, as it is now.
        invoice: Box<Invoice>,
        /// When.
        at: Timestamp,
    },
}

/// One customer. `query` is the list one came from, for its neighbours there; `source` the word of a source or the id of a
/// payment link, when only such payments are asked for.
#[server(prefix = "/fn", endpoint = "customers/detail", input = GetUrl, output = JsonText)]
pub async fn detail(
    scope: Scope,
    id: CustomerId,
    query: String,
    source: Option<String>,
) -> Result<CustomerView, Problem> {
    use clientele_domain::payment::Origin;
    use clientele_service::{customers, matching, merges};

    let ctx = crate::request::ctx(scope)?;
    let query = read_query(&query);
    let origin = source.and_then(|text| Origin::parse(&text));
    let found = customers::get_with(&ctx, id, origin).await?;
    let kin = view_model::Kin {
        related: matching::related(&ctx, id).await?,
        apart: matching::told_apart(&ctx, id).await?,
        absorbed: merges::absorbed_by(&ctx, id).await?,
    };
    // One can come from a list whose query means nothing any longer.
    let (previous, next) = match customers::read(&ctx, &query.filter).await {
        Ok(wanted) => customers::neighbours(&ctx, &wanted, (query.sort, query.direction()), id).await?,
        Err(_) => (None, None),
    };
    let bills = clientele_service::invoices::of_customer::bills(&ctx, id).await?;
    let bills = bills::bills_view(scope, found.customer.fields.display_name(), bills);
    let no_reminders = clientele_service::mail::declines(&ctx, found.customer.id).await?;
    let clocks = clocks_for(&ctx, &found.customer).await?;
    let view = view_model::customer_view(found, kin, bills, (previous, next), ctx.now);
    Ok(CustomerView { no_reminders, clocks, ..view })
}

/// How many clocks can be chosen on a customer's page.
#[cfg(feature = "ssr")]
const CLOCKS: i64 = 50;

#[cfg(feature = "ssr")]
async fn clocks_for(ctx: &clientele_service::Ctx, customer: &Customer) -> Result<Option<ClocksView>, Problem> {
    use clientele_service::test_clocks;

    if ctx.scope.livemode() {
        return Ok(None);
    }
    let lives_by = match customer.clock {
        Some((id, _)) => Some(test_clocks::get(ctx, id).await?),
        None => None,
    };
    let (mut others, _) = test_clocks::list(ctx, None, CLOCKS).await?;
    others.retain(|clock| Some(clock.id) != lives_by.as_ref().map(|clock| clock.id));
    Ok(Some(ClocksView { lives_by, others }))
}

/// The form of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormView {
    /// Whom it edits; nobody yet for a new customer.
    pub id: Option<CustomerId>,
    /// What to call them.
    pub title: String,
    /// The version that the edit is based on.
    pub version: i64,
    /// What the fields hold at first: the record, or what was typed before.
    pub fields: CustomerFields,
    /// Countries by code and name, for the selects.
    pub countries: Vec<(String, String)>,
    /// Tags in use, to choose from.
    pub tags: Vec<String>,
    /// What came of the form when it was sent without wasm.
    pub posted: Posted,
}

/// The form of a customer, or of a new one when no id is given.
#[server(prefix = "/fn", endpoint = "customers/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, id: Option<CustomerId>) -> Result<FormView, Problem> {
    use clientele_service::customers;

    let ctx = crate::request::ctx(scope)?;
    ctx.require(clientele_domain::role::Permission::CustomerWrite)?;
    let (title, version, fields) = match id {
        None => (String::new(), 0, CustomerFields::default()),
        Some(id) => {
            let customer = customers::get(&ctx, id).await?.customer;
            (customer.fields.display_name().to_owned(), customer.version, view_model::editable(customer.fields))
        }
    };
    let tags = customers::tags(&ctx).await?.into_iter().map(|(tag, _)| tag).collect();
    Ok(view_model::form_view(id, title, version, fields, tags))
}

#[cfg(feature = "ssr")]
fn read_query(query: &str) -> ListQuery {
    ListQuery::from_params(|name| crate::list_query::param(query, name))
}

/// Which page is asked for: the first, when the place makes no sense.
#[cfg(feature = "ssr")]
fn place(query: &ListQuery) -> clientele_service::Place {
    use clientele_service::{Cursor, Place};

    let read = |cursor: &Option<String>| Cursor::parse(cursor.as_deref()?, query.sort).ok();
    match (read(&query.after), read(&query.before)) {
        (Some(cursor), _) => Place::After(cursor),
        (None, Some(cursor)) => Place::Before(cursor),
        (None, None) => Place::Start,
    }
}

mod bills;
#[cfg(feature = "ssr")]
mod view_model;
