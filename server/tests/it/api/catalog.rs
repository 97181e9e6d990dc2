//! Products, prices and payment links.

use serde_json::{Value, json};

use crate::harness::{Api, TestApp, both_engines};

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// A price of a new product; gives the price.
async fn price(api: &Api, amount: i64, currency: &str, recurring: Value) -> Value {
    let asked = json!({
        "product": { "name": "Gift card" }, "amount": amount, "currency": currency, "recurring": recurring
    });
    api.post("/v1/prices", asked).await.assert_status(201).json()
}

both_engines!(a_product_is_made_changed_and_archived);
async fn a_product_is_made_changed_and_archived(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked =
        json!({ "name": " Gift card ", "description": "For a friend.", "metadata": { "sku": "G1", "weight": 3 } });

    let made = api.post("/v1/products", asked).await;

    let product = made.assert_status(201).json();
    let path = format!("/v1/products/{}", text(&product["id"]));
    assert_eq!((&product["name"], &product["active"]), (&json!("Gift card"), &json!(true)));
    assert_eq!((made.header("etag"), api.get(&path).await.json()), ("\"1\"", product.clone()));
    let change = json!({ "description": null, "metadata": { "sku": null } });
    let changed = api.patch(&path, change.clone()).await.assert_status(200).json();
    assert_eq!((&changed["description"], &changed["metadata"]), (&json!(null), &json!({ "weight": 3 })));
    assert_eq!(changed["version"], 2);
    assert_eq!(api.patch(&path, change).await.json(), changed, "nothing to change");
    let outdated = api.with_header("if-match", "\"1\"");
    outdated.patch(&path, json!({ "active": false })).await.assert_problem(412, "version_differs");

    let archived = api.patch(&path, json!({ "active": false })).await.assert_status(200).json();

    assert_eq!(api.walk("/v1/products").await, std::slice::from_ref(&archived));
    assert_eq!(api.walk("/v1/products?active=false").await, [archived]);
    assert_eq!(api.walk("/v1/products?active=true").await.len(), 0);
    let another = json!({ "product_id": product["id"], "amount": 500, "currency": "eur" });
    let refused = api.post("/v1/prices", another).await;
    refused.assert_problem(422, "parameter_invalid").assert_shows("Gift card is archived");
}

both_engines!(a_price_keeps_what_it_costs);
async fn a_price_keeps_what_it_costs(app: TestApp) {
    let api = app.merchant().await.api().await;
    let monthly = price(&api, 1_350, "EUR", json!({ "interval": "month" })).await;
    assert_eq!((&monthly["amount"], &monthly["currency"]), (&json!(1350), &json!("eur")));
    assert_eq!(monthly["recurring"], json!({ "interval": "month", "count": 1 }));
    assert_eq!(monthly["product_name"], "Gift card");
    let product = text(&monthly["product_id"]);
    let once = json!({ "product_id": product, "amount": 0, "currency": "eur", "recurring": null });
    let once = api.post("/v1/prices", once).await.assert_status(201).json();
    assert_eq!((&once["recurring"], &once["product_id"]), (&json!(null), &json!(product)));
    price(&api, 100, "eur", json!(null)).await;

    assert_eq!(api.walk(&format!("/v1/prices?product_id={product}")).await, [once, monthly.clone()]);
    assert_eq!(api.walk("/v1/prices?limit=1").await.len(), 3);
    let path = format!("/v1/prices/{}", text(&monthly["id"]));
    let change = json!({ "amount": 1_400, "currency": "eur", "recurring": null, "nmae": 1 });
    let refused = api.patch(&path, change).await;
    let fields: Vec<String> = refused.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["amount", "currency", "recurring", "nmae"]);
    refused.assert_shows("never changes").assert_shows("make another");
    let archived = api.patch(&path, json!({ "active": false, "metadata": { "a": 1 } })).await.assert_status(200).json();
    assert_eq!((&archived["active"], &archived["version"]), (&json!(false), &json!(2)));
    assert_eq!(api.get(&path).await.json(), archived);
    assert_eq!(api.walk("/v1/prices?active=false").await, [archived]);
}

