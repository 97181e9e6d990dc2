//! The keyset pager: where one is, and which way to go. There are no page numbers, because there are no pages to count.

use leptos::prelude::*;

use super::Icon;

/// Children: what is shown, such as `<b>"25"</b>" of "<b>"214"</b>" customers"`. No address: no page that way.
#[component]
pub fn Pager(
    #[prop(into)] previous: Signal<Option<String>>,
    #[prop(into)] next: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="pager" aria-label="Pages of results">
            <p>{children()}</p>
            <PagerLink href=previous rel="prev">
                <Icon name="arrow-left" />
                "Previous"
            </PagerLink>
            <PagerLink href=next rel="next">
                "Next"
                <Icon name="arrow-right" />
            </PagerLink>
        </nav>
    }
}

/// A link without an address is the standard way to say "not now": it takes no focus and is announced as dimmed.
#[component]
fn PagerLink(href: Signal<Option<String>>, rel: &'static str, children: Children) -> impl IntoView {
    view! {
        <a
            class="button"
            data-size="s"
            rel=rel
            href=move || href.get()
            role=move || href.get().is_none().then_some("link")
            aria-disabled=move || href.get().is_none().then_some("true")
        >
            {children()}
        </a>
    }
}
