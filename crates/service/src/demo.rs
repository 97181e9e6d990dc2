//! A demo merchant with customers in many countries and three years of believable history, in both modes.
//!
//! Equal seeds give equal merchants: the same ids, names, amounts and dates. The history ends at midnight UTC at the
//! beginning of the day on the house's clock, so that the last payments are hours old, not years; on another day the
//! same history lies so many days later. Another seed gives another merchant.

mod billed;
mod catalogue;
mod dice;
mod given_back;
mod goods;
mod history;
mod lands;
mod people;
mod rhythm;
mod shop;
mod written;

use std::time::Duration;

use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::key::KeyKind;
use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_store::bulk::{self, Record};
use clientele_store::merchants::{self, Merchant};
use clientele_store::users::{self, User};
use clientele_store::{Conn, Error as StoreError};
use tokio::sync::mpsc;

use crate::accounts::password;
use crate::error::Result;
use crate::house::House;
use crate::keys::{self, FirstKeys};
use dice::Dice;
use people::People;
use shop::Shop;

/// The password of everybody who works at a demo merchant.
const PASSWORD: &str = "clientele-demo";

/// How many customers are made and written at a time.
const BATCH: usize = 20_000;

/// From how many customers on PostgreSQL makes its indexes at the end, and both engines see to their files after that.
const MANY: u32 = 10_000;

/// What kind of demo is wanted.
#[derive(Debug, Clone, Copy)]
pub struct DemoOptions {
    /// How many customers in live mode. Test mode has a tenth of them, but at least 25 unless there are none at all.
    pub customers: u32,
    /// Which merchant.
    pub seed: u64,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { customers: 2000, seed: 1 }
    }
}

/// A demo merchant and how to sign in to it.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Identifier.
    pub merchant_id: MerchantId,
    /// What the merchant is called.
    pub merchant_name: String,
    /// The owner's email.
    pub email: String,
    /// The password of the owner and of every colleague.
    pub password: String,
    /// Keys for the API, as well known as the password.
    pub keys: FirstKeys,
    /// Others who can sign in, to see what each role may do.
    pub colleagues: Vec<(String, Role)>,
    /// Whether it was there before; then nothing was changed.
    pub already_there: bool,
}

/// Makes the demo merchant of a seed, all of it or nothing. If it is there already, nothing happens.
pub async fn demo(house: &House, options: DemoOptions) -> Result<Demo> {
    let mut shop = Shop::of(options.seed);
    if merchants::by_id(&mut house.db.read().await?.conn(), shop.id).await?.is_some() {
        return Ok(described(&shop, true));
    }
    let end = midnight(house.now());
    let password_hash = password::hash(PASSWORD.to_owned(), Dice::new(&[options.seed, 16]).bytes()).await?;
    let db = house.db.for_loading().await?;
    let mut tx = db.begin().await?;
    let conn = &mut tx.conn();
    let indexes = bulk::set_aside(conn, options.customers >= MANY).await?;
    match found(conn, &mut shop, password_hash, end).await {
        // Somebody else was quicker.
        Err(StoreError::Taken(_)) => return Ok(described(&shop, true)),
        done => done?,
    }
    for (mode, customers) in [(Mode::Live, options.customers), (Mode::Test, in_test_mode(options.customers))] {
        fill(conn, &shop, mode, customers, end).await?;
    }
    bulk::put_back(conn, indexes).await?;
    tx.commit().await?;
    if options.customers >= MANY {
        house.db.loaded().await?;
    }
    Ok(described(&shop, false))
}

/// The demo merchant of the default seed, if it was made.
pub async fn existing(house: &House) -> Result<Option<Demo>> {
    let shop = Shop::of(DemoOptions::default().seed);
    let merchant = merchants::by_id(&mut house.db.read().await?.conn(), shop.id).await?;
    Ok(merchant.map(|_| described(&shop, true)))
}

fn described(shop: &Shop, already_there: bool) -> Demo {
    let (owner, others) = (shop.owner(), &shop.staff[1..]);
    Demo {
        merchant_id: shop.id,
        merchant_name: shop.name.clone(),
        email: owner.email.clone(),
        password: PASSWORD.to_owned(),
        keys: shop.keys(),
        colleagues: others.iter().map(|colleague| (colleague.email.clone(), colleague.role)).collect(),
        already_there,
    }
}

