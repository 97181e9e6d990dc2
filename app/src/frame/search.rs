//! The search dialog: places and what one can begin at once, customers while typing, and the whole list for what was typed.

use clientele_domain::money::Amount;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::places;
use crate::components::{CommandPalette, PaletteGroup, PaletteItem, PaletteSign};
use crate::list_query::escape;
use crate::server_fns;
use crate::server_fns::viewer::Viewer;

/// How long a person pauses before what they typed is looked for.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(120);

#[component]
pub(super) fn Search(viewer: Viewer, open: RwSignal<bool>) -> impl IntoView {
    let scope = viewer.scope;
    let query = RwSignal::new(String::new());
    let asked = RwSignal::new(String::new());
    let debounce = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let text = query.get();
        if let Some(waiting) = debounce.get_value() {
            waiting.clear();
        }
        debounce.set_value(set_timeout_with_handle(move || asked.set(text.clone()), PAUSE).ok());
    });
    // Not a resource: the server never renders what is found.
    let hits = RwSignal::new(None);
    Effect::new(move |_| {
        let text = asked.get();
        hits.set(None);
        if !open.get() || text.trim().is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let found = server_fns::customers::search(scope, text.clone()).await.ok();
            // A slow old answer never replaces a newer one.
            if asked.try_get_untracked().as_ref() == Some(&text) {
                hits.set(found.map(|found| (text, found)));
            }
        });
    });
    let groups = Signal::derive(move || {
        // Nothing of it is in the page until somebody asks.
        let mut groups = if open.get() { places::found(&viewer, &query.get()) } else { Vec::new() };
        let Some((text, (currency, customers))) = hits.get() else { return groups };
        let items = customers.into_iter().map(|customer| PaletteItem {
            href: format!("/{scope}/customers/{}", customer.id),
            sign: PaletteSign::Person(customer.id.to_string()),
            title: customer.display_name,
            detail: customer.email,
            aside: Amount { minor: customer.spent, currency }.to_string(),
        });
        let all = PaletteItem {
            href: format!("/{scope}/customers?q={}", escape(&text)),
            sign: PaletteSign::Icon("search"),
            title: format!("Every customer with “{text}”"),
            detail: String::new(),
            aside: String::new(),
        };
        groups.push(PaletteGroup { title: "Customers", items: items.collect() });
        groups.push(PaletteGroup { title: "List", items: vec![all] });
        groups
    });
    let busy = Signal::derive(move || query.get() != asked.get());
    let navigate = use_navigate();
    let on_choose = Callback::new(move |href: String| {
        open.set(false);
        // What was looked for has been found.
        query.set(String::new());
        navigate(&href, NavigateOptions::default());
    });
    view! { <CommandPalette open query groups busy on_choose /> }
}
