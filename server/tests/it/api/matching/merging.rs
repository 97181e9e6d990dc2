//! Merging by hand, and what is never merged.

use serde_json::{Value, json};

use super::{customer_of, pay};
use crate::harness::{TestApp, both_engines};

both_engines!(two_customers_become_one_by_hand_with_the_fields_that_were_chosen);
async fn two_customers_become_one_by_hand_with_the_fields_that_were_chosen(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let source = json!({
        "name": "A. Lovelace", "email": "a@example.com", "phone": "+442079460018", "external_id": "user-2",
        "tags": ["b2b"], "metadata": { "plan": "pro", "seats": 3 }
    });
    let source = api.customer(source).await;
    let target = json!({ "name": "Ada", "email": "ada@example.com", "external_id": "user-1", "tags": ["vip"], "metadata": { "plan": "free" } });
    let target = api.customer(target).await;
    let wallet = json!({ "chain_id": 1, "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed" });
    api.post(&format!("/v1/customers/{source}/wallets"), wallet).await.assert_status(201);
    api.post(&format!("/v1/customers/{source}/notes"), json!({ "body": "Called." })).await.assert_status(201);
    shop.payment(source.parse().expect("an id"), 500).await;
    shop.payment(target.parse().expect("an id"), 700).await;
    let asked = json!({ "into": "external_id:user-1", "fields": { "email": "source" } });
    let preview = api.post(&format!("/v1/customers/{source}/merge_preview"), asked.clone()).await;

    let answer = api.post("/v1/customers/external_id:user-2/merge", asked).await;

    let merge = answer.assert_status(201).json();
    assert_eq!((&merge["source_id"], &merge["into_id"]), (&source.as_str().into(), &target.as_str().into()));
    assert_eq!((&merge["rule"], &merge["undone_at"]), (&"manual".into(), &Value::Null));
    let record = api.get(&format!("/v1/customers/{source}")).await.json();
    assert_eq!(record, merge["customer"]);
    assert_eq!(
        (&record["id"], &record["name"], &record["email"]),
        (&target.as_str().into(), &"Ada".into(), &"a@example.com".into())
    );
    assert_eq!((&record["phone"], &record["tags"]), (&"+442079460018".into(), &json!(["vip", "b2b"])));
    assert_eq!(record["metadata"], json!({ "plan": "free", "seats": 3 }));
    assert_eq!((&record["totals"][0]["spent"], &record["wallets"][0]["chain_id"]), (&1200.into(), &1.into()));
    let preview = preview.assert_status(200).json();
    for field in ["id", "name", "email", "phone", "tags", "metadata", "totals", "counts", "wallets", "merged_from"] {
        assert_eq!(preview["customer"][field], record[field], "{field}");
    }
    let email = preview["fields"].as_array().expect("fields").iter().find(|one| one["field"] == "email").cloned();
    let expected =
        json!({ "field": "email", "source": "a@example.com", "target": "ada@example.com", "result": "a@example.com" });
    assert_eq!(email, Some(expected));
    assert_eq!(api.get(&format!("/v1/merges/{}", answer.id())).await.json()["id"], merge["id"]);
}

both_engines!(a_merged_id_keeps_working_wherever_a_customer_is_named);
async fn a_merged_id_keeps_working_wherever_a_customer_is_named(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let names = ["user-1", "user-2", "user-3"];
    let mut ids = Vec::new();
    for name in names {
        ids.push(api.customer(json!({ "external_id": name, "name": name })).await);
    }
    // The first into the second, and that into the third.
    for pair in ids.windows(2) {
        api.post(&format!("/v1/customers/{}/merge", pair[0]), json!({ "into": pair[1] })).await.assert_status(201);
    }
    let last = &ids[2];

    for name in [ids[0].clone(), ids[1].clone(), "external_id:user-1".into(), "external_id:user-2".into()] {
        assert_eq!(api.get(&format!("/v1/customers/{name}")).await.json()["id"], last.as_str(), "{name}");
        let paid = json!({ "amount": 100, "currency": "eur", "customer_id": name });
        assert_eq!(customer_of(&api.post("/v1/payments", paid).await.assert_status(201).json()), *last);
        for part in ["payments", "orders", "identities", "notes", "wallets", "timeline", "related"] {
            api.get(&format!("/v1/customers/{name}/{part}")).await.assert_status(200);
        }
    }
    assert_eq!(customer_of(&pay(&api, json!({ "external_id": "user-1" }), "").await), *last);
    assert_eq!(api.walk(&format!("/v1/payments?customer={}", ids[0])).await.len(), 5);
    assert_eq!(api.walk(&format!("/v1/customers/{}/orders", ids[1])).await.len(), 5);
    api.patch(&format!("/v1/customers/{}", ids[0]), json!({ "name": "Ada" })).await.assert_status(200);
    api.post(&format!("/v1/customers/{}/notes", ids[1]), json!({ "body": "Hello" })).await.assert_status(201);
    let record = api.get(&format!("/v1/customers/{last}")).await.json();
    assert_eq!((&record["name"], &record["external_id"]), (&"Ada".into(), &"user-3".into()));
    assert_eq!(record["merged_from"], json!([ids[1], ids[0]]));
    let taken = api.post("/v1/customers", json!({ "external_id": "user-1" })).await;
    assert_eq!(taken.assert_problem(409, "external_id_taken").json()["existing_id"], last.as_str());
    let page = shop.get(&format!("customers/{}", ids[0])).await;
    page.assert_status(200).assert_shows("user-3");
}

