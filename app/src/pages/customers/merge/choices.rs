//! Two records side by side; one radio per row chooses the surviving value. A value is sent as the id of the record it is
//! taken from, so that it means the same whichever record is kept.

use clientele_domain::matching::MergeField;
use clientele_domain::payment::Totals;
use leptos::prelude::*;

use crate::components::{Avatar, CopyId, KindBadge, Money, Nothing, Time, TimeForm};
use crate::frame::use_scope;
use crate::pages::customers::detail::count_of;
use crate::posted::Posted;
use crate::server_fns::matching::{CompareView, ComparedField, ComparedSide};

/// What is sent for a field whose values come together.
const BOTH: &str = "both";

/// The table. Without `may_write` it only shows.
#[component]
pub fn Choices(view: CompareView, may_write: bool) -> impl IntoView {
    let CompareView { one, other, fields, posted, .. } = view;
    let rows = fields
        .into_iter()
        .map(|field| view! { <FieldRow field one=one.clone() other=other.clone() posted=posted.clone() may_write /> })
        .collect_view();
    let count = |count: i64, word: (&'static str, &'static str)| match count {
        0 => view! { <Nothing /> }.into_any(),
        count => count_of(count, word.0, word.1).into_any(),
    };
    let hangs = [
        ("Orders", ("order", "orders"), one.has.orders, other.has.orders),
        ("Notes", ("note", "notes"), one.has.notes, other.has.notes),
        ("Wallets", ("wallet", "wallets"), one.has.wallets, other.has.wallets),
        ("Identities", ("identity", "identities"), one.has.identities, other.has.identities),
    ];
    let hanging = hangs
        .into_iter()
        .filter(|(_, _, a, b)| a + b > 0)
        .map(|(title, word, a, b)| {
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <td>{count(a, word)}</td>
                    <td>{count(b, word)}</td>
                </tr>
            }
        })
        .collect_view();
    let paid = (one.clone(), other.clone());
    view! {
        <table class="compare">
            <caption class="visually-hidden">"Choose the value to keep for each field"</caption>
            <colgroup>
                <col />
                <col />
                <col />
            </colgroup>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col"><WhoseColumn side=one.clone() /></th>
                    <th scope="col"><WhoseColumn side=other.clone() /></th>
                </tr>
            </thead>
            <tbody>
                <SurvivorRow one other posted may_write />
                {rows}
                <tr>
                    <th scope="row">"Payments"</th>
                    <td><Paid payments=paid.0.has.payments totals=paid.0.totals /></td>
                    <td><Paid payments=paid.1.has.payments totals=paid.1.totals /></td>
                </tr>
                {hanging}
            </tbody>
        </table>
    }
}

#[component]
fn WhoseColumn(side: ComparedSide) -> impl IntoView {
    let id = side.id.to_string();
    let href = format!("/{}/customers/{id}", use_scope());
    view! {
        <div class="whose">
            <Avatar id=id.clone() name=side.name.clone() />
            <div>
                <a href=href>
                    <bdi>{side.name}</bdi>
                </a>
                <CopyId value=id what="customer id" />
            </div>
        </div>
    }
}

/// Which record is kept.
#[component]
fn SurvivorRow(one: ComparedSide, other: ComparedSide, posted: Posted, may_write: bool) -> impl IntoView {
    let chosen = match posted.value("survivor") {
        chosen if chosen == other.id.to_string() => other.id,
        _ => one.id,
    };
    let cell = |side: ComparedSide, number: u8| {
        let since = view! { <Time at=side.created_at form=TimeForm::Day /> };
        let known = view! { <KindBadge kind=side.kind plain=true /> " since " {since} };
        if !may_write {
            return known.into_any();
        }
        view! {
            <label>
                <input
                    type="radio"
                    name="survivor"
                    value=side.id.to_string()
                    checked=side.id == chosen
                    aria-label=format!("Keep record {number}")
                />
                <span>{known}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">"Record kept"</th>
            <td>{cell(one, 1)}</td>
            <td>{cell(other, 2)}</td>
        </tr>
    }
}

#[component]
fn FieldRow(
    field: ComparedField,
    one: ComparedSide,
    other: ComparedSide,
    posted: Posted,
    may_write: bool,
) -> impl IntoView {
    let ComparedField { field, one: ones, other: others, result } = field;
    let (one, other) = (one.id.to_string(), other.id.to_string());
    let together = result != ones && result != others;
    let by_itself = match &result {
        result if *result == ones => one.clone(),
        result if *result == others => other.clone(),
        _ => BOTH.to_owned(),
    };
    let chosen = Some(posted.value(name(field))).filter(|chosen| !chosen.is_empty()).unwrap_or(by_itself);
    let cell = move |value: String, text: String, what: String| {
        let shown = match text {
            text if text.is_empty() => view! { <Nothing /> }.into_any(),
            text => view! { <bdi>{text}</bdi> }.into_any(),
        };
        if !may_write {
            return shown;
        }
        view! {
            <label>
                <input type="radio" name=name(field) value=value.clone() checked=value == chosen aria-label=what />
                <span>{shown}</span>
            </label>
        }
        .into_any()
    };
    let label = field.label();
    let both = together.then(|| {
        let shown = cell(BOTH.to_owned(), result, format!("{label} of both records"));
        view! {
            <tr>
                <th scope="row">{format!("{label} together")}</th>
                <td colspan="2">{shown}</td>
            </tr>
        }
    });
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td>{cell(one, ones, format!("{label} from record 1"))}</td>
            <td>{cell(other, others, format!("{label} from record 2"))}</td>
        </tr>
        {both}
    }
}

/// What a field is called in the form.
fn name(field: MergeField) -> &'static str {
    field.as_str()
}

/// How often, and how much in each currency.
#[component]
fn Paid(payments: i64, totals: Vec<Totals>) -> impl IntoView {
    if payments == 0 {
        return view! { <Nothing /> }.into_any();
    }
    let spent = totals.into_iter().map(|totals| view! { ", "<Money amount=totals.spent /> }).collect_view();
    view! { {count_of(payments, "payment", "payments")} {spent} }.into_any()
}
