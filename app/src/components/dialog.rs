//! Dialogs: the browser's own, so that focus, Escape and the dimmed page behind come with them.

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{Icon, browser};

/// A question or a short form over the page. While `open`, nothing behind it can be reached. `on_close` is asked when
/// someone wants to leave; the owner then sets `open` to false, or goes to another address.
#[component]
pub fn Dialog(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] open: Signal<bool>,
    on_close: Callback<()>,
    /// Shown before the title.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Asks before something that cannot be undone; its text is read out.
    #[prop(optional)]
    alert: bool,
    #[prop(optional)] wide: bool,
    /// A press beside it closes it. Not for forms: what was typed would be lost.
    #[prop(optional)]
    light: bool,
    /// The buttons. In an `alert`, the one that keeps things as they are comes first.
    #[prop(optional, into)]
    foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let modal = use_modal(open, on_close);
    let (title_id, body_id) = (format!("{id}-title"), format!("{id}-body"));
    let labelled_by = title_id.clone();
    let described_by = alert.then(|| body_id.clone());
    view! {
        <dialog
            node_ref=modal.node
            class="dialog"
            id=id
            role=alert.then_some("alertdialog")
            data-tone=alert.then_some("bad")
            data-width=wide.then_some("wide")
            closedby=light.then_some("any")
            open=open.get_untracked()
            aria-labelledby=labelled_by
            aria-describedby=described_by
            on:cancel=move |event| modal.cancel(&event)
            on:close=move |_| modal.closed()
        >
            <div class="head">
                {icon.map(|name| view! { <Icon name /> })}
                <h2 id=title_id>{title}</h2>
                {(!alert).then(|| view! { <CloseButton on_close /> })}
            </div>
            <div class="body stack" id=body_id>
                {children()}
            </div>
            {foot.map(|foot| view! { <div class="foot">{foot}</div> })}
        </dialog>
    }
}

/// The cross at the end of a head.
#[component]
pub(super) fn CloseButton(on_close: Callback<()>) -> impl IntoView {
    view! {
        <button
            class="button push"
            data-kind="quiet"
            data-size="s"
            type="button"
            data-scripted=""
            aria-label="Close"
            on:click=move |_| on_close.run(())
        >
            <Icon name="x" />
        </button>
    }
}

/// A `<dialog>` that follows a signal.
#[derive(Clone, Copy)]
pub(super) struct Modal {
    pub node: NodeRef<leptos::html::Dialog>,
    open: Signal<bool>,
    on_close: Callback<()>,
}

impl Modal {
    /// Escape asks the owner, who may have reasons to stay open.
    pub fn cancel(self, event: &web_sys::Event) {
        event.prevent_default();
        self.on_close.run(());
    }

    /// The browser closed it by itself. It says so later, when the dialog may be gone.
    pub fn closed(self) {
        if self.open.try_get_untracked() == Some(true) {
            self.on_close.run(());
        }
    }
}

/// Opens and closes a `<dialog>` as the signal says, and gives the focus back, even when the page takes it away.
pub(super) fn use_modal(open: Signal<bool>, on_close: Callback<()>) -> Modal {
    let node = NodeRef::<leptos::html::Dialog>::new();
    let again = Trigger::new();
    Effect::new(move || {
        again.track();
        let Some(dialog) = node.get() else { return };
        // What waits for data is built before it becomes a part of the page, and only there a dialog can be modal.
        if !dialog.is_connected() {
            request_animation_frame(move || again.notify());
            return;
        }
        if !open.get() {
            if dialog.open() {
                dialog.close();
            }
            return;
        }
        let before = SendWrapper::new(browser::focused());
        // The server renders an open dialog as a plain part of the page; only a closed one can become modal.
        let _ = dialog.remove_attribute("open");
        if dialog.show_modal().is_ok() {
            on_cleanup(move || {
                if let Some(before) = before.take() {
                    browser::focus(&before);
                }
            });
        }
    });
    Modal { node, open, on_close }
}
