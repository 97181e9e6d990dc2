//! The reader's language.

use serde_json::json;

use super::{GOOD_CARD, session, with_card};
use crate::harness::{TestApp, both_engines};

both_engines!(the_page_speaks_the_readers_language);
async fn the_page_speaks_the_readers_language(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({})).await;
    let buyer = app.browser();

    let german = buyer.with_header("accept-language", "de-AT,en;q=0.5").get(&page).await;
    german.assert_shows("10,50 € bezahlen").assert_shows("Kartennummer");
    assert!(german.body.contains("lang=\"de\""));
    let arabic = buyer.get(&format!("{page}?lang=ar")).await;
    assert!(arabic.body.contains("lang=\"ar\" dir=\"rtl\""), "{}", arabic.body);
    arabic.assert_shows("رقم البطاقة");

    // The form keeps the language that was asked for.
    assert!(arabic.attributes("action").contains(&format!("{page}?lang=ar")));
    let sent = buyer.post(&format!("{page}?lang=ar"), &with_card(GOOD_CARD, &[("email", "ada@example.com")])).await;
    sent.assert_goes_to(&format!("{page}?lang=ar"));
}

both_engines!(what_the_shop_knows_goes_before_the_browser);
async fn what_the_shop_knows_goes_before_the_browser(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = shop.customer().external_id("user-1").with(|fields| fields.locale = "de".into()).create().await;
    let page = session(&api, json!({ "customer_id": ada.to_string() })).await;

    let form = app.browser().with_header("accept-language", "ar").get(&page).await;

    assert!(form.body.contains("lang=\"de\""));
}
