//! Undoing merges gives back what was there.

use serde_json::{Value, json};

use super::rows::rows;
use super::{customer_of, pay};
use crate::harness::{Api, Shop, TestApp, both_engines};

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A customer with some of everything.
async fn somebody(api: &Api, shop: &Shop, dice: &mut Dice, number: usize) -> String {
    let mut customer = json!({ "name": format!("Person {number}") });
    if dice.roll(2) == 0 {
        customer["email"] = format!("person{}@example.com", dice.roll(3)).into();
    }
    if dice.roll(2) == 0 {
        customer["phone"] = format!("+44207946001{}", dice.roll(3)).into();
    }
    if dice.roll(2) == 0 {
        customer["external_id"] = format!("user-{number}").into();
    }
    if dice.roll(2) == 0 {
        customer["address"] = json!({ "city": format!("Town {}", dice.roll(3)), "country": "GB" });
    }
    customer["tags"] = ["vip", "b2b", "new"].into_iter().take(dice.roll(4)).collect();
    customer["metadata"] = json!({ "plan": dice.roll(3), format!("key{}", dice.roll(3)): true });
    let id = api.customer(customer).await;
    for _ in 0..dice.roll(4) {
        let card = dice.roll(3);
        let (cents, currency) = (dice.roll(9000) as i64, ["EUR", "USD"][dice.roll(2)]);
        let paid = shop
            .payment_with(id.parse().expect("an id"), |payment| {
                payment.amount.minor = cents;
                payment.amount.currency = currency.parse().expect("a currency");
                payment.method.more.fingerprint = format!("card-{card}");
            })
            .await;
        if cents > 0 && dice.roll(2) == 0 {
            let to = ["balance", "by_hand"][dice.roll(2)];
            let refund = json!({ "payment": paid.id, "amount": 1, "reason": "duplicate", "destination": to });
            api.post("/v1/refunds", refund).await.assert_status(201);
        }
    }
    if dice.roll(2) == 0 {
        let address = ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x52908400098527886E0F7030069857D2E4169EE7"];
        shop.wallet(id.parse().expect("an id"), address[dice.roll(2)]).await;
    }
    if dice.roll(2) == 0 {
        api.post(&format!("/v1/customers/{id}/notes"), json!({ "body": format!("Note {number}") })).await;
    }
    id
}

both_engines!(merging_and_undoing_gives_back_equal_rows);
async fn merging_and_undoing_gives_back_equal_rows(app: TestApp) {
    for seed in 1..=6 {
        let shop = app.merchant().await;
        let api = shop.api().await;
        let mut dice = Dice(seed);
        let mut there = Vec::new();
        for number in 0..6 {
            there.push(somebody(&api, &shop, &mut dice, number).await);
        }
        let mut states = vec![rows(&app, &shop).await];
        let mut merges = Vec::new();
        while there.len() > 1 {
            let source = there.remove(dice.roll(there.len()));
            let into = &there[dice.roll(there.len())];
            let field = ["name", "email", "external_id", "tags", "metadata", "address"][dice.roll(6)];
            let choice = ["source", "target"][dice.roll(2)];
            let asked = json!({ "into": into, "fields": { field: choice } });
            let answer = api.post(&format!("/v1/customers/{source}/merge"), asked).await;
            answer.assert_status(201);
            merges.push(answer.id());
            states.push(rows(&app, &shop).await);
        }
        // The last first, as one undoes things.
        for merge in merges.iter().rev() {
            states.pop();
            let answer = api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await;
            assert_eq!(answer.assert_status(200).json()["not_restored"], json!([]));
            let before = states.last().expect("a state");
            for (table, rows) in rows(&app, &shop).await {
                assert_eq!(&rows, &before[table], "seed {seed}: {table}");
            }
        }
    }
}

