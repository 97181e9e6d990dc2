//! Any number of buyers at the same moment.

use std::collections::BTreeMap;
use std::time::Duration;

use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Submission, Submitted};
use serde_json::{Value, json};

use super::{form, session, submit};
use crate::harness::{Api, TestApp, both_engines};

/// So many rounds, unless `CLIENTELE_ROUNDS` says otherwise.
fn rounds(usual: usize) -> usize {
    std::env::var("CLIENTELE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Sends all the forms at the same moment, each to a session of its own; all are taken. Invoices are paid at once.
async fn pay_at_once(app: &TestApp, api: &Api, asked: Value, forms: Vec<Submission>) {
    let mut ids = Vec::new();
    for _ in &forms {
        ids.push(session(api, asked.clone()).await);
    }
    let sent = forms.into_iter().zip(ids).map(|(form, id)| {
        let app = app.clone();
        tokio::spawn(async move {
            let mut taken = submit(&app, &id, &form).await;
            if taken == Submitted::Waiting {
                checkout::simulate(app.house(), id.parse().expect("an id")).await.expect("paid");
                taken = submit(&app, &id, &form).await;
            }
            // On a busy machine the buyer is told to wait, and the page asks every other second what became of it.
            for _ in 0..30 {
                if taken != Submitted::Processing {
                    break;
                }
                tokio::time::sleep(Duration::from_secs(2)).await;
                let _ = checkout::poll(app.house(), id.parse().expect("an id")).await;
                taken = submit(&app, &id, &form).await;
            }
            taken
        })
    });
    for answer in sent.collect::<Vec<_>>() {
        assert_eq!(answer.await.expect("an answer"), Submitted::Complete);
    }
}

both_engines!(sixty_four_identical_checkouts_at_once_make_one_customer);
async fn sixty_four_identical_checkouts_at_once_make_one_customer(app: TestApp) {
    for round in 0..rounds(2) {
        let api = app.merchant().await.api().await;
        pay_at_once(&app, &api, json!({}), vec![form("ada@example.com", super::GOOD); 64]).await;

        let customers = api.walk("/v1/customers").await;
        assert_eq!(customers.len(), 1, "round {round}");
        let counts = &customers[0]["counts"];
        assert_eq!(
            (&counts["orders"], &counts["payments"], &counts["checkouts"]),
            (&64.into(), &64.into(), &64.into())
        );
    }
}

both_engines!(mixed_identities_at_once_leave_no_two_guests_with_one_email_phone_or_card);
async fn mixed_identities_at_once_leave_no_two_guests_with_one_email_phone_or_card(app: TestApp) {
    for round in 0..rounds(2) {
        let api = app.merchant().await.api().await;
        let forms = (0..24usize).map(|number| {
            let seed = (round * 41 + number) * 7919 + number * number;
            let mut form = form(&format!("buyer{}@example.com", seed % 7), "");
            form.fields.phone = format!("+4420794600{:02}", seed / 7 % 6);
            // The one test card that succeeds would make one person of all.
            Submission { method: Some(MethodKind::Lightning), ..form }
        });

        pay_at_once(&app, &api, json!({ "collect": { "phone": true } }), forms.collect()).await;

        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for customer in api.walk("/v1/customers").await {
            let id = customer["id"].as_str().expect("an id").to_owned();
            for identity in api.walk(&format!("/v1/customers/{id}/identities")).await {
                let before = owners.insert(format!("{}:{}", identity["kind"], identity["value"]), id.clone());
                assert_eq!(before, None, "round {round}: {identity} is two guests'");
            }
        }
        assert!(!owners.is_empty());
    }
}
