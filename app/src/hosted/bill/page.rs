//! The page of an invoice: where it stands, its facts, and the ways on. Paid, it is the receipt.

use leptos::prelude::*;

use super::facts::Facts;
use super::{Bill, BillState, BillTexts};
use crate::components::{Icon, Rings};
use crate::hosted::Page;
use crate::hosted::texts::Texts;
use crate::hosted::written;

/// The right side of the page.
pub fn page(page: &Page, bill: &Bill) -> AnyView {
    let tongue = page.tongue;
    let texts = BillTexts::of(tongue);
    let day = texts.day;
    let (title, sentence) = match bill.state {
        BillState::Open => ((texts.open)(&day(&bill.due)), renewal(bill, texts)),
        BillState::Overdue => ((texts.overdue)(&day(&bill.due)), renewal(bill, texts)),
        BillState::Paid => (texts.is_paid.to_owned(), None),
        BillState::Void => (texts.void.0.to_owned(), Some(texts.void.1.to_owned())),
        BillState::WrittenOff => (texts.written_off.0.to_owned(), Some(texts.written_off.1.to_owned())),
    };
    let paid = bill.state == BillState::Paid;
    let seal = paid.then(|| {
        view! {
            <div class="seal-frame">
                <Rings turns=20 />
                <span class="seal"><Icon name="check" /></span>
            </div>
        }
    });
    let late = bill.state == BillState::Overdue;
    view! {
        <section class=if paid { "stack receipt" } else { "stack" } data-gap="5" aria-labelledby="state">
            {seal}
            <h2 id="state" class="cluster" data-tone=late.then_some("bad")>
                {late.then(|| view! { <Icon name="triangle-alert" /> })}
                <span>{title}</span>
            </h2>
            {sentence.map(|sentence| view! { <p>{sentence}</p> })}
            <Facts bill=bill.clone() tongue />
            {ways_on(page, bill)}
        </section>
    }
    .into_any()
}

/// What a payment is for, when it makes a subscription go on.
fn renewal(bill: &Bill, texts: &BillTexts) -> Option<String> {
    let (from, to) = bill.period.filter(|_| bill.renews)?;
    let days = (texts.from_to)(&(texts.day)(&from), &(texts.day)(&to));
    Some((texts.renews)(&days))
}

fn ways_on(page: &Page, bill: &Bill) -> impl IntoView + use<> {
    let texts = BillTexts::of(page.tongue);
    let pay = bill.state.is_payable().then(|| {
        let label = (texts.pay)(&written::amount(page.tongue, bill.left));
        view! {
            <form method="post" action=page.to("pay")>
                <button class="button" data-kind="primary" data-size="l" type="submit" data-working=Texts::of(page.tongue).working>
                    <span>{label}</span>
                </button>
            </form>
        }
    });
    view! {
        <div class="stack ways-on">
            {pay}
            <div class="fields" data-min="s">
                <a class="button" data-size="l" href=page.to("pdf")>
                    <Icon name="download" />
                    {texts.download}
                </a>
                <button class="button" data-size="l" type="button" data-prints="" data-scripted="">{texts.print}</button>
            </div>
        </div>
    }
}
