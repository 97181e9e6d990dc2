//! Lightning to a merchant's own address, at a provider that does as it should, and at one that does not.

use std::time::Duration;

use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::method::{LightningSettings, MethodSettings};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{Method, MethodKind};
use clientele_domain::rules::Reach;
use clientele_service::methods::{self, Progress};
use clientele_service::{Ctx, House};

use super::{at, attempt, offered, waiting};
use crate::harness::{Misdeed, Provider, Shop, TestApp, both_engines};

/// A shop that takes Lightning at a provider on this machine.
struct Paid {
    app: TestApp,
    shop: Shop,
    ctx: Ctx,
    provider: Provider,
}

impl Paid {
    async fn open(app: &TestApp) -> Self {
        let (shop, provider) = (app.merchant().await, Provider::start().await);
        let house = House { reach: Reach::Anywhere, ..app.house().clone() };
        let ctx = at(&house, &shop);
        let lightning = LightningSettings {
            address: provider.address(),
            rate_url: provider.url("/rates/{currency}"),
            rate_path: "/data/{currency}/amount".into(),
            limits: None,
        };
        let settings = MethodSettings { card: true, lightning: Some(lightning), manual: Vec::new() };
        methods::update_settings(&ctx, &settings).await.expect("settings");
        Self { app: app.clone(), shop, ctx, provider }
    }

    /// An attempt over this many satoshi.
    fn attempt(&self, sats: i64) -> Attempt {
        let amount = Amount { minor: sats, currency: Currency::BTC };
        Attempt { amount, ..attempt(&self.ctx, Method::of(MethodKind::Lightning)) }
    }

    async fn charge(&self, attempt: &Attempt) -> Progress {
        methods::charge(&self.ctx, attempt, None).await.expect("an answer")
    }

    async fn ask(&self, attempt: &Attempt) -> Progress {
        methods::ask(&self.ctx, attempt).await.expect("an answer")
    }

    /// An attempt whose invoice the buyer has, and its payment hash.
    async fn invoiced(&self, sats: i64) -> (Attempt, String) {
        let mut attempt = self.attempt(sats);
        let given = waiting(self.charge(&attempt).await);
        let Waiting::Invoice { payment_hash, .. } = &given else { panic!("{given:?}") };
        let hash = payment_hash.clone();
        attempt.waiting = Some(given);
        (attempt, hash)
    }
}

both_engines!(an_invoice_is_paid_and_proved);
async fn an_invoice_is_paid_and_proved(app: TestApp) {
    let paid = Paid::open(&app).await;
    let (attempt, hash) = paid.invoiced(2100).await;
    let Some(Waiting::Invoice { bolt11, sats, rate, expires_at, .. }) = &attempt.waiting else { panic!("no invoice") };

    assert!(bolt11.starts_with("lnbc21u1") && rate.is_empty(), "{bolt11}");
    assert_eq!(*sats, 2100);
    assert!(*expires_at > paid.ctx.house.now());
    assert_eq!(paid.provider.asked().last().map(String::as_str), Some("pay 2100000"));
    let waits = Progress::Waiting(attempt.waiting.clone().expect("an invoice"));
    assert_eq!(paid.ask(&attempt).await, waits);
    // Asked for once more, the same invoice is given.
    let before = paid.provider.asked().len();
    assert_eq!(paid.charge(&attempt).await, waits);
    assert_eq!(paid.provider.asked().len(), before);

    paid.provider.is_paid(&hash);
    assert_eq!(paid.ask(&attempt).await, Progress::Succeeded);
}

both_engines!(what_can_not_be_verified_is_never_declined);
async fn what_can_not_be_verified_is_never_declined(app: TestApp) {
    let paid = Paid::open(&app).await;
    let (attempt, hash) = paid.invoiced(2100).await;
    let waits = Progress::Waiting(attempt.waiting.clone().expect("an invoice"));
    paid.provider.is_paid(&hash);

    for misdeed in [Misdeed::VerifyLost, Misdeed::WrongPreimage] {
        paid.provider.misbehaves(misdeed);
        assert_eq!(paid.ask(&attempt).await, waits, "{misdeed:?}");
        paid.app.pass(Duration::from_secs(3600));
        assert_eq!(paid.ask(&attempt).await, waits, "{misdeed:?} long after");
    }
    // Long after its time, the provider says that it was paid in time.
    paid.provider.misbehaves(None);
    assert_eq!(paid.ask(&attempt).await, Progress::Succeeded);
}

both_engines!(an_invoice_that_nobody_paid_runs_out_with_a_margin);
async fn an_invoice_that_nobody_paid_runs_out_with_a_margin(app: TestApp) {
    let paid = Paid::open(&app).await;
    let (attempt, _) = paid.invoiced(2100).await;

    paid.app.pass(Duration::from_secs(600));
    assert!(matches!(paid.ask(&attempt).await, Progress::Waiting(_)));
    paid.app.pass(Duration::from_secs(900));
    assert_eq!(paid.ask(&attempt).await, Progress::Declined(Decline::InvoiceExpired));
}

both_engines!(without_a_verify_address_somebody_confirms_by_hand);
async fn without_a_verify_address_somebody_confirms_by_hand(app: TestApp) {
    let paid = Paid::open(&app).await;
    paid.provider.misbehaves(Misdeed::NoVerify);
    let (attempt, hash) = paid.invoiced(2100).await;

    paid.provider.is_paid(&hash);
    paid.app.pass(Duration::from_secs(86_400));
    assert_eq!(paid.ask(&attempt).await, Progress::Waiting(attempt.waiting.clone().expect("an invoice")));
}

