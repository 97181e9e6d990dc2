//! Enough rows, spread as in a real house, that a planner has to choose.

use clientele_domain::catalog::{Interval, Recurring};
use clientele_domain::checkout::{self, Terms};
use clientele_domain::customer::{Address, Customer, CustomerFields, Kind, Wallet};
use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::{
    CustomerId, EventId, ImportId, NoteId, PriceId, ProductId, SubscriptionId, UserId, WalletId,
};
use clientele_domain::identity::{Evidence, Identity, IdentityKind};
use clientele_domain::invoice::Period;
use clientele_domain::list::SortBy;
use clientele_domain::money::Amount;
use clientele_domain::payment::{PaymentStatus, Sold, Source};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::subscription::{Subscription, SubscriptionItem, SubscriptionStatus};
use clientele_store::bulk::{self, Record, Sale, WrittenNote};
use clientele_store::customers;
use clientele_store::imports::{self, Import};
use clientele_store::users::{self, User};
use clientele_store::{Conn, Tx};

use crate::harness::{House, MORNING, customer, eur, minutes, random, run, sale};

/// Customers of the merchant whose lists are looked at; another merchant has a quarter as many.
const CUSTOMERS: usize = 3000;

/// A merchant with many customers, and one of them with everything that can hang on one.
pub struct Stock {
    /// Whose data.
    pub scope: Scope,
    /// A customer with payments, orders, wallets, notes, events and identities.
    pub customer: CustomerId,
    /// An import.
    pub import: ImportId,
}

impl Stock {
    /// Fills a house with two merchants.
    pub async fn fill(house: &House) {
        let (scope, other) = (house.merchant().await, house.merchant().await);
        let mut tx = house.begin().await;
        let author = author(&mut tx).await;
        let records: Vec<Record> = (0..CUSTOMERS).map(|number| record(number, author)).collect();
        let others: Vec<Record> = (0..CUSTOMERS / 4).map(|number| record(number, author)).collect();
        for (scope, records) in [(scope, &records), (other, &others)] {
            bulk::insert_records(&mut tx.conn(), scope, eur(), records).await.expect("customers");
        }
        sold(&mut tx.conn()).await;
        given_back(&mut tx.conn()).await;
        billed(&mut tx.conn()).await;
        kept(&mut tx.conn()).await;
        imports_of(&mut tx.conn(), scope).await;
        tx.commit().await.expect("a commit");
    }

    /// What a house was filled with.
    pub async fn of(house: &House) -> Self {
        let person =
            format!("SELECT id FROM customers WHERE name LIKE '% Person {}' ORDER BY id LIMIT 1", CUSTOMERS / 2);
        let customer = only(house, &person).await;
        let merchant = only(house, &format!("SELECT merchant_id FROM customers WHERE id = '{customer}'")).await;
        let import = only(house, "SELECT MAX(id) FROM imports").await;
        Self {
            scope: Scope { merchant: merchant.parse().expect("an id"), mode: Mode::Test },
            customer: customer.parse().expect("an id"),
            import: import.parse().expect("an id"),
        }
    }
}

async fn only(house: &House, question: &str) -> String {
    house.texts(question).await.pop().expect("the house was filled")
}

/// A session and an attempt for every payment. One in fifty is open and under way.
async fn sold(conn: &mut Conn<'_>) {
    let terms = Terms::of(checkout::Sale::Items(Vec::new()));
    let terms = serde_json::to_string(&terms).expect("JSON");
    let sessions = format!(
        "INSERT INTO checkout_sessions (
            merchant_id, livemode, id, status, payment_status, terms, lines, amount, currency, customer_id, named, source,
            source_description, created_at, expires_at
        )
        SELECT merchant_id, livemode, 'cs_' || SUBSTR(id, 5), CASE place % 50 WHEN 0 THEN 'open' ELSE 'complete' END,
            'paid', '{terms}', '[]', amount, currency, customer_id, FALSE, 'checkout', 'A print', created_at, created_at
        FROM (SELECT payments.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM payments) AS paid"
    );
    run(conn, &sessions).await;
    let attempts = "
        INSERT INTO payment_attempts (
            merchant_id, livemode, id, session_id, status, amount, currency, method, created_at, asked_at
        )
        SELECT merchant_id, livemode, 'att_' || SUBSTR(id, 4), id,
            CASE status WHEN 'open' THEN 'charging' ELSE 'succeeded' END, amount, currency, 'card', created_at, created_at
        FROM checkout_sessions";
    run(conn, attempts).await;
}

/// A refund of every other payment. One in fifty waits to be sent.
async fn given_back(conn: &mut Conn<'_>) {
    let refunds = "
        INSERT INTO refunds (
            merchant_id, livemode, id, payment_id, customer_id, amount, currency, status, reason, destination_kind, waits,
            created_by, created_at, asked_at
        )
        SELECT merchant_id, livemode, 're_' || SUBSTR(id, 5), id, customer_id, 1, currency,
            CASE place % 50 WHEN 0 THEN 'requires_action' ELSE 'succeeded' END, 'duplicate', 'by_hand',
            CASE place % 50 WHEN 0 THEN 'send' ELSE '' END, 'Olga', created_at, created_at
        FROM (SELECT payments.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM payments WHERE amount > 0) AS paid
        WHERE place % 2 = 0";
    run(conn, refunds).await;
}

