//! The query language: whatever is asked, each engine finds whom a plain look at every customer finds, and nobody else's.

mod asked;
mod people;

use std::collections::BTreeSet;

use clientele_domain::id::CustomerId;
use clientele_domain::list::{Direction, SortBy};
use clientele_domain::query::{Frame, Query};
use clientele_domain::scope::Scope;
use clientele_domain::standing::Bars;
use clientele_store::customers::list::{Place, count, page};
use clientele_store::{Conn, bulk, standing};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;

use crate::harness::{Engine, House, eur, minutes};
use people::{Person, known, record};

/// So many customers each of two merchants has.
const PEOPLE: usize = 90;

#[test]
fn a_query_finds_whom_it_describes_on_sqlite() {
    any_query(Engine::Sqlite);
}

#[test]
fn a_query_finds_whom_it_describes_on_postgres() {
    any_query(Engine::Postgres);
}

fn any_query(engine: Engine) {
    let runtime = Runtime::new().expect("a runtime");
    let Some(house) = runtime.block_on(House::open(engine)) else { return };
    let (scope, people) = runtime.block_on(settle(&house));
    let cases = std::env::var("CLIENTELE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(120);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let sort = (prop::sample::select(&SortBy::ALL[..]), prop::sample::select(&Direction::ALL[..]));
    let outcome = runner.run(&(asked::text(), sort, 1i64..40), |(text, sort, limit)| {
        let Ok(query) = Query::parse(&text, &frame()) else { return Ok(()) };
        let expected: BTreeSet<CustomerId> =
            people.iter().filter(|person| person.facts().fit(&query)).map(|person| person.customer.id).collect();
        let (found, counted) = runtime.block_on(found(&house, scope, &query, sort, limit));
        prop_assert_eq!(found.len(), counted, "{} is counted otherwise than listed", query);
        let once: BTreeSet<CustomerId> = found.iter().copied().collect();
        prop_assert_eq!(once.len(), found.len(), "{} lists somebody twice", query);
        prop_assert_eq!(once, expected, "{}", query);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    runtime.block_on(house.close());
}

/// Of so many who paid three times, more are long gone than are looked up one by one.
const LONG_GONE: usize = 2400;

#[test]
fn those_long_gone_are_listed_newest_first_on_sqlite() {
    long_gone(Engine::Sqlite);
}

#[test]
fn those_long_gone_are_listed_newest_first_on_postgres() {
    long_gone(Engine::Postgres);
}

fn long_gone(engine: Engine) {
    let runtime = Runtime::new().expect("a runtime");
    let Some(house) = runtime.block_on(House::open(engine)) else { return };
    runtime.block_on(async {
        let scope = house.merchant().await;
        let mut tx = house.begin().await;
        let records: Vec<_> = (0..LONG_GONE).map(|number| record(4 * number + 3)).collect();
        bulk::insert_records(&mut tx.conn(), scope, eur(), &records).await.expect("customers");
        let people = known(&mut tx.conn(), scope).await;
        tx.commit().await.expect("a commit");
        assert_eq!(people.len(), LONG_GONE);
        let frame = Frame { bars: BARS, ..Frame::new(eur(), minutes(9700 * 1440)) };
        for text in [
            "signal:at_risk",
            "signal:at_risk last_payment>100d kind:guest",
            "last_payment>90d -tag:test",
            "last_payment<=500d last_payment>499d",
            "last_payment>90d name:ada",
            "last_payment>90d spent>100000000",
            "last_payment<2026-01-20",
            "last_payment<2026-01-20 has:phone",
            "last_payment>90d created<2035-06-01 created>2030-01-01",
            "last_payment>90d country:DE kind:registered",
            "signal:at_risk status:active -tag:vip",
            "signal:new last_payment>1d",
        ] {
            let query = Query::parse(text, &frame).expect("a query");
            let newest_first = (SortBy::CreatedAt, Direction::Descending);
            let (found, _) = found(&house, scope, &query, newest_first, 390).await;
            let fit = people.iter().filter(|person| person.facts().fit(&query));
            assert_eq!(found, fit.map(|person| person.customer.id).collect::<Vec<_>>(), "{text}");
        }
    });
    runtime.block_on(house.close());
}

/// Some of the customers are above these.
const BARS: Bars = Bars { spent: 20_000, payments: 1 };

fn frame() -> Frame {
    Frame { bars: BARS, ..Frame::new(eur(), minutes(90 * 1440)) }
}

/// Two merchants with the same sort of customers; and the first one's as they are stored.
async fn settle(house: &House) -> (Scope, Vec<Person>) {
    let (scope, other) = (house.merchant().await, house.merchant().await);
    let mut tx = house.begin().await;
    for scope in [scope, other] {
        let records: Vec<_> = (0..PEOPLE).map(record).collect();
        bulk::insert_records(&mut tx.conn(), scope, eur(), &records).await.expect("customers");
    }
    let people = known(&mut tx.conn(), scope).await;
    tx.commit().await.expect("a commit");
    assert_eq!(people.len(), PEOPLE);
    bars_are_those_of(house, scope, &people).await;
    (scope, people)
}

/// What one has to exceed is the figure in the place after the first tenth.
async fn bars_are_those_of(house: &House, scope: Scope, people: &[Person]) {
    let sorted = |figure: fn(&Person) -> i64| {
        let mut figures: Vec<i64> = people.iter().map(figure).collect();
        figures.sort_unstable_by_key(|figure| std::cmp::Reverse(*figure));
        figures[PEOPLE / 10]
    };
    let mut reader = house.db.read().await.expect("the database answers");
    let bars = standing::bars(&mut reader.conn(), scope).await.expect("bars");

    assert_eq!(bars.spent, sorted(Person::spent));
    assert_eq!(bars.payments, sorted(|person| person.customer.counts.payments).max(1));
}

/// Everybody whom the pages of a list show, and how many are counted.
async fn found(
    house: &House,
    scope: Scope,
    query: &Query,
    sort: (SortBy, Direction),
    limit: i64,
) -> (Vec<CustomerId>, usize) {
    let mut reader = house.db.read().await.expect("the database answers");
    let conn: &mut Conn<'_> = &mut reader.conn();
    let (mut all, mut place) = (Vec::new(), Place::Start);
    loop {
        let (rows, more) = page(conn, scope, query, sort, &place, limit, &[]).await.expect("a page");
        all.extend(rows.iter().map(|row| row.summary.id));
        match rows.last() {
            Some(last) if more => place = Place::After(last.cursor.clone()),
            _ => break,
        }
    }
    let counted = count(conn, scope, query, 10_000).await.expect("a count");
    (all, usize::try_from(counted).expect("few"))
}
