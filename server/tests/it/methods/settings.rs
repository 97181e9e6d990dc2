//! Setting payment methods up.

use clientele_domain::checkout::Waiting;
use clientele_domain::method::{LightningSettings, Limits, ManualMethod, MethodSettings};
use clientele_domain::payment::{Method, MethodKind};
use clientele_domain::role::Role;
use clientele_service::methods::{self, Progress};
use clientele_service::{Ctx, Error};

use super::{at, attempt, offered};
use crate::harness::{Browser, Misdeed, Provider, TestApp, both_engines};

fn to(address: &str) -> MethodSettings {
    let lightning = LightningSettings { address: address.into(), ..LightningSettings::default() };
    MethodSettings { card: true, lightning: Some(lightning), manual: Vec::new() }
}

async fn refused(ctx: &Ctx, settings: &MethodSettings) -> Vec<(String, String)> {
    match methods::update_settings(ctx, settings).await {
        Err(Error::Invalid(wrong)) => wrong.into_iter().map(|wrong| (wrong.field, wrong.message)).collect(),
        other => panic!("{other:?} instead of a refusal"),
    }
}

both_engines!(a_lightning_address_is_asked_before_it_is_saved);
async fn a_lightning_address_is_asked_before_it_is_saved(app: TestApp) {
    let (shop, provider) = (app.merchant().await, Provider::start().await);
    let (house, _) = app.in_development();
    let ctx = at(&house, &shop);

    provider.misbehaves(Misdeed::NoSuchUser);
    let wrong = refused(&ctx, &to(&provider.address())).await;
    assert!(wrong[0].0 == "lightning.address" && wrong[0].1.contains("No such user"), "{wrong:?}");
    provider.misbehaves(None);
    let mut rated = to(&provider.address());
    let lightning = rated.lightning.as_mut().expect("an address");
    (lightning.rate_url, lightning.rate_path) = (provider.url("/rates/eur"), "/data/usd/amount".into());
    let wrong = refused(&ctx, &rated).await;
    assert!(wrong[0].0 == "lightning.rate_url" && wrong[0].1.contains("/data/usd/amount"), "{wrong:?}");
    // Within the own network only where that is allowed.
    assert_eq!(refused(&shop.ctx(), &to(&provider.address())).await[0].0, "lightning.address");

    let saved = methods::update_settings(&ctx, &to(&provider.address())).await.expect("settings");
    assert_eq!(saved.lightning.as_ref().and_then(|known| known.limits), Some(Limits { min: 2, max: 500_000 }));
    assert_eq!(methods::settings(&ctx).await.expect("settings"), saved);
    // What is saved already is not asked again when something else changes.
    provider.misbehaves(Misdeed::NoSuchUser);
    let other = MethodSettings { card: false, ..to(&provider.address()) };
    assert_eq!(methods::update_settings(&ctx, &other).await.expect("settings").lightning, saved.lightning);
}

both_engines!(what_is_paid_by_hand_is_told_as_the_merchant_says_it);
async fn what_is_paid_by_hand_is_told_as_the_merchant_says_it(app: TestApp) {
    let shop = app.merchant().await.live();
    let ctx = shop.ctx();
    let manual = |instructions: &str| {
        let (kind, label) = (MethodKind::BankTransfer, String::new());
        let manual = vec![ManualMethod { kind, label, instructions: instructions.into() }];
        MethodSettings { manual, ..MethodSettings::default() }
    };

    methods::update_settings(&ctx, &manual("To DE00 0000,\nwith the order.")).await.expect("settings");
    assert_eq!(offered(&ctx, 100, "EUR").await, [MethodKind::BankTransfer]);
    let mut attempt = attempt(&ctx, Method::of(MethodKind::BankTransfer));
    let told = Waiting::Instructions("To DE00 0000,\nwith the order.".into());
    let waits = Progress::Waiting(told.clone());
    assert_eq!(methods::charge(&ctx, &attempt, None).await.expect("an answer"), waits);
    attempt.waiting = Some(told);
    methods::update_settings(&ctx, &manual("Elsewhere.")).await.expect("settings");
    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), waits);
    assert_eq!(methods::settings(&app.merchant().await.ctx()).await.expect("settings").manual, []);
}

both_engines!(the_page_saves_shows_what_is_wrong_and_lets_others_look);
async fn the_page_saves_shows_what_is_wrong_and_lets_others_look(app: TestApp) {
    let shop = app.merchant().await;
    let path = "settings/payments";
    shop.get(path).await.assert_status(200).assert_shows("Payment methods").assert_shows("Lightning");

    let bad =
        [("card", "true"), ("lightning.address", "nobody"), ("manual.cash.on", "true"), ("manual.cash.label", "Till")];
    let answer = shop.post(path, &bad).await;
    answer.assert_status(422).assert_value("lightning.address", "nobody").assert_value("manual.cash.label", "Till");
    answer.assert_error("lightning.address", "Lightning address").assert_error("manual.cash.instructions", "Say what");
    let good =
        [("manual.cash.on", "true"), ("manual.cash.label", "Till"), ("manual.cash.instructions", "At the <till>.")];
    shop.post(path, &good).await.assert_goes_to(&shop.path(path));
    let page = shop.get(path).await;
    page.assert_value("manual.cash.label", "Till").assert_shows("At the <till>.");
    assert!(!methods::settings(&shop.ctx()).await.expect("settings").card);

    let viewer: Browser = shop.colleague("Vera Viewer", Role::Viewer).await;
    let page = viewer.get(&shop.path(path)).await;
    page.assert_status(200).assert_shows("At the <till>.").assert_shows("Owner or Admin").assert_lacks("Save changes");
    viewer.post(&shop.path(path), &good).await.assert_status(403);
}
