//! The routes.

use std::collections::BTreeSet;

use axum::http::Method;
use clientele_domain::role::Role;

use super::gone;
use super::table::{NOT_NOTED, ROUTES, Route, Stocked, Who, in_parts, is_of_both_modes, names_a_record};
use crate::audit::newest;
use crate::harness::{Answer, Browser, TestApp, both_engines};
use crate::routes;

both_engines!(every_route_has_a_row);
async fn every_route_has_a_row(app: TestApp) {
    let shop = app.merchant().await;

    let known: BTreeSet<_> = ROUTES.iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    let routes = routes::all(&shop).await;
    let registered: BTreeSet<_> = routes.iter().map(|(method, path)| format!("{method} {path}")).collect();

    let (without_row, without_route) = (registered.difference(&known), known.difference(&registered));
    assert_eq!(without_row.collect::<Vec<_>>(), Vec::<&String>::new(), "routes without a row");
    assert_eq!(without_route.collect::<Vec<_>>(), Vec::<&String>::new(), "rows without a route");
}

both_engines!(every_page_is_a_route);
async fn every_page_is_a_route(app: TestApp) {
    let paths = routes::paths(&app);

    for page in leptos_axum::generate_route_list(clientele_app::App) {
        let path = page.path().to_owned();
        // Specimens of the components, without anybody's data.
        let known = path == "/design" || paths.contains(&path);
        assert!(known, "{path} is shown by the fallback: no row says who may see it");
    }
}

both_engines!(nobody_looks_or_acts_without_signing_in);
async fn nobody_looks_or_acts_without_signing_in(app: TestApp) {
    let stocked = Stocked::new(app.merchant().await).await;

    for nobody in gone(&stocked.shop).await {
        for route in guarded() {
            let answer = ask(&nobody, &stocked, route).await;

            answer.assert_status(303).assert_lacks("Lovelace");
            assert!(answer.location().starts_with("/sign-in?next=%2Facct_"), "{}: {}", answer.asked, answer.location());
        }
    }
}

both_engines!(another_merchant_is_not_there);
async fn another_merchant_is_not_there(app: TestApp) {
    let (mine, theirs) = (app.merchant().await, Stocked::new(app.merchant().await).await);

    for route in guarded() {
        ask(&mine.browser, &theirs, route).await.assert_status(404).assert_lacks("Lovelace").assert_lacks("Grace");
    }
    // Nor by naming their records at one's own.
    let mine = Stocked::new(mine).await.naming(&theirs);
    for route in guarded().filter(|route| names_a_record(route)) {
        ask(&mine.shop.browser, &mine, route).await.assert_status(404);
    }
    unchanged(&theirs).await;
}

both_engines!(the_other_mode_is_another_house);
async fn the_other_mode_is_another_house(app: TestApp) {
    let test = Stocked::new(app.merchant().await).await;
    let live = Stocked::new(test.shop.live()).await.naming(&test);

    for route in guarded().filter(|route| names_a_record(route) && !is_of_both_modes(route)) {
        ask(&live.shop.browser, &live, route).await.assert_status(404).assert_lacks("Lovelace").assert_lacks("Grace");
    }
    unchanged(&test).await;
}

both_engines!(a_role_that_may_not_is_told_who_may);
async fn a_role_that_may_not_is_told_who_may(app: TestApp) {
    let stocked = Stocked::new(app.merchant().await).await;
    let mut refused = 0;
    for role in Role::ALL {
        let colleague = stocked.shop.colleague("Colin Colleague", role).await;
        for route in guarded() {
            let Who::With(permission) = route.2 else { continue };
            if role.allows(permission) {
                continue;
            }
            let answer = ask(&colleague, &stocked, route).await;

            answer.assert_status(403).assert_shows(&format!("{} can't {}", role.label(), permission.label()));
            refused += 1;
        }
    }
    assert!(refused > 20, "only {refused} were refused");
    unchanged(&stocked).await;
}

