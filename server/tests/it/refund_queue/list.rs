//! What is shown: what waits, by age, by whom it has and for what; and all refunds.

use clientele_domain::matching::Choices;
use clientele_domain::refund::{Refund, RefundReason};
use clientele_domain::role::Role;
use clientele_domain::selector::Selector;
use clientele_service::merges;
use clientele_service::refunds::{self, NewRefund};

use super::{euros, refund, strict};
use crate::harness::{Shop, TestApp, both_engines};

both_engines!(what_waits_is_shown_oldest_first_with_what_is_to_be_done);
async fn what_waits_is_shown_oldest_first_with_what_is_to_be_done(app: TestApp) {
    let shop = app.merchant().await;
    shop.get("refunds").await.assert_status(200).assert_shows("Nothing waits");
    shop.get("refunds?show=all").await.assert_status(200).assert_shows("No refunds yet");
    let (leila, _) = strict(&shop).await;
    let ada = shop.customer().name("Ada <b>Lovelace").create().await;
    let grace = shop.customer().name("Grace Hopper").create().await;
    let to_send = refund(&shop, &shop.ctx(), ada, euros(3800)).await;
    let dollars = "USD".parse().expect("a currency");
    let other = refund(&shop, &leila, grace, clientele_domain::money::Amount { minor: 5400, currency: dollars }).await;
    let to_approve = refund(&shop, &leila, grace, euros(6200)).await;

    let page = shop.get("refunds").await;

    page.assert_status(200).assert_shows("Ada <b>Lovelace").assert_shows("€38.00").assert_shows("Not received");
    page.assert_shows("To approve 1").assert_shows("To send 2").assert_shows("Take it").assert_shows("Leila Haddad");
    page.assert_shows("Refunds 3");
    let links = page.attributes("href");
    let places = [&to_send, &other, &to_approve].map(|refund| {
        let href = shop.path(&format!("refunds/{}", refund.id));
        links.iter().position(|link| *link == href).unwrap_or_else(|| panic!("no link to {href}"))
    });
    assert!(places.is_sorted(), "the oldest comes first: {places:?}");
    page.assert_shows("€38.00 · $54.00");
    listed(&shop, "refunds?task=approve", &[&to_approve], &[&to_send, &other]).await;
    listed(&shop, "refunds?currency=USD", &[&other], &[&to_send, &to_approve]).await;
    shop.get("refunds?currency=GBP").await.assert_status(200).assert_shows("No refund that waits is like this");
    shop.get("refunds?who=me").await.assert_shows("Nothing waits for you");
    listed(&shop, "refunds?who=nobody&task=send", &[&to_send, &other], &[&to_approve]).await;
    shop.get("refunds?task=%00&who=x&currency=%F0&after=1&open=2").await.assert_status(200).assert_shows("€38.00");
    shop.live().get("refunds").await.assert_status(200).assert_shows("Nothing waits");
}

/// These refunds are listed there, and those are not: the sums above tell of all of them.
async fn listed(shop: &Shop, place: &str, these: &[&Refund], not_those: &[&Refund]) {
    let page = shop.get(place).await;
    let links = page.assert_status(200).attributes("href");
    let is_there = |refund: &&&Refund| {
        let (page, open) = (shop.path(&format!("refunds/{}", refund.id)), format!("open={}", refund.id));
        links.iter().any(|link| *link == page || link.ends_with(&open))
    };
    assert!(these.iter().all(|refund| is_there(&refund)), "{place}: {links:?}");
    assert!(!not_those.iter().any(|refund| is_there(&refund)), "{place}: {links:?}");
}

both_engines!(what_is_shown_can_be_taken_out_as_a_file);
async fn what_is_shown_can_be_taken_out_as_a_file(app: TestApp) {
    let shop = app.merchant().await;
    let (leila, browser) = strict(&shop).await;
    let ada = shop.customer().name("=SUM(1)").email("ada@example.com").create().await;
    let to_send = refund(&shop, &shop.ctx(), ada, euros(3800)).await;
    let to_approve = refund(&shop, &leila, ada, euros(6200)).await;
    let take_out = async |place: &str| shop.post(place, &[("act", "export")]).await;

    let all = take_out("refunds").await;

    all.assert_status(200);
    assert!(all.header("content-disposition").contains("refunds-"), "{:?}", all.headers);
    let lines: Vec<&str> = all.body.lines().collect();
    assert_eq!(lines.len(), 3, "{}", all.body);
    assert!(lines[0].starts_with("id,created_at,status,waits_for,amount,currency"));
    assert!(lines[1].starts_with(&format!("{},", to_send.id)) && lines[1].contains(",requires_action,send,38.00,EUR,"));
    assert!(lines[2].contains("'=SUM(1)") && lines[2].contains(&to_approve.id.to_string()));
    let some = take_out("refunds?task=approve").await;
    assert!(some.body.lines().count() == 2 && some.body.contains(&to_approve.id.to_string()), "{}", some.body);
    assert_eq!(take_out("refunds?show=all&status=failed").await.body.lines().count(), 1);
    browser.post(&shop.path("refunds"), &[("act", "export")]).await.assert_status(403);
}

