//! A dialog at the end edge: work on a record without losing the page behind it. It also has an address of its own,
//! where the server renders it open, so that it works without scripts.

use leptos::prelude::*;

use super::Icon;
use super::dialog::use_modal;

/// The children are the scrolling body, usually a `<form id=…>` whose buttons stand in `foot` with `form=…`.
#[component]
pub fn Drawer(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] open: Signal<bool>,
    on_close: Callback<()>,
    /// Where one is without the drawer: the cross is a link to it.
    #[prop(into)]
    close_href: Signal<String>,
    #[prop(optional)] wide: bool,
    /// Stands under the title: an id, or where one is in a piece of work.
    #[prop(optional, into)]
    head: Option<AnyView>,
    #[prop(optional, into)] foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let modal = use_modal(open, on_close);
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let close = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        on_close.run(());
    };
    view! {
        <dialog
            node_ref=modal.node
            class="drawer"
            id=id
            data-width=wide.then_some("wide")
            open=open.get_untracked()
            aria-labelledby=labelled_by
            on:cancel=move |event| modal.cancel(&event)
            on:close=move |_| modal.closed()
        >
            <div class="head">
                <div class="cluster">
                    <h2 id=title_id>{title}</h2>
                    <a
                        class="button push"
                        data-kind="quiet"
                        data-size="s"
                        href=close_href
                        aria-label="Close"
                        on:click=close
                    >
                        <Icon name="x" />
                    </a>
                </div>
                {head}
            </div>
            <div class="body">{children()}</div>
            {foot.map(|foot| view! { <div class="foot">{foot}</div> })}
        </dialog>
    }
}
