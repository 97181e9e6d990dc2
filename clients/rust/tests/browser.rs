//! In a browser, against a running server. `end2end/journeys/client-rust.spec.ts` opens the page that runs these, and
//! plays the merchant whom they call (`end2end/house/counterpart.ts` says what it does).
#![cfg(target_arch = "wasm32")]

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use clientele_client::{
    Client, Error, Identifier, UseCustomer, UseCustomerOptions, use_customer, use_customer_with_options,
};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen]
extern "C" {
    /// The merchant, who has a secret key, and watches what goes over the wire.
    #[wasm_bindgen(js_name = merchant, catch)]
    async fn ask_merchant(act: &str, about: &str) -> Result<JsValue, JsValue>;
}

async fn merchant(act: &str, about: &str) -> String {
    ask_merchant(act, about).await.expect("the merchant does it").as_string().expect("a text")
}

/// Waits until something is so.
async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..250 {
        if is_so().await {
            return;
        }
        merchant("nap", "20").await;
    }
    panic!("waited in vain for {what}");
}

/// Waits until the merchant says something of the wire.
async fn until_wire(what: &str, says: &str) {
    until(&format!("{what}: {says}"), async || merchant(what, "").await == says).await;
}

/// A page of a merchant's: an owner, as a component has one, and a client whose app has been asked for so many sessions.
struct Page {
    owner: Owner,
    sessions: Rc<Cell<usize>>,
}

impl Page {
    /// For a person who is signed in. A name that begins with `no` is nobody's.
    fn of(user: &'static str) -> Self {
        Self::with_secret(user, None)
    }

    fn with_secret(user: &'static str, secret: Option<String>) -> Self {
        // Once for all tests of the page.
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let (owner, sessions) = (Owner::new(), Rc::new(Cell::new(0)));
        let counted = send_wrapper::SendWrapper::new(Rc::clone(&sessions));
        let client = Client::new(&server(), move || {
            counted.set(counted.get() + 1);
            async move { Ok(Some(merchant("session", user).await).filter(|secret| !secret.is_empty())) }
        });
        let client = match secret {
            Some(secret) => client.with_secret(&secret),
            None => client,
        };
        owner.with(|| provide_context(client));
        Self { owner, sessions }
    }

    fn shows(&self, user: &str) -> UseCustomer {
        self.owner.with(|| use_customer(Identifier::external_id(user)))
    }
}

fn server() -> String {
    js_sys::Reflect::get(&js_sys::global(), &"clientele".into())
        .ok()
        .and_then(|url| url.as_string())
        .expect("an address")
}

fn name(seen: UseCustomer) -> Option<String> {
    seen.customer.get_untracked().and_then(|customer| customer.name().map(str::to_owned))
}

async fn settled(seen: UseCustomer) {
    until("an answer", async || !seen.is_loading.get_untracked()).await;
}

#[wasm_bindgen_test]
async fn it_loads_from_the_first_frame_and_then_shows_the_customer() {
    let page = Page::of("first-frame");
    let seen = page.shows("first-frame");

    assert!(seen.is_loading.get_untracked());
    assert_eq!((seen.customer.get_untracked(), seen.error.get_untracked()), (None, None));
    settled(seen).await;

    let customer = seen.customer.get_untracked().expect("a customer");
    assert_eq!(customer.external_id(), Some("first-frame"));
    assert!(!customer.has_active_subscription());
    assert_eq!(seen.error.get_untracked(), None);
}

#[wasm_bindgen_test]
async fn somebody_whom_clientele_does_not_know_is_no_error() {
    let page = Page::of("nobody");
    let seen = page.shows("nobody");
    settled(seen).await;

    assert_eq!((seen.customer.get_untracked(), seen.error.get_untracked()), (None, None));
}

#[wasm_bindgen_test]
async fn a_refetch_sees_what_changed_and_carries_nothing_that_did_not() {
    let page = Page::of("renamed");
    let seen = page.shows("renamed");
    settled(seen).await;
    merchant("forget", "").await;

    seen.refetch.run(());
    assert!(!seen.is_loading.get_untracked(), "what is known stays on the page");
    until_wire("answers", "304").await;
    merchant("rename", "renamed").await;
    seen.refetch.run(());
    until("the new name", async || name(seen).as_deref() == Some("Renamed")).await;
    assert_eq!(merchant("answers", "").await, "304 200");
}

#[wasm_bindgen_test]
async fn a_revoked_session_is_renewed_once_for_everything_on_the_page() {
    let secret = merchant("session", "renewed").await;
    merchant("revoke", "renewed").await;
    let page = Page::with_secret("renewed", Some(secret));
    let all = [page.shows("renewed"), page.shows("renewed"), page.shows("renewed")];
    for seen in all {
        settled(seen).await;
        assert_eq!(name(seen).as_deref(), Some("renewed"));
    }

    assert_eq!(page.sessions.get(), 1);
}

