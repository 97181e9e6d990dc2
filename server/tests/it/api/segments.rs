//! Segments that tell who enters and leaves them.

use std::collections::BTreeSet;
use std::time::Duration;

use clientele_service::{imports, segments};
use serde_json::{Value, json};

use crate::harness::{Api, Shop, TestApp, both_engines, urlencoded};

const DAY: Duration = Duration::from_secs(86_400);

/// Everything that is due.
async fn look(app: &TestApp) {
    while segments::carry_on(app.house()).await.expect("looked at") {}
}

/// A segment that tells, filled with those who are there.
async fn announced(app: &TestApp, api: &Api, query: &str) -> String {
    let asked = json!({ "name": query, "query": query, "announce": true });
    let id = api.post("/v1/segments", asked).await.assert_status(201).id();
    look(app).await;
    id
}

/// What a segment has told, oldest first: who entered (+) and left (-).
async fn told(api: &Api, segment: &str) -> Vec<String> {
    let mut events = api.walk(&format!("/v1/events?object={segment}")).await;
    events.reverse();
    let sign = |event: &Value| if event["type"] == "segment.entered" { "+" } else { "-" };
    events.iter().map(|event| format!("{}{}", sign(event), event["customer_id"].as_str().expect("an id"))).collect()
}

both_engines!(who_enters_and_leaves_is_told_once);
async fn who_enters_and_leaves_is_told_once(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let there = shop.customer().email("there@example.com").tag("vip").create().await;
    let ada = shop.customer().email("ada@example.com").create().await;
    let segment = announced(&app, &api, "tag:vip").await;
    assert_eq!(told(&api, &segment).await, [""; 0], "who is there already has not entered");

    let path = format!("/v1/customers/{ada}");
    api.patch(&path, json!({ "tags": ["vip", "early"] })).await.assert_status(200);
    look(&app).await;
    shop.payment(ada, 1_000).await;
    api.patch(&path, json!({ "name": "Ada" })).await.assert_status(200);
    look(&app).await;
    assert_eq!(told(&api, &segment).await, [format!("+{ada}")]);

    api.patch(&path, json!({ "tags": [] })).await.assert_status(200);
    api.delete(&format!("/v1/customers/{there}")).await.assert_status(200);
    let (one, other) = tokio::join!(segments::carry_on(app.house()), segments::carry_on(app.house()));
    one.expect("looked at");
    other.expect("looked at");
    look(&app).await;
    let mut found = told(&api, &segment).await;
    found.sort();
    let mut expected = vec![format!("+{ada}"), format!("-{ada}"), format!("-{there}")];
    expected.sort();
    assert_eq!(found, expected);

    let events = api.walk("/v1/events?type=segment.entered").await;
    let data = &events[0]["data"];
    assert_eq!(
        (&data["object"]["email"], &data["object"]["tags"]),
        (&json!("ada@example.com"), &json!(["vip", "early"]))
    );
    assert_eq!(data["segment"], json!({ "id": segment, "name": "tag:vip" }));
    shop.get(&format!("customers/{ada}")).await.assert_shows("Entered the segment").assert_shows("Left the segment");
    let left = api.walk("/v1/events?type=segment.left").await;
    let gone = left.iter().find(|event| event["customer_id"] == json!(there)).expect("who was deleted left");
    assert_eq!(gone["data"]["object"], json!({ "object": "customer", "id": there, "deleted": true }));
}

both_engines!(what_only_time_or_others_change_is_told_too);
async fn what_only_time_or_others_change_is_told_too(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let lately = announced(&app, &api, "last_payment<30d").await;
    let quiet = announced(&app, &api, "NOT last_payment<30d").await;
    let ada = shop.customer().create().await;
    shop.payment(ada, 1_000).await;
    look(&app).await;
    assert_eq!(told(&api, &lately).await, [format!("+{ada}")]);
    assert_eq!(told(&api, &quiet).await, [""; 0], "nobody looked in between");

    app.pass(DAY * 31);
    look(&app).await;

    assert_eq!(told(&api, &lately).await, [format!("+{ada}"), format!("-{ada}")]);
    assert_eq!(told(&api, &quiet).await, [format!("+{ada}")]);

    let spenders = announced(&app, &api, "signal:top_spender").await;
    for _ in 0..9 {
        shop.customer().create().await;
    }
    app.pass(DAY);
    look(&app).await;
    assert_eq!(told(&api, &spenders).await, [format!("+{ada}")], "one of ten is the first tenth");
    let best = shop.customer().create().await;
    shop.payment(best, 2_000).await;
    app.pass(DAY);
    look(&app).await;
    assert_eq!(told(&api, &spenders).await, [format!("+{ada}"), format!("+{best}"), format!("-{ada}")]);
}

both_engines!(who_is_merged_leaves_and_comes_back_with_the_merge_undone);
async fn who_is_merged_leaves_and_comes_back_with_the_merge_undone(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (source, into) = (shop.customer().create().await, shop.customer().create().await);
    for who in [source, into] {
        shop.payment(who, 6_000).await;
    }
    let (few, many) = (announced(&app, &api, "spent<100").await, announced(&app, &api, "spent>100").await);

    api.post(&format!("/v1/customers/{source}/merge"), json!({ "into": into })).await.assert_status(201);
    look(&app).await;
    let mut left = told(&api, &few).await;
    left.sort();
    let mut both = vec![format!("-{source}"), format!("-{into}")];
    both.sort();
    assert_eq!(left, both);
    assert_eq!(told(&api, &many).await, [format!("+{into}")]);

    let merge = &api.walk("/v1/merges").await[0];
    let undo = format!("/v1/merges/{}/undo", merge["id"].as_str().expect("an id"));
    api.post(&undo, json!({})).await.assert_status(200);
    look(&app).await;
    assert_eq!(told(&api, &few).await.len(), 4);
    assert_eq!(told(&api, &many).await, [format!("+{into}"), format!("-{into}")]);
}

