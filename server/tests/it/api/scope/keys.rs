//! Every call against every sort of key: the one grant that it takes, all others, one that only looks, a publishable key,
//! and one that was revoked.

use std::collections::BTreeSet;

use clientele_domain::key::{Grant, KeyKind, Resource, needed};
use clientele_service::Ctx;
use clientele_service::keys;

use super::table::{CALLS, Call, NOT_NOTED};
use super::{Stock, calls};
use crate::audit::newest;
use crate::harness::{Answer, Api, Shop, TestApp, both_engines};

both_engines!(every_call_has_a_row);
async fn every_call_has_a_row(_app: TestApp) {
    let known: BTreeSet<String> = CALLS.iter().map(|call| format!("{} {}", call.0, call.1)).collect();
    let documented: BTreeSet<String> = calls().iter().map(|(method, path)| format!("{method} {path}")).collect();

    assert_eq!(documented.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "calls without a row");
    assert_eq!(known.difference(&documented).collect::<Vec<_>>(), Vec::<&String>::new(), "rows without a call");
}

both_engines!(a_key_that_lacks_the_grant_is_refused_everywhere);
async fn a_key_that_lacks_the_grant_is_refused_everywhere(app: TestApp) {
    let shop = app.merchant().await;
    let stock = Stock::of(&shop).await;
    let publishable = shop.api_with(KeyKind::Publishable, "full").await;
    for resource in Resource::ALL {
        let rest = Resource::ALL.iter().filter(|other| *other != resource).map(|other| other.as_str());
        let mut given: Vec<String> = rest.map(|other| format!("{other}:write")).collect();
        let others = shop.api_with(KeyKind::Secret, &given.join(" ")).await;
        given.push(format!("{}:read", resource.as_str()));
        let looks = shop.api_with(KeyKind::Secret, &given.join(" ")).await;
        let of_it = |call: &Call| grants(call).into_iter().find(|grant| grant.resource == *resource);
        for (call, grant) in CALLS.iter().filter_map(|call| Some((call, of_it(call)?))) {
            ask(&others, &stock, call).await.assert_problem(403, "permission_denied");
            ask(&publishable, &stock, call).await.assert_problem(403, "permission_denied");
            if grant.write {
                ask(&looks, &stock, call).await.assert_problem(403, "permission_denied");
            }
        }
    }
}

both_engines!(a_key_that_only_looks_changes_nothing_anywhere);
async fn a_key_that_only_looks_changes_nothing_anywhere(app: TestApp) {
    let shop = app.merchant().await;
    let stock = Stock::of(&shop).await;
    let reader = shop.api_with(KeyKind::Secret, "read").await;
    for call in CALLS {
        let answer = ask(&reader, &stock, call).await;
        match grants(call).iter().any(|grant| grant.write) {
            true => answer.assert_problem(403, "permission_denied"),
            false => answer.assert_status(200),
        };
    }
}

both_engines!(a_key_that_was_revoked_opens_nothing);
async fn a_key_that_was_revoked_opens_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let stock = Stock::of(&shop).await;
    // One that no server has seen: they remember a key for a moment.
    let revoked = shop.api().await;
    revoke(&shop).await;

    for call in CALLS {
        ask(&revoked, &stock, call).await.assert_problem(401, "key_invalid");
    }
}

async fn revoke(shop: &Shop) {
    let ctx = Ctx::system(shop.app.house(), shop.scope, "Test");
    for key in keys::list(&ctx).await.expect("keys") {
        keys::revoke(&ctx, key.id).await.expect("revoked");
    }
}

both_engines!(the_grant_is_enough_and_the_audit_log_tells_of_what_was_done);
async fn the_grant_is_enough_and_the_audit_log_tells_of_what_was_done(app: TestApp) {
    let shop = app.merchant().await;
    let looked_at = Stock::of(&shop).await;
    for call in CALLS {
        let only = shop.api_with(KeyKind::Secret, &written(call)).await;
        if call.0 == "GET" {
            ask(&only, &looked_at, call).await.assert_status(200);
            continue;
        }
        // Each on records of its own: some of it deletes them.
        let shop = app.merchant().await;
        let stock = Stock::of(&shop).await;
        let only = shop.api_with(KeyKind::Secret, &written(call)).await;
        let (before, _) = newest(&shop).await;

        let answer = ask(&only, &stock, call).await;

        let (after, act) = newest(&shop).await;
        assert!(answer.status.is_success(), "{}: {}", answer.asked, answer.body);
        assert_eq!(after > before, !NOT_NOTED.contains(&call.1), "{}: {act}", answer.asked);
    }
}

/// What a key needs for the call; to write includes to look.
fn grants(call: &Call) -> Vec<Grant> {
    let all = || call.2.iter().map(|permission| needed(*permission).expect("a permission that keys can have"));
    all().filter(|grant| grant.write || !all().any(|other| other.write && other.resource == grant.resource)).collect()
}

/// The same as a key's permissions are written.
fn written(call: &Call) -> String {
    grants(call).iter().map(Grant::to_string).collect::<Vec<_>>().join(" ")
}

async fn ask(api: &Api, stock: &Stock, call: &Call) -> Answer {
    let (method, path, _, body) = *call;
    let body = body.replace("$other", &stock.other).replace("$free", &stock.free).replace("$paid", &stock.paid);
    let body = body.replace("$recurring", &stock.recurring);
    api.send(method.parse().expect("a method"), &stock.address(path), &body).await
}
