//! Duplicates: pairs of customers who share something, beside the one that is looked at.

use clientele_domain::id::CustomerId;
use clientele_domain::matching::Strength;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::customers::merge::compare::Compare;
use super::customers::merge::shared::in_words;
use crate::components::{Badge, Banner, EmptyState, Icon, PageHead, Pager, TableSkeleton, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::matching::{self, DuplicatesView, PairView, read_pair};

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    /// Pairs after this one.
    after: String,
    /// The pair to look at.
    pair: String,
    /// The pair of which somebody said just now that they are two.
    apart: String,
}

/// `/{merchant}/{mode}/duplicates`
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| Asked { after: text("after"), pair: text("pair"), apart: text("apart") });
    let fetched =
        Resource::new(move || asked.get(), move |Asked { after, pair, .. }| matching::duplicates(scope, after, pair));
    view! {
        <Title text="Duplicates" />
        <div class="page">
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=3 label="Duplicates, loading" /> }
                let(view)
            >
                {
                    let asked = asked.get_untracked();
                    view! { <Duplicates view asked /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Duplicates(view: DuplicatesView, asked: Asked) -> impl IntoView {
    let DuplicatesView { pairs, count: (count, capped), next, chosen } = view;
    let scope = use_scope();
    let words = match (count, capped) {
        (0, _) => None,
        (1, _) => Some("1 pair to review".to_owned()),
        (count, true) => Some(format!("{count}+ pairs to review")),
        (count, false) => Some(format!("{count} pairs to review")),
    };
    let current = chosen.as_ref().map(|chosen| [chosen.one.id, chosen.other.id]);
    let empty = pairs.is_empty() && chosen.is_none();
    let body = if empty {
        view! {
            <EmptyState title="No duplicates to review" icon="users">
                "Customers who share an email, a phone, a card or a wallet and are two records show up here, so that \
                 you decide."
            </EmptyState>
        }
        .into_any()
    } else {
        let compare = match chosen {
            Some(view) => view! { <Compare view then="duplicates" /> }.into_any(),
            None => view! { <p class="muted">"These two are one record by now."</p> }.into_any(),
        };
        view! {
            <div class="split duplicates">
                <Queue pairs next current after=asked.after.clone() />
                <section class="section" aria-labelledby="pair">
                    <header>
                        <h2 id="pair">"Are these the same person?"</h2>
                    </header>
                    {compare}
                </section>
            </div>
        }
        .into_any()
    };
    let told_apart = read_pair(&asked.apart).map(|pair| view! { <ToldApart pair /> });
    view! {
        <PageHead title="Duplicates" count=words>
            <a class="button" href=format!("/{scope}/settings/matching")>
                <Icon name="settings-2" />
                "Matching settings"
            </a>
        </PageHead>
        {told_apart}
        {body}
    }
}

/// Says that two are remembered as two, with the way to take it back.
#[component]
fn ToldApart(pair: (CustomerId, CustomerId)) -> impl IntoView {
    let scope = use_scope();
    let (one, other) = (pair.0.to_string(), pair.1.to_string());
    let back = use_viewer().may(Permission::CustomerWrite).then(|| {
        view! {
            <form method="post" action=format!("/{scope}/customers/{one}/merge/{other}")>
                <input type="hidden" name="then" value="duplicates" />
                <button class="button" data-size="s" type="submit" name="act" value="not_distinct">
                    "Take it back"
                </button>
            </form>
        }
    });
    view! {
        <Banner tone=Tone::Good inset=true>
            <p>"They are remembered as not the same person, and are never suggested or merged again."</p>
            {back}
        </Banner>
    }
}

#[component]
fn Queue(
    pairs: Vec<PairView>,
    next: Option<(CustomerId, CustomerId)>,
    current: Option<[CustomerId; 2]>,
    after: String,
) -> impl IntoView {
    let here = format!("/{}/duplicates", use_scope());
    let first = (!after.is_empty()).then(|| here.clone());
    let next = next.map(|(low, high)| format!("{here}?after={low}.{high}"));
    let shown = pairs.len();
    let items = pairs
        .into_iter()
        .map(|pair| {
            let [(one, name), (other, others_name)] = pair.both;
            let href = format!("{here}?after={after}&pair={one}.{other}");
            let looked_at = current.is_some_and(|current| current.contains(&one) && current.contains(&other));
            view! {
                <li>
                    <a href=href aria-current=looked_at.then_some("true")>
                        <b><bdi>{name}</bdi></b>
                        <StrengthBadge strength=pair.strength />
                        <small><bdi>{others_name}</bdi></small>
                        <small>{in_words(&pair.shared)}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    let pager = (first.is_some() || next.is_some()).then(|| {
        view! {
            <Pager previous=first next>
                <b>{shown}</b>
                " pairs, newest first"
            </Pager>
        }
    });
    view! {
        <nav aria-label="Pairs to review">
            <ul class="queue">{items}</ul>
            {pager}
        </nav>
    }
}

#[component]
fn StrengthBadge(strength: Strength) -> impl IntoView {
    let (tone, icon) = match strength {
        Strength::Strong => (Tone::Good, "equal"),
        Strength::Fair => (Tone::Warn, "equal-approximately"),
    };
    view! {
        <Badge tone icon plain=true>
            {strength.label()}
        </Badge>
    }
}