both_engines!(no_role_is_kept_from_what_it_may);
async fn no_role_is_kept_from_what_it_may(app: TestApp) {
    for role in Role::ALL {
        let stocked = Stocked::new(app.merchant().await).await;
        let colleague = stocked.shop.colleague("Colin Colleague", role).await;
        let allowed = |route: &&Route| matches!(route.2, Who::With(permission) if role.allows(permission));
        let (pages, forms): (Vec<_>, Vec<_>) = guarded().filter(allowed).partition(|route| route.0 == "GET");
        for route in pages {
            ask(&colleague, &stocked, route).await.assert_status(200);
        }
        for route in forms {
            // What one form did may stand in the way of the next, the role must not.
            let answer = ask(&colleague, &stocked, route).await;
            let refused = answer.status == 403 || answer.location().starts_with("/sign-in");
            assert!(!refused, "{role}: {}: {}", answer.asked, answer.text());
        }
    }
}

both_engines!(the_owner_may_all_of_it_and_the_audit_log_tells_of_it);
async fn the_owner_may_all_of_it_and_the_audit_log_tells_of_it(app: TestApp) {
    let looked_at = Stocked::new(app.merchant().await).await;
    for route in guarded() {
        // What changes anything has records of its own: some of it deletes them.
        let changed = if route.0 == "GET" { None } else { Some(Stocked::new(app.merchant().await).await) };
        let stocked = changed.as_ref().unwrap_or(&looked_at);
        let (before, _) = newest(&stocked.shop).await;
        let answer = ask(&stocked.shop.browser, stocked, route).await;
        let (after, act) = newest(&stocked.shop).await;

        let noted = route.0 != "GET" && !NOT_NOTED.contains(&(route.1, route.3));
        assert_eq!(after > before, noted, "{} {}: {act}: {}", answer.asked, route.3, answer.text());
        assert!([200, 303].contains(&answer.status.as_u16()), "{}: {} {}", answer.asked, answer.status, answer.text());
        assert!(!answer.location().starts_with("/sign-in"), "{}", answer.asked);
    }
}

both_engines!(whoever_leaves_a_merchant_is_outside_at_once);
async fn whoever_leaves_a_merchant_is_outside_at_once(app: TestApp) {
    let stocked = Stocked::new(app.merchant().await).await;
    let colleague = stocked.shop.colleague("Colin Colleague", Role::Admin).await;
    let address = stocked.address("/{merchant}/{mode}/customers");
    colleague.get(&address).await.assert_status(200);

    app.sql("DELETE FROM memberships WHERE role = 'admin'").await;

    colleague.get(&address).await.assert_status(404);
}

fn guarded() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(|route| route.2 != Who::Anybody)
}

async fn ask(browser: &Browser, stocked: &Stocked, route: &Route) -> Answer {
    let (method, path, _, form) = *route;
    let method: Method = method.parse().expect("a method");
    if in_parts(form) {
        let browser = browser.with_header("content-type", "multipart/form-data; boundary=part");
        return browser.send(method, &stocked.address(path), form).await;
    }
    browser.send(method, &stocked.address(path), &stocked.form(form)).await
}

/// Nothing came of what was refused.
async fn unchanged(stocked: &Stocked) {
    let shop = &stocked.shop;
    let page = shop.get(&format!("customers/{}", stocked.customer)).await;
    page.assert_status(200)
        .assert_shows("Ada Lovelace")
        .assert_shows("vip")
        .assert_lacks("Mallory")
        .assert_lacks("stolen");
    page.assert_lacks("52908400098527886E0F7030069857D2E4169EE7");
    assert!(page.body.contains("0xde709f2102306220921060314715629080e2fb77"), "{}", page.text());
    shop.get("customers").await.assert_status(200).assert_lacks("Mallory").assert_lacks("Grace");
    let import = shop.get(&format!("imports/{}", stocked.import)).await;
    import.assert_status(200).assert_shows("people.csv");
    shop.get("imports").await.assert_status(200).assert_lacks("stolen.csv");
}
