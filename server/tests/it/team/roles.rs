//! Roles, and how people go.

use clientele_domain::audit::Act;
use clientele_domain::role::Role;

use super::{hired, id_of, roles, signed_in};
use crate::harness::{Browser, Shop, TestApp, both_engines};

both_engines!(another_role_counts_from_the_next_request_on);
async fn another_role_counts_from_the_next_request_on(app: TestApp) {
    let shop = app.merchant().await;
    let colin = shop.colleague("Colin Colleague", Role::Viewer).await;
    let id = id_of(&shop, "Colin Colleague").await;
    let new = shop.path("customers/new");
    colin.get(&new).await.assert_status(403);

    let form = [("act", "role"), ("user", id.as_str()), ("role", "support")];
    shop.post("settings/team", &form).await.assert_goes_to(&shop.path("settings/team"));

    colin.get(&new).await.assert_status(200);
    let asked = shop.get(&format!("settings/team?role={id}")).await;
    asked
        .assert_status(200)
        .assert_shows("Change the role of Colin Colleague?")
        .assert_shows("Everything but making owners");
}

both_engines!(who_is_removed_is_outside_at_once);
async fn who_is_removed_is_outside_at_once(app: TestApp) {
    let (shop, other) = (app.merchant().await, app.merchant().await);
    let (colin, email) = hired(&app, shop.scope.merchant, "colin", Role::Admin).await;
    let browsers = [signed_in(&app, &email).await, signed_in(&app, &email).await];
    let (grace, grace_email) = hired(&app, shop.scope.merchant, "grace", Role::Admin).await;
    hired(&app, other.scope.merchant, "grace", Role::Viewer).await;
    let elsewhere = signed_in(&app, &grace_email).await;

    shop.get(&format!("settings/team?remove={colin}"))
        .await
        .assert_shows("Remove colin?")
        .assert_shows("outside at once");
    for id in [colin, grace] {
        shop.post("settings/team", &[("act", "remove"), ("user", &id.to_string())]).await.assert_status(303);
    }

    for browser in browsers {
        let answer = browser.get(&shop.path("customers")).await;
        assert!(answer.location().starts_with("/sign-in"), "{answer:?}");
        browser.get("/").await.assert_goes_to("/sign-in");
    }
    // A session belongs to a person, who still works somewhere.
    elsewhere.get(&shop.path("customers")).await.assert_status(404);
    elsewhere.get(&other.path("customers")).await.assert_status(200);
    shop.post("settings/team", &[("act", "remove"), ("user", &colin.to_string())]).await.assert_status(404);
    assert_eq!(roles(&shop).await.len(), 1);
    let again = signed_in(&app, &email).await;
    again.get("/").await.assert_status(200).assert_shows("You are on no team here");
}

both_engines!(the_last_owner_stays_one);
async fn the_last_owner_stays_one(app: TestApp) {
    let shop = app.merchant().await;
    let olga = id_of(&shop, "Olga Owner").await;
    let admin = shop.colleague("Ada Admin", Role::Admin).await;
    let only = "Olga Owner is the only owner. Make somebody else an owner first.";

    for form in [
        vec![("act", "leave")],
        vec![("act", "remove"), ("user", &olga)],
        vec![("act", "role"), ("user", &olga), ("role", "admin")],
    ] {
        shop.post("settings/team", &form).await.assert_status(422).assert_shows(only);
    }
    for form in
        [vec![("act", "remove"), ("user", &olga)], vec![("act", "role"), ("user", olga.as_str()), ("role", "viewer")]]
    {
        let answer = admin.post(&shop.path("settings/team"), &form).await;
        answer.assert_status(422).assert_shows("Only an owner can make somebody an owner, or change one.");
    }
    let ada = id_of(&shop, "Ada Admin").await;
    let raise = [("act", "role"), ("user", ada.as_str()), ("role", "owner")];
    admin.post(&shop.path("settings/team"), &raise).await.assert_status(422);

    shop.post("settings/team", &raise).await.assert_status(303);
    shop.post("settings/team", &[("act", "leave")]).await.assert_goes_to("/");
    shop.browser.get("/").await.assert_status(200).assert_shows("You are on no team here");
    shop.get("settings/team").await.assert_status(404);
    admin.get(&shop.path("settings/team")).await.assert_status(200).assert_shows("Owner").assert_lacks("Olga");
}

