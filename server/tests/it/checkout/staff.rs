//! Checkouts in the dashboard: the list, one of them, what is done with it by form, and a new one.

use clientele_domain::payment::{MethodKind, Source};
use clientele_domain::role::Role;
use clientele_service::checkout::Submission;
use clientele_service::payments::NewPayment;
use serde_json::{Value, json};

use super::{GOOD, form, paid, session, submit};
use crate::harness::{Shop, TestApp, both_engines};

/// The id at the end of where a form leads.
fn id(location: &str) -> String {
    location.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The fields of a new checkout of an amount, with these beside.
fn asked<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let plain = [
        ("what", "amount"),
        ("title", "Commission <b>"),
        ("amount", "250.00"),
        ("currency", "EUR"),
        ("require", "email"),
        ("expires_after_minutes", "10080"),
        ("submit_type", "pay"),
        ("after", "message"),
    ];
    let mut fields: Vec<_> =
        plain.into_iter().filter(|(name, _)| !more.iter().any(|(known, _)| known == name)).collect();
    fields.extend(more);
    fields
}

async fn payments(shop: &Shop) -> Vec<Value> {
    shop.api().await.walk("/v1/payments").await
}

both_engines!(a_checkout_is_made_listed_shown_and_canceled);
async fn a_checkout_is_made_listed_shown_and_canceled(app: TestApp) {
    let shop = app.merchant().await;
    shop.get("checkouts").await.assert_status(200).assert_shows("No checkouts yet");
    shop.get("checkouts/new").await.assert_status(200).assert_value("customer_id", "");
    let more = [("require", "email"), ("require", "name"), ("require_more", "tax_id, size"), ("collect", "phone")];

    let made = shop.post("checkouts/new", &asked(&more)).await;

    let checkout = id(made.assert_status(303).location());
    let here = format!("checkouts/{checkout}");
    let page = shop.get(&here).await;
    page.assert_status(200).assert_shows("Commission <b>").assert_shows("€250.00").assert_shows("Not known yet");
    page.assert_shows(&format!("/pay/{checkout}")).assert_shows("email, name, phone, tax_id, size");
    page.assert_shows("Expires").assert_shows("Cancel this checkout").assert_shows("How it came");
    let list = shop.get("checkouts?status=open").await;
    list.assert_shows("Commission <b>").assert_shows("€250.00").assert_shows("Open").assert_shows("Checkout");
    shop.get("checkouts?status=complete").await.assert_lacks("Commission").assert_shows("No checkout is complete yet");

    shop.post(&here, &[("act", "expire")]).await.assert_goes_to(&shop.path(&here));

    let page = shop.get(&here).await;
    page.assert_shows("Canceled").assert_lacks("Cancel this checkout").assert_lacks("How it came");
    shop.get("checkouts?status=expired").await.assert_shows("Commission <b>").assert_shows("Canceled");
    shop.get("checkouts?status=open").await.assert_shows("No checkout is open");
    // Somebody else had the page open.
    let late = shop.post(&here, &[("act", "confirm"), ("method", "cash")]).await;
    late.assert_status(422).assert_shows("This session was called off").assert_shows("Canceled");
    assert_eq!(payments(&shop).await, [] as [Value; 0]);
}

both_engines!(a_payment_that_arrived_is_recorded_once_whoever_says_so);
async fn a_payment_that_arrived_is_recorded_once_whoever_says_so(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    shop.customer().name("Ada Lovelace").email("ada@example.com").create().await;
    let checkout = session(&api, json!({ "customer": { "email": "ada@example.com", "name": "Ada" } })).await;
    let here = format!("checkouts/{checkout}");
    let open = shop.get(&here).await;
    open.assert_shows("ada@example.com").assert_shows("Bank transfer").assert_shows("$25.00");
    shop.post(&here, &[("act", "confirm"), ("method", "")])
        .await
        .assert_status(422)
        .assert_error("method", "Choose how");

    let confirm = [("act", "confirm"), ("method", "bank_transfer")];
    shop.post(&here, &confirm).await.assert_goes_to(&shop.path(&here));

    let page = shop.get(&here).await;
    page.assert_shows("Paid").assert_shows("Bank transfer").assert_shows("Succeeded").assert_shows("Same email");
    page.assert_shows("Email, asserted by your systems")
        .assert_lacks("How it came")
        .assert_lacks("Cancel this checkout");
    let again = shop.post(&here, &confirm).await;
    again.assert_status(422).assert_shows("This session is complete already").assert_shows("Paid");
    shop.post(&here, &[("act", "expire")]).await.assert_status(422).assert_shows("Give the money back instead");
    let payments = payments(&shop).await;
    assert_eq!((payments.len(), &payments[0]["method"]["type"]), (1, &"bank_transfer".into()));
    let customer = payments[0]["customer_id"].as_str().expect("a customer").to_owned();
    let payment = payments[0]["id"].as_str().expect("a payment");
    let links = page.attributes("href");
    assert!(links.contains(&shop.path(&format!("customers/{customer}#{payment}"))), "{links:?}");
}

