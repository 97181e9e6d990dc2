//! Any number of payments at the same moment: one person is one record.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::{Api, TestApp, both_engines};

/// Sends all of them at the same moment; each is recorded.
async fn pay_at_once(api: &Api, payments: Vec<Value>) -> Vec<Value> {
    let sent: Vec<_> = payments
        .into_iter()
        .map(|payment| {
            let api = api.clone();
            tokio::spawn(async move { api.post("/v1/payments", payment).await })
        })
        .collect();
    let mut recorded = Vec::new();
    for answer in sent {
        recorded.push(answer.await.expect("an answer").assert_status(201).json());
    }
    recorded
}

fn payment(customer: Value, card: &str) -> Value {
    let method = json!({ "type": "card", "last4": "4242", "fingerprint": card });
    json!({ "amount": 100, "currency": "eur", "customer": customer, "method": method })
}

both_engines!(sixty_four_identical_payments_at_once_make_one_customer);
async fn sixty_four_identical_payments_at_once_make_one_customer(app: TestApp) {
    for round in 0..5 {
        let api = app.merchant().await.api().await;
        let customer = match round % 3 {
            0 => json!({ "email": "ada@example.com", "name": "Ada" }),
            1 => json!({ "name": "Known by her card alone" }),
            _ => json!({ "email": "ada@example.com", "external_id": "user-1", "phone": "+442079460018" }),
        };

        let recorded = pay_at_once(&api, vec![payment(customer, "card-1"); 64]).await;

        let customers = api.walk("/v1/customers").await;
        assert_eq!(customers.len(), 1, "round {round}");
        assert!(recorded.iter().all(|payment| payment["customer_id"] == customers[0]["id"]));
        assert_eq!(
            (&customers[0]["counts"]["payments"], &customers[0]["totals"][0]["spent"]),
            (&64.into(), &6400.into())
        );
    }
}

both_engines!(mixed_identities_at_once_leave_no_two_guests_with_one_email_phone_or_card);
async fn mixed_identities_at_once_leave_no_two_guests_with_one_email_phone_or_card(app: TestApp) {
    for round in 0..4usize {
        let api = app.merchant().await.api().await;
        let payments = (0..40usize).map(|number| {
            let seed = (round * 41 + number) * 7919 + number * number;
            let email = format!("buyer{}@example.com", seed % 7);
            let phone = format!("+4420794600{:02}", seed / 7 % 6);
            let customer = match seed % 3 {
                0 => json!({ "email": email }),
                1 => json!({ "phone": phone }),
                _ => json!({ "email": email, "phone": phone }),
            };
            payment(customer, &format!("card-{}", seed / 11 % 9))
        });

        let recorded = pay_at_once(&api, payments.collect()).await;

        assert_eq!(recorded.len(), 40);
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut paid = 0;
        for customer in api.walk("/v1/customers").await {
            let id = customer["id"].as_str().expect("an id").to_owned();
            paid += customer["counts"]["payments"].as_i64().expect("a count");
            for identity in api.walk(&format!("/v1/customers/{id}/identities")).await {
                let before = owners.insert(format!("{}:{}", identity["kind"], identity["value"]), id.clone());
                assert_eq!(before, None, "round {round}: {identity} is two guests'");
            }
        }
        assert_eq!(paid, 40);
    }
}