both_engines!(a_new_refund_begins_with_finding_whose_payment_it_is);
async fn a_new_refund_begins_with_finding_whose_payment_it_is(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").email("ada@example.com").create().await;

    shop.get("refunds").await.assert_shows("New refund");
    shop.get("refunds/new").await.assert_status(200).assert_shows("Whose payment is it?");
    let found = shop.get("refunds/new?find=ada@example.com").await;

    let href = shop.path(&format!("customers/{ada}/refund"));
    assert!(found.assert_status(200).attributes("href").contains(&href), "{}", found.text());
    shop.get("refunds/new?find=grace").await.assert_status(200).assert_shows("Nobody was found");
}

both_engines!(a_refund_is_shown_over_the_page_of_its_own_customer_only);
async fn a_refund_is_shown_over_the_page_of_its_own_customer_only(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let grace = shop.customer().name("Grace Hopper").create().await;
    let countess = shop.customer().name("Ada King").create().await;
    let of_ada = refund(&shop, &shop.ctx(), ada, euros(3800)).await;
    let at = |customer| format!("customers/{customer}/refunds/{}", of_ada.id);

    let page = shop.get(&at(ada)).await;
    page.assert_status(200).assert_shows("Refund Ada Lovelace").assert_shows("Shop");
    shop.get(&at(grace)).await.assert_status(404).assert_lacks("Refund Ada");
    // Once they are one, the older id leads on.
    let into = Selector::Id(countess);
    merges::merge(&shop.ctx(), ada, &into, &Choices::default(), None).await.expect("one person");
    shop.get(&at(countess)).await.assert_status(200).assert_shows("€38.00");
    shop.get(&at(ada)).await.assert_status(200).assert_shows("€38.00");
    shop.get(&at(grace)).await.assert_status(404);
}

both_engines!(all_refunds_are_listed_by_status_newest_first);
async fn all_refunds_are_listed_by_status_newest_first(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let off = refund(&shop, &shop.ctx(), ada, euros(3800)).await;
    refund(&shop, &shop.ctx(), ada, euros(4900)).await;
    refunds::cancel(&shop.ctx(), off.id).await.expect("called off");

    shop.get("refunds").await.assert_shows("€49.00").assert_lacks("€38.00");
    let all = shop.get("refunds?show=all").await;
    all.assert_status(200).assert_shows("Canceled");
    let text = all.text();
    assert!(text.find("€49.00") < text.find("€38.00"), "the newest comes first: {text}");
    shop.get("refunds?show=all&status=canceled").await.assert_shows("€38.00").assert_lacks("€49.00");
    shop.get("refunds?show=all&status=failed").await.assert_status(200).assert_shows("No refund has this status");
}

both_engines!(a_long_queue_comes_in_pages);
async fn a_long_queue_comes_in_pages(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let payment = shop.payment(ada, 100_000).await.id;
    let mut made = Vec::new();
    for cents in 1..=51 {
        let (reason, note) = (RefundReason::Duplicate, String::new());
        let wanted = NewRefund { payment, amount: Some(cents), reason, note, to: None };
        made.push(refunds::create(&shop.ctx(), wanted).await.expect("a refund").id);
    }

    let first = shop.get("refunds?task=send").await;

    first.assert_status(200).assert_shows("50 refunds, oldest first").assert_shows("€0.50").assert_lacks("€0.51");
    let next = shop.path(&format!("refunds?task=send&after={}", made[49]));
    assert!(first.attributes("href").iter().any(|href| href.replace("&amp;", "&") == next), "no link to {next}");
    let second = shop.browser.get(&next).await;
    second.assert_status(200).assert_shows("€0.51").assert_shows("1 refund, oldest first").assert_lacks("€0.50");
    let past = shop.get(&format!("refunds?after={}", made[50])).await;
    past.assert_status(200).assert_shows("This page of the list is empty now");
}

both_engines!(whoever_may_only_look_is_told_who_can_do_it);
async fn whoever_may_only_look_is_told_who_can_do_it(app: TestApp) {
    let shop = app.merchant().await;
    let (leila, _) = strict(&shop).await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let to_send = refund(&shop, &shop.ctx(), ada, euros(3800)).await;
    let to_approve = refund(&shop, &leila, ada, euros(6200)).await;
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    let support = shop.colleague("Sam Support", Role::Support).await;

    let list = viewer.get(&shop.path("refunds")).await;
    list.assert_status(200).assert_shows("€38.00").assert_lacks("Take it");
    let open = viewer.get(&shop.path(&format!("refunds?open={}", to_send.id))).await;
    open.assert_shows("You can see refunds, not send them.").assert_lacks("Call off").assert_lacks("New note");
    let open = support.get(&shop.path(&format!("refunds?open={}", to_approve.id))).await;
    open.assert_shows("Owner or Admin can approve it; Support can’t.").assert_lacks("Approve €62.00");
    let checked = [("act", "checked"), ("refund", &to_send.id.to_string())];
    viewer.post(&shop.path("refunds"), &checked).await.assert_status(403);
    support.post(&shop.path("refunds"), &checked).await.assert_status(422);
}
