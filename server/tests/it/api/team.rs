//! The team, as programs see it.

use clientele_domain::key::KeyKind;
use clientele_domain::role::Role;
use clientele_service::team;
use serde_json::json;

use crate::harness::{TestApp, both_engines};

both_engines!(a_program_sees_who_works_here_and_no_secret);
async fn a_program_sees_who_works_here_and_no_secret(app: TestApp) {
    let (shop, other) = (app.merchant().await, app.merchant().await);
    shop.colleague("Colin Colleague", Role::Support).await;
    let fresh = team::invite(&shop.ctx(), "grace@example.com", Role::Admin).await.expect("an invitation");

    let answer = shop.api().await.get("/v1/team").await;

    answer.assert_status(200).assert_lacks(&fresh.secret).assert_lacks("hash");
    let told = answer.json();
    assert_eq!(told["object"], "team");
    assert_eq!(told["members"].as_array().map(Vec::len), Some(2));
    assert_eq!(told["members"][1]["name"], "Colin Colleague");
    assert_eq!(told["members"][1]["role"], "support");
    assert_eq!(told["members"][1]["two_factor"], false);
    assert_eq!(told["invitations"][0]["email"], "grace@example.com");
    assert_eq!(told["invitations"][0]["invited_by"], "Olga Owner");
    let live = shop.other_mode().api().await.get("/v1/team").await;
    assert_eq!(live.json(), told, "both modes have the same team");
    let theirs = other.api().await.get("/v1/team").await;
    theirs.assert_lacks("Colin").assert_lacks("grace@example.com");
}

both_engines!(a_key_sees_the_team_when_it_was_made_for_that_and_changes_nothing);
async fn a_key_sees_the_team_when_it_was_made_for_that_and_changes_nothing(app: TestApp) {
    let shop = app.merchant().await;

    shop.api_with(KeyKind::Secret, "team:read").await.get("/v1/team").await.assert_status(200);
    let other = shop.api_with(KeyKind::Secret, "customers:write").await;
    other.get("/v1/team").await.assert_problem(403, "permission_denied").assert_shows("team:read");
    let all = shop.api().await;
    assert_eq!(all.post("/v1/team", json!({ "email": "mallory@example.com" })).await.status, 405);
}