/// An invoice and a movement of credit for every payment. One in fifty is open, and half of these are overdue.
async fn billed(conn: &mut Conn<'_>) {
    let invoices = "
        INSERT INTO invoices (
            merchant_id, livemode, id, status, customer_id, lines, amount, currency, due_at, overdue, created_at
        )
        SELECT merchant_id, livemode, 'in_' || SUBSTR(id, 5), CASE place % 50 WHEN 0 THEN 'open' ELSE 'paid' END,
            customer_id, '[]', amount, currency, created_at, place % 100 = 0, created_at
        FROM (SELECT payments.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM payments) AS paid";
    run(conn, invoices).await;
    let credit = "
        INSERT INTO balance_transactions (
            merchant_id, livemode, id, customer_id, amount, currency, balance, kind, actor, created_at
        )
        SELECT merchant_id, livemode, 'btxn_' || SUBSTR(id, 5), customer_id, 1, currency, 1, 'adjustment', 'Olga', created_at
        FROM payments";
    run(conn, credit).await;
}

/// Three hundred segments, of which thirty tell who enters and leaves; who belongs to two of these; and whom to look at again.
async fn kept(conn: &mut Conn<'_>) {
    for number in 0..300 {
        let announce = number % 10 == 0;
        let walk_at = if announce { number.to_string() } else { "NULL".to_owned() };
        let segment = format!(
            "INSERT INTO segments (
                merchant_id, livemode, id, name, query, shared, announce, filled, walk_at, owner, created_at, updated_at
            )
            SELECT id, FALSE, 'seg_{number:026}', 'Segment {number}', 'tag:vip', TRUE, {announce}, TRUE, {walk_at}, 'usr', 0, 0
            FROM merchants"
        );
        run(conn, &segment).await;
    }
    let members = "
        INSERT INTO segment_members (merchant_id, livemode, customer_id, segment_id)
        SELECT merchant_id, livemode, id, 'seg_00000000000000000000000010' FROM customers
        UNION ALL SELECT merchant_id, livemode, id, 'seg_00000000000000000000000020' FROM customers WHERE name LIKE 'Ada%'";
    run(conn, members).await;
    let checks = "
        INSERT INTO segment_checks (merchant_id, livemode, customer_id, imported, due_at)
        SELECT merchant_id, livemode, id, FALSE, created_at FROM customers";
    run(conn, checks).await;
}

/// Gives the planner figures, as a server does by and by: SQLite looks at a few hundred rows of each index, PostgreSQL
/// samples and puts what the search has gathered in its place.
pub async fn analyze(house: &House) {
    let mut tx = house.begin().await;
    if house.db.is_sqlite() {
        run(&mut tx.conn(), "PRAGMA analysis_limit = 400").await;
    } else {
        run(&mut tx.conn(), "SELECT gin_clean_pending_list('customers_by_text')").await;
    }
    run(&mut tx.conn(), "ANALYZE").await;
    tx.commit().await.expect("a commit");
}

/// One of many people who sign in.
async fn author(tx: &mut Tx) -> UserId {
    let mut id = UserId::new(MORNING, random());
    for number in 0..200 {
        id = UserId::new(MORNING, random());
        let email = format!("olga{number}@example.com");
        let user = User { id, email, name: "Olga".into(), password_hash: String::new() };
        users::insert(&mut tx.conn(), &user, MORNING).await.expect("a person");
    }
    id
}

/// The customer of this number: half are guests, a third have paid, a tenth subscribe, one in fifty is `vip`.
pub fn record(number: usize, author: UserId) -> Record {
    let customer = person(number);
    let id = customer.id;
    let at = customer.created_at;
    let sales = (0..number % 7 % 4).map(|sale| paid(id, number + sale)).collect();
    let value = format!("visa {:04}", number % 10_000);
    let identity = Identity {
        kind: IdentityKind::Card,
        label: value.clone(),
        value,
        evidence: Evidence::Observed,
        first_seen_at: at,
        last_seen_at: at,
        times_seen: 1,
    };
    let wallet = Wallet {
        id: WalletId::new(at, random()),
        chain_id: 1,
        address: format!("0x{number:040x}"),
        has_active_authorization: false,
        authorization_type: String::new(),
        transaction_hash: String::new(),
        authorized_at: None,
        created_at: at,
    };
    let note = WrittenNote { id: NoteId::new(at, random()), author, body: "Rang up.".into(), created_at: at };
    let event = Event {
        id: EventId::new(at, random()),
        kind: EventKind::CustomerCreated,
        customer: Some(id),
        object: id.to_string(),
        sequence: 0,
        actor: "Olga".into(),
        fields: Vec::new(),
        data: String::new(),
        occurred_at: at,
        created_at: at,
    };
    let (identities, wallets, notes, events) = (vec![identity], vec![wallet], vec![note], vec![event]);
    let (refunds, subscriptions) = (Vec::new(), Vec::new());
    let mut record =
        Record { customer, identities, wallets, notes, events, sales, refunds, subscriptions, invoices: Vec::new() };
    record.subscribe(subscribed(number, id));
    record
}

