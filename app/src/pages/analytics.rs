//! What sells and who matters. All that is shown stands in the address.

mod head;
mod people;
mod products;
mod recurring;
mod retention;
mod revenue;
mod sources;
mod stats;
mod top;
mod worth;

use clientele_domain::money::Currency;
use clientele_domain::role::Permission;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::components::EmptyState;
use crate::components::chart::{ChartSkeleton, Measure, provide_local_dates};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::{Loaded, lasting};
use crate::pages::problem::{ProblemPage, forbidden};
use crate::problem::Problem;
use crate::server_fns::analytics::{
    self, Asked, CohortRow, CustomersView, FrameView, ProductRow, Range, RecurringView, RevenueView, SourcesView,
    TopView, WorthView,
};
use head::{Head, HeadSkeleton};

/// What a fetch gave.
type Fetched<V> = Resource<Result<V, Problem>>;

/// Everything the page shows, each fetched on its own and all at once.
#[derive(Clone, Copy)]
struct Figures {
    frame: Fetched<FrameView>,
    revenue: Fetched<RevenueView>,
    sources: Fetched<SourcesView>,
    products: Fetched<Vec<ProductRow>>,
    recurring: Fetched<RecurringView>,
    customers: Fetched<CustomersView>,
    cohorts: Fetched<Vec<CohortRow>>,
    worth: Fetched<WorthView>,
    top: Fetched<TopView>,
}

/// What the cards have in common.
#[derive(Clone)]
struct Shown {
    scope: Scope,
    asked: Asked,
    currency: Currency,
    range: Range,
    figures: Figures,
}

impl Shown {
    fn money(&self) -> Measure {
        Measure::Money(self.currency)
    }

    /// What is said of figures that are of one currency, where others are converted.
    fn alone(&self) -> &'static str {
        if self.asked.rates.is_empty() { "" } else { " What was paid in other currencies is left out." }
    }

    /// Where the figures lie as a file.
    fn csv(&self, what: &str) -> String {
        format!("/{}/analytics/{what}.csv{}", self.scope, self.asked.search())
    }
}

