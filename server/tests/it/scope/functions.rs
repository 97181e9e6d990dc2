//! The server functions.

use std::collections::BTreeSet;

use axum::http::Method;
use clientele_domain::role::Role;

use super::gone;
use super::table::{FUNCTIONS, Function, Stocked, Who};
use crate::harness::{Answer, Browser, TestApp, both_engines};
use crate::routes;

both_engines!(every_function_has_a_row_and_only_looks);
async fn every_function_has_a_row_and_only_looks(_app: TestApp) {
    let known: BTreeSet<_> = FUNCTIONS.iter().map(|function| function.0).collect();
    let registered: BTreeSet<_> = routes::server_functions().into_iter().map(|(_, path)| path).collect();

    assert_eq!(registered, known);
    for (method, path) in routes::server_functions() {
        assert_eq!(method, Method::GET, "{path}: what changes something is a form, not a function");
    }
}

both_engines!(nobody_calls_without_signing_in);
async fn nobody_calls_without_signing_in(app: TestApp) {
    let stocked = Stocked::new(app.merchant().await).await;

    for nobody in gone(&stocked.shop).await {
        for function in guarded() {
            let answer = call(&nobody, &stocked, function).await;

            answer.assert_status(401);
            assert_eq!(answer.json(), "SignedOut", "{}", answer.asked);
        }
    }
}

both_engines!(another_merchant_is_not_there);
async fn another_merchant_is_not_there(app: TestApp) {
    let (mine, theirs) = (app.merchant().await, Stocked::new(app.merchant().await).await);

    for function in guarded() {
        let answer = call(&mine.browser, &theirs, function).await;

        answer.assert_status(404);
        assert_eq!(answer.json(), "NotFound", "{}", answer.asked);
    }
    let mine = Stocked::new(mine).await.naming(&theirs);
    for function in guarded().filter(|function| names_a_record(function)) {
        call(&mine.shop.browser, &mine, function).await.assert_status(404);
    }
}

both_engines!(the_other_mode_is_another_house);
async fn the_other_mode_is_another_house(app: TestApp) {
    let test = Stocked::new(app.merchant().await).await;
    let live = Stocked::new(test.shop.live()).await.naming(&test);

    for function in guarded().filter(|function| names_a_record(function)) {
        call(&live.shop.browser, &live, function).await.assert_status(404);
    }
}

both_engines!(each_role_calls_what_it_may);
async fn each_role_calls_what_it_may(app: TestApp) {
    let stocked = Stocked::new(app.merchant().await).await;
    for role in Role::ALL {
        let colleague = stocked.shop.colleague("Colin Colleague", role).await;
        for function in guarded() {
            let Who::With(permission) = function.1 else { continue };
            let expected = if role.allows(permission) { 200 } else { 403 };

            call(&colleague, &stocked, function).await.assert_status(expected);
        }
    }
}

fn guarded() -> impl Iterator<Item = &'static Function> {
    FUNCTIONS.iter().filter(|function| function.1 != Who::Anybody)
}

fn names_a_record(function: &Function) -> bool {
    function.2.iter().any(|(_, value)| value.starts_with('$'))
}

async fn call(browser: &Browser, stocked: &Stocked, function: &Function) -> Answer {
    let (path, _, arguments) = *function;
    let arguments: Vec<(&str, String)> = arguments.iter().map(|(name, value)| (*name, stocked.form(value))).collect();
    let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.get(&stocked.shop.call_path(path.trim_start_matches("/fn/"), &arguments)).await
}
