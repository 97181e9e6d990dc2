//! A refund begins with somebody: finding whose payment it is.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::components::{EmptyState, Person, TextField};
use crate::frame::use_scope;
use crate::list_query::param;
use crate::loaded::Loaded;
use crate::server_fns::customers;

/// `/{merchant}/{mode}/refunds/new?find=ada`: a box to search in, and who is found.
#[component]
pub fn FindWhose() -> impl IntoView {
    let (scope, search) = (use_scope(), use_location().search);
    let text = Memo::new(move |_| search.with(|search| param(search, "find").unwrap_or_default()));
    let found = Resource::new(
        move || text.get(),
        move |text| async move {
            match text.trim() {
                "" => Ok(None),
                text => customers::search(scope, text.to_owned()).await.map(|(_, hits)| Some(hits)),
            }
        },
    );
    let whose = move |hits: Vec<customers::Hit>| {
        let hits = hits.into_iter().map(|hit| {
            let href = format!("/{scope}/customers/{}/refund", hit.id);
            view! {
                <li>
                    <Person id=hit.id.to_string() name=hit.display_name href detail=hit.email />
                </li>
            }
        });
        view! { <ul class="stack found" aria-label="Customers">{hits.collect_view()}</ul> }
    };
    view! {
        <div class="stack" data-gap="5">
            <form class="beside" method="get" action=format!("/{scope}/refunds/new") role="search">
                <TextField
                    name="find"
                    label="Whose payment is it?"
                    kind="search"
                    value=text.get_untracked()
                    hint="Name, email, phone, order number or an id."
                />
                <button class="button" data-kind="primary" type="submit">"Find"</button>
            </form>
            <Loaded from=found fallback=|| () let(found)>
                {match found {
                    None => ().into_any(),
                    Some(hits) if hits.is_empty() => view! {
                        <EmptyState title="Nobody was found" icon="search">
                            "Search for less, or for an id. A payment without a customer is refunded from its own page."
                        </EmptyState>
                    }
                    .into_any(),
                    Some(hits) => whose(hits).into_any(),
                }}
            </Loaded>
        </div>
    }
}
