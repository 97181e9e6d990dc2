//! What can be done with the selected rows. The style sheet shows it as soon as a row is ticked, with or without wasm.

use leptos::prelude::*;

use super::Icon;

/// Children: the actions, plain buttons. `noun` is what is selected, in the plural.
#[component]
pub fn BulkBar(
    #[prop(into)] count: Signal<usize>,
    #[prop(default = "customers")] noun: &'static str,
    on_clear: Callback<()>,
    children: Children,
) -> impl IntoView {
    let label = move || match count.get() {
        0 => format!("Actions for selected {noun}"),
        count => format!("Actions for {count} selected {noun}"),
    };
    let shown = move || match count.get() {
        0 => "Selected".to_owned(),
        count => format!("{count} selected"),
    };
    view! {
        <div class="bulk-bar" role="toolbar" aria-label=label>
            <p>
                <b>{shown}</b>
            </p>
            {children()}
            <button class="button" type="reset" aria-label="Clear selection" on:click=move |_| on_clear.run(())>
                <Icon name="x" />
            </button>
        </div>
    }
}
