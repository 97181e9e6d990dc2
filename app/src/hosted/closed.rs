//! Pages where nothing can be paid, and why: each with a way on.

use leptos::prelude::*;

use super::Page;
use super::texts::{Text, Texts};

/// A title, a sentence, and the way back. The title is the page's heading where nothing is bought.
pub fn closed(page: &Page, (title, sentence): (Text, Text)) -> AnyView {
    let texts = Texts::of(page.tongue);
    let heading = match page.order {
        Some(_) => view! { <h2 id="state">{title}</h2> }.into_any(),
        None => view! { <h1 id="state">{title}</h1> }.into_any(),
    };
    let back = page.shop.as_ref().map(|shop| shop.back.clone()).filter(|back| !back.is_empty());
    let label = (texts.back)(page.merchant());
    let back = back.map(|back| view! { <a class="button" data-kind="primary" data-size="l" href=back>{label}</a> });
    view! {
        <section class="stack" data-gap="5" aria-labelledby="state">
            {heading}
            <p>{sentence}</p>
            {back}
        </section>
    }
    .into_any()
}
