//! What is done on the page by forms: taken, given to another, noted, approved and called off.

use clientele_domain::role::Role;

use super::{euros, refund, strict};
use crate::harness::{TestApp, both_engines};

both_engines!(a_refund_is_taken_given_to_another_and_to_nobody);
async fn a_refund_is_taken_given_to_another_and_to_nobody(app: TestApp) {
    let shop = app.merchant().await;
    let (leila, her) = shop.staff("Leila Haddad", Role::Support).await;
    shop.staff("Dev Developer", Role::Developer).await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let id = refund(&shop, &leila, ada, euros(3800)).await.id.to_string();
    let (list, open) = (shop.path("refunds"), shop.path(&format!("refunds?open={id}")));

    her.post(&list, &[("act", "take"), ("refund", &id)]).await.assert_goes_to(&list);
    her.get(&shop.path("refunds?who=me")).await.assert_shows("€38.00").assert_lacks("Take it");
    shop.get("refunds?who=me").await.assert_shows("Nothing waits for you");

    let page = shop.browser.get(&open).await;
    page.assert_status(200).assert_shows("Olga Owner (you)").assert_lacks("Dev Developer");
    let assign = |to: &str| {
        [
            ("act".to_owned(), "assign".to_owned()),
            ("refund".to_owned(), id.clone()),
            ("assigned_to".to_owned(), to.to_owned()),
        ]
    };
    shop.browser.post(&open, &assign("")).await.assert_goes_to(&open);
    shop.get("refunds?who=nobody").await.assert_shows("€38.00").assert_shows("Take it");
    let stranger = "usr_00000000000000000000000000";
    for nobody in ["me", stranger] {
        let refused = shop.browser.post(&open, &assign(nobody)).await;
        refused.assert_status(422);
        assert!(refused.error_of("assigned_to").is_some(), "{}", refused.text());
    }
}

both_engines!(notes_are_written_on_a_refund);
async fn notes_are_written_on_a_refund(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let id = refund(&shop, &shop.ctx(), ada, euros(3800)).await.id.to_string();
    let open = format!("refunds?task=send&open={id}");
    let note = |body: &'static str| [("act", "note".to_owned()), ("refund", id.clone()), ("body", body.to_owned())];

    shop.post(&open, &note("Asked her for an <address>")).await.assert_goes_to(&shop.path(&open));

    let page = shop.get(&open).await;
    page.assert_shows("Asked her for an <address>").assert_shows("Lost <by> the carrier").assert_shows("Olga Owner");
    shop.post(&open, &note(" ")).await.assert_status(422).assert_error("body", "Write the note first.");
}

both_engines!(nobody_approves_their_own_and_the_second_is_told_who_did);
async fn nobody_approves_their_own_and_the_second_is_told_who_did(app: TestApp) {
    let shop = app.merchant().await;
    let (leila, promoted) = strict(&shop).await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let id = refund(&shop, &leila, ada, euros(6200)).await.id.to_string();
    app.sql("UPDATE memberships SET role = 'admin' WHERE role = 'support'").await;
    let open = format!("refunds?open={id}");
    let approve = [("act", "approve"), ("refund", id.as_str())];

    let page = promoted.get(&shop.path(&open)).await;
    page.assert_shows("You asked for this refund yourself").assert_lacks("Approve €62.00");
    promoted
        .post(&shop.path(&open), &approve)
        .await
        .assert_status(403)
        .assert_shows("Somebody else has to approve it.");

    let jonas = shop.colleague("Jonas Brekke", Role::Admin).await;
    jonas.get(&shop.path(&open)).await.assert_shows("Approve €62.00").assert_shows("Nothing is sent yet");
    jonas.post(&shop.path(&open), &approve).await.assert_goes_to(&shop.path("refunds"));
    let second = shop.post(&open, &approve).await;
    second.assert_status(422).assert_shows("Jonas Brekke approved this refund").assert_shows("To send");
    shop.get("refunds?task=approve").await.assert_shows("No refund that waits is like this");
    shop.get(&open).await.assert_shows("Jonas Brekke").assert_shows("Send €62.00");
}

both_engines!(what_was_called_off_is_left_to_refund_and_says_by_whom);
async fn what_was_called_off_is_left_to_refund_and_says_by_whom(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let id = refund(&shop, &shop.ctx(), ada, euros(3800)).await.id.to_string();
    let (open, jonas) = (format!("refunds?open={id}"), shop.colleague("Jonas Brekke", Role::Support).await);
    let call_off = [("act", "call_off"), ("refund", id.as_str())];
    shop.get(&open).await.assert_shows("Nothing is given back, and the amount is left to refund again.");

    jonas.post(&shop.path(&open), &call_off).await.assert_goes_to(&shop.path("refunds"));

    let second = shop.post(&open, &call_off).await;
    second.assert_status(422).assert_shows("Jonas Brekke called this refund off").assert_lacks("Call off €38.00");
    shop.get("refunds").await.assert_shows("Nothing waits");
    let unknown = [("act", "sing"), ("refund", id.as_str())];
    shop.post(&open, &unknown).await.assert_status(422);
    shop.post("refunds", &[("act", "approve"), ("refund", "re_none")]).await.assert_status(404);
}

both_engines!(what_can_not_be_sent_is_marked_as_failed_and_says_why);
async fn what_can_not_be_sent_is_marked_as_failed_and_says_why(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let one = refund(&shop, &shop.ctx(), ada, euros(3800)).await.id.to_string();
    let other = refund(&shop, &shop.ctx(), ada, euros(4900)).await.id.to_string();
    let open = format!("refunds?open={one}");
    let fail = |why| [("act", "failed"), ("refund", one.as_str()), ("why", why)];
    shop.get(&open).await.assert_shows("It can’t be sent");

    let refused = shop.post(&open, &fail(" ")).await;
    refused.assert_status(422).assert_shows("Say in the note why the money can't be sent.");
    shop.post(&open, &fail("The wallet <is> gone")).await.assert_goes_to(&shop.path("refunds"));

    shop.get(&open).await.assert_shows("The wallet <is> gone").assert_shows("It is seen to").assert_lacks("Call off");
    shop.get(&format!("refunds/{one}")).await.assert_shows("The money could not be given back. The wallet <is> gone");
    let twice = shop.post(&open, &fail("Again")).await;
    twice.assert_status(422).assert_shows("This refund failed");
    let checked = [("act", "checked"), ("refund", one.as_str())];
    shop.post(&open, &checked).await.assert_goes_to(&shop.path("refunds"));
    // The same on the page of a refund.
    let page = format!("refunds/{other}");
    shop.post(&page, &[("act", "failed"), ("why", "")]).await.assert_status(422).assert_shows("Say in the note why");
    shop.post(&page, &[("act", "failed"), ("why", "The till is empty")]).await.assert_goes_to(&shop.path(&page));
    shop.get(&page).await.assert_shows("The till is empty").assert_shows("Start again");
}
