//! The ways to pay: one of several, each with what it asks for.

use clientele_domain::payment::MethodKind;
use leptos::prelude::*;

use super::field::{FieldView, Line, LineField};
use super::texts::{Texts, Tongue};
use super::{FormView, Offer, TestCard, Wrong};

/// The section; nothing where nothing is to be paid.
pub fn payment(view: &FormView, merchant: &str, tongue: Tongue) -> AnyView {
    let texts = Texts::of(tongue);
    let body = match view.offers.as_slice() {
        // Cards that are kept are a choice of their own.
        offers if !view.cards.is_empty() => choices(view, offers, merchant, tongue),
        [] => view! { <p>{texts.no_method}</p> }.into_any(),
        [only] => {
            let panel = panel(view, only, merchant, tongue);
            view! {
                <input type="hidden" name="method" value=only.kind.as_str() />
                <p class="muted">{name_of(only, texts)}</p>
                {panel}
            }
            .into_any()
        }
        several => choices(view, several, merchant, tongue),
    };
    let error = view.wrong.with(tongue, "method", texts.pay_with);
    let error = (!error.is_empty()).then(|| view! { <p class="error" id="method-error">{error}</p> });
    view! {
        <section class="stack field" aria-labelledby="payment">
            <h2 id="payment">{texts.pay_with}</h2>
            {body}
            {error}
        </section>
    }
    .into_any()
}

/// One of several: the buyer's own cards first.
fn choices(view: &FormView, offers: &[Offer], merchant: &str, tongue: Tongue) -> AnyView {
    let texts = Texts::of(tongue);
    let kept = view.cards.iter().map(|card| {
        let panel = view! { <p class="muted">{texts.card_expiry}" "<bdi>{card.expiry.clone()}</bdi></p> };
        (card.id.to_string(), card.label.clone(), panel.into_any())
    });
    let others = offers.iter().map(|offer| {
        let another = offer.kind == MethodKind::Card && !view.cards.is_empty();
        let name = if another { texts.another_card.to_owned() } else { name_of(offer, texts) };
        (offer.kind.as_str().to_owned(), name, panel(view, offer, merchant, tongue))
    });
    let all: Vec<(String, String, AnyView)> = kept.chain(others).collect();
    let before = view.saved.map(|card| card.to_string());
    let before = before.or_else(|| view.method.map(|kind| kind.as_str().to_owned()));
    let first = all.first().map(|(value, ..)| value.clone()).unwrap_or_default();
    let chosen = before.filter(|before| all.iter().any(|(value, ..)| value == before)).unwrap_or(first);
    let ways = all.into_iter().map(|(value, name, panel)| {
        let (id, checked) = (format!("method-{value}"), value == chosen);
        view! {
            <label>
                <input type="radio" id=id name="method" value=value checked=checked />
                <bdi>{name}</bdi>
            </label>
            <div>{panel}</div>
        }
    });
    let ways = ways.collect_view();
    view! { <div class="choices" role="group" aria-labelledby="payment">{ways}</div> }.into_any()
}

/// What the merchant calls it, or else its usual name.
pub fn name_of(offer: &Offer, texts: &Texts) -> String {
    let own = !matches!(offer.kind, MethodKind::Card | MethodKind::Lightning) && !offer.label.is_empty();
    if own { offer.label.clone() } else { (texts.method)(offer.kind).to_owned() }
}

/// The names and labels of the fields of a card.
pub fn card_labels(view: &FormView, texts: &Texts) -> Vec<(String, String)> {
    let card = view.offers.iter().any(|offer| offer.kind == MethodKind::Card);
    let labels = [("card_number", texts.card_number), ("card_expiry", texts.card_expiry), ("card_cvc", texts.card_cvc)];
    if card { labels.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec() } else { Vec::new() }
}

fn panel(view: &FormView, offer: &Offer, merchant: &str, tongue: Tongue) -> AnyView {
    let texts = Texts::of(tongue);
    match offer.kind {
        MethodKind::Card => {
            let kept = view.keeps_card.then(|| (texts.card_is_kept)(merchant));
            view! { <CardFields wrong=view.wrong.clone() kept tests=view.test_cards.clone() tongue /> }.into_any()
        }
        MethodKind::Lightning => view! { <p>{texts.lightning_explained}</p> }.into_any(),
        _ => view! { <p>{texts.manual_explained}</p> }.into_any(),
    }
}

/// The fields of a card. They always begin empty: a card is never kept, nor sent back.
#[component]
fn CardFields(wrong: Wrong, kept: Option<String>, tests: Vec<(String, TestCard)>, tongue: Tongue) -> impl IntoView {
    let texts = Texts::of(tongue);
    let field = |name: &str, label: &str| FieldView {
        name: name.to_owned(),
        label: label.to_owned(),
        error: wrong.with(tongue, name, label),
        ..FieldView::default()
    };
    let line = |autocomplete: &str, placeholder: &str, most| Line {
        autocomplete: autocomplete.to_owned(),
        inputmode: "numeric",
        placeholder: placeholder.to_owned(),
        most: Some(most),
        ..Line::default()
    };
    let number = Line { wide: true, ..line("cc-number", "", 23) };
    let tests = (!tests.is_empty()).then(|| view! { <TestCards tests texts /> });
    view! {
        <div class="fields" data-min="s">
            <LineField field=field("card_number", texts.card_number) line=number texts />
            <LineField
                field=field("card_expiry", texts.card_expiry)
                line=line("cc-exp", texts.card_expiry_form, 9)
                texts
            />
            <LineField field=field("card_cvc", texts.card_cvc) line=line("cc-csc", "", 4) texts />
            {kept.map(|kept| view! { <p class="wide muted">{kept}</p> })}
            {tests}
        </div>
    }
}

#[component]
fn TestCards(tests: Vec<(String, TestCard)>, texts: &'static Texts) -> impl IntoView {
    let rows = tests.into_iter().map(|(number, card)| {
        view! {
            <div>
                <dt dir="ltr"><code>{number}</code></dt>
                <dd>{(texts.test_card)(card)}</dd>
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="wide muted test-cards">
            <summary>{texts.test_cards}</summary>
            <dl class="kv">{rows}</dl>
        </details>
    }
}