/// A tenth subscribe, and as many did once.
fn subscribed(number: usize, customer: CustomerId) -> Option<Subscription> {
    let status = match number % 20 {
        0 => SubscriptionStatus::Active,
        1 => SubscriptionStatus::PastDue,
        2 | 3 => SubscriptionStatus::Ended,
        _ => return None,
    };
    let (start, end) = (minutes(number as i64), minutes(number as i64 + 43_200));
    let price = PriceId::new(start, random());
    let unit = Amount { minor: 2900, currency: eur() };
    let mut one = Subscription {
        id: SubscriptionId::new(start, random()),
        customer,
        status,
        items: vec![SubscriptionItem { price, name: "Club".into(), unit, quantity: 1 }],
        recurring: Recurring { interval: Interval::Month, count: 1 },
        next_items: None,
        anchor: start,
        periods: 1,
        current: Period { start, end },
        paid_until: end,
        grace_days: 3,
        told: 0,
        charge_at: None,
        trial_end: None,
        cancel_at_period_end: false,
        paused_at: None,
        card: None,
        latest_invoice: None,
        source: Source::Api,
        source_id: String::new(),
        session: None,
        metadata: Vec::new(),
        active_until: end,
        due_at: None,
        ended_at: status.is_over().then_some(end),
        created_at: start,
        version: 1,
    };
    one.settle();
    Some(one)
}

fn person(number: usize) -> Customer {
    let first = ["Ada", "Grace", "Hedy", "Mary", "Katherine", "Dorothy", "Annie"][number % 7];
    let mut person = customer(CustomerFields {
        name: format!("{first} Person {number}"),
        email: if number.is_multiple_of(5) { String::new() } else { format!("person{number}@example.com") },
        phone: if number.is_multiple_of(3) { format!("+49301{number:06}") } else { String::new() },
        external_id: if number.is_multiple_of(2) { format!("user-{number}") } else { String::new() },
        did: if number.is_multiple_of(10) { format!("did:example:{number}") } else { String::new() },
        tags: [("newsletter", 2), ("vip", 50)]
            .into_iter()
            .filter(|(_, each)| number.is_multiple_of(*each))
            .map(|(tag, _)| tag.to_owned())
            .collect(),
        address: Address {
            country: if number.is_multiple_of(4) { "DE" } else { ["", "FR"][usize::from(number % 100 == 2)] }
                .to_owned(),
            ..Address::default()
        },
        ..CustomerFields::default()
    });
    person.kind = if number.is_multiple_of(2) { Kind::Registered } else { Kind::Guest };
    person.created_at = minutes(i64::try_from(number).expect("a small number") * 7);
    person
}

fn paid(customer: CustomerId, number: usize) -> Sale {
    let cents = i64::try_from(number * 37 % 9000).expect("a small number") + 100;
    let (mut order, mut payment) = sale(customer, PaymentStatus::Succeeded, Amount { minor: cents, currency: eur() });
    payment.method.last4 = format!("{:04}", number % 10_000);
    payment.occurred_at = minutes(cents);
    let product = ProductId::new(MORNING, [(number % 40) as u8; 10]);
    payment.more.products = vec![Sold { product, minor: cents, quantity: 1 }];
    order.number = format!("A-{number}-{cents}");
    payment.order_number.clone_from(&order.number);
    Sale { order, payment }
}

/// A year of imports, one of them still at work.
async fn imports_of(conn: &mut Conn<'_>, scope: Scope) {
    let mut import = Import {
        id: ImportId::new(MORNING, random()),
        what: "customers".into(),
        file_name: "people.csv".into(),
        fingerprint: String::new(),
        layout: "{}".into(),
        status: "running".into(),
        total_lines: 10,
        done_lines: 0,
        accepted: 0,
        rejected: 0,
        started_by: "Olga".into(),
        created_at: MORNING,
    };
    for number in 0..300 {
        import.id = ImportId::new(minutes(number), random());
        import.fingerprint = format!("{number:x}");
        import.created_at = minutes(number);
        imports::insert(conn, scope, &import).await.expect("an import");
        imports::chunks::insert(conn, scope, import.id, 0, b"name\nAda\n").await.expect("a piece");
        import.status = "done".into();
    }
}

/// A place in the middle of a list of this order.
pub async fn middle(conn: &mut Conn<'_>, stock: &Stock, sort_by: SortBy) -> customers::list::Cursor {
    let seq = customers::seq(conn, stock.scope, stock.customer).await.expect("a number").expect("a customer");
    let rows = customers::list::rows_by(conn, stock.scope, &Default::default(), &[seq], sort_by).await;
    rows.expect("a row").into_iter().next().expect("a row").cursor
}
