//! Generated histories: payments in any order, refunds, merges, merges undone, another calendar.

use serde_json::{Value, json};

use super::walked::{Walked, same_customers, same_revenue, same_sources};
use crate::harness::{Api, TestApp, both_engines};

/// So many histories, unless `CLIENTELE_ROUNDS` says otherwise.
fn rounds(usual: u64) -> u64 {
    std::env::var("CLIENTELE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const LINKS: [&str; 2] = ["plink_01kafg3v9te5rbh2m8q0w4x7yd", "plink_01kafg3v9te5rbh2m8q0w4x7ye"];

/// A payment of somebody, at any second of four months, by any way.
async fn pay(api: &Api, dice: &mut Dice) -> (String, String) {
    let second = 1_767_225_600 + dice.roll(120 * 86_400) as i64;
    let at = clientele_domain::time::Timestamp::from_micros(second * 1_000_000).to_string();
    let source = ["api", "checkout", "subscription", "payment_link"][dice.roll(4)];
    let (amount, currency, link) = (dice.roll(500), ["eur", "eur", "eur", "usd"][dice.roll(4)], LINKS[dice.roll(2)]);
    let mut asked = json!({
        "amount": amount, "currency": currency, "occurred_at": at, "source": source, "source_id": link,
        "source_description": "Spring sale",
    });
    let who = dice.roll(7);
    asked["customer"] = json!({ "email": format!("guest{who}@example.com") });
    let outcome = dice.roll(10);
    if outcome < 2 {
        asked["status"] = "pending".into();
    }
    let payment = api.post("/v1/payments", asked).await.assert_status(201).json();
    let id = payment["id"].as_str().expect("an id").to_owned();
    if outcome < 2 {
        let path = format!("/v1/payments/{id}/{}", ["succeed", "fail"][outcome]);
        api.post(&path, json!({})).await.assert_status(200);
    }
    (id, at)
}

async fn refund(api: &Api, dice: &mut Dice, payment: &str) {
    let left =
        api.get(&format!("/v1/payments/{payment}")).await.json()["refundable_amount"].as_i64().expect("an amount");
    if left == 0 {
        return;
    }
    let amount = 1 + dice.roll(usize::try_from(left).expect("an amount")) as i64;
    let asked = json!({ "payment": payment, "amount": amount, "reason": "duplicate" });
    let id = api.post("/v1/refunds", asked).await.assert_status(201).json()["id"].as_str().expect("an id").to_owned();
    let sent = json!({ "proof": { "transaction_id": "till" } });
    let (path, body) = match dice.roll(3) {
        0 => ("cancel", json!({})),
        _ => ("mark_sent", sent),
    };
    api.post(&format!("/v1/refunds/{id}/{path}"), body).await.assert_status(200);
}

/// Merges somebody into somebody else, or undoes a merge that can be.
async fn regroup(api: &Api, dice: &mut Dice) {
    if dice.roll(2) == 0 {
        let merges = api.walk("/v1/merges").await;
        let standing: Vec<&Value> = merges.iter().filter(|merge| merge["undone_at"].is_null()).collect();
        if let Some(merge) = standing.first() {
            let path = format!("/v1/merges/{}/undo", merge["id"].as_str().expect("an id"));
            let status = api.post(&path, json!({})).await.status.as_u16();
            assert!([200, 409].contains(&status), "{status}");
        }
        return;
    }
    let customers = api.walk("/v1/customers").await;
    let (one, other) = (dice.roll(customers.len()), dice.roll(customers.len()));
    if one != other {
        let path = format!("/v1/customers/{}/merge", customers[one]["id"].as_str().expect("an id"));
        api.post(&path, json!({ "into": customers[other]["id"] })).await.assert_status(201);
    }
}

both_engines!(answers_are_what_a_walk_over_payments_and_refunds_comes_to);
async fn answers_are_what_a_walk_over_payments_and_refunds_comes_to(app: TestApp) {
    app.hurry().await;
    for round in 0..rounds(3) {
        let dice = &mut Dice(round + 7);
        let api = app.merchant().await.api().await;
        let mut told = Vec::new();
        for part in 0..2 {
            for _ in 0..25 {
                told.push(pay(&api, dice).await);
                let of = dice.roll(told.len());
                match dice.roll(5) {
                    0 | 1 => refund(&api, dice, &told[of].0.clone()).await,
                    2 => regroup(&api, dice).await,
                    _ => {}
                }
            }
            let customer = api.walk("/v1/customers").await[0]["id"].as_str().expect("an id").to_owned();
            if part == 1 {
                api.delete(&format!("/v1/customers/{customer}")).await.assert_status(200);
            }
            let walked = Walked::of(&api, &told).await;
            // Half an hour beside full hours, without summer time, so that the test can count by itself.
            let own = [("UTC", 0), ("Asia/Kolkata", 19_800)][part];
            for currency in ["eur", "usd"] {
                same_revenue(&api, &walked, currency, own).await;
                same_sources(&api, &walked, currency, own).await;
                same_customers(&api, &walked, currency, own).await;
            }
            let change = json!({ "billing": { "time_zone": "Asia/Kolkata" } });
            api.patch("/v1/settings", change).await.assert_status(200);
        }
    }
}
