//! The frame of pages that list something page by page, and of pages about one thing: what the address asks for is
//! fetched, and shown once it is there.

use std::future::Future;
use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::components::{Pager, TableSkeleton};
use crate::list_query::escape;
use crate::loaded::Loaded;
use crate::problem::Problem;

/// A list: what is asked for, how it is fetched, and how it is shown. `label` names it while it is loading.
pub(super) fn listed<K, V, F>(
    asked: Memo<K>,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
    label: &'static str,
    show: fn(V, K) -> AnyView,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    V: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<V, Problem>> + Send + 'static,
{
    let fetched = Resource::new(move || asked.get(), fetch);
    view! {
        <Loaded from=fetched fallback=move || view! { <TableSkeleton rows=8 columns=5 label /> } let(view)>
            {show(view, asked.get_untracked())}
        </Loaded>
    }
}

/// One thing, by the id in the address.
pub(super) fn one<I, V, F>(
    fetch: impl Fn(I) -> F + Clone + Send + Sync + 'static,
    show: fn(V) -> AnyView,
) -> impl IntoView
where
    I: FromStr + Clone + PartialEq + Send + Sync + 'static,
    V: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<V, Problem>> + Send + 'static,
{
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<I>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| {
            let found = id.map(&fetch);
            async move {
                match found {
                    Some(found) => found.await,
                    None => Err(Problem::NotFound),
                }
            }
        },
    );
    view! {
        <Loaded from=fetched let(view)>
            {show(view)}
        </Loaded>
    }
}

/// An address with those of these parameters that say something.
pub(super) fn address(path: &str, asked: &[(&str, &str)]) -> String {
    let said: Vec<String> = asked
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    if said.is_empty() { path.to_owned() } else { format!("{path}?{}", said.join("&")) }
}

/// The way on through a list: back to its beginning, and to what follows on the last that is shown.
#[component]
pub(super) fn Pages(
    /// The list's address.
    path: String,
    /// What it asks for, apart from the page.
    asked: Vec<(&'static str, String)>,
    /// The id after which this page begins; empty for the first.
    after: String,
    /// The id of the last that is shown, when there is more.
    last: Option<String>,
    /// How many are shown.
    shown: usize,
    /// Of what, and in which order: `invoices, newest first`.
    what: &'static str,
) -> impl IntoView {
    let to = move |after: &str| {
        let asked = asked.iter().map(|(name, value)| (*name, value.as_str())).chain([("after", after)]);
        address(&path, &asked.collect::<Vec<_>>())
    };
    let (first, next) = ((!after.is_empty()).then(|| to("")), last.map(|last| to(&last)));
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <Pager previous=first next>
                <b>{shown}</b>
                {format!(" {what}")}
            </Pager>
        }
    })
}
