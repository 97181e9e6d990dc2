//! Notes and timeline: what happened, and what staff want each other to know.

use clientele_domain::customer::FieldChange;
use clientele_domain::event::EventKind;
use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Payment, PaymentStatus};
use clientele_domain::refund::Refund;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::billed::Billed;
use super::here::Here;
use super::payments::what_for;
use super::stay;
use super::told::{Piece, told};
use crate::components::{Money, SubmitButton, TextareaField, Timeline, TimelineEntry, method_icon};
use crate::form::{Done, PostForm};
use crate::frame::use_scope;
use crate::posted::Posted;
use crate::server_fns::customers::TimelineItem;

/// Id of the field for a new note.
pub const NOTE: &str = "note";

/// The form for a note (with `posted`, only for those who may write one) over what happened, newest first.
#[component]
pub fn Log(
    customer: CustomerId,
    timeline: Vec<TimelineItem>,
    posted: Option<RwSignal<Posted>>,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let items = timeline.into_iter().map(|item| view! { <Item item customer here /> }).collect_view();
    view! {
        <section class="record-log" aria-labelledby="timeline">
            <header>
                <h2 id="timeline">"Notes and timeline"</h2>
            </header>
            {posted.map(|posted| view! { <NoteForm customer posted here refetch /> })}
            <Timeline>{items}</Timeline>
        </section>
    }
}

#[component]
fn NoteForm(customer: CustomerId, posted: RwSignal<Posted>, here: Memo<Here>, refetch: Callback<()>) -> impl IntoView {
    let textarea = NodeRef::<leptos::html::Textarea>::new();
    let stay = stay(refetch);
    let on_done = Callback::new(move |done: Done| {
        if let Some(textarea) = textarea.get_untracked() {
            textarea.set_value("");
        }
        stay.run(done);
    });
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
    let error = |posted: &Posted| posted.message("body").or_else(|| posted.message("form"));
    view! {
        <PostForm action posted on_done>
            <div class="stack" data-gap="2">
                <input type="hidden" name="act" value="note" />
                <TextareaField
                    node_ref=textarea
                    name="body"
                    id=NOTE
                    label="New note"
                    placeholder="Write a note."
                    rows=2
                    value=posted.with_untracked(|posted| posted.value("body"))
                    error=MaybeProp::derive(move || posted.with(error))
                />
                <div class="cluster">
                    <span class="muted">"Only your team sees notes."</span>
                    <div class="push">
                        <SubmitButton label="Add note" busy_label="Adding" kind="" size="s" />
                    </div>
                </div>
            </div>
        </PostForm>
    }
}

#[component]
fn Item(item: TimelineItem, customer: CustomerId, here: Memo<Here>) -> impl IntoView {
    match item {
        TimelineItem::Change { kind, fields, at, .. } if kind.is_of_segment() => {
            view! { <Crossed kind fields at /> }.into_any()
        }
        TimelineItem::Change { actor, kind, fields, at } => view! { <Change actor kind fields at /> }.into_any(),
        TimelineItem::Note { author, author_id, body, at } => view! {
            <TimelineEntry at author=(author_id, author.clone()) note=body>
                <b dir="auto">{author}</b>
                " left a note"
            </TimelineEntry>
        }
        .into_any(),
        TimelineItem::Checkout { id, title, at } => {
            let href = format!("/{}/checkouts/{id}", use_scope());
            view! {
                <TimelineEntry at icon="shopping-bag">
                    <b>"Completed a "<a href=href>"checkout"</a>" with nothing to pay"</b>
                    {(!title.is_empty()).then(|| view! { " for "<bdi>{title}</bdi> })}
                </TimelineEntry>
            }
            .into_any()
        }
        TimelineItem::Payment { kind, payment, at } => {
            view! { <Paid kind payment=*payment at customer here /> }.into_any()
        }
        TimelineItem::Refund { actor, kind, refund, at } => {
            view! { <GivenBack actor kind refund=*refund at /> }.into_any()
        }
        TimelineItem::Invoice { actor, kind, invoice, at } => {
            view! { <Billed actor kind invoice=*invoice at /> }.into_any()
        }
    }
}

/// A segment that the customer has entered or left.
#[component]
fn Crossed(kind: EventKind, fields: Vec<FieldChange>, at: Timestamp) -> impl IntoView {
    let words = if kind == EventKind::SegmentEntered { "Entered the segment " } else { "Left the segment " };
    let name = fields.into_iter().map(|change| change.from + &change.to).next().unwrap_or_default();
    view! {
        <TimelineEntry at icon="bookmark">
            {words}
            <b dir="auto">{name}</b>
        </TimelineEntry>
    }
}

