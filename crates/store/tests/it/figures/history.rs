//! Whatever happens, the figures are right.

use clientele_domain::list::SortBy;
use clientele_domain::scope::Scope;
use clientele_store::customers::list::rows_by;
use clientele_store::{Conn, counters, customers, totals, verify};
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;

use super::step::{Counted, Step, steps};
use crate::harness::{Engine, House, eur};

#[test]
fn figures_follow_whatever_happens_on_sqlite() {
    any_history(Engine::Sqlite);
}

#[test]
fn figures_follow_whatever_happens_on_postgres() {
    any_history(Engine::Postgres);
}

/// Each history is a merchant's own, so that one database serves them all.
fn any_history(engine: Engine) {
    let runtime = Runtime::new().expect("a runtime");
    let Some(house) = runtime.block_on(House::open(engine)) else { return };
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&steps(), |steps| {
        runtime.block_on(history(&house, &steps));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    runtime.block_on(house.close());
}

async fn history(house: &House, steps: &[Step]) {
    let scope = house.merchant().await;
    let mut counted = Counted::default();
    for step in steps {
        let mut tx = house.begin().await;
        counted.happen(&mut tx.conn(), scope, step).await.expect("it happens");
        tx.commit().await.expect("a commit");
    }

    let differences = verify::differences(&house.db).await.expect("the figures are counted");
    // Those of other histories are their own tale.
    let differences: Vec<_> =
        differences.iter().filter(|difference| difference.of.contains(&scope.merchant.to_string())).collect();
    assert!(differences.is_empty(), "{differences:#?}");
    let mut reader = house.db.read().await.expect("the database answers");
    agree(&mut reader.conn(), scope, &counted).await;
}

/// What pages show is what was counted by hand.
async fn agree(conn: &mut Conn<'_>, scope: Scope, counted: &Counted) {
    let there = counters::get(conn, scope, counters::CUSTOMERS).await.expect("a counter");
    assert_eq!(there, i64::try_from(counted.there.len()).expect("few"));
    assert_eq!(counters::tags(conn, scope, 50).await.expect("counters"), counted.tags());
    for (customer, by_currency) in &counted.totals {
        let mut kept = totals::of_customer(conn, scope, *customer).await.expect("totals");
        kept.sort_by_key(|totals| totals.spent.currency);
        assert_eq!(kept, by_currency.values().cloned().collect::<Vec<_>>());
    }
    for customer in &counted.there {
        let nothing = Default::default();
        let by_currency = counted.totals.get(&customer.id).unwrap_or(&nothing);
        let seq = customers::seq(conn, scope, customer.id).await.expect("a number").expect("a customer");
        let sort = SortBy::CreatedAt;
        let row = rows_by(conn, scope, &Default::default(), &[seq], sort).await.expect("a row").remove(0).summary;
        assert_eq!(row.tags, customer.fields.tags);
        assert_eq!(row.spent, by_currency.get(&eur()).map_or(0, |totals| totals.spent.minor));
        assert_eq!(row.payments, by_currency.values().map(|totals| totals.payments).sum::<i64>());
        assert_eq!(row.last_payment_at, by_currency.values().map(|totals| totals.last_payment_at).max());
    }
}
