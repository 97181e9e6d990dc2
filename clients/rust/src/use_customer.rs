//! `use_customer` for Leptos.

use std::time::Duration;

use leptos::prelude::*;

use crate::watch::Watch;
use crate::{Client, Customer, Error, Identifier};

/// What a component knows of the customer. Copy it into whatever shows a part of it.
#[derive(Clone, Copy)]
pub struct UseCustomer {
    /// The customer; none while the first answer is awaited, and if there is no such customer.
    pub customer: Signal<Option<Customer>>,
    /// Whether there is nothing to show yet. True from the first frame, on the server too, until the first answer; not while
    /// what is shown is refreshed.
    pub is_loading: Signal<bool>,
    /// Why the last request failed. The customer who was known before stays, unless the session is somebody else's now.
    pub error: Signal<Option<Error>>,
    /// Asks again. An answer that is still under way is dropped.
    pub refetch: Callback<()>,
}

/// When to ask again without being told to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UseCustomerOptions {
    on_focus: bool,
    every: Option<Duration>,
}

impl UseCustomerOptions {
    /// Asks again when somebody comes back to the page, as from a checkout in another tab.
    #[must_use]
    pub fn refetch_on_focus(self, on_focus: bool) -> Self {
        Self { on_focus, ..self }
    }

    /// Asks again and again with so much time between, while the page can be seen. A session may ask 5 times a second.
    #[must_use]
    pub fn refetch_every(self, time: Duration) -> Self {
        Self { every: Some(time), ..self }
    }
}

/// The customer whom the session of the page shows, if it is this one.
///
/// Takes the [`Client`] that was put into the context. `identifier` may be a value or a signal, and none if nobody is signed
/// in. On a server nothing is asked, and the page says that it loads. When the owner goes, requests, listeners and timers
/// go with it.
pub fn use_customer(identifier: impl Into<Signal<Option<Identifier>>>) -> UseCustomer {
    use_customer_with_options(identifier, UseCustomerOptions::default())
}

/// The same, asking again when the options say so.
pub fn use_customer_with_options(
    identifier: impl Into<Signal<Option<Identifier>>>,
    options: UseCustomerOptions,
) -> UseCustomer {
    let whom = identifier.into();
    let watch = RwSignal::new(Watch::default());
    let client = use_context::<Client>();
    let no_client = client.is_none();

    let error = Memo::new(move |_| match no_client {
        true => Some(Error::NoClient),
        false => whom.with(|whom| watch.with(|watch| watch.error(whom.as_ref()).cloned())),
    });
    let customer = Memo::new(move |_| whom.with(|whom| watch.with(|watch| watch.customer(whom.as_ref()).cloned())));
    let is_loading =
        Memo::new(move |_| !no_client && whom.with(|whom| watch.with(|watch| watch.is_loading(whom.as_ref()))));
    let refetch = match client {
        Some(client) => asking(client, whom, watch, options),
        None => Callback::new(|()| ()),
    };
    UseCustomer { customer: customer.into(), is_loading: is_loading.into(), error: error.into(), refetch }
}

/// Servers ask nothing.
#[cfg(not(target_arch = "wasm32"))]
fn asking(_: Client, _: Signal<Option<Identifier>>, _: RwSignal<Watch>, _: UseCustomerOptions) -> Callback<()> {
    Callback::new(|()| ())
}

/// Asks whenever somebody else is meant and when the options say so; gives a way to ask again.
#[cfg(target_arch = "wasm32")]
fn asking(
    client: Client,
    whom: Signal<Option<Identifier>>,
    watch: RwSignal<Watch>,
    options: UseCustomerOptions,
) -> Callback<()> {
    let request = std::sync::Arc::new(Request::default());
    on_cleanup({
        let request = std::sync::Arc::clone(&request);
        move || request.stop()
    });
    let ask = Callback::new(move |()| {
        request.stop();
        let Some(whom) = whom.try_get_untracked().flatten() else {
            watch.try_update(Watch::forget);
            return;
        };
        let Some(turn) = watch.try_update(|watch| watch.begin(&whom)) else { return };
        let client = client.clone();
        request.start(async move {
            let answer = client.customer(&whom).await;
            watch.try_update(|watch| watch.hear(turn, answer));
        });
    });
    Effect::new(move |_| {
        whom.track();
        ask.run(());
    });
    let asks = move || whom.with_untracked(Option::is_some) && !document().hidden();
    if options.on_focus {
        on_return(move || {
            if asks() {
                ask.run(());
            }
        });
    }
    // An answer that is awaited will do.
    let tick = move || {
        if asks() && !watch.with_untracked(Watch::is_under_way) {
            ask.run(());
        }
    };
    if let Some(timer) = options.every.and_then(|time| set_interval_with_handle(tick, time).ok()) {
        on_cleanup(move || timer.clear());
    }
    ask
}

/// Does something when somebody comes back to the page, as long as the owner lives. Browsers may tell it twice, which counts
/// as once.
#[cfg(target_arch = "wasm32")]
fn on_return(back: impl Fn() + Copy + 'static) {
    let soon = StoredValue::new(None::<TimeoutHandle>);
    let clear = move || {
        if let Some(earlier) = soon.try_get_value().flatten() {
            earlier.clear();
        }
    };
    on_cleanup(clear);
    for event in ["focus", "visibilitychange"] {
        let listener = window_event_listener_untyped(event, move |_| {
            clear();
            soon.set_value(set_timeout_with_handle(back, Duration::from_millis(50)).ok());
        });
        on_cleanup(move || listener.remove());
    }
}

/// The request that is under way.
#[cfg(target_arch = "wasm32")]
#[derive(Default)]
struct Request(std::sync::Mutex<Option<futures_util::future::AbortHandle>>);

#[cfg(target_arch = "wasm32")]
impl Request {
    /// Starts one. What is told about the answer is its own affair.
    fn start(&self, request: impl Future<Output = ()> + 'static) {
        let (request, handle) = futures_util::future::abortable(request);
        self.replace(Some(handle));
        leptos::task::spawn_local(async move {
            // A request that was stopped has nothing more to say.
            let _ = request.await;
        });
    }

    /// Stops the one that is under way.
    fn stop(&self) {
        self.replace(None);
    }

    fn replace(&self, handle: Option<futures_util::future::AbortHandle>) {
        let mut held = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(older) = std::mem::replace(&mut *held, handle) {
            older.abort();
        }
    }
}
