//! Invoices as who owes them sees them: by a link, without signing in.

use clientele_service::invoices::staff;
use serde_json::{Value, json};

use super::{GOOD_CARD, with_card};
use crate::harness::{Api, Shop, TestApp, both_engines};

/// An invoice over two bouquets for Ada, and the path of its page.
pub async fn billed(shop: &Shop, api: &Api, more: Value) -> (String, String) {
    let ada = api.customer(json!({ "name": "Ada Lovelace", "email": "ada@analytical.example" })).await;
    let lines = json!([{ "description": "Bouquet, every month", "amount": 1_900, "quantity": 2 }]);
    let mut body = json!({ "customer_id": ada, "lines": lines, "currency": "eur" });
    body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let id = api.post("/v1/invoices", body).await.assert_status(201).id().to_owned();
    let url = staff::detail(&shop.ctx(), id.parse().expect("an id")).await.expect("an invoice").url;
    let path = url.find("/invoice/").map_or_else(String::new, |at| url[at..].to_owned());
    (id, path)
}

both_engines!(whoever_has_the_link_pays);
async fn whoever_has_the_link_pays(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (id, page) = billed(&shop, &api, json!({})).await;
    let buyer = app.browser();

    let open = buyer.get(&page).await;
    open.assert_status(200).assert_shows("TEST-000001").assert_shows("€38.00").assert_shows("Bouquet, every month");
    open.assert_shows("Ada Lovelace").assert_shows("To be paid by").assert_shows("Pay €38.00");
    assert_eq!(open.header("cache-control"), "no-store");

    let sent = buyer.post(&format!("{page}/pay"), &[("", "")]).await;
    let checkout = sent.header("location").to_owned();
    assert!(checkout.starts_with("/pay/cs_"), "{checkout}");
    // Pressed once more, it leads to the same checkout.
    buyer.post(&format!("{page}/pay"), &[("", "")]).await.assert_goes_to(&checkout);
    buyer
        .post(&checkout, &with_card(GOOD_CARD, &[("email", "ada@analytical.example")]))
        .await
        .assert_goes_to(&checkout);

    let paid = buyer.get(&page).await;
    paid.assert_status(200).assert_shows("Paid. Thank you.").assert_shows("4242").assert_lacks("Pay €38.00");
    buyer.post(&format!("{page}/pay"), &[("", "")]).await.assert_goes_to(&page);
    assert_eq!(api.get(&format!("/v1/invoices/{id}")).await.json()["status"], "paid");
}

both_engines!(a_link_opens_its_own_invoice_alone);
async fn a_link_opens_its_own_invoice_alone(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (one, page) = billed(&shop, &api, json!({})).await;
    let (other, _) = billed(&shop, &api, json!({})).await;
    let (draft, nowhere) = billed(&shop, &api, json!({ "draft": true })).await;
    let signature = page.rsplit('/').next().expect("a signature");
    let buyer = app.browser();

    let unknown = buyer.get("/invoice/in_nothing/none").await;
    unknown.assert_status(404).assert_shows("There is no such invoice");
    for wrong in [
        format!("/invoice/{one}/none"),
        format!("/invoice/{other}/{signature}"),
        format!("/invoice/{draft}/{signature}"),
    ] {
        for path in [wrong.clone(), format!("{wrong}/pdf")] {
            buyer.get(&path).await.assert_status(404).assert_shows("There is no such invoice");
        }
        buyer.post(&format!("{wrong}/pay"), &[("", "")]).await.assert_status(404);
    }
    assert_eq!(nowhere, "", "a draft has no address");
}

both_engines!(its_file_and_its_page_say_the_same_in_the_readers_language);
async fn its_file_and_its_page_say_the_same_in_the_readers_language(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (id, page) = billed(&shop, &api, json!({})).await;
    let buyer = app.browser();

    buyer.get(&format!("{page}?lang=de")).await.assert_shows("Rechnung TEST-000001").assert_shows("38,00");
    let arabic = buyer.get(&format!("{page}?lang=ar")).await;
    assert!(arabic.body.contains("dir=\"rtl\""));
    // The links stay in the language that was asked for.
    assert!(arabic.body.contains(&format!("{page}/pdf?lang=ar")));
    let file = app.browser().get(&format!("{page}/pdf?lang=de")).await;
    assert_eq!(file.assert_status(200).header("content-type"), "application/pdf");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"TEST-000001.pdf\"");
    assert!(file.body.starts_with("%PDF-"));
    let mine = shop.browser.get(&format!("/{}/invoices/{id}/pdf", shop.scope)).await;
    assert_eq!(mine.assert_status(200).header("content-type"), "application/pdf");

    api.post(&format!("/v1/invoices/{id}/void"), json!({})).await.assert_status(200);
    buyer.get(&page).await.assert_status(200).assert_shows("This invoice is void").assert_lacks("/pay\"");
}
