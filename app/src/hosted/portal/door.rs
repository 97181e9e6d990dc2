//! Pages for somebody who is not in: where a link is asked for, what a link is for, and why something does not open.

use leptos::prelude::*;

use super::{Door, PortalTexts};
use crate::hosted::Page;
use crate::hosted::field::{FieldView, Line, LineField};
use crate::hosted::texts::{Text, Texts};

/// What is on such a page.
pub fn door(page: &Page, door: &Door) -> AnyView {
    let texts = PortalTexts::of(page.tongue);
    let ((title, sentence), more): ((Text, Text), AnyView) = match door {
        Door::Ways => (texts.ways, ().into_any()),
        Door::Ask(email, wrong) => {
            let words = Texts::of(page.tongue);
            let field = FieldView {
                name: "email".to_owned(),
                label: words.email.to_owned(),
                value: email.clone(),
                hint: String::new(),
                error: wrong.with(page.tongue, "email", words.email),
                optional: false,
            };
            let line =
                Line { kind: "email", autocomplete: "email".to_owned(), wide: true, required: true, ..Line::default() };
            let form = view! {
                <form class="stack" method="post" action=page.to("")>
                    <LineField field line texts=words />
                    {press(texts.send_link, words.working)}
                </form>
            };
            (texts.ask, form.into_any())
        }
        Door::Asked => (texts.asked, view! { <p><a href=page.to("")>{texts.ask_again}</a></p> }.into_any()),
        Door::Open => (texts.open, post(page, texts.open_button)),
        Door::Confirm(address) => {
            let shown = view! {
                <p class="card"><bdi class="instructions">{address.clone()}</bdi></p>
                {post(page, texts.confirm_button)}
            };
            (texts.confirm, shown.into_any())
        }
        Door::Confirmed => (texts.confirmed, ().into_any()),
        Door::Spent(path) => {
            let again = view! { <p><a class="button" data-size="l" href=page.at(path)>{texts.ask_again}</a></p> };
            (texts.spent, again.into_any())
        }
        Door::Unknown => (texts.unknown, ().into_any()),
        Door::Ended => (texts.ended, ().into_any()),
        Door::NotFor => (texts.not_for, ().into_any()),
        Door::Elsewhere => (texts.elsewhere, ().into_any()),
    };
    view! {
        <section class="stack" data-gap="5" aria-labelledby="state">
            <h1 id="state">{title}</h1>
            <p>{sentence}</p>
            {more}
        </section>
    }
    .into_any()
}

fn post(page: &Page, label: Text) -> AnyView {
    let press = press(label, Texts::of(page.tongue).working);
    view! { <form method="post" action=page.to("")>{press}</form> }.into_any()
}

fn press(label: Text, working: Text) -> impl IntoView {
    view! {
        <button class="button" type="submit" data-kind="primary" data-size="l" data-working=working>
            <span>{label}</span>
        </button>
    }
}