/// `/{merchant}/{mode}/analytics`
#[component]
pub fn AnalyticsPage() -> impl IntoView {
    let viewer = use_viewer();
    if !viewer.may(Permission::AnalyticsRead) {
        let problem = forbidden(Permission::AnalyticsRead);
        return view! { <div class="page"><ProblemPage problem /></div> }.into_any();
    }
    provide_local_dates();
    let (scope, address) = (viewer.scope, use_location().search);
    let asked = Memo::new(move |_| address.with(|address| Asked::read(address)));
    let figures = figures(scope, asked);
    view! {
        <Title text="Analytics" />
        <div class="page">
            <Transition fallback=HeadSkeleton>
                {lasting(move || {
                    let asked = asked.get();
                    async move {
                        let frame = figures.frame.await;
                        move || match frame {
                            Ok(frame) => view! { <Framed frame asked figures /> }.into_any(),
                            Err(problem) => view! { <ProblemPage problem /> }.into_any(),
                        }
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

fn figures(scope: Scope, asked: Memo<Asked>) -> Figures {
    // What is asked of the top customers changes nothing else, and the range nothing of what is told of all time.
    let range = Memo::new(move |_| asked.with(|asked| asked.of_range().search()));
    let currency = Memo::new(move |_| asked.with(|asked| asked.currency.clone()));
    let whole = Memo::new(move |_| asked.with(Asked::search));
    Figures {
        frame: Resource::new(move || range.get(), move |search| analytics::frame(scope, search)),
        revenue: Resource::new(move || range.get(), move |search| analytics::revenue(scope, search)),
        sources: Resource::new(move || range.get(), move |search| analytics::sources(scope, search)),
        products: Resource::new(move || range.get(), move |search| analytics::products(scope, search)),
        recurring: Resource::new(move || range.get(), move |search| analytics::recurring(scope, search)),
        customers: Resource::new(move || range.get(), move |search| analytics::customers(scope, search)),
        cohorts: Resource::new(move || currency.get(), move |currency| analytics::cohorts(scope, currency)),
        worth: Resource::new(move || currency.get(), move |currency| analytics::worth(scope, currency)),
        top: Resource::new(move || whole.get(), move |search| analytics::top(scope, search)),
    }
}

#[component]
fn Framed(frame: FrameView, asked: Asked, figures: Figures) -> impl IntoView {
    let scope = use_scope();
    let head = view! { <Head frame=frame.clone() asked=asked.clone() /> };
    let FrameView { currency, any, range, .. } = frame;
    let body = match range {
        Err(sentence) => view! { <Wrong sentence /> }.into_any(),
        Ok(_) if !any => view! { <NothingYet /> }.into_any(),
        Ok(range) => view! { <Board shown=Shown { scope, asked, currency, range, figures } /> }.into_any(),
    };
    view! {
        {head}
        {body}
    }
}

#[component]
fn Wrong(sentence: String) -> impl IntoView {
    let here = format!("/{}/analytics", use_scope());
    let again = view! {
        <a class="button" href=here>
            "Show the last 12 months"
        </a>
    };
    view! {
        <EmptyState title="That range can’t be shown" icon="circle-alert" actions=again.into_any()>
            {sentence}
        </EmptyState>
    }
}

#[component]
fn NothingYet() -> impl IntoView {
    let viewer = use_viewer();
    let scope = viewer.scope;
    let link = viewer.may(Permission::CatalogWrite).then(|| {
        view! {
            <a class="button" data-kind="primary" href=format!("/{scope}/payment-links/new")>
                "New payment link"
            </a>
        }
    });
    let import = viewer.may(Permission::Import).then(|| {
        view! {
            <a class="button" href=format!("/{scope}/imports")>
                "Import payments"
            </a>
        }
    });
    let actions = view! {
        {link}
        {import}
    };
    view! {
        <EmptyState title="No figures yet" rings=true actions=actions.into_any()>
            "The first payment in this currency begins them. Sell by a link, record a payment by the API, or import those that \
             were made elsewhere."
        </EmptyState>
    }
}

/// The cards. Each waits for its own figures only.
#[component]
fn Board(shown: Shown) -> impl IntoView {
    let figures = shown.figures;
    view! {
        <div class="board">
            <stats::Headlines shown=shown.clone() />
            {card(figures.revenue, shown.clone(), revenue::TITLE, 4, revenue::card)}
            {card(figures.top, shown.clone(), top::TITLE, 2, top::card)}
            {card(figures.sources, shown.clone(), sources::TITLE, 4, sources::over_time)}
            {card(figures.sources, shown.clone(), sources::SHARES, 2, sources::shares)}
            {card(figures.sources, shown.clone(), sources::LINKS, 6, sources::links)}
            {card(figures.products, shown.clone(), products::TITLE, 6, products::card)}
            {card(figures.recurring, shown.clone(), recurring::TITLE, 3, recurring::card)}
            {card(figures.recurring, shown.clone(), recurring::MOVES, 3, recurring::moves)}
            {card(figures.customers, shown.clone(), people::TITLE, 3, people::card)}
            {card(figures.worth, shown.clone(), worth::TITLE, 3, worth::card)}
            {card(figures.cohorts, shown, retention::TITLE, 6, retention::card)}
        </div>
    }
}

/// One card: its skeleton, then its figures, or why there are none.
fn card<V>(fetched: Fetched<V>, shown: Shown, title: &'static str, span: u8, show: fn(V, Shown) -> AnyView) -> AnyView
where
    V: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    view! {
        <Loaded
            from=fetched
            fallback=move || view! { <ChartSkeleton span title /> }
            otherwise=move |problem| view! { <NotLoaded title span problem /> }.into_any()
            let(view)
        >
            {show(view, shown.clone())}
        </Loaded>
    }
    .into_any()
}

/// A card whose figures did not come. The others stay.
#[component]
fn NotLoaded(title: &'static str, span: u8, problem: Problem) -> impl IntoView {
    let sentence = match problem {
        Problem::Forbidden(sentence) | Problem::Invalid(sentence) => sentence,
        _ => {
            "The server did not answer as it should. Load the page again; the address keeps what you chose.".to_owned()
        }
    };
    view! {
        <section class="card" data-span=span.to_string() aria-label=title>
            <header>
                <h2>{title}</h2>
                <p role="alert">{sentence}</p>
            </header>
        </section>
    }
}