both_engines!(everything_that_is_wrong_is_told_at_once);
async fn everything_that_is_wrong_is_told_at_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let cases = [
        ("/v1/products", json!({}), vec!["name"]),
        (
            "/v1/products",
            json!({ "name": 1, "metadata": { "a key": 1 }, "price": 2 }),
            vec!["metadata.a key", "name", "price"],
        ),
        ("/v1/prices", json!({}), vec!["amount", "currency", "product_id"]),
        (
            "/v1/prices",
            json!({ "product": { "name": "" }, "amount": -1, "currency": "EURO", "recurring": { "count": 2 } }),
            vec!["amount", "currency", "product.name", "recurring.interval"],
        ),
        (
            "/v1/prices",
            json!({
                "product": { "name": "A" }, "product_id": "prod_1", "amount": 1.5, "currency": "eur",
                "recurring": { "interval": "year", "count": 9 }
            }),
            vec!["amount", "product", "recurring.count"],
        ),
        ("/v1/prices", json!({ "product_id": "prod_1", "amount": 1, "currency": "eur" }), vec!["product_id"]),
        ("/v1/payment_links", json!({}), vec!["line_items"]),
        (
            "/v1/payment_links",
            json!({ "amount": -1, "name": "a\u{0}", "submit_type": "buy", "cancel_url": "x", "url": 1 }),
            vec!["amount", "cancel_url", "currency", "name", "submit_type", "title", "url"],
        ),
    ];
    for (path, body, expected) in cases {
        let answer = api.post(path, body.clone()).await;
        assert_eq!(answer.status.as_u16(), 422, "{path} {body}: {}", answer.body);
        let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
        fields.sort();
        assert_eq!(fields, expected, "{path} {body}");
    }
    assert_eq!(api.walk("/v1/products").await.len(), 0, "no product is made for a price that is not");
    for (path, field) in [("/v1/prices?product_id=x", "product_id"), ("/v1/products?active=maybe", "active")] {
        assert_eq!(api.get(path).await.faults()[0].0, field, "{path}");
    }
}

both_engines!(a_link_sells_prices_of_one_currency_and_one_rhythm);
async fn a_link_sells_prices_of_one_currency_and_one_rhythm(app: TestApp) {
    let api = app.merchant().await.api().await;
    let once = price(&api, 500, "eur", json!(null)).await;
    let dollars = price(&api, 500, "usd", json!(null)).await;
    let monthly = price(&api, 500, "eur", json!({ "interval": "month", "count": 1 })).await;
    let yearly = price(&api, 500, "eur", json!({ "interval": "year", "count": 1 })).await;
    let sell = async |prices: &[&Value]| {
        let lines: Vec<Value> = prices.iter().map(|price| json!({ "price": price["id"], "quantity": 2 })).collect();
        api.post("/v1/payment_links", json!({ "line_items": lines })).await
    };

    let link = sell(&[&once, &monthly]).await.assert_status(201).json();

    assert_eq!((&link["amount"], &link["currency"], &link["name"]), (&json!(2000), &json!("eur"), &json!("Gift card")));
    assert_eq!(link["line_items"][1]["recurring"], json!({ "interval": "month", "count": 1 }));
    assert_eq!(text(&link["url"]), format!("{}/l/{}", crate::harness::ADDRESS, text(&link["id"])));
    for (prices, words) in [([&once, &dollars], "A sale has one currency"), ([&monthly, &yearly], "recurs together")] {
        let answer = sell(&prices).await;
        answer.assert_problem(422, "parameter_invalid").assert_shows(words);
        assert_eq!(answer.faults()[0].0, "line_items[1].price");
    }
    let unknown = json!({ "id": "price_00000000000000000000000000" });
    assert_eq!(sell(&[&once, &unknown]).await.faults()[0].0, "line_items[1].price");
    api.patch(&format!("/v1/prices/{}", text(&once["id"])), json!({ "active": false })).await.assert_status(200);
    sell(&[&once]).await.assert_problem(422, "parameter_invalid").assert_shows("This price is archived");
    let product = format!("/v1/products/{}", text(&monthly["product_id"]));
    api.patch(&product, json!({ "active": false })).await.assert_status(200);
    sell(&[&monthly]).await.assert_problem(422, "parameter_invalid").assert_shows("none of its prices can be sold");
}

