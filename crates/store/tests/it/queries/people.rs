//! Customers of every sort.

use clientele_domain::customer::{Address, Customer, CustomerFields, Kind, SubscriptionStatus, Wallet};
use clientele_domain::id::WalletId;
use clientele_domain::list::{Direction, SortBy};
use clientele_domain::money::Amount;
use clientele_domain::payment::{PaymentStatus, Totals};
use clientele_domain::query::{Facts, Query};
use clientele_domain::scope::Scope;
use clientele_store::bulk::{Record, Sale};
use clientele_store::customers::list::{Place, page};
use clientele_store::{Conn, customers, totals, wallets};

use crate::harness::{MORNING, customer, eur, minutes, random, sale};

/// A customer as stored.
pub struct Person {
    /// The record.
    pub customer: Customer,
    totals: Vec<Totals>,
    wallets: Vec<String>,
}

impl Person {
    /// What was spent in the merchant's currency.
    pub fn spent(&self) -> i64 {
        self.totals.iter().filter(|totals| totals.spent.currency == eur()).map(|totals| totals.spent.minor).sum()
    }

    /// What a query can ask.
    pub fn facts(&self) -> Facts<'_> {
        Facts { customer: &self.customer, totals: &self.totals, wallets: &self.wallets }
    }
}

/// Every customer of a scope, the newest first.
pub async fn known(conn: &mut Conn<'_>, scope: Scope) -> Vec<Person> {
    let newest = (SortBy::CreatedAt, Direction::Descending);
    let all = page(conn, scope, &Query::everybody(), newest, &Place::Start, 10_000, &[]).await.expect("customers").0;
    let ids: Vec<_> = all.iter().map(|row| row.summary.id).collect();
    let mut people = Vec::new();
    for customer in customers::by_ids(conn, scope, &ids).await.expect("customers") {
        let totals = totals::of_customer(conn, scope, customer.id).await.expect("totals");
        let wallets = wallets::of_customer(conn, scope, customer.id).await.expect("wallets");
        people.push(Person { totals, wallets: wallets.into_iter().map(|wallet| wallet.address).collect(), customer });
    }
    people
}

const NAMES: [&str; 8] =
    ["Ada Lovelace", "Łukasz Straße", "O’Brien 100%", "Zoë_Under \\", "", "李 小龍", "ada", "Adam \"Al\" Alba"];
const METADATA: [&str; 9] =
    ["\"pro\"", "\"a \\\"b\\\" \\\\ é\"", "5", "\"5\"", "true", "1.50", "null", "{\"pro\":\"pro\"}", "[5]"];

/// The customer of a number, who differs from others in some way.
pub fn record(number: usize) -> Record {
    let each = |every: usize, text: String| if number.is_multiple_of(every) { text } else { String::new() };
    let mut person = customer(CustomerFields {
        name: NAMES[number % NAMES.len()].to_owned(),
        email: each(2, format!("p{number}@{}.example", ["shop", "mail"][number / 2 % 2])),
        phone: each(3, format!("+4930{number:05}")),
        external_id: each(5, format!("User-{number}%_")),
        did: each(7, format!("did:web:p{number}.example")),
        address: Address {
            country: ["DE", "US", ""][number % 3].to_owned(),
            line1: each(4, "\"country\":\"FR\"".to_owned()),
            ..Address::default()
        },
        tags: ["vip", "test", "very good", "écru"]
            .into_iter()
            .enumerate()
            .filter(|(place, _)| number.is_multiple_of(place + 2))
            .map(|(_, tag)| tag.to_owned())
            .collect(),
        metadata: if number.is_multiple_of(4) {
            Vec::new()
        } else {
            let value = METADATA[number % METADATA.len()].to_owned();
            vec![("a-b".to_owned(), value.clone()), ("plan".to_owned(), value)]
        },
        ..CustomerFields::default()
    });
    let number_of_day = i64::try_from(number).expect("small") * 1440;
    person.created_at = minutes(number_of_day);
    person.kind = if number.is_multiple_of(3) { Kind::Guest } else { Kind::Registered };
    person.subscription_status = SubscriptionStatus::ALL.get(number % 8).copied();
    let sales = (0..number % 4).map(|place| paid(&person, number, place)).collect();
    let wallet = Wallet {
        id: WalletId::new(MORNING, random()),
        chain_id: 1,
        address: format!("0x{number:040x}"),
        has_active_authorization: false,
        authorization_type: String::new(),
        transaction_hash: String::new(),
        authorized_at: None,
        created_at: MORNING,
    };
    let wallets = if number.is_multiple_of(6) { vec![wallet] } else { Vec::new() };
    let (identities, notes, events, refunds) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (subscriptions, invoices) = (Vec::new(), Vec::new());
    Record { customer: person, identities, wallets, notes, events, sales, refunds, subscriptions, invoices }
}

fn paid(person: &Customer, number: usize, place: usize) -> Sale {
    let minor = i64::try_from(number * 700 + place).expect("small");
    let currency = ["EUR", "USD", "BTC"][(number + place) % 3].parse().expect("a currency");
    let refunded = [0, minor / 2, minor][(number / 3 + place) % 3];
    let status = match refunded {
        0 if number.is_multiple_of(11) => PaymentStatus::Pending,
        0 => PaymentStatus::Succeeded,
        part if part < minor => PaymentStatus::PartiallyRefunded,
        _ => PaymentStatus::Refunded,
    };
    let (order, mut payment) = sale(person.id, status, Amount { minor, currency });
    (payment.refunded, payment.more.refunded_elsewhere) = (refunded, refunded);
    payment.occurred_at = minutes(i64::try_from(number * 1440 + place * 9000).expect("small"));
    Sale { order, payment }
}
