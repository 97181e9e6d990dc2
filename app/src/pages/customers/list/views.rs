//! The views that every merchant has and the segments that were kept, as tabs above the list.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::{CustomerFilter, Has};
use clientele_domain::money::grouped;
use leptos::prelude::*;

use super::address::Here;
use super::segments::{Segments, filter_of};
use crate::components::{Tab, Tabs};
use crate::list_query::ListQuery;
use crate::server_fns::customers::SegmentView;

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

/// So many, or more than counting went.
fn told((count, capped): (i64, bool)) -> String {
    let more = if capped { "+" } else { "" };
    format!("{}{more}", grouped(&count.to_string()))
}

/// The tabs: what every merchant has, and the segments that one sees. A view is current while the list is filtered by exactly what it asks for.
#[component]
pub(super) fn Views(here: Here, segments: Segments) -> impl IntoView {
    let tabs = views()
        .into_iter()
        .map(|(label, filter)| {
            let href = here.to(&ListQuery::default().with(filter.clone()));
            let current = Signal::derive(move || here.query.with(|query| query.filter == filter));
            view! { <Tab href label current /> }
        })
        .collect_view();
    let kept = move || {
        let known = segments.get().and_then(Result::ok).unwrap_or_default();
        let tab = move |segment: SegmentView| {
            let filter = filter_of(&segment);
            let href = here.to(&ListQuery::default().with(filter.clone()));
            let current = Signal::derive(move || here.query.with(|query| query.filter == filter));
            let count = segment.count.map(told);
            view! { <Tab href label=segment.segment.name current count /> }
        };
        known.into_iter().map(tab).collect_view()
    };
    view! {
        <Tabs label="Views" bleed=true>
            {tabs}
            <Transition>{kept}</Transition>
        </Tabs>
    }
}