both_engines!(a_link_is_made_once_changed_and_archived);
async fn a_link_is_made_once_changed_and_archived(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({
        "title": "Festival ticket", "amount": 4500, "currency": "eur", "require_customer_data": ["email", "shirt"],
        "custom_fields": [{ "label": "T-shirt size", "type": "dropdown", "options": [{ "label": "S" }, { "label": "M" }] }],
        "success_url": "https://example.com/thanks/{CHECKOUT_SESSION_ID}", "submit_type": "book", "metadata": { "year": 2027 }
    });
    let once = api.with_header("idempotency-key", "a link");

    let link = once.post("/v1/payment_links", asked.clone()).await.assert_status(201).json();

    assert_eq!(once.post("/v1/payment_links", asked).await.json(), link);
    assert_eq!(api.walk("/v1/payment_links").await, std::slice::from_ref(&link));
    assert_eq!((&link["name"], &link["amount"]), (&json!("Festival ticket"), &json!(4500)));
    assert_eq!(link["custom_fields"][0]["key"], "t_shirt_size");
    assert_eq!(link["after_completion"]["type"], "redirect");
    assert_eq!((&link["collect"]["email"], &link["totals"]), (&json!(true), &json!([])));
    let path = format!("/v1/payment_links/{}", text(&link["id"]));
    let price = price(&api, 700, "usd", json!(null)).await;
    let change = json!({
        "line_items": [{ "price": price["id"] }], "name": "Summer", "collect": { "phone": true },
        "after_completion": { "type": "message", "message": "See you!" }
    });
    let changed = api.patch(&path, change).await.assert_status(200).json();
    assert_eq!(
        (&changed["title"], &changed["amount"], &changed["currency"]),
        (&json!(null), &json!(700), &json!("usd"))
    );
    assert_eq!((&changed["success_url"], &changed["submit_type"]), (&json!(null), &json!("book")));
    assert_eq!((&changed["collect"]["phone"], &changed["custom_fields"]), (&json!(true), &link["custom_fields"]));
    assert_eq!((&changed["metadata"], &changed["version"]), (&json!({ "year": 2027 }), &json!(2)));
    api.with_header("if-match", "\"1\"")
        .patch(&path, json!({ "active": false }))
        .await
        .assert_problem(412, "version_differs");
    for wrong in
        [json!({ "active": null }), json!({ "line_items": [] }), json!({ "title": "Only a title", "amount": null })]
    {
        assert_eq!(api.patch(&path, wrong.clone()).await.status.as_u16(), 422, "{wrong}");
    }
    // What is archived already does not keep the link from being archived, too.
    api.patch(&format!("/v1/prices/{}", text(&price["id"])), json!({ "active": false })).await.assert_status(200);
    let archived = api.patch(&path, json!({ "active": false })).await.assert_status(200).json();
    assert_eq!((api.get(&path).await.json(), api.walk("/v1/payment_links?active=false").await.len()), (archived, 1));
}

both_engines!(what_comes_in_through_a_link_is_counted_for_it_once);
async fn what_comes_in_through_a_link_is_counted_for_it_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let customer = api.customer(json!({ "name": "Ada" })).await;
    let link = json!({ "title": "Ticket", "amount": 100, "currency": "eur" });
    let link = api.post("/v1/payment_links", link).await.id();
    let pay = async |amount: i64, currency: &str, status: &str, source: &str| {
        let asked = json!({
            "amount": amount, "currency": currency, "customer_id": customer, "status": status, "source": source,
            "source_id": link
        });
        api.post("/v1/payments", asked).await.assert_status(201).json()
    };
    pay(100, "eur", "succeeded", "payment_link").await;
    pay(700, "usd", "succeeded", "payment_link").await;
    pay(999, "eur", "succeeded", "checkout").await;
    let pending = pay(200, "eur", "pending", "payment_link").await;
    let failing = pay(400, "eur", "pending", "payment_link").await;
    let totals = async || api.get(&format!("/v1/payment_links/{link}")).await.json()["totals"].clone();
    let one = |currency: &str, amount: i64, count: i64| json!({ "currency": currency, "amount": amount, "payment_count": count });
    assert_eq!(totals().await, json!([one("eur", 100, 1), one("usd", 700, 1)]));

    for (payment, end) in [(&pending, "succeed"), (&pending, "succeed"), (&failing, "fail")] {
        api.post(&format!("/v1/payments/{}/{end}", text(&payment["id"])), json!({})).await.assert_status(200);
    }

    assert_eq!(totals().await, json!([one("eur", 300, 2), one("usd", 700, 1)]));
}

both_engines!(a_key_sells_what_it_was_granted);
async fn a_key_sells_what_it_was_granted(app: TestApp) {
    let shop = app.merchant().await;
    let secret = clientele_domain::key::KeyKind::Secret;
    let (reader, writer) = (shop.api_with(secret, "catalog:read").await, shop.api_with(secret, "catalog:write").await);
    let ticket = json!({ "title": "Ticket", "amount": 100, "currency": "eur" });

    writer.post("/v1/payment_links", ticket.clone()).await.assert_status(201);

    assert_eq!(reader.walk("/v1/payment_links").await.len(), 1);
    let refused = reader.post("/v1/payment_links", ticket).await;
    refused.assert_problem(403, "permission_denied").assert_shows("catalog:write");
    writer.get("/v1/customers").await.assert_problem(403, "permission_denied");
}