both_engines!(what_a_buyer_typed_and_tried_is_shown);
async fn what_a_buyer_typed_and_tried_is_shown(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let question = json!([{ "label": "T-shirt <size>", "type": "text" }]);
    let checkout =
        session(&api, json!({ "custom_fields": question, "require_customer_data": ["email", "tax_id"] })).await;
    let mut sent = form("ada@example.com", super::DECLINED);
    sent.fields.metadata = vec![("tax_id".into(), "DE <1>".into())];
    sent.answers = vec![("t_shirt_size".into(), "M".into())];
    submit(&app, &checkout, &sent).await;

    let page = shop.get(&format!("checkouts/{checkout}")).await;

    page.assert_shows("ada@example.com").assert_shows("T-shirt <size>").assert_shows("DE <1>").assert_shows("Declined");
    page.assert_shows("Visa •••• 0002").assert_lacks("4000 0000 0000 0002").assert_lacks("Missing");
    let chosen = Submission { method: Some(MethodKind::Card), ..form("ada@example.com", GOOD) };
    paid(&app, &api, json!({}), &chosen).await;
    shop.get("checkouts").await.assert_shows("Paid").assert_shows("ada@example.com");
}

both_engines!(what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost);
async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(app: TestApp) {
    let shop = app.merchant().await;
    let more = [
        ("title", ""),
        ("amount", "ten"),
        ("customer_id", "ada@example.com"),
        ("require_more", "tax-id fïeld"),
        ("after", "redirect"),
        ("after_completion.url", "javascript:alert(1)"),
        ("custom_fields[2].label", "T-shirt size"),
        ("custom_fields[2].type", "dropdown"),
        ("custom_fields[2].options", "Small"),
    ];

    let answer = shop.post("checkouts/new", &asked(&more)).await;

    answer
        .assert_status(422)
        .assert_error("title", "Say what the amount is for")
        .assert_error("amount", "is not an amount");
    answer.assert_error("customer_id", "Name a customer by").assert_error("require_more", "has something else");
    answer
        .assert_error("after_completion.url", "https://")
        .assert_error("custom_fields[2].options", "A dropdown has 2 to 100 options.");
    answer.assert_value("customer_id", "ada@example.com").assert_value("require_more", "tax-id fïeld");
    answer.assert_value("custom_fields[2].label", "T-shirt size").assert_value("amount", "ten");
    let never = [("expires_after_minutes", "a while")];
    shop.post("checkouts/new", &asked(&never)).await.assert_error("expires_after_minutes", "minutes from 1 to");
    shop.get("checkouts").await.assert_shows("No checkouts yet");
}

both_engines!(a_checkout_of_a_price_names_its_customer);
async fn a_checkout_of_a_price_names_its_customer(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").email("ada@example.com").create().await.to_string();
    let product = [("act", "save"), ("name", "Gift card"), ("description", ""), ("amount", "50"), ("currency", "EUR")];
    shop.post("products/new", &product).await.assert_status(303);
    let way = shop.path(&format!("checkouts/new?customer={ada}"));
    assert!(shop.get(&format!("customers/{ada}")).await.attributes("href").contains(&way));
    let page = shop.browser.get(&way).await;
    page.assert_value("customer_id", &ada).assert_shows("This is Ada Lovelace").assert_shows("Gift card, €50.00");
    let start = page.body.find("price_").expect("a price to choose");
    let price = &page.body[start..start + "price_".len() + 26];

    let fields = [
        ("what", "price"),
        ("line_items[0].price", price),
        ("line_items[0].quantity", "3"),
        ("customer_id", ada.as_str()),
        ("require", "email"),
        ("expires_after_minutes", "60"),
        ("after", "redirect"),
        ("after_completion.url", "https://example.com/thanks?session={CHECKOUT_SESSION_ID}"),
    ];
    let made = shop.post("checkouts/new", &fields).await;

    let page = shop.get(&format!("checkouts/{}", id(made.assert_status(303).location()))).await;
    page.assert_shows("Ada Lovelace").assert_shows("Gift card").assert_shows("€150.00").assert_lacks("Not known yet");
    page.assert_shows("The buyer is sent to https://example.com/thanks");
    let guest = paid(&app, &shop.api().await, json!({}), &form("guest@example.com", GOOD)).await;
    let guest = guest["customer_id"].as_str().expect("a guest").to_owned();
    let refused = shop.post("checkouts/new", &asked(&[("customer_id", &guest)])).await;
    refused.assert_status(422).assert_error("customer_id", "This customer is a guest");
    shop.get(&format!("customers/{guest}")).await.assert_status(200).assert_lacks("New checkout");
}

