//! The question before what was typed is left behind.

use leptos::prelude::*;

use crate::components::Dialog;

/// Open while `leaving`. `keep` goes back to the form, `leave` away from it.
#[component]
pub fn LeaveDialog(leaving: RwSignal<bool>, keep: Callback<()>, leave: Callback<()>) -> impl IntoView {
    let discard = move |_| {
        leaving.set(false);
        leave.run(());
    };
    let foot = view! {
        <button class="button" data-kind="quiet" type="button" on:click=move |_| keep.run(())>
            "Go on editing"
        </button>
        <button class="button" data-kind="danger" data-tone="bad" type="button" on:click=discard>
            "Discard changes"
        </button>
    };
    view! {
        <Dialog
            id="leave-dialog"
            title="Leave without saving?"
            open=leaving
            on_close=keep
            alert=true
            foot=foot.into_any()
        >
            <p>"What you typed is not saved yet."</p>
        </Dialog>
    }
}
