//! The audit log: who did what, what it was before and after, and what remains of it when a person is erased.

use clientele_domain::id::CustomerId;
use clientele_domain::key::KeyKind;
use clientele_domain::role::Role;
use clientele_service::audit::{AuditFilter, list};
use serde_json::{Value, json};

use crate::harness::{Shop, TestApp, both_engines};

/// How many entries there are, and the act of the newest.
pub async fn newest(shop: &Shop) -> (usize, String) {
    let (found, _) = list(&shop.ctx(), &AuditFilter::default(), None, 10_000).await.expect("the log");
    (found.len(), found.first().map(|entry| entry.act.as_str().to_owned()).unwrap_or_default())
}

const LOG: &str = "settings/audit-log";

async fn edited(shop: &Shop) -> CustomerId {
    let ada = shop.customer().name("Ada Byron").email("ada@byron.example").create().await;
    let path = format!("customers/{ada}/edit");
    let form = [("name", "Ada Lovelace"), ("email", "ada@byron.example"), ("version", "1")];
    shop.post(&path, &form).await.assert_status(303);
    ada
}

both_engines!(an_act_is_told_with_who_what_and_the_values_before_and_after);
async fn an_act_is_told_with_who_what_and_the_values_before_and_after(app: TestApp) {
    let shop = app.merchant().await;
    let ada = edited(&shop).await;
    shop.post("settings/matching", &[("other_external_id", "link")]).await.assert_status(303);

    let page = shop.get(LOG).await;

    page.assert_status(200).assert_shows("Changed customer").assert_shows("Olga Owner").assert_shows(&ada.to_string());
    page.assert_shows("Ada Byron").assert_shows("Ada Lovelace");
    page.assert_shows("Changed matching").assert_shows("other external id").assert_shows("separate");
    assert!(page.attributes("href").contains(&shop.path(&format!("customers/{ada}"))));
    let entries = shop.api().await.walk("/v1/audit_log?act=matching.updated").await;
    let change = json!({ "field": "other_external_id", "from": "separate", "to": "link" });
    assert!(entries[0]["changes"].as_array().expect("changes").contains(&change), "{entries:#?}");
    assert_eq!(entries[0]["actor"]["name"], "Olga Owner");
}

both_engines!(erasure_reaches_what_the_log_tells_of_a_person);
async fn erasure_reaches_what_the_log_tells_of_a_person(app: TestApp) {
    let shop = app.merchant().await;
    let ada = edited(&shop).await;
    shop.wallet(ada, "0xde709f2102306220921060314715629080e2fb77").await;
    shop.post(&format!("customers/{ada}"), &[("act", "note"), ("body", "Byron's daughter")]).await.assert_status(303);

    shop.post(&format!("customers/{ada}"), &[("act", "delete"), ("confirm", "delete")]).await.assert_status(303);

    let told = shop.api().await.get("/v1/audit_log?limit=100").await;
    let (page, file) = (shop.get(LOG).await, shop.post(LOG, &[("q", "")]).await);
    for answer in [&told, &page, &file] {
        answer.assert_status(200);
        for value in ["Byron", "Lovelace", "byron.example", "de709f"] {
            assert!(!answer.body.to_lowercase().contains(&value.to_lowercase()), "{value}: {}", answer.body);
        }
        for kept in [ada.to_string().as_str(), "wallets", "name"] {
            assert!(answer.body.contains(kept), "{kept}: {}", answer.body);
        }
    }
    page.assert_shows("Deleted customer").assert_shows("Added wallet").assert_shows("Wrote note");
}

both_engines!(a_key_that_may_not_see_customers_learns_nothing_of_them_here);
async fn a_key_that_may_not_see_customers_learns_nothing_of_them_here(app: TestApp) {
    let shop = app.merchant().await;
    edited(&shop).await;
    let reader = shop.api_with(KeyKind::Secret, "audit_log:read").await;

    let told = reader.get("/v1/audit_log?act=customer.updated").await;

    told.assert_status(200);
    let changes = &told.json()["data"][0]["changes"];
    assert_eq!(changes, &json!([{ "field": "name", "from": "", "to": "" }]));
}

