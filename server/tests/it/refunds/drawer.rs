//! The drawer in which money is given back, as a browser without scripts uses it.

use std::time::Duration;

use clientele_domain::id::CustomerId;
use clientele_domain::role::Role;
use clientele_service::refunds;

use super::{GOOD, by_card};
use crate::harness::{Answer, Provider, Shop, TestApp, both_engines};

/// A form for this payment, as somebody sends it who has just opened the page.
fn form(payment: &str, left: i64, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = vec![
        ("payment".to_owned(), payment.to_owned()),
        (format!("left.{payment}"), left.to_string()),
        ("reason".to_owned(), "requested_by_customer".to_owned()),
    ];
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

async fn ada(shop: &Shop) -> CustomerId {
    shop.customer().name("Ada Lovelace").email("ada@example.com").create().await
}

/// The refund that a form led to, opened.
async fn opened(shop: &Shop, answer: &Answer) -> Answer {
    answer.assert_status(303);
    let page = shop.browser.get(answer.location()).await;
    page.assert_status(200);
    page
}

both_engines!(a_card_of_the_sandbox_is_refunded_at_once);
async fn a_card_of_the_sandbox_is_refunded_at_once(app: TestApp) {
    let shop = app.merchant().await;
    let payment = by_card(&app, &shop.api().await, GOOD).await;
    let paid = shop.get("customers?q=ada@example.com").await;
    let href = paid.attributes("href").into_iter().find(|href| href.contains("/customers/cus_")).expect("Ada");
    let customer = href.split('?').next().and_then(|path| path.rsplit('/').next()).expect("an id").to_owned();
    let place = format!("customers/{customer}/refund");

    let draft = shop.get(&place).await;
    draft.assert_status(200).assert_shows("$25.00").assert_shows("refundable").assert_shows("Back to the card");
    assert!(draft.fields("refund-form").contains(&("payment".to_owned(), payment.clone())), "{:?}", draft.text());
    let done = shop.post(&place, &form(&payment, 2500, &[("amount", "10"), ("to", "card")])).await;

    let page = opened(&shop, &done).await;
    page.assert_shows("The money went back to the card.").assert_shows("$15.00 of $25.00").assert_shows("Olga Owner");
    let again = shop.get(&format!("customers/{customer}")).await;
    again.assert_shows("$15.00 left").assert_shows("Partly refunded");
}

both_engines!(what_is_wrong_is_said_and_nothing_typed_is_lost);
async fn what_is_wrong_is_said_and_nothing_typed_is_lost(app: TestApp) {
    let shop = app.merchant().await;
    let customer = ada(&shop).await;
    let payment = shop.payment(customer, 9450).await.id.to_string();
    let place = format!("customers/{customer}/refund");

    let typed = [("amount", "95"), ("note", "Sorry <3"), ("to", "address"), ("address", "ada@"), ("rate", "65,000")];
    let answer = shop.post(&place, &form(&payment, 9450, &typed)).await;

    answer.assert_status(422).assert_shows("€94.50 is left to refund. Enter that or less.");
    answer.assert_value("amount", "95").assert_value("note", "Sorry <3").assert_value("address", "ada@");
    answer.assert_value("rate", "65,000");
    for (typed, message) in [
        (("amount", "0"), "more than 0"),
        (("amount", "1,50"), "1.50"),
        (("to", "address"), "Enter where the money goes"),
        (("reason", "other"), "Say in the note why"),
        (("reason", "boredom"), "Say why the money"),
    ] {
        let mut fields = form(&payment, 9450, &[("to", "by_hand")]);
        fields.retain(|(name, _)| name != typed.0);
        fields.push((typed.0.to_owned(), typed.1.to_owned()));
        shop.post(&place, &fields).await.assert_status(422).assert_shows(message);
    }
    let wrong = form(&payment, 9450, &[("to", "address"), ("address", "ada@")]);
    let address = shop.post(&place, &wrong).await;
    address.assert_status(422).assert_value("address", "ada@");
    let none = shop.post(&place, &[("reason", "duplicate")]).await;
    none.assert_status(422).assert_shows("Choose which payment to refund.");
    shop.get("refunds?status=all").await.assert_lacks("Sorry");
}

both_engines!(a_form_that_is_sent_twice_refunds_once_and_says_who_did_it);
async fn a_form_that_is_sent_twice_refunds_once_and_says_who_did_it(app: TestApp) {
    let shop = app.merchant().await;
    let customer = ada(&shop).await;
    let payment = shop.payment(customer, 9450).await.id.to_string();
    let leila = shop.colleague("Leila Haddad", Role::Support).await;
    let place = shop.path(&format!("customers/{customer}/refund"));
    let fields = form(&payment, 9450, &[("amount", "10"), ("to", "by_hand")]);

    let (first, second) = tokio::join!(leila.post(&place, &fields), leila.post(&place, &fields));
    let mut answers = [first, second];
    answers.sort_by_key(|answer| answer.status);
    answers[0].assert_status(303);
    answers[1].assert_status(422).assert_shows("€84.50 is left to refund of this payment.");
    answers[1].assert_shows("Leila Haddad refunded €10.00").assert_value("amount", "10");
    // The page shows what is left now, so that sending it once more is a decision.
    assert!(answers[1].fields("refund-form").contains(&(format!("left.{payment}"), "8450".to_owned())));

    let olga = shop.browser.post(&place, &fields).await;
    olga.assert_status(422).assert_shows("Leila Haddad refunded €10.00");
}

both_engines!(by_hand_it_takes_a_proof_or_a_note_and_a_second_word);
async fn by_hand_it_takes_a_proof_or_a_note_and_a_second_word(app: TestApp) {
    let shop = app.merchant().await;
    let customer = ada(&shop).await;
    let payment = shop.payment(customer, 2500).await.id.to_string();
    let place = format!("customers/{customer}/refund");
    let done = shop.post(&place, &form(&payment, 2500, &[("to", "by_hand")])).await;
    let page = opened(&shop, &done).await;
    page.assert_shows("Sent it? Mark the refund as sent").assert_shows("€25.00");
    let refund = done.location().rsplit('/').next().expect("an id").to_owned();
    let here = format!("refunds/{refund}");

    let bare = shop.post(&here, &[("act", "sent"), ("note", "Out of the till")]).await;
    bare.assert_status(422).assert_shows("Confirm that the money was sent.").assert_value("note", "Out of the till");
    shop.post(&here, &[("act", "sent"), ("note", "Out of the till"), ("confirm", "true")]).await.assert_status(303);

    let sent = shop.get(&here).await;
    sent.assert_shows("Marked as sent.").assert_shows("There is no proof of it.").assert_shows("Out of the till");
    shop.post(&here, &[("act", "sent"), ("transaction_id", "till 7")]).await.assert_status(303);
    shop.get(&here).await.assert_shows("The transaction id is noted as it was told.");
    let late = shop.post(&here, &[("act", "call_off")]).await;
    late.assert_status(422).assert_shows("Olga Owner marked this refund as sent");
}

both_engines!(a_lightning_address_gives_an_invoice_that_is_verified);
async fn a_lightning_address_gives_an_invoice_that_is_verified(app: TestApp) {
    let (shop, provider) = (app.merchant().await, Provider::start().await);
    let (_, router) = app.in_development();
    let browser = shop.browser.through(router);
    let customer = ada(&shop).await;
    let payment = shop.payment(customer, 3800).await.id.to_string();
    let (to, place) = (provider.address(), shop.path(&format!("customers/{customer}/refund")));
    let wanted = form(&payment, 3800, &[("to", "address"), ("address", &to), ("rate", "96000")]);

    let quoted =
        shop.call_path("refunds/quote", &[("payment", &payment), ("minor", "3800"), ("to", &to), ("rate", "96000")]);
    let quoted = browser.get(&quoted).await.assert_status(200).json();
    assert_eq!(quoted["payout"]["sats"], 39_584, "{quoted}");
    assert_eq!(quoted["checked"]["found"]["state"], "reachable", "{quoted}");
    let done = browser.post(&place, &wanted).await;
    let page = browser.get(done.assert_status(303).location()).await;

    page.assert_status(200).assert_shows("39,584 sats").assert_shows("96000 EUR/BTC").assert_shows("Invoice expires");
    assert!(page.body.contains("class=\"qr\""), "{}", page.text());
    assert!(
        page.attributes("href").iter().any(|href| href.starts_with("lightning:ln")),
        "{:?}",
        page.attributes("href")
    );
    let id = done.location().rsplit('/').next().expect("an id").to_owned();
    let here = shop.path(&format!("refunds/{id}"));
    let other = "01".repeat(32);
    let wrong = browser.post(&here, &[("act", "sent"), ("preimage", other.as_str())]).await;
    wrong.assert_status(422).assert_shows("proof of another payment").assert_value("preimage", &other);
    // Another invoice would be a second promise of the same money.
    let invoice = page.attributes("href").into_iter().find(|href| href.starts_with("lightning:ln"));
    browser.post(&here, &[("act", "prepare")]).await.assert_status(303);
    let again = browser.get(&here).await.attributes("href").into_iter().find(|href| href.starts_with("lightning:ln"));
    assert_eq!(again, invoice);
    browser.post(&here, &[("act", "check")]).await.assert_status(303);
    browser.get(&here).await.assert_shows("Mark as sent");

    let refund = refunds::get(&shop.ctx(), id.parse().expect("an id")).await.expect("a refund");
    let hash = refund.payout.and_then(|payout| payout.invoice).expect("an invoice").payment_hash;
    provider.is_paid(&hash);
    browser.post(&here, &[("act", "check")]).await.assert_status(303);

    browser.get(&here).await.assert_shows("Sent and verified.").assert_shows("Proof").assert_shows("Left to refund");
}

both_engines!(a_changed_address_is_flagged_for_a_day);
async fn a_changed_address_is_flagged_for_a_day(app: TestApp) {
    let shop = app.merchant().await;
    let customer =
        shop.customer().name("Ada").with(|ada| ada.refund_address = "ada@wallet.example".into()).create().await;
    shop.payment(customer, 2500).await;
    let place = format!("customers/{customer}/refund");
    let mut fields = shop.get(&format!("customers/{customer}/edit")).await.fields("customer-form");
    let address = fields.iter_mut().find(|(name, _)| name == "refund_address").expect("the field");
    address.1 = "mallory@wallet.example".into();
    shop.post(&format!("customers/{customer}/edit"), &fields).await.assert_status(303);

    let draft = shop.get(&place).await;
    draft.assert_shows("This address was changed").assert_shows("by Olga Owner").assert_shows("ada@wallet.example");
    draft.assert_value("address", "mallory@wallet.example");

    app.pass(Duration::from_secs(24 * 3600 + 1));
    let later = shop.get(&place).await;
    later.assert_lacks("This address was changed").assert_shows("History of this customer’s address");
}

both_engines!(who_may_not_sees_who_may);
async fn who_may_not_sees_who_may(app: TestApp) {
    let shop = app.merchant().await;
    let customer = ada(&shop).await;
    let payment = shop.payment(customer, 2500).await.id.to_string();
    shop.colleague("Jonas Brekke", Role::Support).await;
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    let place = shop.path(&format!("customers/{customer}/refund"));

    let page = viewer.get(&place).await;
    page.assert_status(200).assert_shows("You can see refunds, not send them.");
    page.assert_shows("Jonas Brekke or Olga Owner can.").assert_lacks("refund-form");
    let refused = viewer.post(&place, &form(&payment, 2500, &[("to", "by_hand")])).await;
    refused.assert_status(403).assert_shows("Viewer can't refund payments");
}

both_engines!(who_has_to_approve_is_said_before_it_is_sent);
async fn who_has_to_approve_is_said_before_it_is_sent(app: TestApp) {
    let shop = app.merchant().await;
    let customer = ada(&shop).await;
    let payment = shop.payment(customer, 25_000).await.id.to_string();
    refunds::change_thresholds(&shop.ctx(), |mut limits| {
        limits.0.insert(crate::harness::eur(), 10_000);
        limits
    })
    .await
    .expect("a limit");
    let leila = shop.colleague("Leila Haddad", Role::Support).await;
    let place = shop.path(&format!("customers/{customer}/refund"));

    leila.get(&place).await.assert_shows("Olga Owner has to approve").assert_shows("Ask for approval");
    let done = leila.post(&place, &form(&payment, 25_000, &[("to", "by_hand")])).await;
    let page = leila.get(done.assert_status(303).location()).await;
    page.assert_shows("This refund waits for an approval.")
        .assert_shows("You asked for it.")
        .assert_lacks("Mark as sent");
    let id = done.location().rsplit('/').next().expect("an id").to_owned();
    let here = format!("refunds/{id}");
    leila.post(&shop.path(&here), &[("act", "approve")]).await.assert_status(403);

    shop.get(&here).await.assert_shows("Look at it, and approve it or call it off.");
    shop.post(&here, &[("act", "approve")]).await.assert_status(303);
    shop.get(&here).await.assert_shows("Sent it? Mark the refund as sent").assert_shows("Left to refund");
    shop.post(&here, &[("act", "call_off")]).await.assert_status(303);
    shop.get(&here).await.assert_shows("Called off.").assert_shows("€250.00 of €250.00");
}

both_engines!(a_payment_without_a_customer_has_a_page_of_its_own);
async fn a_payment_without_a_customer_has_a_page_of_its_own(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let payment = super::by_somebody(&app, &api).await;
    let place = format!("refunds/new?payment={payment}");

    shop.get(&place).await.assert_status(200).assert_shows("Refund a payment").assert_lacks("To the credit balance");
    let done = shop.post(&place, &form(&payment, 2500, &[("to", "by_hand")])).await;
    opened(&shop, &done).await.assert_shows("Sent it? Mark the refund as sent");
    assert!(done.location().starts_with(&shop.path("refunds/re_")), "{}", done.location());
    shop.get("refunds/new").await.assert_status(200).assert_shows("Whose payment is it?");
}
