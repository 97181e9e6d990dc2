//! A merchant with people and records, made without going through pages: what a test does not care about.

use std::sync::atomic::{AtomicU32, Ordering};

use clientele_domain::card::SavedCard;
use clientele_domain::customer::{CustomerFields, Wallet};
use clientele_domain::id::{AttemptId, CustomerId, MerchantId, SavedCardId, UserId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{Method, Payment, PaymentStatus, Source};
use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_service::accounts::SESSION_LENGTH;
use clientele_service::customers::{self, NewWallet};
use clientele_service::payments::{self, NewPayment};
use clientele_service::{Actor, Ctx};
use clientele_store::merchants::{self, Merchant};
use clientele_store::users::{self, User};
use clientele_store::{saved_cards, sessions};
use sha2::{Digest, Sha256};

use super::{Answer, Browser, TestApp};

/// A merchant in test mode with an owner, Olga, who is signed in.
#[derive(Clone)]
pub struct Shop {
    /// Where.
    pub app: TestApp,
    /// Whose data.
    pub scope: Scope,
    /// Olga's browser.
    pub browser: Browser,
    owner: UserId,
}

impl Shop {
    pub(super) async fn open(app: &TestApp) -> Self {
        let house = app.house();
        let currency = "EUR".parse().expect("a currency");
        let id = MerchantId::new(house.now(), house.randomness.bytes());
        let mut tx = house.db.begin().await.expect("a transaction");
        let merchant = Merchant { id, name: "Analytical Engines".into(), currency };
        merchants::insert(&mut tx.conn(), &merchant, house.now()).await.expect("a merchant");
        tx.commit().await.expect("a merchant");
        let (owner, browser) = join(app, id, "Olga Owner", Role::Owner).await;
        Self { app: app.clone(), scope: Scope { merchant: id, mode: Mode::Test }, browser, owner }
    }

    /// The same shop in live mode.
    pub fn live(&self) -> Self {
        Self { scope: Scope { mode: Mode::Live, ..self.scope }, ..self.clone() }
    }

    /// A signed-in person with this name and role.
    pub async fn colleague(&self, name: &str, role: Role) -> Browser {
        join(&self.app, self.scope.merchant, name, role).await.1
    }

    /// Such a person's context as well, for use cases.
    pub async fn staff(&self, name: &str, role: Role) -> (Ctx, Browser) {
        let (user, browser) = join(&self.app, self.scope.merchant, name, role).await;
        (Ctx::new(self.app.house(), self.scope, Actor::Staff { user, name: name.into(), role }), browser)
    }

    /// The owner's context, for use cases.
    pub fn ctx(&self) -> Ctx {
        let house = self.app.house();
        let actor = Actor::Staff { user: self.owner, name: "Olga Owner".into(), role: Role::Owner };
        Ctx::new(house, self.scope, actor)
    }

    /// An address within this shop and mode: `customers/new`.
    pub fn path(&self, place: &str) -> String {
        format!("/{}/{place}", self.scope)
    }

    /// Opens a page of this shop as its owner.
    pub async fn get(&self, place: &str) -> Answer {
        self.browser.get(&self.path(place)).await
    }

    /// Sends a form of this shop as its owner.
    pub async fn post<K: AsRef<str>, V: AsRef<str>>(&self, place: &str, fields: &[(K, V)]) -> Answer {
        self.browser.post(&self.path(place), fields).await
    }

    /// A customer to be made.
    pub fn customer(&self) -> Customer {
        Customer { shop: self.clone(), fields: CustomerFields::default() }
    }

    /// A succeeded payment of so many cents, by card.
    pub async fn payment(&self, customer: CustomerId, cents: i64) -> Payment {
        self.payment_with(customer, |payment| payment.amount.minor = cents).await
    }

    /// A payment of 10 euros by card, changed as the test needs it.
    pub async fn payment_with(&self, customer: CustomerId, change: impl FnOnce(&mut NewPayment)) -> Payment {
        let mut asked = NewPayment {
            amount: Amount { minor: 1000, currency: eur() },
            refunded: 0,
            status: PaymentStatus::Succeeded,
            method: Method::card("visa", "4242"),
            source: Source::Api,
            source_id: String::new(),
            source_description: "Shop".into(),
            order_number: String::new(),
            description: "Punched cards".into(),
            metadata: Vec::new(),
            occurred_at: self.app.house().now(),
            attempt: None,
            products: Vec::new(),
        };
        change(&mut asked);
        payments::record(&self.ctx(), customer, asked).await.expect("a payment")
    }

    /// A wallet of a customer.
    pub async fn wallet(&self, customer: CustomerId, address: &str) -> Wallet {
        let asked = NewWallet { chain_id: "1".into(), address: address.into() };
        customers::add_wallet(&self.ctx(), customer, &asked).await.expect("a wallet")
    }

    /// A card that is kept of a customer.
    pub async fn saved_card(&self, customer: CustomerId) -> SavedCard {
        let now = self.ctx().now;
        let card = SavedCard {
            id: SavedCardId::new(now, self.ctx().randomness().bytes()),
            brand: "visa".into(),
            last4: "4242".into(),
            exp_month: 12,
            exp_year: 2099,
            fingerprint: "card of a test".into(),
            token: AttemptId::new(now, self.ctx().randomness().bytes()),
            created_at: now,
        };
        let mut tx = self.ctx().house.db.begin().await.expect("a transaction");
        saved_cards::keep(&mut tx.conn(), self.scope, customer, &card).await.expect("a card");
        tx.commit().await.expect("a card");
        card
    }

    /// Calls a server function as the owner, in this scope.
    pub async fn call(&self, name: &str, arguments: &[(&str, &str)]) -> Answer {
        self.browser.get(&self.call_path(name, arguments)).await
    }

    /// The address of such a call.
    pub fn call_path(&self, name: &str, arguments: &[(&str, &str)]) -> String {
        let scope = self.scope.to_string();
        let arguments: Vec<_> = [("scope", scope.as_str())].into_iter().chain(arguments.iter().copied()).collect();
        format!("/fn/{name}?{}", super::browser::urlencoded(&arguments))
    }
}

/// A customer to be made.
pub struct Customer {
    shop: Shop,
    fields: CustomerFields,
}

impl Customer {
    pub fn name(mut self, name: &str) -> Self {
        self.fields.name = name.into();
        self
    }

    pub fn email(mut self, email: &str) -> Self {
        self.fields.email = email.into();
        self
    }

    pub fn external_id(mut self, external_id: &str) -> Self {
        self.fields.external_id = external_id.into();
        self
    }

    pub fn phone(mut self, phone: &str) -> Self {
        self.fields.phone = phone.into();
        self
    }

    pub fn tag(mut self, tag: &str) -> Self {
        self.fields.tags.push(tag.into());
        self
    }

    /// Any other field.
    pub fn with(mut self, change: impl FnOnce(&mut CustomerFields)) -> Self {
        change(&mut self.fields);
        self
    }

    /// Makes it; called Ada Lovelace when the test gave no name nor anything else.
    pub async fn create(mut self) -> CustomerId {
        if self.fields == CustomerFields::default() {
            self.fields.name = "Ada Lovelace".into();
        }
        customers::create(&self.shop.ctx(), &self.fields).await.expect("a customer").id
    }
}

pub fn eur() -> Currency {
    "EUR".parse().expect("a currency")
}

/// A new person with a role at a merchant, and a browser in which that person is signed in.
async fn join(app: &TestApp, merchant: MerchantId, name: &str, role: Role) -> (UserId, Browser) {
    static COUNT: AtomicU32 = AtomicU32::new(0);

    let house = app.house();
    let now: Timestamp = house.now();
    let id = UserId::new(now, house.randomness.bytes());
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let email = format!("{}.{number}@staff.example", role.as_str());
    // Nobody signs in with this password; hashing one would take longer than the test.
    let user = User { id, email, name: name.into(), password_hash: String::new() };
    let token = format!("token-of-{id}");
    let mut tx = house.db.begin().await.expect("a transaction");
    let conn = &mut tx.conn();
    users::insert(conn, &user, now).await.expect("a person");
    merchants::join(conn, merchant, id, role, now).await.expect("a role");
    let hash: String = Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    sessions::insert(conn, &hash, id, "", now, now.plus(SESSION_LENGTH)).await.expect("a session");
    tx.commit().await.expect("a person");
    (id, app.browser().with_cookie(format!("clientele-dev={token}")))
}
