//! Whatever happens, and in whichever order it becomes known, the figures are those of a plain walk.

use std::time::Duration;

use clientele_domain::id::CustomerId;
use clientele_domain::payment::PaymentStatus;
use clientele_domain::rules::Zone;
use clientele_service::payments::Outcome;
use clientele_service::{customers, payments as paying, standing};
use serde_json::{Value, json};

use super::walked;
use crate::harness::{Api, Shop, TestApp, both_engines};

const DAY: Duration = Duration::from_secs(86_400);

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

struct History {
    shop: Shop,
    api: Api,
    dice: Dice,
    there: Vec<CustomerId>,
    merges: Vec<String>,
    waiting: Vec<String>,
}

impl History {
    async fn step(&mut self) {
        match self.dice.roll(20) {
            0..=11 => self.pay().await,
            12 => self.settle().await,
            13 | 14 => self.refund().await,
            15 => self.merge().await,
            16 => self.undo().await,
            17 => self.delete().await,
            18 => self.shop.app.pass(DAY * (1 + self.dice.roll(20)) as u32),
            _ => while standing::carry_on(self.shop.app.house()).await.expect("put right") {},
        }
    }

    /// A payment of somebody, or of somebody new; often it is told late.
    async fn pay(&mut self) {
        if self.there.is_empty() || self.dice.roll(4) == 0 {
            self.there.push(self.shop.customer().create().await);
        }
        let who = self.there[self.dice.roll(self.there.len())];
        let late = [0, 1, 3, 7, 8, 20, 30, 35, 80, 90, 91, 200, 400][self.dice.roll(13)];
        let hours = self.dice.roll(24) as u32;
        let amount = [0, 1, 99, 1000, 1000, 4990, 12_345, 100_000][self.dice.roll(8)];
        let currency = ["EUR", "EUR", "USD"][self.dice.roll(3)].parse().expect("a currency");
        let refunded = [0, 0, 0, amount / 3, amount][self.dice.roll(5)];
        let waits = refunded == 0 && self.dice.roll(6) == 0;
        let payment = self.shop.payment_with(who, |payment| {
            payment.amount.minor = amount;
            payment.amount.currency = currency;
            payment.refunded = refunded;
            payment.occurred_at = payment.occurred_at.minus(DAY * late + Duration::from_secs(3600) * hours);
            if waits {
                payment.status = PaymentStatus::Pending;
            }
        });
        let payment = payment.await;
        if waits {
            self.waiting.push(payment.id.to_string());
        }
    }

    async fn settle(&mut self) {
        let Some(id) = self.waiting.pop() else { return };
        let outcome = [Outcome::Succeeded, Outcome::Succeeded, Outcome::Failed][self.dice.roll(3)];
        paying::settle(&self.shop.ctx(), id.parse().expect("an id"), outcome).await.expect("settled");
    }

    async fn refund(&mut self) {
        let paid = self.api.walk("/v1/payments?status=succeeded&limit=100").await;
        let Some(payment) = paid.get(self.dice.roll(paid.len().max(1))) else { return };
        let amount = payment["amount"].as_i64().expect("an amount");
        if amount > 1 && payment["customer_id"].is_string() {
            let amount = if self.dice.roll(2) == 0 { amount } else { amount / 2 };
            let asked = json!({
                "payment": payment["id"], "amount": amount, "reason": "duplicate", "destination": "balance"
            });
            // Who was deleted has no credit.
            let answer = self.api.post("/v1/refunds", asked).await;
            assert!(answer.status.as_u16() < 500, "{}", answer.body);
        }
    }

    async fn merge(&mut self) {
        if self.there.len() < 2 {
            return;
        }
        let source = self.there.remove(self.dice.roll(self.there.len()));
        let into = self.there[self.dice.roll(self.there.len())];
        let answer = self.api.post(&format!("/v1/customers/{source}/merge"), json!({ "into": into })).await;
        let merges = self.api.walk("/v1/merges?limit=1").await;
        assert!(answer.status.is_success(), "{}", answer.body);
        self.merges.push(merges[0]["id"].as_str().expect("an id").to_owned());
    }