both_engines!(tagging_many_is_one_act);
async fn tagging_many_is_one_act(app: TestApp) {
    let shop = app.merchant().await;
    let mut form = vec![("act", "tag".to_owned()), ("tag", "vip".to_owned())];
    for number in 0..5 {
        let id = shop.customer().name(&format!("Customer {number}")).create().await;
        form.push(("id", id.to_string()));
    }
    let (before, _) = newest(&shop).await;

    shop.post("customers", &form).await.assert_status(303);

    assert_eq!(newest(&shop).await, (before + 1, "customers.tagged".to_owned()));
    shop.get(LOG).await.assert_shows("Tagged customers").assert_shows("customers: 5");
}

both_engines!(what_changes_nothing_is_no_act);
async fn what_changes_nothing_is_no_act(app: TestApp) {
    let shop = app.merchant().await;
    edited(&shop).await;
    let on = [("link_typed_emails", "true"), ("merge_on_phone", "true"), ("merge_on_card", "true")];
    let form: Vec<_> = on.into_iter().chain([("other_external_id", "separate")]).collect();
    let before = newest(&shop).await;

    shop.post("settings/matching", &form).await.assert_status(303);

    assert_eq!(newest(&shop).await, before);
}

fn objects(found: &[Value]) -> Vec<&str> {
    found.iter().map(|entry| entry["object_id"].as_str().unwrap_or_default()).collect()
}

both_engines!(the_log_is_searched_by_id_and_name_and_filtered);
async fn the_log_is_searched_by_id_and_name_and_filtered(app: TestApp) {
    let shop = app.merchant().await;
    let ada = edited(&shop).await.to_string();
    let api = shop.api().await;
    let grace = api.customer(json!({ "name": "Grace" })).await;
    let walk = async |query: &str| api.walk(&format!("/v1/audit_log?{query}")).await;

    assert_eq!(objects(&walk(&format!("q={ada}")).await), [&ada, &ada]);
    assert_eq!(objects(&walk("q=web+shop").await), [&grace]);
    assert_eq!(objects(&walk("q=OLGA&act=customer.created").await), [&ada]);
    assert_eq!(objects(&walk(&format!("object={grace}")).await), [&grace]);
    let by = walk("q=olga").await[0]["actor"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(objects(&walk(&format!("actor={by}&limit=1")).await), [&ada, &ada]);
    assert_eq!(walk(&format!("actor={by}&q=web+shop")).await, [] as [Value; 0]);
    assert_eq!(walk("q=nobody").await, [] as [Value; 0]);
    assert_eq!(walk("created_before=2020-01-01T00:00:00Z").await, [] as [Value; 0]);
    api.get("/v1/audit_log?act=customer.eaten").await.assert_problem(422, "parameter_invalid");
    let tomorrow = app.house().now().plus(std::time::Duration::from_secs(86_400)).date();
    let page = shop.get(&format!("{LOG}?q=web+shop&until={tomorrow}")).await;
    page.assert_shows(&grace).assert_lacks(&ada);
    shop.get(&format!("{LOG}?from={tomorrow}")).await.assert_shows("No entry matches");
}

both_engines!(the_file_is_whole_and_a_spreadsheet_calculates_nothing_in_it);
async fn the_file_is_whole_and_a_spreadsheet_calculates_nothing_in_it(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    api.post("/v1/products", json!({ "name": "=1+1" })).await.assert_status(201);
    for _ in 0..510 {
        api.post("/v1/products", json!({ "name": "Gift card" })).await.assert_status(201);
    }

    let file = shop.post(LOG, &[("act", "product.created")]).await;

    file.assert_status(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.header("content-disposition").contains("attachment"));
    assert!(file.body.starts_with("time,act,actor_kind,actor_id,actor,object,field,from,to,id\r\n"), "{}", file.body);
    assert!(file.body.contains(",name,,'=1+1,"), "{}", file.body);
    assert_eq!(file.body.lines().filter(|line| line.contains(",name,")).count(), 511);
    assert_eq!(newest(&shop).await.1, "audit_log.exported");
}

both_engines!(who_may_not_look_is_told_who_may);
async fn who_may_not_look_is_told_who_may(app: TestApp) {
    let shop = app.merchant().await;
    let support = shop.colleague("Sam Support", Role::Support).await;

    let page = support.get(&shop.path(LOG)).await;

    page.assert_status(403).assert_shows("Support can't see the audit log; that takes Owner, Admin or Developer");
    support.get(&shop.path("settings/matching")).await.assert_lacks("Audit log");
}