both_engines!(a_segment_that_is_changed_is_filled_anew_without_a_word);
async fn a_segment_that_is_changed_is_filled_anew_without_a_word(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let vip = shop.customer().email("vip@example.com").tag("vip").create().await;
    shop.customer().email("new@example.com").tag("new").create().await;
    let segment = announced(&app, &api, "tag:vip").await;
    let path = format!("/v1/segments/{segment}");

    api.patch(&path, json!({ "query": "tag:new" })).await.assert_status(200);
    look(&app).await;
    api.patch(&format!("/v1/customers/{vip}"), json!({ "tags": ["vip", "new"] })).await.assert_status(200);
    look(&app).await;
    assert_eq!(told(&api, &segment).await, [format!("+{vip}")]);

    api.patch(&path, json!({ "announce": false })).await.assert_status(200);
    api.patch(&format!("/v1/customers/{vip}"), json!({ "tags": [] })).await.assert_status(200);
    look(&app).await;
    assert_eq!(told(&api, &segment).await.len(), 1, "it tells no more");
    let refused = api.patch(&path, json!({ "announce": true, "shared": false })).await;
    assert_eq!(refused.assert_problem(422, "parameter_invalid").json()["param"], "announce");
    api.patch(&path, json!({ "announce": true })).await.assert_status(200);
    look(&app).await;
    api.delete(&path).await.assert_status(200);
    look(&app).await;
    assert_eq!(told(&api, &segment).await.len(), 1);
}

both_engines!(entering_begins_a_workflow_unless_a_file_brought_it);
async fn entering_begins_a_workflow_unless_a_file_brought_it(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let segment = announced(&app, &api, "tag:vip").await;
    let welcome = json!({
        "name": "Welcome", "trigger": "segment.entered", "action": "mail",
        "wordings": { "en": { "subject": "Welcome", "text": "{greeting}" } },
    });
    let workflow = api.post("/v1/workflows", welcome).await.assert_status(201).id();
    shop.customer().email("ada@example.com").tag("vip").create().await;
    look(&app).await;

    let file =
        json!({ "resource": "customers", "file": "email,tags\nnoor@example.com,vip\n", "file_name": "people.csv" });
    api.post("/v1/imports", file).await.assert_status(201);
    let (ctx, import) = imports::claim(app.house()).await.expect("an answer").expect("an import");
    imports::carry_on(&ctx, &import).await.expect("an import that ends");
    look(&app).await;

    assert_eq!(told(&api, &segment).await.len(), 2);
    assert_eq!(api.walk(&format!("/v1/workflows/{workflow}/runs")).await.len(), 1);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Something happens to somebody.
async fn step(shop: &Shop, api: &Api, dice: &mut Dice) {
    let there = api.walk("/v1/customers").await;
    let pick = |dice: &mut Dice| there[dice.roll(there.len())]["id"].as_str().expect("an id").to_owned();
    match dice.roll(12) {
        0..=2 => {
            shop.customer().create().await;
        }
        _ if there.is_empty() => {}
        3 | 4 => {
            let tags = [json!([]), json!(["vip"]), json!(["vip", "test"])][dice.roll(3)].clone();
            api.patch(&format!("/v1/customers/{}", pick(dice)), json!({ "tags": tags })).await.assert_status(200);
        }
        5..=7 => {
            let cents = [100, 4_000, 12_000][dice.roll(3)];
            shop.payment(pick(dice).parse().expect("an id"), cents).await;
        }
        8 => {
            let (source, into) = (pick(dice), pick(dice));
            api.post(&format!("/v1/customers/{source}/merge"), json!({ "into": into })).await;
        }
        9 => {
            if let Some(merge) = api.walk("/v1/merges").await.first() {
                let undo = format!("/v1/merges/{}/undo", merge["id"].as_str().expect("an id"));
                api.post(&undo, json!({})).await;
            }
        }
        10 => {
            api.delete(&format!("/v1/customers/{}", pick(dice))).await.assert_status(200);
        }
        _ => shop.app.pass(DAY * dice.roll(20) as u32),
    }
    if dice.roll(2) == 0 {
        segments::carry_on(shop.app.house()).await.expect("looked at");
    }
}

both_engines!(what_is_told_comes_to_who_belongs);
async fn what_is_told_comes_to_who_belongs(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let queries =
        ["tag:vip -tag:test", "spent>100 last_payment<30d", "signal:at_risk OR signal:top_spender", "-has:payment"];
    let mut watched = Vec::new();
    for query in queries {
        watched.push((query, announced(&app, &api, query).await));
    }
    let mut dice = Dice(7);
    for _ in 0..60 {
        step(&shop, &api, &mut dice).await;
    }
    app.pass(DAY);
    look(&app).await;

    for (query, segment) in watched {
        let mut belong = BTreeSet::new();
        for crossed in told(&api, &segment).await {
            let (sign, who) = crossed.split_at(1);
            let news = if sign == "+" { belong.insert(who.to_owned()) } else { belong.remove(who) };
            assert!(news, "{query}: {crossed} is told twice");
        }
        let fit = api.walk(&format!("/v1/customers?{}", urlencoded(&[("q", query)]))).await;
        let fit: BTreeSet<_> = fit.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
        assert_eq!(belong, fit, "{query}");
    }
}
