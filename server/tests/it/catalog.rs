//! Products and payment links by form.

use clientele_domain::role::Role;
use serde_json::json;

use crate::harness::{TestApp, both_engines};

/// The id at the end of where a form leads.
fn id(location: &str) -> String {
    location.rsplit('/').next().unwrap_or_default().to_owned()
}

both_engines!(a_product_is_made_with_its_price_and_gets_another);
async fn a_product_is_made_with_its_price_and_gets_another(app: TestApp) {
    let shop = app.merchant().await;
    shop.get("products").await.assert_status(200).assert_shows("No products yet");
    let form = [
        ("act", "save"),
        ("name", "Decaf <b> club"),
        ("description", "A bag a month."),
        ("amount", "13.50"),
        ("currency", "EUR"),
        ("recurring.interval", "month"),
        ("recurring.count", "1"),
    ];

    let made = shop.post("products/new", &form).await;

    let here = format!("products/{}", id(made.assert_status(303).location()));
    let page = shop.get(&here).await;
    page.assert_shows("Decaf <b> club").assert_shows("€13.50").assert_shows("every month").assert_shows("Active");
    shop.get("products").await.assert_shows("Decaf <b> club").assert_shows("€13.50 every month");
    let price = [
        ("act", "price"),
        ("amount", "140"),
        ("currency", "EUR"),
        ("recurring.interval", "year"),
        ("recurring.count", "2"),
    ];
    shop.post(&here, &price).await.assert_status(303);
    let page = shop.get(&here).await;
    page.assert_shows("€140.00").assert_shows("every 2 years");
    let newest = page.value_of("price").expect("a price to archive");
    shop.post(&here, &[("act", "archive_price"), ("price", &newest)]).await.assert_goes_to(&shop.path(&here));
    shop.get(&here).await.assert_shows("Archived");
    shop.post(&here, &[("act", "unarchive_price"), ("price", &newest)]).await.assert_goes_to(&shop.path(&here));
    shop.get("products").await.assert_shows("€140.00 every 2 years and 1 more");
}

both_engines!(a_product_is_edited_archived_and_sold_again);
async fn a_product_is_edited_archived_and_sold_again(app: TestApp) {
    let shop = app.merchant().await;
    let made =
        shop.post("products/new", &[("act", "save"), ("name", "Mug"), ("description", ""), ("amount", "")]).await;
    let here = format!("products/{}", id(made.assert_status(303).location()));
    let page = shop.get(&here).await;
    page.assert_shows("No price yet");
    let version = page.value_of("version").expect("a version");

    let edit = [("act", "save"), ("version", version.as_str()), ("name", "Enamel mug"), ("description", "White.")];
    shop.post(&here, &edit).await.assert_goes_to(&shop.path(&here));
    shop.post(&here, &edit).await.assert_status(422).assert_shows("Somebody changed this product");
    shop.post(&here, &[("act", "archive")]).await.assert_goes_to(&shop.path(&here));

    shop.get(&here)
        .await
        .assert_shows("Enamel mug")
        .assert_shows("This product is archived")
        .assert_lacks("Add a price");
    shop.get("products").await.assert_lacks("Enamel mug");
    shop.get("products?show=archived").await.assert_shows("Enamel mug");
    shop.post(&here, &[("act", "unarchive")]).await.assert_goes_to(&shop.path(&here));
    shop.get("products").await.assert_shows("Enamel mug").assert_shows("No price");
}

both_engines!(what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost);
async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(app: TestApp) {
    let shop = app.merchant().await;
    let form = [
        ("act", "save"),
        ("name", " "),
        ("description", "Still here"),
        ("amount", "29,50"),
        ("currency", "EUR"),
        ("recurring.interval", "year"),
        ("recurring.count", "9"),
    ];

    let answer = shop.post("products/new", &form).await;

    answer
        .assert_status(422)
        .assert_error("name", "Say what the product is called")
        .assert_error("amount", "Write 29.50");
    answer.assert_error("recurring.count", "Send 1 to 3").assert_value("amount", "29,50").assert_shows("Still here");
    shop.get("products").await.assert_shows("No products yet");

    let form = [
        ("name", "Fête"),
        ("what", "amount"),
        ("title", ""),
        ("amount", "ten"),
        ("currency", "EUR"),
        ("require", "email"),
        ("require", "phone"),
        ("custom_fields[1].label", "T-shirt size"),
        ("custom_fields[1].type", "dropdown"),
        ("custom_fields[1].options", "Small"),
        ("submit_type", "book"),
        ("after", "redirect"),
        ("after_completion.url", "javascript:alert(1)"),
    ];
    let answer = shop.post("payment-links/new", &form).await;
    answer
        .assert_status(422)
        .assert_error("title", "Say what the amount is for")
        .assert_error("amount", "is not an amount");
    answer
        .assert_error("custom_fields[1].options", "A dropdown has 2 to 100 options.")
        .assert_error("after_completion.url", "https://");
    answer.assert_value("name", "Fête").assert_value("custom_fields[1].label", "T-shirt size");
    shop.get("payment-links").await.assert_shows("No payment links yet");
}

