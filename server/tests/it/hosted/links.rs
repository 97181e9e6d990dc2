//! Payment links.

use serde_json::json;

use super::{GOOD_CARD, with_card};
use crate::harness::{Api, TestApp, both_engines};

async fn link(api: &Api) -> String {
    let body = json!({ "name": "Supporter", "amount": 500, "currency": "EUR", "title": "Support us" });
    let made = api.post("/v1/payment_links", body).await;
    made.assert_status(201);
    made.id()
}

both_engines!(looking_makes_nothing_and_a_form_sent_twice_makes_one_session);
async fn looking_makes_nothing_and_a_form_sent_twice_makes_one_session(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = format!("/l/{}", link(&api).await);
    let buyer = app.browser();

    let form = buyer.get(&page).await;
    form.assert_status(200).assert_shows("Supporter").assert_shows("€5.00");
    assert_eq!(api.get("/v1/checkout_sessions").await.json()["data"], json!([]));
    let once = form.value_of("once").expect("a name for the form");
    let sent = with_card(GOOD_CARD, &[("email", "ada@analytical.example"), ("once", once.as_str())]);
    let first = buyer.post(&page, &sent).await;
    let second = buyer.post(&page, &sent).await;

    assert!(first.location().starts_with("/pay/cs_"), "{}", first.location());
    second.assert_goes_to(first.location());
    buyer.get(first.location()).await.assert_shows("It’s paid");
    let sessions = api.get("/v1/checkout_sessions").await.json();
    assert_eq!(sessions["data"].as_array().map(Vec::len), Some(1), "{sessions}");
}

both_engines!(a_declined_card_goes_on_at_the_session);
async fn a_declined_card_goes_on_at_the_session(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = format!("/l/{}", link(&api).await);
    let buyer = app.browser();

    let sent = with_card("4000 0000 0000 0002", &[("email", "ada@analytical.example"), ("once", "a-form-of-mine")]);
    let declined = buyer.post(&page, &sent).await;

    declined.assert_status(402).assert_shows("declined this card").assert_value("email", "ada@analytical.example");
    let action = declined.attributes("action").into_iter().find(|action| action.starts_with("/pay/cs_"));
    let action = action.expect("the form of a session");
    buyer.post(&action, &with_card(GOOD_CARD, &[("email", "ada@analytical.example")])).await.assert_goes_to(&action);
}

both_engines!(an_archived_link_sells_nothing);
async fn an_archived_link_sells_nothing(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = link(&api).await;
    api.patch(&format!("/v1/payment_links/{id}"), json!({ "active": false })).await.assert_status(200);

    let page = app.browser().get(&format!("/l/{id}")).await;

    page.assert_status(410).assert_shows("no longer in use");
}
