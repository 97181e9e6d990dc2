//! Writing a record as a whole leaves the rows that recording the same things one by one leaves.

use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::id::{CustomerId, UserId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{Method, MethodKind, PaymentStatus, Source};
use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_service::accounts::staff::create_merchant;
use clientele_service::customers::{NewWallet, add_note, add_wallet, create, get};
use clientele_service::payments::{NewPayment, record};
use clientele_service::{Actor, Ctx};
use clientele_store::bulk::{Record, Sale, WrittenNote, insert_records};
use clientele_store::{events, notes};

use crate::engine::{Engine, Place, on_each_engine};

const OWN: &str = "EUR";

/// A merchant in a house; the same in houses with the same dice.
async fn shop(place: &Place) -> Ctx {
    let own = OWN.parse().expect("a currency");
    let merchant = create_merchant(&place.house, "Shop", own).await.expect("a merchant").0.id;
    let user = UserId::new(place.house.now(), [7; 10]);
    let actor = Actor::Staff { user, name: "Mina Sato".into(), role: Role::Owner };
    Ctx { actor, ..Ctx::system(&place.house, Scope { merchant, mode: Mode::Live }, "Test") }
}

fn somebody() -> CustomerFields {
    CustomerFields {
        name: "Łukasz \"Luk\" Wiśniewski".into(),
        email: "lukasz@warsztat.example".into(),
        phone: "+48602123456".into(),
        external_id: "shop-1".into(),
        did: "did:web:warsztat.example".into(),
        address: Address { country: "PL".into(), city: "Łódź".into(), ..Address::default() },
        shipping: Address { country: "DE".into(), line1: "Hafenstraße 3".into(), ..Address::default() },
        refund_address: "luk@coinwallet.example".into(),
        locale: "pl-PL".into(),
        tags: vec!["vip".into(), "market".into()],
        metadata: vec![("erp_id".into(), "C-1".into()), ("visits".into(), "3".into())],
        mail_opt_out: false,
    }
}

fn payment(minor: i64, currency: &str, day: u32, status: PaymentStatus) -> NewPayment {
    NewPayment {
        amount: Amount { minor, currency: currency.parse().expect("a currency") },
        refunded: 0,
        status,
        method: Method::card("visa", "4242"),
        source: Source::Checkout,
        source_id: String::new(),
        source_description: "Online store".into(),
        order_number: format!("1000{day}"),
        description: "Two bags".into(),
        metadata: vec![("till".into(), "2".into())],
        occurred_at: Timestamp::from_date(2026, 3, day).expect("a day"),
        attempt: None,
        products: Vec::new(),
    }
}

/// Records everything one by one, through the use cases.
async fn one_by_one(ctx: &Ctx) -> CustomerId {
    let id = create(ctx, &somebody()).await.expect("a customer").id;
    let wallet = NewWallet { chain_id: "1".into(), address: format!("0x{}", "ab".repeat(20)) };
    add_wallet(ctx, id, &wallet).await.expect("a wallet");
    add_note(ctx, id, "Prefers Lightning.").await.expect("a note");
    let payments = [
        payment(2_900, OWN, 5, PaymentStatus::Succeeded),
        NewPayment { refunded: 400, ..payment(1_450, OWN, 3, PaymentStatus::Succeeded) },
        NewPayment { refunded: 990, ..payment(990, "USD", 9, PaymentStatus::Succeeded) },
        payment(5_000, "USD", 1, PaymentStatus::Failed),
        NewPayment { method: Method::of(MethodKind::Lightning), ..payment(184_000, "BTC", 2, PaymentStatus::Pending) },
    ];
    for payment in payments {
        record(ctx, id, payment).await.expect("a payment");
    }
    id
}

/// The same as one record, read back from where it was recorded.
async fn as_a_whole(ctx: &Ctx, id: CustomerId) -> Record {
    let detail = get(ctx, id).await.expect("the customer");
    let mut reader = ctx.read().await.expect("a reader");
    let conn = &mut reader.conn();
    let notes = notes::of_customer(conn, ctx.scope, id, 10).await.expect("notes");
    let events = events::of_customer(conn, ctx.scope, id, 20).await.expect("events");
    let events = events.into_iter().filter(|event| event.kind.is_of_customer()).collect();
    let sales = detail.payments.iter().map(|payment| Sale {
        order: detail.orders.iter().find(|order| order.id == payment.order).expect("its order").clone(),
        payment: payment.clone(),
    });
    let notes = notes.into_iter().map(|note| WrittenNote {
        id: note.id,
        author: note.author_id.parse().expect("a user"),
        body: note.body,
        created_at: note.created_at,
    });
    Record {
        sales: sales.collect(),
        customer: detail.customer,
        identities: detail.identities,
        wallets: detail.wallets,
        notes: notes.collect(),
        events,
        refunds: Vec::new(),
        subscriptions: Vec::new(),
        invoices: Vec::new(),
    }
}

#[test]
fn a_whole_record_is_written_as_its_parts_would_be() {
    on_each_engine(async |engine: &Engine| {
        let (parts, whole) = (engine.house(1).await, engine.house(1).await);
        let (from, to) = (shop(&parts).await, shop(&whole).await);
        let id = one_by_one(&from).await;
        let record = as_a_whole(&from, id).await;

        let own: Currency = OWN.parse().expect("a currency");
        let mut tx = to.house.db.begin().await.expect("a transaction");
        insert_records(&mut tx.conn(), to.scope, own, &[record]).await.expect("the record");
        tx.commit().await.expect("an end");

        assert_eq!(whole.tables().await, parts.tables().await);
        assert_eq!(told(&to, id).await, told(&from, id).await);
        whole.is_sound().await;
    });
}

/// What happened, in the order of happening, without what depends on when it was told.
async fn told(ctx: &Ctx, id: CustomerId) -> Vec<String> {
    let mut reader = ctx.read().await.expect("a reader");
    let events = events::of_customer(&mut reader.conn(), ctx.scope, id, 20).await.expect("events");
    let mut told: Vec<String> = events
        .into_iter()
        .map(|event| format!("{:?} {:?} {} {:?}", event.occurred_at, event.kind, event.object, event.fields))
        .collect();
    told.sort();
    told
}