both_engines!(a_link_is_made_of_a_price_shown_with_its_address_and_archived);
async fn a_link_is_made_of_a_price_shown_with_its_address_and_archived(app: TestApp) {
    let shop = app.merchant().await;
    let product = [("act", "save"), ("name", "Gift card"), ("description", ""), ("amount", "50"), ("currency", "EUR")];
    shop.post("products/new", &product).await.assert_status(303);
    let form = shop.get("payment-links/new").await;
    form.assert_status(200).assert_shows("Gift card, €50.00");
    let start = form.body.find("price_").expect("a price to choose");
    let price = &form.body[start..start + "price_".len() + 26];
    let asked = [
        ("name", ""),
        ("what", "price"),
        ("line_items[0].price", price),
        ("line_items[0].quantity", "2"),
        ("require", "email"),
        ("custom_fields[0].label", "For whom?"),
        ("custom_fields[0].type", "text"),
        ("submit_type", "pay"),
        ("after", "message"),
        ("after_completion.message", "Thank you!"),
    ];

    let made = shop.post("payment-links/new", &asked).await;

    let link = id(made.assert_status(303).location());
    let here = format!("payment-links/{link}");
    let page = shop.get(&here).await;
    page.assert_shows(&format!("{}/l/{link}", crate::harness::ADDRESS))
        .assert_shows("2 × Gift card")
        .assert_shows("€100 .00");
    page.assert_shows("For whom? (text)").assert_shows("The buyer reads: Thank you!").assert_shows("Times paid");
    shop.get("payment-links").await.assert_shows("Gift card").assert_shows("Nothing yet").assert_shows("Active");
    shop.post(&here, &[("act", "archive")]).await.assert_goes_to(&shop.path(&here));
    shop.get(&here).await.assert_shows("This link is archived");
    shop.get("payment-links?show=archived").await.assert_shows("Gift card");
    shop.post(&here, &[("act", "unarchive")]).await.assert_goes_to(&shop.path(&here));
    shop.get(&here).await.assert_lacks("This link is archived");
}

both_engines!(the_terms_of_a_link_are_edited_and_what_has_no_field_stays);
async fn the_terms_of_a_link_are_edited_and_what_has_no_field_stays(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let asked = json!({
        "name": "Fête", "title": "A </textarea> print", "amount": 2933, "currency": "eur",
        "require_customer_data": ["email", "tax_id"], "save_payment_method": true, "metadata": { "campaign": "spring" },
        "custom_fields": [{ "label": "Size", "key": "size_key", "type": "dropdown",
            "options": [{ "label": "S" }, { "label": "M" }] }],
        "cancel_url": "https://example.com/basket", "success_url": "https://example.com/thanks"
    });
    let link = api.post("/v1/payment_links", asked).await.assert_status(201).id();
    let (here, edit) = (format!("payment-links/{link}"), format!("payment-links/{link}/edit"));
    assert!(shop.get(&here).await.attributes("href").contains(&shop.path(&edit)));

    let form = shop.get(&edit).await;
    form.assert_value("name", "Fête").assert_value("amount", "29.33").assert_value("title", "A </textarea> print");
    form.assert_value("require_more", "tax_id").assert_value("custom_fields[0].label", "Size");
    form.assert_value("after_completion.url", "https://example.com/thanks");
    let version = form.value_of("version").expect("a version");
    let mut fields = vec![
        ("version", version.as_str()),
        ("name", "Fête"),
        ("what", "amount"),
        ("title", "A print"),
        ("amount", "30"),
        ("currency", "EUR"),
        ("require", "email"),
        ("require_more", "tax_id"),
        ("custom_fields[0].label", "Size"),
        ("custom_fields[0].type", "dropdown"),
        ("custom_fields[0].options", "S\nM\nL"),
        ("submit_type", "book"),
        ("after", "message"),
        ("after_completion.message", "Thank you!"),
    ];
    let wrong: Vec<_> =
        fields.iter().map(|(name, value)| (*name, if *name == "amount" { "ten" } else { value })).collect();
    shop.post(&edit, &wrong).await.assert_status(422).assert_error("amount", "is not an amount");
    shop.post(&edit, &fields).await.assert_goes_to(&shop.path(&here));

    let now = api.get(&format!("/v1/payment_links/{link}")).await.json();
    assert_eq!((&now["amount"], &now["title"], &now["submit_type"]), (&3000.into(), &"A print".into(), &"book".into()));
    assert_eq!(now["custom_fields"][0]["key"], "size_key", "programs know the answers by it");
    assert_eq!((&now["save_payment_method"], &now["metadata"]["campaign"]), (&true.into(), &"spring".into()));
    assert_eq!((&now["cancel_url"], &now["active"]), (&"https://example.com/basket".into(), &true.into()));
    assert_eq!(now["require_customer_data"], json!(["email", "tax_id"]));
    // Who began before somebody else saved is told so, and overwrites nothing.
    fields[1] = ("name", "Mine");
    let late = shop.post(&edit, &fields).await;
    late.assert_status(409).assert_value("name", "Mine").assert_shows("Somebody else saved this link");
    assert_ne!(late.value_of("version").as_deref(), Some(version.as_str()), "saving again is with open eyes");
    assert_eq!(api.get(&format!("/v1/payment_links/{link}")).await.json()["name"], "Fête");
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    let offered = viewer.get(&shop.path(&here)).await.assert_status(200).attributes("href");
    assert!(!offered.contains(&shop.path(&edit)), "{offered:?}");
}

both_engines!(who_only_looks_is_offered_nothing_to_change);
async fn who_only_looks_is_offered_nothing_to_change(app: TestApp) {
    let shop = app.merchant().await;
    let product = [("act", "save"), ("name", "Gift card"), ("description", ""), ("amount", "50"), ("currency", "EUR")];
    let here = format!("products/{}", id(shop.post("products/new", &product).await.location()));
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;

    let page = viewer.get(&shop.path(&here)).await;

    page.assert_status(200).assert_shows("Gift card").assert_lacks("Add a price").assert_lacks("Archive");
    viewer.get(&shop.path("products")).await.assert_lacks("New product");
    viewer.get(&shop.path("payment-links")).await.assert_lacks("New link");
}
