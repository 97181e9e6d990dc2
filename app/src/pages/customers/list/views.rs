//! The views that every merchant has, as tabs above the list.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::{CustomerFilter, Has};
use leptos::prelude::*;

use super::address::Here;
use crate::components::{Tab, Tabs};
use crate::list_query::ListQuery;

fn views() -> [(&'static str, CustomerFilter); 6] {
    let none = CustomerFilter::default;
    [
        ("All", none()),
        ("Registered", CustomerFilter { kind: Some(Kind::Registered), ..none() }),
        ("Guests", CustomerFilter { kind: Some(Kind::Guest), ..none() }),
        ("With payments", CustomerFilter { has: Some(Has::Payment), ..none() }),
        ("Subscribed", CustomerFilter { subscription: Some(SubscriptionStatus::Active), ..none() }),
        ("Past due", CustomerFilter { subscription: Some(SubscriptionStatus::PastDue), ..none() }),
    ]
}

/// The tabs. A view is current while the list is filtered by exactly what it asks for.
#[component]
pub(super) fn Views(here: Here) -> impl IntoView {
    let tabs = views()
        .into_iter()
        .map(|(label, filter)| {
            let href = here.to(&ListQuery::default().with(filter.clone()));
            let current = Signal::derive(move || here.query.with(|query| query.filter == filter));
            view! { <Tab href label current /> }
        })
        .collect_view();
    view! {
        <Tabs label="Views" bleed=true>
            {tabs}
        </Tabs>
    }
}
