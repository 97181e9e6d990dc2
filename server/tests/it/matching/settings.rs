//! The settings of matching: tried before they are saved, and saved by those who may.

use clientele_domain::matching::Settings;
use clientele_domain::role::Role;
use clientele_service::matching;
use serde_json::json;

use crate::harness::{TestApp, both_engines};

const APART: &str = "link_typed_emails=true&merge_on_card=true&other_external_id=separate";

both_engines!(settings_are_tried_on_those_who_are_there_and_then_saved);
async fn settings_are_tried_on_those_who_are_there_and_then_saved(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    for customer in [
        json!({ "email": "ada@example.com", "name": "Ada Lovelace" }),
        json!({ "phone": "+442079460018", "name": "A. King" }),
        json!({ "email": "ada@example.com", "phone": "+442079460018" }),
    ] {
        api.post("/v1/payments", json!({ "amount": 100, "currency": "eur", "customer": customer })).await;
    }
    let page = shop.get("settings/matching").await;
    page.assert_status(200).assert_shows("See what it would do").assert_lacks("Save these settings");

    let tried = shop.get(&format!("settings/matching?{APART}&try=settings")).await;

    tried.assert_shows("1 change is not saved.").assert_shows("Save these settings");
    tried.assert_shows("Guests merged on their phone number would be apart: 1").assert_shows("Ada Lovelace");
    assert_eq!(matching::settings(&shop.ctx()).await.expect("settings"), Settings::default(), "nothing was saved");

    let form = [("link_typed_emails", "true"), ("merge_on_card", "true"), ("other_external_id", "separate")];
    let saved = shop.post("settings/matching", &form).await;

    saved.assert_goes_to(&shop.path("settings/matching?saved=yes"));
    shop.browser.get(saved.location()).await.assert_shows("It applies to payments from now on");
    let settings = matching::settings(&shop.ctx()).await.expect("settings");
    assert_eq!(settings, Settings { merge_on_phone: false, ..Settings::default() });
    let wrong = shop.post("settings/matching", &[("other_external_id", "perhaps")]).await;
    wrong.assert_status(422).assert_shows("Say what the same email");
}

both_engines!(who_may_not_change_them_reads_them);
async fn who_may_not_change_them_reads_them(app: TestApp) {
    let shop = app.merchant().await;
    let support = shop.colleague("Sam Support", Role::Support).await;

    let page = support.get(&shop.path("settings/matching")).await;

    page.assert_status(200).assert_shows("Changing this takes Owner or Admin.").assert_lacks("See what it would do");
    let tried = support.get(&shop.path(&format!("settings/matching?{APART}&try=settings"))).await;
    tried.assert_status(403).assert_shows("Support can't change settings");
}