both_engines!(an_invoice_that_is_not_what_was_asked_for_is_shown_to_nobody);
async fn an_invoice_that_is_not_what_was_asked_for_is_shown_to_nobody(app: TestApp) {
    let paid = Paid::open(&app).await;

    for misdeed in [
        Misdeed::WrongAmount,
        Misdeed::WrongDescription,
        Misdeed::ExpiredInvoice,
        Misdeed::Redirect,
        Misdeed::HugeAnswer,
        Misdeed::NoSuchUser,
    ] {
        paid.provider.misbehaves(misdeed);
        let declined = paid.charge(&paid.attempt(2100)).await;
        assert_eq!(declined, Progress::Declined(Decline::Unavailable), "{misdeed:?}");
    }
    paid.provider.misbehaves(None);
    // Less and more than the provider takes.
    for sats in [1, 500_001] {
        assert_eq!(paid.charge(&paid.attempt(sats)).await, Progress::Declined(Decline::Unavailable), "{sats}");
    }
    assert!(matches!(paid.charge(&paid.attempt(500_000)).await, Progress::Waiting(_)));
}

both_engines!(whoever_does_not_answer_is_not_waited_for);
async fn whoever_does_not_answer_is_not_waited_for(app: TestApp) {
    let paid = Paid::open(&app).await;
    paid.provider.misbehaves(Misdeed::NoAnswer);

    let declined = tokio::time::timeout(Duration::from_secs(20), paid.charge(&paid.attempt(2100))).await;
    assert_eq!(declined.expect("in time"), Progress::Declined(Decline::Unavailable));
}

both_engines!(other_money_is_converted_at_a_rate_that_is_kept);
async fn other_money_is_converted_at_a_rate_that_is_kept(app: TestApp) {
    let paid = Paid::open(&app).await;
    let in_euros = attempt(&paid.ctx, Method::of(MethodKind::Lightning));

    let given = waiting(paid.charge(&in_euros).await);
    let Waiting::Invoice { sats, rate, .. } = &given else { panic!("{given:?}") };
    // 25 divided by 50,000.25, rounded up.
    assert_eq!(*sats, 50_000);
    assert!(rate.starts_with("50000.25 EUR/BTC at ") && rate.ends_with("from 127.0.0.1"), "{rate}");

    let amount = Amount { minor: 2500, currency: "GBP".parse().expect("a currency") };
    let in_pounds = Attempt { amount, ..in_euros };
    assert_eq!(paid.charge(&in_pounds).await, Progress::Declined(Decline::Unavailable));
}

both_engines!(without_a_rate_lightning_is_for_bitcoin_only);
async fn without_a_rate_lightning_is_for_bitcoin_only(app: TestApp) {
    let paid = Paid::open(&app).await;
    let lightning = |rate_url: String, rate_path: &str| {
        let (address, rate_path) = (paid.provider.address(), rate_path.to_owned());
        let lightning = Some(LightningSettings { address, rate_url, rate_path, limits: None });
        MethodSettings { card: false, lightning, manual: Vec::new() }
    };
    let both = [MethodKind::Lightning];

    let any = (offered(&paid.ctx, 1, "EUR").await, offered(&paid.ctx, 1, "USD").await);
    assert_eq!(any, (vec![MethodKind::Card, MethodKind::Lightning], vec![MethodKind::Card, MethodKind::Lightning]));
    // A source that does not ask for the currency knows the merchant's own.
    let own = lightning(paid.provider.url("/rates/eur"), "data.eur.amount");
    methods::update_settings(&paid.ctx, &own).await.expect("settings");
    assert_eq!(offered(&paid.ctx, 1, "EUR").await, both);
    assert_eq!(offered(&paid.ctx, 1, "USD").await, []);
    methods::update_settings(&paid.ctx, &lightning(String::new(), "")).await.expect("settings");
    assert_eq!(offered(&paid.ctx, 1, "EUR").await, []);
    assert_eq!(offered(&paid.ctx, 1, "BTC").await, both);
    let in_euros = attempt(&paid.ctx, Method::of(MethodKind::Lightning));
    assert_eq!(paid.charge(&in_euros).await, Progress::Declined(Decline::Unavailable));
}

both_engines!(nobody_within_the_house_is_asked);
async fn nobody_within_the_house_is_asked(app: TestApp) {
    let paid = Paid::open(&app).await;
    let (attempt, hash) = paid.invoiced(2100).await;
    paid.provider.is_paid(&hash);
    let before = paid.provider.asked().len();

    // The switch for development is off again.
    let strict = at(app.house(), &paid.shop);
    let declined = methods::charge(&strict, &paid.attempt(2100), None).await.expect("an answer");
    assert_eq!(declined, Progress::Declined(Decline::Unavailable));
    let asked = methods::ask(&strict, &attempt).await.expect("an answer");
    assert_eq!(asked, Progress::Waiting(attempt.waiting.clone().expect("an invoice")));
    assert_eq!(paid.provider.asked().len(), before);
}

both_engines!(an_invoice_that_got_lost_on_the_way_is_over_after_a_while);
async fn an_invoice_that_got_lost_on_the_way_is_over_after_a_while(app: TestApp) {
    let paid = Paid::open(&app).await;
    let attempt = paid.attempt(2100);

    assert_eq!(paid.ask(&attempt).await, Progress::Unknown);
    paid.app.pass(Duration::from_secs(60));
    assert_eq!(paid.ask(&attempt).await, Progress::Declined(Decline::Unavailable));
}