both_engines!(who_may_not_is_offered_nothing);
async fn who_may_not_is_offered_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let checkout = session(&shop.api().await, json!({})).await;
    let here = shop.path(&format!("checkouts/{checkout}"));
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    let support = shop.colleague("Sally Support", Role::Support).await;

    viewer.get(&shop.path("checkouts")).await.assert_shows("A print").assert_lacks("New checkout");
    viewer.get(&here).await.assert_shows("A print").assert_lacks("Cancel this checkout").assert_lacks("How it came");
    viewer.get(&shop.path(&format!("customers/{ada}"))).await.assert_lacks("New checkout");
    // Support confirms what came by hand; a developer sets things up, and leaves money to others.
    let developer = shop.colleague("Dan Developer", Role::Developer).await;
    developer.get(&here).await.assert_shows("A print").assert_lacks("How it came");
    developer.post(&here, &[("act", "confirm"), ("method", "cash")]).await.assert_status(403);
    support.get(&here).await.assert_shows("Cancel this checkout").assert_shows("How it came");
    support.post(&here, &[("act", "confirm"), ("method", "cash")]).await.assert_goes_to(&here);
    support.get(&here).await.assert_shows("Paid");
}

both_engines!(the_list_goes_on_where_a_page_ends);
async fn the_list_goes_on_where_a_page_ends(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    for number in 0..51 {
        session(&api, json!({ "title": format!("Print {number:02}") })).await;
    }

    let first = shop.get("checkouts?status=open").await;

    first.assert_shows("Print 50").assert_lacks("Print 00");
    let next = first.attributes("href").into_iter().find(|href| href.contains("after=cs_")).expect("a next page");
    shop.browser.get(&next).await.assert_shows("Print 00").assert_lacks("Print 50");
}

both_engines!(payments_are_shown_by_where_they_came_from);
async fn payments_are_shown_by_where_they_came_from(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let here = format!("customers/{ada}");
    let through = async |source: Source, id: &str, name: &str| {
        let change = |payment: &mut NewPayment| {
            (payment.source, payment.source_id) = (source, id.to_owned());
            payment.source_description = name.to_owned();
        };
        shop.payment_with(ada, change).await;
    };
    let (spring, fair) = ("plink_00000000000000000000000001", "plink_00000000000000000000000002");
    through(Source::Api, "till-7", "Kiosk").await;
    through(Source::PaymentLink, spring, "Spring sale").await;
    through(Source::PaymentLink, fair, "Book fair").await;
    // Figures and the timeline tell of every payment; the table alone is filtered.
    let shown = async |search: &str| {
        let page = shop.get(&format!("{here}{search}")).await;
        let body = page.assert_status(200).body.clone();
        let (_, rest) = body.split_once("id=\"payments\"").expect("the payments");
        crate::harness::page_text(rest.split("</section>").next().unwrap_or_default())
    };

    let all = shown("").await;
    assert!(all.contains("Kiosk") && all.contains("All sources"), "{all}");
    let links = shown("?source=payment_link").await;
    let links = links.split_once("Date").expect("a table").1;
    assert!(links.contains("Spring sale") && links.contains("Book fair") && !links.contains("Kiosk"), "{links}");
    let one = shown(&format!("?source={fair}")).await;
    let one = one.split_once("Date").expect("a table").1;
    assert!(one.contains("Book fair") && !one.contains("Spring sale"), "{one}");
    assert!(shown("?source=subscription").await.contains("No payments from there."));
    let hrefs = shop.get(&here).await.attributes("href");
    assert!(hrefs.contains(&shop.path(&format!("{here}?source={spring}"))), "{hrefs:?}");
}
