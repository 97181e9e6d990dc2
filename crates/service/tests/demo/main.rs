//! The demo merchant, on both engines: equal seeds give equal merchants, and every figure is right.

mod engine;
mod record;

use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::accounts::{Credentials, SignedIn, sign_in, visitor};
use clientele_service::catalog::{links, products};
use clientele_service::demo::{Demo, DemoOptions, demo, existing};
use clientele_service::payments::{self, PaymentFilter};
use clientele_service::{Ctx, House, customers};
use clientele_store::{bulk, counters};

use engine::{Engine, on_each_engine};

async fn made(house: &House, customers: u32, seed: u64) -> Demo {
    demo(house, DemoOptions { customers, seed }).await.expect("a demo merchant")
}

fn ctx(house: &House, demo: &Demo, mode: Mode) -> Ctx {
    Ctx::system(house, Scope { merchant: demo.merchant_id, mode }, "Test")
}

async fn count(house: &House, demo: &Demo, mode: Mode) -> i64 {
    let scope = Scope { merchant: demo.merchant_id, mode };
    let mut reader = house.db.read().await.expect("a reader");
    counters::get(&mut reader.conn(), scope, counters::CUSTOMERS).await.expect("a counter")
}

#[test]
fn equal_seeds_and_days_give_equal_tables() {
    on_each_engine(async |engine: &Engine| {
        let (one, two) = (engine.house(1).await, engine.house(2).await);

        made(&one.house, 120, 1).await;
        made(&two.house, 120, 1).await;

        assert_eq!(one.tables().await, two.tables().await);
    });
}

#[test]
fn both_modes_are_filled_and_every_figure_is_right() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;

        let demo = made(&place.house, 400, 1).await;

        assert_eq!(demo.merchant_name, "Tidewater Roasters");
        assert_eq!(count(&place.house, &demo, Mode::Live).await, 400);
        assert_eq!(count(&place.house, &demo, Mode::Test).await, 40);
        place.is_sound().await;
        let tags = customers::tags(&ctx(&place.house, &demo, Mode::Live)).await.expect("tags");
        assert!(tags.iter().any(|(tag, count)| tag == "vip" && *count > 2), "{tags:?}");
    });
}

#[test]
fn links_of_the_demo_sell_what_came_in_through_them() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;
        let demo = made(&place.house, 400, 1).await;

        for mode in [Mode::Live, Mode::Test] {
            let ctx = ctx(&place.house, &demo, mode);
            let (found, _) = links::list(&ctx, None, None, 100).await.expect("links");
            assert!(found.len() >= 4, "{found:#?}");
            for view in found {
                let filter = PaymentFilter { source_id: Some(view.link.id.to_string()), ..PaymentFilter::default() };
                let (paid, _) = payments::list(&ctx, &filter, None, 10_000).await.expect("payments");
                assert!(view.sells() && paid.iter().all(|payment| payment.source_description == view.link.name));
                let arrived = paid.iter().filter(|payment| payment.status.was_paid()).count() as i64;
                assert_eq!(
                    view.paid.iter().map(|paid| paid.payments).sum::<i64>(),
                    arrived,
                    "{mode} {}",
                    view.link.name
                );
                assert!(mode == Mode::Test || arrived > 0, "{}", view.link.name);
            }
            assert!(products::list(&ctx, Some(true), None, 100).await.expect("products").0.len() >= 10);
        }
    });
}

#[test]
fn people_of_the_demo_are_found_by_parts_of_what_is_known() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;
        let demo = made(&place.house, 400, 1).await;
        let ctx = ctx(&place.house, &demo, Mode::Live);

        for part in ["mail.example", "shop-200", "newsletter"] {
            assert!(!customers::search(&ctx, part, 5).await.expect("results").is_empty(), "{part}");
        }
    });
}

#[test]
fn indexes_are_as_they_were_before() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;
        let before = place.indexes().await;

        made(&place.house, 30, 1).await;

        assert!(!before.is_empty());
        assert_eq!(place.indexes().await, before);
    });
}

#[test]
fn what_stands_aside_for_many_is_made_anew_as_it_was() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;
        let before = place.indexes().await;

        let mut tx = place.house.db.begin().await.expect("a transaction");
        let aside = bulk::set_aside(&mut tx.conn(), true).await.expect("indexes aside");
        tx.commit().await.expect("a commit");
        let meanwhile = place.indexes().await;
        let mut tx = place.house.db.begin().await.expect("a transaction");
        bulk::put_back(&mut tx.conn(), aside).await.expect("indexes again");
        tx.commit().await.expect("a commit");

        assert!(meanwhile.len() + 40 < before.len(), "{} of {}", meanwhile.len(), before.len());
        assert_eq!(place.indexes().await, before);
    });
}

#[test]
fn a_second_time_changes_nothing_and_tells_the_sign_in_again() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;
        assert!(existing(&place.house).await.expect("an answer").is_none());
        let first = made(&place.house, 30, 1).await;
        let tables = place.tables().await;

        let second = made(&place.house, 500, 1).await;

        assert_eq!((first.already_there, second.already_there), (false, true));
        assert_eq!((first.merchant_id, first.email), (second.merchant_id, second.email));
        assert_eq!(place.tables().await, tables);
        assert!(existing(&place.house).await.expect("an answer").is_some());
    });
}

#[test]
fn another_seed_is_another_merchant_in_the_same_house() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;

        let one = made(&place.house, 30, 1).await;
        let two = made(&place.house, 30, 2).await;

        assert_ne!((one.merchant_id, &one.merchant_name), (two.merchant_id, &two.merchant_name));
        assert_ne!(one.email, two.email);
        assert_eq!(count(&place.house, &two, Mode::Test).await, 25);
        place.is_sound().await;
    });
}

#[test]
fn no_customers_make_an_empty_merchant_where_everybody_can_sign_in() {
    on_each_engine(async |engine: &Engine| {
        let place = engine.house(1).await;

        let demo = made(&place.house, 0, 1).await;

        assert_eq!(
            (count(&place.house, &demo, Mode::Live).await, count(&place.house, &demo, Mode::Test).await),
            (0, 0)
        );
        let mut everybody = vec![(demo.email.clone(), Role::Owner)];
        everybody.extend(demo.colleagues.clone());
        assert_eq!(everybody.len(), Role::ALL.len());
        for (email, role) in everybody {
            let credentials = Credentials { email, password: demo.password.clone() };
            let signed = sign_in(&place.house, credentials, "", "127.0.0.1").await;
            let Ok(SignedIn::Whole(token)) = signed else { panic!("no session: {signed:?}") };
            let visitor = visitor(&place.house, &token).await.expect("a visitor");
            assert_eq!((visitor.merchants[0].0.id, visitor.merchants[0].1), (demo.merchant_id, role));
        }
    });
}
