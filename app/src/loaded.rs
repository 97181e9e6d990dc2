//! What is fetched, on the page.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::children::ViewFnOnce;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::components::Skeleton;
use crate::pages::problem::ProblemPage;
use crate::problem::Problem;

/// What there is to show, once it is there.
type Show = Box<dyn FnOnce() -> AnyView + Send>;
type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Show> + Send>> + Send + Sync>;

/// Fetches anew what is shown here and around here. It outlives what is shown, which the next fetch replaces.
#[derive(Clone, Default)]
pub struct Reload(Vec<Callback<()>>);

impl Reload {
    /// What is around here together with what this fetches.
    pub fn with(fetch: Callback<()>) -> Self {
        let mut all = use_context::<Self>().unwrap_or_default();
        all.0.push(fetch);
        all
    }

    /// Fetches all of it that is still there.
    pub fn run(&self) {
        self.0.iter().for_each(|fetch| {
            fetch.try_run(());
        });
    }
}

/// Shows what was fetched, or why it could not be had. While it is fetched anew, what was there stays, and goes on working.
#[component]
pub fn Loaded<T, V>(
    from: Resource<Result<T, Problem>>,
    /// Stands in its place until it is there for the first time; the outline of a page by default.
    #[prop(optional, into)]
    fallback: Option<ViewFnOnce>,
    /// Says why it could not be had; a page that does so by default.
    #[prop(optional, into)]
    otherwise: Option<Callback<Problem, AnyView>>,
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let reload = Reload::with(Callback::new(move |()| from.refetch()));
    let children = Arc::new(children);
    let fetch = move || {
        let (children, reload) = (children.clone(), reload.clone());
        async move {
            let fetched = from.await;
            move || {
                provide_context(reload);
                match (fetched, otherwise) {
                    (Ok(loaded), _) => children(loaded).into_any(),
                    (Err(problem), Some(otherwise)) => otherwise.run(problem),
                    (Err(problem), None) => view! { <ProblemPage problem /> }.into_any(),
                }
            }
        }
    };
    let outline = || {
        view! {
            <div aria-busy="true">
                <Skeleton width="xl" />
            </div>
        }
    };
    let fallback = fallback.unwrap_or_else(|| outline.into());
    view! { <Transition fallback>{lasting(fetch)}</Transition> }.into_any()
}

/// What a `Transition` shows of what is fetched. It lives until something else takes its place: by itself it would end a
/// moment earlier, and what looks at the page in that moment would reach into nothing.
pub fn lasting<F, S>(fetch: impl Fn() -> F + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = S> + Send + 'static,
    S: FnOnce() -> AnyView + Send + 'static,
{
    fetched_by(Box::new(move || {
        let fetched = fetch();
        Box::pin(async move { Box::new(fetched.await) as Show })
    }))
}

/// The part that is the same for whatever is fetched.
fn fetched_by(fetch: Fetch) -> AnyView {
    let around = Owner::current().map(|owner| owner.downgrade());
    let view = move || {
        let (fetched, around) = (fetch(), around.clone());
        Suspend::new(async move {
            let show = fetched.await;
            let owner = around.and_then(|around| around.upgrade()).map_or_else(Owner::new, |around| around.child());
            let view = owner.with(show);
            OwnedView::new_with_owner(view, owner)
        })
    };
    view.into_any()
}