#[component]
fn Change(actor: String, kind: EventKind, fields: Vec<FieldChange>, at: Timestamp) -> impl IntoView {
    // "Import", or "Import by" the person who handed the file in.
    let importer = actor.strip_prefix("Import").filter(|by| by.is_empty() || by.starts_with(" by ")).map(str::to_owned);
    let importer = importer.filter(|_| kind == EventKind::CustomerCreated);
    let (icon, words) = match (kind, fields.as_slice()) {
        (EventKind::CustomerCreated, _) if importer.is_some() => ("upload", Some("Imported from a file")),
        (EventKind::CustomerCreated, _) => ("plus", Some(" added this customer")),
        (EventKind::CustomerDeleted, _) => ("eraser", Some(" deleted this customer")),
        (EventKind::CustomerMerged, _) => ("users", Some(" merged another record into this one")),
        (EventKind::CustomerUnmerged, _) => ("undo-2", Some(" undid a merge")),
        (_, [change]) if change.field == "wallets" => {
            ("wallet", Some(if change.from.is_empty() { " added a wallet" } else { " removed a wallet" }))
        }
        (_, [change]) if change.field == "cards" && change.from.is_empty() => {
            ("credit-card", Some(" keeps a card for later payments"))
        }
        (_, [change]) if change.field == "cards" => ("credit-card", Some(" removed a card")),
        (_, [change]) if change.field == "tags" => ("tag", None),
        _ => ("pencil", None),
    };
    let many = fields.len();
    let (what, list) = match (words, fields.as_slice()) {
        (Some(words), _) => (words.into_any(), None),
        (None, []) => (" changed the record".into_any(), None),
        (None, [change]) => (view! { " "{pieces(change)} }.into_any(), None),
        (None, changes) => {
            let items = changes.iter().map(|change| view! { <li>{pieces(change)}</li> }).collect_view();
            (format!(" changed {many} fields").into_any(), Some(view! { <ul>{items}</ul> }.into_any()))
        }
    };
    let who = importer.is_none().then(|| view! { <b dir="auto">{actor}</b> });
    let importer = importer.map(|by| view! { <span dir="auto">{by}</span> });
    view! {
        <TimelineEntry at icon nostrip:more=list>
            {who}
            {what}
            {importer}
        </TimelineEntry>
    }
}

fn pieces(change: &FieldChange) -> impl IntoView + use<> {
    told(change)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Value(value) => view! { <b dir="auto">{value}</b> }.into_any(),
        })
        .collect_view()
}

/// A payment, linked to its row.
#[component]
fn Paid(kind: EventKind, payment: Payment, at: Timestamp, customer: CustomerId, here: Memo<Here>) -> impl IntoView {
    let href = move || {
        let page = here.with(|here| {
            here.clone().with_deleting(false).with_orders(false).with_origin(None).customer_href(customer)
        });
        format!("{page}#{}", payment.id)
    };
    let amount = view! {
        <a href=href>
            <Money amount=payment.amount />
        </a>
    };
    let (icon, before, after) = match kind {
        EventKind::PaymentFailed => ("circle-x", "Payment of ", " failed"),
        EventKind::PaymentCreated if payment.status == PaymentStatus::Pending => {
            ("hourglass", "Payment of ", " is processing")
        }
        EventKind::PaymentCreated => ("hourglass", "Payment of ", " was announced"),
        _ => (method_icon(payment.method.kind), "Paid ", ""),
    };
    let what_for = Some(what_for(&payment)).filter(|what_for| !what_for.is_empty());
    let back = match payment.status {
        _ if kind != EventKind::PaymentSucceeded => None,
        PaymentStatus::Refunded => Some("; all of it was refunded".into_any()),
        PaymentStatus::PartiallyRefunded => {
            let amount = Amount { minor: payment.refunded, currency: payment.amount.currency };
            Some(view! { "; "<Money amount />" of it was refunded" }.into_any())
        }
        _ => None,
    };
    view! {
        <TimelineEntry at icon>
            <b>{before} {amount} {after}</b>
            {what_for.map(|what_for| view! { " for "<bdi>{what_for}</bdi> })}
            {back}
        </TimelineEntry>
    }
}

/// What became of a refund.
#[component]
fn GivenBack(actor: String, kind: EventKind, refund: Refund, at: Timestamp) -> impl IntoView {
    let (icon, did) = match kind {
        EventKind::RefundSucceeded => ("undo-2", "was given back"),
        EventKind::RefundFailed => ("circle-x", "could not be given back"),
        EventKind::RefundCanceled => ("circle-x", "is not given back any more"),
        EventKind::RefundRequiresAction => ("hourglass", "waits to be sent back"),
        _ => ("undo-2", "is to be given back"),
    };
    let way = refund.destination.kind.label();
    view! {
        <TimelineEntry at icon>
            <b>
                <Money amount=refund.amount />
                " "
                {did}
            </b>
            ": "
            {refund.reason.label()}
            ", "
            {way}
            ", by "
            <bdi>{actor}</bdi>
        </TimelineEntry>
    }
}
