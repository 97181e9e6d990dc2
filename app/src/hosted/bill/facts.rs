//! The facts of an invoice: who owes it, its days, and how it was paid.

use leptos::prelude::*;

use super::{Bill, BillState, BillTexts};
use crate::hosted::texts::{Texts, Tongue};

/// The facts, in the order of a letter.
#[component]
pub fn Facts(bill: Bill, tongue: Tongue) -> impl IntoView {
    let (texts, words) = (BillTexts::of(tongue), Texts::of(tongue));
    let day = texts.day;
    let to = bill.to.into_iter().map(|line| view! { <span dir="auto">{line}</span><br /> }).collect_view();
    let period = bill.period.map(|(from, to)| fact(texts.period, (texts.from_to)(&day(&from), &day(&to))));
    let ended = bill.ended.filter(|_| bill.state == BillState::Paid);
    let paid = ended.map(|at| fact(texts.paid_on, day(&at)));
    let with = bill.method.filter(|_| bill.state == BillState::Paid).map(|method| {
        let name = if method.last4.is_empty() { (words.method)(method.kind).to_owned() } else { method.label() };
        view! { <div><dt>{texts.paid_with}</dt><dd><bdi>{name}</bdi></dd></div> }
    });
    view! {
        <dl class="kv card">
            <div><dt>{texts.to}</dt><dd>{to}</dd></div>
            {fact(texts.issued, day(&bill.issued))}
            {(bill.state != BillState::Paid).then(|| fact(texts.due, day(&bill.due)))}
            {period}
            {paid}
            {with}
        </dl>
    }
}

fn fact(name: &'static str, value: String) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}