both_engines!(who_is_not_the_same_person_is_never_merged);
async fn who_is_not_the_same_person_is_never_merged(app: TestApp) {
    let api = app.merchant().await.api().await;
    let one = customer_of(&pay(&api, json!({ "email": "a@example.com" }), "card-1").await);
    let other = customer_of(&pay(&api, json!({ "phone": "+442079460018" }), "card-2").await);
    let path = format!("/v1/customers/{one}/distinct_from");

    for _ in 0..2 {
        api.post(&path, json!({ "customer": other })).await.assert_status(201);
    }

    let both = pay(&api, json!({ "email": "a@example.com", "phone": "+442079460018" }), "card-2").await;
    assert_eq!((customer_of(&both), api.walk("/v1/merges").await.len()), (one.clone(), 0));
    assert_eq!(api.walk(&format!("/v1/customers/{one}/related")).await.len(), 0);
    let merge = json!({ "into": one });
    api.post(&format!("/v1/customers/{other}/merge"), merge.clone()).await.assert_problem(409, "invalid_state");
    let preview = api.post(&format!("/v1/customers/{other}/merge_preview"), merge.clone()).await;
    assert_eq!(preview.assert_status(200).json()["distinct"], true);

    api.delete(&format!("{path}/{other}")).await.assert_status(204);
    api.delete(&format!("{path}/{other}")).await.assert_problem(404, "not_found");
    assert_eq!(api.walk(&format!("/v1/customers/{one}/related")).await.len(), 1);
    api.post(&format!("/v1/customers/{other}/merge"), merge).await.assert_status(201);
}

both_engines!(a_merge_that_makes_no_sense_says_why);
async fn a_merge_that_makes_no_sense_says_why(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let path = format!("/v1/customers/{ada}/merge");

    api.post(&path, json!({ "into": ada })).await.assert_problem(409, "invalid_state");
    assert_eq!(api.post(&path, json!({})).await.assert_problem(422, "parameter_missing").faults()[0].0, "into");
    assert_eq!(
        api.post(&path, json!({ "into": "Ada" })).await.assert_problem(422, "parameter_invalid").faults()[0].0,
        "into"
    );
    let unknown = json!({ "into": "email:nobody@example.com" });
    assert_eq!(api.post(&path, unknown).await.assert_problem(422, "parameter_invalid").faults()[0].0, "into");
    let wrong = json!({ "into": "email:nobody@example.com", "fields": { "nam": "source", "email": "mine" } });
    let faults = api.post(&path, wrong).await.assert_problem(422, "parameter_invalid").faults();
    assert_eq!(faults.into_iter().map(|fault| fault.0).collect::<Vec<_>>(), ["fields.email", "fields.nam"]);
    api.post("/v1/customers/cus_nobody/merge", json!({ "into": ada })).await.assert_problem(404, "not_found");
}

both_engines!(erasing_a_person_erases_those_who_were_merged_into_them);
async fn erasing_a_person_erases_those_who_were_merged_into_them(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let source = json!({ "name": "Ada Lovelace", "email": "lovelace@example.com", "metadata": { "maiden": "Byron" } });
    let source = api.customer(source).await;
    let target = api.customer(json!({ "name": "Ada King", "external_id": "king" })).await;
    let merge = api.post(&format!("/v1/customers/{source}/merge"), json!({ "into": target })).await.id();

    api.delete(&format!("/v1/customers/{source}")).await.assert_status(200);

    for id in [&source, &target] {
        assert_eq!(api.get(&format!("/v1/customers/{id}")).await.json()["deleted"], true);
    }
    let told = [api.get("/v1/events").await, api.get("/v1/merges").await];
    for personal in ["Lovelace", "lovelace@", "Byron", "King", "king"] {
        for answer in &told {
            answer.assert_status(200).assert_lacks(personal);
        }
        let left = super::rows::rows(&app, &shop).await;
        assert!(!format!("{left:?}").contains(personal), "{personal}: {left:?}");
    }
    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_problem(409, "invalid_state");
}