/// How many customers test mode gets.
fn in_test_mode(customers: u32) -> u32 {
    if customers == 0 { 0 } else { (customers / 10).max(25) }
}

/// The beginning of the day in UTC.
fn midnight(now: Timestamp) -> Timestamp {
    const DAY: i64 = 86_400_000_000;
    Timestamp::from_micros(now.micros().div_euclid(DAY) * DAY)
}

/// When the history begins.
fn opened(end: Timestamp) -> Timestamp {
    end.minus(Duration::from_secs(86_400 * rhythm::DAYS.unsigned_abs()))
}

/// The merchant and its staff. Somebody who can sign in already stays who they are.
async fn found(conn: &mut Conn<'_>, shop: &mut Shop, hash: String, end: Timestamp) -> clientele_store::Result<()> {
    let opened = opened(end);
    let merchant = Merchant { id: shop.id, name: shop.name.clone(), currency: shop.currency };
    merchants::insert(conn, &merchant, opened).await?;
    for colleague in &mut shop.staff {
        if let Some(known) = users::by_email(conn, &colleague.email).await? {
            colleague.id = known.id;
        } else {
            let (email, name) = (colleague.email.clone(), colleague.name.to_owned());
            users::insert(conn, &User { id: colleague.id, email, name, password_hash: hash.clone() }, opened).await?;
        }
        merchants::join(conn, merchant.id, colleague.id, colleague.role, opened).await?;
    }
    for mode in [Mode::Test, Mode::Live] {
        for kind in KeyKind::ALL {
            keys::insert(conn, &shop.key(mode, *kind, opened)).await?;
        }
    }
    Ok(())
}

/// The customers of one mode, with everything that hangs on them. While some are written, the next are made.
async fn fill(
    conn: &mut Conn<'_>,
    shop: &Shop,
    mode: Mode,
    customers: u32,
    end: Timestamp,
) -> clientele_store::Result<()> {
    let scope = Scope { merchant: shop.id, mode };
    if customers == 0 {
        return Ok(());
    }
    let (made, mut next) = mpsc::channel(1);
    let mut inventor = shop.clone();
    catalogue::offer(conn, &mut inventor, mode, opened(end)).await?;
    let inventing = tokio::task::spawn_blocking(move || {
        invent(&inventor, mode, customers, end, |records| made.blocking_send(records).is_ok());
    });
    while let Some(records) = next.recv().await {
        bulk::insert_records(conn, scope, shop.currency, &records).await?;
    }
    inventing.await.map_err(|error| StoreError::Broken(error.to_string()))
}

/// Makes customers in the order of their creation and hands them over, some at a time, while they are wanted.
fn invent(shop: &Shop, mode: Mode, customers: u32, end: Timestamp, wanted: impl Fn(Vec<Record>) -> bool) {
    let seeds = [shop.seed, u64::from(mode.is_live())];
    let lives = rhythm::lives(seeds, u64::from(customers), end);
    let mut people = People::new(!mode.is_live());
    for batch in lives.chunks(BATCH) {
        let mut records = Vec::with_capacity(batch.len());
        for life in batch {
            let dice = &mut Dice::new(&[seeds[0], seeds[1], life.index, u64::from_be_bytes(*b"a person")]);
            let id = CustomerId::new(life.created_at, dice.bytes());
            let person = people.next(dice, life);
            let (mut sales, plan) = history::sales(dice, shop, id, &person, life, end);
            let sandbox = !mode.is_live();
            if sandbox {
                history::by_sandbox(&mut sales);
            }
            let refunds = given_back::refunds(shop, &mut sales, &person.fields.refund_address, sandbox, end);
            let billed = billed::billed(shop, id, life, plan, &sales, end);
            let record = written::record(dice, shop, id, life, person, sales, billed);
            records.push(Record { refunds, ..record });
        }
        if !wanted(records) {
            return;
        }
    }
}
