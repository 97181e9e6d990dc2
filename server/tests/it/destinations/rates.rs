//! How many satoshi a refund is, by the merchant's source of rates or by what a person typed.

use clientele_domain::method::{LightningSettings, MethodSettings};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::refund::Payout;
use clientele_service::{Error, methods};

use super::{Desk, destination, wrong};
use crate::harness::{TestApp, both_engines};

impl Desk {
    async fn at_a_rate(&self, minor: i64, currency: &str, typed: Option<&str>) -> Result<Payout, Error> {
        let amount = Amount { minor, currency: currency.parse().expect("a currency") };
        destination::at_a_rate(&self.ctx, amount, typed).await
    }

    /// Where bitcoin's price is asked from now on.
    async fn asks_rates(&self) {
        let lightning = LightningSettings {
            address: self.provider.address(),
            rate_url: self.provider.url("/rates/{currency}"),
            rate_path: "/data/{currency}/amount".into(),
            limits: None,
        };
        let settings = MethodSettings { card: true, lightning: Some(lightning), manual: Vec::new() };
        methods::update_settings(&self.ctx, &settings).await.expect("settings");
    }
}

both_engines!(a_rate_is_kept_with_its_source_and_its_time);
async fn a_rate_is_kept_with_its_source_and_its_time(app: TestApp) {
    let desk = Desk::open(&app).await;
    desk.asks_rates().await;

    let payout = desk.at_a_rate(2500, "EUR", None).await.expect("satoshi");
    // 25 divided by 50,000.25, rounded up.
    assert_eq!(payout.sats, 50_000);
    let used = payout.rate.expect("a rate");
    assert_eq!((used.rate.as_str(), used.source.as_str()), ("50000.25 EUR/BTC", "127.0.0.1"));
    assert!(used.at >= desk.ctx.now);

    let typed = desk.at_a_rate(2500, "EUR", Some(" 100000 ")).await.expect("satoshi");
    assert_eq!(typed.sats, 25_000);
    let used = typed.rate.expect("a rate");
    assert_eq!((used.rate.as_str(), used.source.as_str()), ("100000 EUR/BTC", "Olga Owner"));
}

both_engines!(bitcoin_needs_no_rate);
async fn bitcoin_needs_no_rate(app: TestApp) {
    let desk = Desk::open(&app).await;

    let payout = desk.at_a_rate(2100, Currency::BTC.code(), None).await.expect("satoshi");

    assert_eq!(payout, Payout { sats: 2100, rate: None, invoice: None });
    assert!(desk.provider.asked().is_empty());
}

both_engines!(where_nobody_tells_a_person_is_asked);
async fn where_nobody_tells_a_person_is_asked(app: TestApp) {
    let desk = Desk::open(&app).await;

    let (field, message) = wrong(desk.at_a_rate(2500, "EUR", None).await.expect_err("no source"));
    assert_eq!(field, "rate");
    assert!(message.contains("No source") && message.contains("Type what one bitcoin costs in EUR"), "{message}");
    desk.asks_rates().await;
    // The source knows no price of bitcoin in pounds: it says 0.
    let (field, message) = wrong(desk.at_a_rate(2500, "GBP", None).await.expect_err("no price"));
    assert_eq!(field, "rate");
    assert!(message.contains("no price of one bitcoin in GBP"), "{message}");
    for (typed, words) in [("", "Enter what"), ("65,012.34", "Write 65012.34"), ("0.00002", "whole bitcoin")] {
        let (field, message) = wrong(desk.at_a_rate(2500, "EUR", Some(typed)).await.expect_err("refused"));
        assert!(field == "rate" && message.contains(words), "{typed}: {message}");
    }
    let (field, _) = wrong(desk.at_a_rate(0, "EUR", Some("65012")).await.expect_err("nothing"));
    assert_eq!(field, "amount");
}
