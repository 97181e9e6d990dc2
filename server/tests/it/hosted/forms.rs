//! What is asked, and what is wrong with it.

use serde_json::json;

use super::{GOOD_CARD, session, with_card};
use crate::harness::{TestApp, both_engines};

both_engines!(only_what_is_missing_is_asked);
async fn only_what_is_missing_is_asked(app: TestApp) {
    let api = app.merchant().await.api().await;
    let terms = json!({
        "customer": { "external_id": "user-1", "email": "ada@analytical.example", "name": "Ada Lovelace" },
        "require_customer_data": ["email", "name", "tax_id"]
    });
    let page = session(&api, terms).await;
    let buyer = app.browser();

    let form = buyer.get(&page).await;
    form.assert_shows("Paying as Ada Lovelace, ada@analytical.example.").assert_shows("Tax id");
    assert_eq!((form.value_of("email"), form.value_of("name")), (None, None));

    let wrong = buyer.post(&page, &with_card(GOOD_CARD, &[])).await;
    wrong.assert_status(422).assert_error("metadata-tax_id", "Tax id is missing.");
    buyer.post(&page, &with_card(GOOD_CARD, &[("metadata.tax_id", "007")])).await.assert_goes_to(&page);
    let customer = api.get("/v1/customers?external_id=user-1").await.json();
    assert_eq!(customer["data"][0]["metadata"]["tax_id"], "007", "{customer}");
}

both_engines!(what_comes_from_the_record_is_read_only);
async fn what_comes_from_the_record_is_read_only(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = shop.customer().external_id("user-1").name("Ada").email("ada@analytical.example").create().await;
    let page = session(&api, json!({ "customer_id": ada.to_string() })).await;

    let form = app.browser().get(&page).await;

    assert_eq!(form.value_of("email"), None, "it is not sent");
    assert!(form.body.contains("value=\"ada@analytical.example\"") && form.body.contains("readonly"));
}

both_engines!(what_was_typed_survives_what_was_wrong);
async fn what_was_typed_survives_what_was_wrong(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "collect": { "name": true, "phone": true } })).await;
    let buyer = app.browser();
    let typed = [("email", "ada@"), ("name", "Ada \"the\" <b>Lovelace</b>"), ("phone", "12")];

    let wrong = buyer.post(&page, &with_card("4242", &typed)).await;

    wrong.assert_status(422).assert_shows("things to fix");
    for answer in [&wrong, &buyer.get(&page).await] {
        answer.assert_value("email", "ada@").assert_value("name", "Ada \"the\" <b>Lovelace</b>");
        answer.assert_value("card_number", "").assert_value("card_cvc", "").assert_lacks("<b>Lovelace");
    }
    for field in ["email", "phone", "card_number"] {
        assert!(wrong.error_of(field).is_some(), "{field}: {}", wrong.text());
        assert!(wrong.attributes("href").contains(&format!("#{field}")), "{field}");
    }
}

both_engines!(questions_have_their_own_kinds_and_limits);
async fn questions_have_their_own_kinds_and_limits(app: TestApp) {
    let api = app.merchant().await.api().await;
    let questions = json!([
        { "label": "Engraving", "type": "text", "min_characters": 2, "max_characters": 5 },
        { "label": "Size", "type": "dropdown", "options": [{ "label": "Small" }, { "label": "Large" }] },
        { "label": "I am over 18", "type": "checkbox" }
    ]);
    let page = session(&api, json!({ "custom_fields": questions })).await;
    let buyer = app.browser();
    let answers = |engraving, size| {
        let fields = [
            ("email", "ada@analytical.example"),
            ("custom_fields.engraving", engraving),
            ("custom_fields.size", size),
            ("custom_fields.i_am_over_18", "on"),
        ];
        with_card(GOOD_CARD, &fields)
    };

    let wrong = buyer.post(&page, &answers("To long", "Huge")).await;
    wrong.assert_status(422).assert_value("custom_fields.engraving", "To long");
    wrong.assert_error("custom_fields-engraving", "at most 5 characters");
    wrong.assert_error("custom_fields-size", "Choose one of the options");
    assert!(wrong.body.contains("minlength=\"2\"") && wrong.body.contains("maxlength=\"5\""));
    let german = buyer.post(&format!("{page}?lang=de"), &answers("T", "Small")).await;
    german.assert_error("custom_fields-engraving", "mindestens 2 Zeichen");

    buyer.post(&page, &answers("Ada", "Small")).await.assert_goes_to(&page);
}