both_engines!(owners_who_remove_each_other_at_once_leave_one);
async fn owners_who_remove_each_other_at_once_leave_one(app: TestApp) {
    for round in 0..3 {
        let shop = app.merchant().await;
        let second = shop.colleague("Second Owner", Role::Owner).await;
        let (first_id, second_id) = (id_of(&shop, "Olga Owner").await, id_of(&shop, "Second Owner").await);

        let one = sent(&shop, &shop.browser, vec![("act", "remove".to_owned()), ("user", second_id.clone())]);
        let other = sent(&shop, &second, vec![("act", "remove".to_owned()), ("user", first_id.clone())]);
        let answers = [one.await.expect("an answer"), other.await.expect("an answer")];

        let left = roles(&shop).await;
        assert_eq!(left.len(), 1, "round {round}: {left:?}, {answers:?}");
        assert_eq!(left[0].1, Role::Owner);
        // Whoever is removed before they have been recognized is sent to sign in.
        let done = (303, shop.path("settings/team"));
        assert_eq!(answers.iter().filter(|answer| **answer == done).count(), 1, "{answers:?}");
    }
}

both_engines!(when_all_owners_go_at_once_one_stays);
async fn when_all_owners_go_at_once_one_stays(app: TestApp) {
    let shop = app.merchant().await;
    let mut owners = vec![shop.browser.clone()];
    for number in 0..4 {
        owners.push(shop.colleague(&format!("Owner {number}"), Role::Owner).await);
    }

    let leaving: Vec<_> = owners.iter().map(|owner| sent(&shop, owner, vec![("act", "leave".to_owned())])).collect();
    for answer in leaving {
        answer.await.expect("an answer");
    }

    assert_eq!(roles(&shop).await.len(), 1);
}

fn sent(shop: &Shop, browser: &Browser, form: Vec<(&'static str, String)>) -> tokio::task::JoinHandle<(u16, String)> {
    let (browser, here) = (browser.clone(), shop.path("settings/team"));
    tokio::spawn(async move {
        let answer = browser.post(&here, &form).await;
        (answer.status.as_u16(), answer.header("location").to_owned())
    })
}

both_engines!(the_log_tells_who_came_and_went_in_both_modes);
async fn the_log_tells_who_came_and_went_in_both_modes(app: TestApp) {
    let shop = app.merchant().await;
    let link = super::invited(&shop, "grace@analytical.example", Role::Viewer).await;
    app.browser().post(&link, &[("name", "Grace Hopper"), ("password", super::PASSWORD)]).await.assert_status(303);
    let grace = id_of(&shop, "Grace Hopper").await;
    shop.post("settings/team", &[("act", "role"), ("user", &grace), ("role", "support")]).await.assert_status(303);
    shop.post("settings/team", &[("act", "remove"), ("user", &grace)]).await.assert_status(303);

    for shop in [shop.clone(), shop.live()] {
        let told = acts(&shop).await;
        let expected = [Act::MemberRemoved, Act::MemberRoleChanged, Act::MemberJoined, Act::MemberInvited];
        assert_eq!(told, expected.map(|act| act.as_str().to_owned()));
    }
}

/// What the log of this mode tells, newest first.
async fn acts(shop: &Shop) -> Vec<String> {
    let filter = clientele_service::audit::AuditFilter::default();
    let (entries, _) = clientele_service::audit::list(&shop.ctx(), &filter, None, 50).await.expect("the log");
    entries.into_iter().map(|entry| entry.act.as_str().to_owned()).collect()
}