both_engines!(a_merge_in_the_middle_can_be_undone_unless_the_record_went_on);
async fn a_merge_in_the_middle_can_be_undone_unless_the_record_went_on(app: TestApp) {
    let api = app.merchant().await.api().await;
    let mut ids = Vec::new();
    for name in ["Ada", "Grace", "Hedy", "Mary"] {
        ids.push(api.customer(json!({ "name": name, "tags": [name.to_lowercase()] })).await);
    }
    let merge = async |source: usize, into: usize| {
        api.post(&format!("/v1/customers/{}/merge", ids[source]), json!({ "into": ids[into] })).await.id()
    };
    let undo = async |merge: &str| api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await;
    let (first, second) = (merge(0, 1).await, merge(2, 1).await);

    undo(&first).await.assert_status(200);

    let tags = async |id: usize| api.get(&format!("/v1/customers/{}", ids[id])).await.json()["tags"].clone();
    assert_eq!((tags(0).await, tags(1).await), (json!(["ada"]), json!(["grace", "hedy"])));
    let third = merge(1, 3).await;
    let refused = undo(&second).await;
    assert!(refused.assert_problem(409, "invalid_state").json()["detail"].as_str().expect("why").contains(&third));
    undo(&third).await.assert_status(200);
    undo(&second).await.assert_status(200);
    assert_eq!((tags(1).await, tags(2).await, tags(3).await), (json!(["grace"]), json!(["hedy"]), json!(["mary"])));
    assert_eq!(undo(&second).await.assert_status(200).json()["undone_by"], "Web shop", "once more changes nothing");
}

both_engines!(what_changed_since_stays_and_is_told);
async fn what_changed_since_stays_and_is_told(app: TestApp) {
    let api = app.merchant().await.api().await;
    let source =
        api.customer(json!({ "external_id": "user-2", "email": "a@example.com", "phone": "+442079460018" })).await;
    let target = api.customer(json!({ "name": "Ada" })).await;
    let merge = api.post(&format!("/v1/customers/{source}/merge"), json!({ "into": target })).await.id();
    let version = api.get(&format!("/v1/customers/{target}")).await.json()["version"].as_i64().expect("a version");
    api.patch(&format!("/v1/customers/{target}"), json!({ "email": "new@example.com" })).await.assert_status(200);
    let paid = json!({ "amount": 100, "currency": "eur", "customer_id": source });
    api.post("/v1/payments", paid).await.assert_status(201);

    let undone = api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200).json();

    let left = &undone["not_restored"];
    assert_eq!(left[0]["param"], format!("{target}.email").as_str(), "{left}");
    let target = api.get(&format!("/v1/customers/{target}")).await.json();
    assert_eq!(
        (&target["email"], &target["phone"], &target["external_id"]),
        (&"new@example.com".into(), &Value::Null, &Value::Null)
    );
    assert_eq!((&target["counts"]["payments"], &target["kind"]), (&1.into(), &"registered".into()));
    assert!(target["version"].as_i64().expect("a version") > version + 1);
    let source = api.get(&format!("/v1/customers/{source}")).await.json();
    assert_eq!((&source["email"], &source["external_id"]), (&"a@example.com".into(), &"user-2".into()));
    assert_eq!((&source["counts"]["payments"], &source["version"]), (&0.into(), &1.into()));
    let told = api.walk("/v1/events?type=customer.unmerged").await;
    assert_eq!(told.len(), 2);
}

both_engines!(what_was_undone_is_not_merged_again);
async fn what_was_undone_is_not_merged_again(app: TestApp) {
    let api = app.merchant().await.api().await;
    let older = customer_of(&pay(&api, json!({ "email": "ada@example.com" }), "card-1").await);
    let younger = customer_of(&pay(&api, json!({ "phone": "+442079460018" }), "card-2").await);
    let both = json!({ "email": "ada@example.com", "phone": "+442079460018" });
    pay(&api, both.clone(), "").await;
    let merge = api.walk("/v1/merges").await[0]["id"].as_str().expect("a merge").to_owned();

    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);

    assert_eq!(api.get(&format!("/v1/customers/{younger}")).await.json()["id"], younger.as_str());
    assert_eq!(customer_of(&pay(&api, both, "").await), older);
    assert_eq!(api.walk("/v1/customers").await.len(), 2);
    let again = api.get(&format!("/v1/customers/{younger}")).await.json();
    assert_eq!((&again["version"], &again["counts"]["payments"]), (&1.into(), &1.into()));
}

both_engines!(no_version_names_two_states);
async fn no_version_names_two_states(app: TestApp) {
    let api = app.merchant().await.api().await;
    let (ada, grace) = (api.customer(json!({ "name": "Ada" })).await, api.customer(json!({ "name": "Grace" })).await);
    let read = async || api.get(&format!("/v1/customers/{grace}")).await.json();
    let before = read().await;
    let merge = api.post(&format!("/v1/customers/{ada}/merge"), json!({ "into": grace })).await.id();
    let merged = read().await;

    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);

    assert_eq!(read().await, before, "the same state has the same version");
    assert_eq!(merged["version"], 2);
    let changed = api.patch(&format!("/v1/customers/{grace}"), json!({ "name": "Admiral" })).await.json();
    assert_eq!(changed["version"], 3, "a new state has a number that none had");
}
