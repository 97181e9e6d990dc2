//! Changing a customer.

use super::{form_of, with};
use crate::harness::{TestApp, both_engines};

both_engines!(the_form_holds_the_record_and_saving_it_unchanged_changes_nothing);
async fn the_form_holds_the_record_and_saving_it_unchanged_changes_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop
        .customer()
        .name("Ada \"Countess\" Lovelace")
        .email("ada@analytical.example")
        .phone("+44 20 7946 0018")
        .tag("vip")
        .tag("early adopter")
        .with(|fields| {
            fields.address.country = "GB".into();
            fields.address.line1 = "12 St James's <Square> & Co".into();
            fields.shipping.city = "Ockham".into();
            fields.metadata = vec![("plan".into(), "pro".into()), ("list".into(), "[1,\"<b>\"]".into())];
        })
        .create()
        .await;
    let path = format!("customers/{ada}");
    let before = shop.call("customers/detail", &[("id", &ada.to_string()), ("query", "")]).await.json();

    let form = form_of(&shop, ada).await;
    let answer = shop.post(&format!("{path}/edit"), &form).await;

    answer.assert_goes_to(&shop.path(&path));
    let after = shop.call("customers/detail", &[("id", &ada.to_string()), ("query", "")]).await.json();
    assert_eq!(after["customer"], before["customer"]);
    assert_eq!(after["timeline"], before["timeline"]);
}

both_engines!(a_change_is_kept_and_one_comes_back_to_the_list_one_was_in);
async fn a_change_is_kept_and_one_comes_back_to_the_list_one_was_in(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").email("ada@analytical.example").create().await;
    let form = with(form_of(&shop, ada).await, "name", "Ada Lovelace");

    let answer = shop.post(&format!("customers/{ada}/edit?q=ada&sort=name"), &form).await;

    answer.assert_goes_to(&shop.path(&format!("customers/{ada}?q=ada&sort=name")));
    let page = shop.browser.get(answer.location()).await;
    page.assert_shows("Ada Lovelace").assert_shows("ada@analytical.example");
    let list = shop.path("customers?q=ada&sort=name");
    assert!(page.attributes("href").contains(&list), "no way back to {list}");
}

both_engines!(a_mistake_keeps_what_was_typed);
async fn a_mistake_keeps_what_was_typed(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").create().await;
    let form = with(form_of(&shop, ada).await, "name", "Ada Lovelace");
    let form = with(form, "email", "ada@analytical");

    let page = shop.post(&format!("customers/{ada}/edit"), &form).await;

    page.assert_status(422).assert_value("name", "Ada Lovelace").assert_value("email", "ada@analytical");
    assert!(page.error_of("email").is_some(), "{}", page.text());
    // The page that came back can be sent again.
    let mended = with(super::fields_of(&page), "email", "ada@analytical.example");
    shop.post(&format!("customers/{ada}/edit"), &mended).await.assert_status(303);
    shop.get(&format!("customers/{ada}")).await.assert_shows("Ada Lovelace").assert_shows("ada@analytical.example");
}

both_engines!(an_external_id_changes_to_a_free_value_only);
async fn an_external_id_changes_to_a_free_value_only(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().external_id("user-1").create().await;
    let grace = shop.customer().external_id("user-2").create().await;
    let address = format!("customers/{grace}/edit");

    let taken = shop.post(&address, &with(form_of(&shop, grace).await, "external_id", "user-1")).await;
    let free = shop.post(&address, &with(form_of(&shop, grace).await, "external_id", "user-3")).await;

    taken.assert_status(422).assert_error("external_id", &ada.to_string()).assert_value("external_id", "user-1");
    free.assert_status(303);
    shop.get(&format!("customers/{grace}")).await.assert_shows("user-3");
}

both_engines!(every_field_can_be_emptied);
async fn every_field_can_be_emptied(app: TestApp) {
    let shop = app.merchant().await;
    let ada =
        shop.customer().name("Ada Lovelace").email("ada@analytical.example").phone("+442079460018").create().await;
    let form = with(with(form_of(&shop, ada).await, "email", ""), "phone", "");

    shop.post(&format!("customers/{ada}/edit"), &form).await.assert_status(303);

    let detail = shop.call("customers/detail", &[("id", &ada.to_string()), ("query", "")]).await.json();
    assert_eq!(detail["customer"]["fields"]["email"], "");
    assert_eq!(detail["customer"]["fields"]["phone"], "");
    let nobody = with(form_of(&shop, ada).await, "name", "");
    shop.post(&format!("customers/{ada}/edit"), &nobody)
        .await
        .assert_status(422)
        .assert_error("name", "at least one of");
}
