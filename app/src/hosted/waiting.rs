//! Pages that wait: for a wallet, for the merchant, for a slow answer. They look again by themselves, with the script or
//! without it.

use clientele_domain::money::{Amount, Currency};
use leptos::prelude::*;

use super::payment::name_of;
use super::portal::carried;
use super::qr::invoice_svg;
use super::texts::{Texts, Tongue};
use super::written::{self, Money};
use super::{InstructionsView, InvoiceView, Page};
use crate::components::Icon;

/// The method has not answered.
pub fn processing(page: &Page) -> AnyView {
    let texts = Texts::of(page.tongue);
    view! {
        <section class="stack centred" data-gap="5" aria-labelledby="state">
            <h2 id="state">{texts.processing}</h2>
            <p role="status" class="cluster"><Icon name="loader-circle" /> {texts.do_not_pay_again}</p>
            {look_again(page, false)}
        </section>
    }
    .into_any()
}

/// An invoice for a wallet.
pub fn invoice(page: &Page, view: &InvoiceView) -> AnyView {
    let tongue = page.tongue;
    let texts = Texts::of(tongue);
    let sats = Amount { minor: view.sats, currency: Currency::BTC };
    let price = page.order.as_ref().map(|order| order.total).filter(|total| !total.currency.is_bitcoin());
    let price = price.map(|amount| {
        let rate = written::rate(tongue, &view.rate).map(|rate| view! { " · "<bdi>{rate}</bdi> });
        view! { <p class="muted"><Money tongue amount />{rate}</p> }
    });
    let qr = invoice_svg(&view.bolt11, &(texts.qr)(&written::amount(tongue, sats)));
    let wallet = format!("lightning:{}", view.bolt11);
    let simulate = view.simulated.then(|| {
        view! {
            <form class="field wide" method="post" action=page.to("simulate")>
                {carried(page)}
                <button class="button" type="submit" data-size="l">{texts.simulate}</button>
            </form>
        }
    });
    view! {
        <section class="stack" data-gap="5" aria-labelledby="state">
            <div class="cluster">
                <h2 id="state">{texts.pay_with_lightning}</h2>
                {another(page)}
            </div>
            <div class="stack centred">
                <div class="amount-due">
                    <p class="figure"><Money tongue amount=sats headline=true /></p>
                    {price}
                </div>
                <div class="code-frame" inner_html=qr></div>
                <p role="status" class="cluster muted"><Icon name="loader-circle" /> {texts.waiting_for_wallet}</p>
            </div>
            <Countdown view=view.clone() tongue />
            <div class="fields">
                <a class="button" data-kind="primary" data-size="l" href=wallet target=page.target()>
                    <Icon name="wallet" />
                    {texts.open_wallet}
                </a>
                <button class="button" type="button" data-size="l" data-copies="invoice" data-copied=texts.copied data-scripted="">
                    <Icon name="copy" />
                    <span>{texts.copy}</span>
                </button>
                {simulate}
            </div>
            <div class="field">
                <label for="invoice">{texts.invoice}</label>
                <input class="input mono" id="invoice" readonly=true dir="ltr" value=view.bolt11.clone() />
            </div>
            {look_again(page, true)}
        </section>
    }
    .into_any()
}

/// The time that is left. The page tells it as it was sent; the script counts on.
#[component]
fn Countdown(view: InvoiceView, tongue: Tongue) -> impl IntoView {
    let texts = Texts::of(tongue);
    let seconds = |micros: i64| (micros / 1_000_000).max(0);
    let left = seconds(view.expires_at.micros() - view.now.micros());
    let all = seconds(view.expires_at.micros() - view.created_at.micros()).max(1);
    let clock = format!("{}:{:02}", left / 60, left % 60);
    // The clock is an element of its own, for the script to change; the words around it are the language's.
    let words = (texts.holds_for)("\u{0}");
    let (before, after) = words.split_once('\u{0}').unwrap_or((words.as_str(), ""));
    view! {
        <div class="countdown" data-countdown=left.to_string()>
            <span>{before.to_owned()}<b dir="ltr">{clock}</b>{after.to_owned()}</span>
            <progress max=all.to_string() value=left.to_string() aria-label=texts.time_left></progress>
        </div>
    }
}

/// The merchant's own instructions.
pub fn instructions(page: &Page, view: &InstructionsView) -> AnyView {
    let tongue = page.tongue;
    let texts = Texts::of(tongue);
    let total = page.order.as_ref().map(|order| order.total);
    view! {
        <section class="stack" data-gap="5" aria-labelledby="state">
            <div class="cluster">
                <h2 id="state"><bdi>{name_of(&view.offer, texts)}</bdi></h2>
                {another(page)}
            </div>
            <p class="instructions" dir="auto">{view.text.clone()}</p>
            <dl class="kv card">
                {total.map(|amount| view! { <div><dt>{texts.amount}</dt><dd><Money tongue amount /></dd></div> })}
                <div>
                    <dt>{texts.reference}</dt>
                    <dd>
                        <code dir="ltr">{view.reference.clone()}</code>
                        <p class="muted">{texts.reference_hint}</p>
                    </dd>
                </div>
            </dl>
            <p role="status" class="muted">{texts.waiting_for_merchant}</p>
            {look_again(page, false)}
        </section>
    }
    .into_any()
}

/// Looks again: by a link, or in a frame by a form, which says who asks. The script does it by itself.
fn look_again(page: &Page, unscripted: bool) -> AnyView {
    let (label, unscripted) = (Texts::of(page.tongue).check_again, unscripted.then_some(""));
    if page.frame.is_none() {
        return view! { <a class="button" data-size="l" data-unscripted=unscripted href=page.to("")>{label}</a> }
            .into_any();
    }
    view! {
        <form id="again" data-unscripted=unscripted method="post" action=page.to("look")>
            {carried(page)}
            <button class="button" data-size="l" type="submit">{label}</button>
        </form>
    }
    .into_any()
}

/// Gives up this way to pay, to choose another.
fn another(page: &Page) -> impl IntoView + use<> {
    let texts = Texts::of(page.tongue);
    view! {
        <form class="push" method="post" action=page.to("another")>
            {carried(page)}
            <button class="button" data-kind="quiet" type="submit">{texts.another_way}</button>
        </form>
    }
}