#[wasm_bindgen_test]
async fn another_person_is_never_shown() {
    let page = Page::of("mallory");
    let seen = page.shows("alice");
    settled(seen).await;

    assert_eq!(seen.customer.get_untracked(), None);
    assert_eq!(seen.error.get_untracked(), Some(Error::SomebodyElse));
}

#[wasm_bindgen_test]
async fn a_slow_old_answer_never_overwrites_a_newer_one() {
    let page = Page::of("slow");
    let seen = page.shows("slow");
    settled(seen).await;
    merchant("slow", "").await;
    seen.refetch.run(());
    until_wire("held", "1").await;

    merchant("rename", "slow").await;
    seen.refetch.run(());
    until("the new name", async || name(seen).as_deref() == Some("Renamed")).await;
    merchant("release", "").await;
    merchant("nap", "100").await;

    assert_eq!(name(seen).as_deref(), Some("Renamed"));
    assert_eq!(merchant("aborted", "").await, "1", "the old request was given up");
}

#[wasm_bindgen_test]
async fn nothing_goes_on_when_the_owner_is_gone() {
    let page = Page::of("gone");
    let options = UseCustomerOptions::default().refetch_on_focus(true).refetch_every(Duration::from_millis(300));
    let seen = page.owner.with(|| use_customer_with_options(Identifier::external_id("gone"), options));
    settled(seen).await;
    merchant("slow", "").await;
    seen.refetch.run(());
    until_wire("held", "1").await;

    page.owner.cleanup();
    until_wire("aborted", "1").await;
    merchant("release", "").await;
    merchant("forget", "").await;
    come_back();
    merchant("nap", "700").await;

    assert_eq!(merchant("answers", "").await, "");
}

#[wasm_bindgen_test]
async fn it_asks_again_when_somebody_comes_back_and_as_time_goes_by() {
    let page = Page::of("again");
    let asked = |options: UseCustomerOptions| {
        page.owner.with(|| use_customer_with_options(Identifier::external_id("again"), options))
    };
    let quiet = page.shows("again");
    settled(quiet).await;
    merchant("forget", "").await;
    come_back();
    merchant("nap", "200").await;
    assert_eq!(merchant("answers", "").await, "", "unless it was told to, it does not");

    settled(asked(UseCustomerOptions::default().refetch_on_focus(true))).await;
    merchant("forget", "").await;
    come_back();
    until_wire("answers", "304").await;

    settled(asked(UseCustomerOptions::default().refetch_every(Duration::from_millis(250)))).await;
    merchant("forget", "").await;
    until_wire("answers", "304 304 304").await;
    page.owner.cleanup();
}

#[wasm_bindgen_test]
async fn whoever_signs_out_is_gone_at_once_and_the_next_one_is_loaded() {
    let page = Page::of("next");
    let (whom, set_whom) = page.owner.with(|| signal(Some(Identifier::external_id("next"))));
    let seen = page.owner.with(|| use_customer(whom));
    settled(seen).await;
    assert!(seen.customer.get_untracked().is_some());

    set_whom.set(None);
    assert_eq!((seen.customer.get_untracked(), seen.is_loading.get_untracked()), (None, false));
    set_whom.set(Some(Identifier::external_id("other")));
    assert_eq!((seen.customer.get_untracked(), seen.is_loading.get_untracked()), (None, true));
    settled(seen).await;
    assert_eq!(seen.error.get_untracked(), Some(Error::SomebodyElse));
}

#[wasm_bindgen_test]
async fn a_page_of_another_origin_learns_nothing() {
    let secret = merchant("elsewhere", "stranger").await;
    let page = Page::with_secret("stranger", Some(secret));
    let seen = page.shows("stranger");
    settled(seen).await;

    assert_eq!(seen.customer.get_untracked(), None);
    assert!(matches!(seen.error.get_untracked(), Some(Error::Unreachable(_))));
}

#[wasm_bindgen_test]
async fn without_a_client_it_says_what_is_missing() {
    let owner = Owner::new();
    let seen = owner.with(|| use_customer(Identifier::external_id("ada")));

    assert!(!seen.is_loading.get_untracked());
    assert_eq!(seen.error.get_untracked(), Some(Error::NoClient));
    assert_eq!(seen.customer.get_untracked(), None);
}

/// Somebody comes back to the page.
fn come_back() {
    let event = js_sys::Function::new_no_args("window.dispatchEvent(new Event('focus'))");
    event.call0(&JsValue::NULL).expect("an event");
}