    async fn undo(&mut self) {
        let Some(merge) = self.merges.pop() else { return };
        let answer = self.api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await;
        assert!(answer.status.as_u16() < 500, "{}", answer.body);
        if answer.status.is_success() {
            self.there.push(answer.json()["source_id"].as_str().expect("an id").parse().expect("an id"));
        }
    }

    async fn delete(&mut self) {
        if self.there.len() > 3 {
            let who = self.there.remove(self.dice.roll(self.there.len()));
            customers::delete(&self.shop.ctx(), who, None).await.expect("deleted");
        }
    }

    /// What the API says is what a plain walk finds.
    async fn compare(&self, zone: &Zone) {
        let now = self.shop.app.house().now();
        let all = walked::payments(&self.shop).await;
        for currency in ["eur", "usd"] {
            let paid: Vec<_> = all.iter().filter(|one| one.currency == currency).cloned().collect();
            let told = self.api.get(&format!("/v1/analytics/cohorts?currency={currency}")).await.json();
            assert_eq!(told["data"], walked::cohorts(&paid, zone), "{currency}");
            let told = self.api.get(&format!("/v1/analytics/distribution?currency={currency}")).await.json();
            compare_worth(&told, &walked::worth(&paid));
            for (metric, by_count) in [("total_spent", false), ("payment_count", true)] {
                for (period, days) in [("7d", Some(7)), ("30d", Some(30)), ("90d", Some(90)), ("all", None)] {
                    let path = format!("/v1/customers/top?metric={metric}&period={period}&currency={currency}&limit=3");
                    let told = self.api.get(&path).await.json();
                    let told: Vec<_> = told["data"].as_array().expect("a list").iter().map(ranked).collect();
                    assert_eq!(told, walked::top(&paid, zone, (by_count, days), now, 3), "{path}");
                }
            }
        }
    }
}

fn ranked(top: &Value) -> (String, i64, i64, i64) {
    let number = |name: &str| top[name].as_i64().expect("a number");
    let who = top["customer"]["id"].as_str().expect("an id").to_owned();
    (who, number("spent"), number("payment_count"), number("rank"))
}

fn compare_worth(told: &Value, values: &[i64]) {
    let number = |value: &Value| value.as_i64().expect("a number");
    assert_eq!((number(&told["count"]), number(&told["sum"])), (values.len() as i64, values.iter().sum()));
    let middle = match values.len() {
        0 => Value::Null,
        length => (values[(length - 1) / 2] + values[length / 2] + 1).div_euclid(2).into(),
    };
    assert_eq!(told["median"], middle, "{values:?}");
    let buckets = told["buckets"].as_array().expect("buckets");
    let mut counted = 0;
    for bucket in buckets {
        let (from, to) = (number(&bucket["from"]), number(&bucket["to"]));
        let here: Vec<i64> = values.iter().copied().filter(|value| (from..to).contains(value)).collect();
        assert_eq!((number(&bucket["count"]), number(&bucket["sum"])), (here.len() as i64, here.iter().sum()));
        counted += here.len();
    }
    assert_eq!(counted, values.len());
}

/// So many histories, unless `CLIENTELE_ROUNDS` says otherwise.
fn rounds(usual: u64) -> u64 {
    std::env::var("CLIENTELE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

both_engines!(figures_of_people_are_those_of_a_plain_walk);
async fn figures_of_people_are_those_of_a_plain_walk(app: TestApp) {
    app.hurry().await;
    let utc = Zone::named("UTC").expect("a zone");
    for seed in 1..=rounds(4) {
        let shop = app.merchant().await;
        let api = shop.api().await;
        let mut history =
            History { shop, api, dice: Dice(seed), there: Vec::new(), merges: Vec::new(), waiting: Vec::new() };
        for number in 1..=40 {
            history.step().await;
            if number % 10 == 0 {
                history.compare(&utc).await;
            }
        }

        let auckland = json!({ "billing": { "time_zone": "Pacific/Auckland" } });
        history.api.patch("/v1/settings", auckland).await.assert_status(200);
        history.step().await;
        while standing::carry_on(app.house()).await.expect("put right") {}

        history.compare(&Zone::named("Pacific/Auckland").expect("a zone")).await;
    }
}
