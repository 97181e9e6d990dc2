//! What belongs to another merchant or another mode looks exactly like what does not exist, at every address of the API.

mod keys;
mod table;

use axum::http::Method;
use clientele::api::document_text;
use clientele_domain::refund::Thresholds;
use clientele_domain::role::Role;
use clientele_service::refunds;
use serde_json::{Value, json};

use crate::harness::{Answer, Api, Shop, TestApp, both_engines, eur};
use crate::refunds::{staff, wanted};
use crate::routes;

/// Every call of the document: its method and its path.
fn calls() -> Vec<(Method, String)> {
    let document: Value = serde_json::from_str(&document_text()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths").clone();
    let methods = |item: &Value| item.as_object().expect("calls").keys().cloned().collect::<Vec<_>>();
    paths
        .iter()
        .flat_map(|(path, item)| methods(item).into_iter().map(|method| (method.to_uppercase(), path.clone())))
        .map(|(method, path)| (method.parse().expect("a method"), path))
        .collect()
}

/// What a shop has that an address can name.
struct Stock {
    customer: String,
    wallet: String,
    other: String,
    /// Somebody of whom nobody has said anything.
    free: String,
    merge: String,
    payment: String,
    /// One of which something is left to refund.
    paid: String,
    refund: String,
    to_approve: String,
    order: String,
    event: String,
    endpoint: String,
    delivery: String,
    import: String,
    product: String,
    price: String,
    link: String,
    session: String,
    segment: String,
    invoice: String,
    /// One that is not made out.
    draft: String,
    subscription: String,
    ending: String,
    recurring: String,
    clock: String,
    workflow: String,
    /// What a browser may see of the customer.
    shown: String,
}

impl Stock {
    async fn of(shop: &Shop) -> Self {
        let api = &shop.api().await;
        let endpoint = json!({ "url": "https://8.8.8.8/hook", "events": ["*"] });
        let endpoint = api.post("/v1/webhook_endpoints", endpoint).await.id();
        let customer =
            api.customer(json!({ "name": "Ada", "email": "ada@example.com", "external_id": "user-1" })).await;
        let wallet = json!({ "chain_id": 1, "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed" });
        let wallet = api.post(&format!("/v1/customers/{customer}/wallets"), wallet).await.id();
        let pending = json!({ "amount": 900, "currency": "eur", "customer_id": customer, "status": "pending" });
        let payment = api.post("/v1/payments", pending).await.json();
        let paid = json!({ "amount": 900, "currency": "eur", "customer_id": customer });
        let paid = api.post("/v1/payments", paid).await.id();
        let refund = json!({ "payment": paid, "amount": 100, "reason": "duplicate" });
        let refund = api.post("/v1/refunds", refund).await.id();
        let most = |thresholds: Thresholds| Thresholds(thresholds.0.into_iter().chain([(eur(), 0)]).collect());
        refunds::change_thresholds(&shop.ctx(), most).await.expect("a threshold");
        let mina = staff(shop, "Mina", Role::Support);
        let to_approve = refunds::create(&mina, wanted(&paid, Some(200))).await.expect("a refund").id.to_string();
        let (other, third) =
            (api.customer(json!({ "name": "Grace" })).await, api.customer(json!({ "name": "G" })).await);
        let merge = api.post(&format!("/v1/customers/{third}/merge"), json!({ "into": other })).await.id();
        let free = api.customer(json!({ "name": "Charles" })).await;
        api.post(&format!("/v1/customers/{customer}/distinct_from"), json!({ "customer": other }))
            .await
            .assert_status(201);
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let event = text(&api.walk("/v1/events").await[0]["id"]);
        let delivery = api.walk(&format!("/v1/webhook_endpoints/{endpoint}/deliveries")).await;
        let (payment, order) = (text(&payment["id"]), text(&payment["order_id"]));
        let file = json!({ "resource": "customers", "file": "email\ngrace@example.com\n" });
        let import = api.post("/v1/imports", file).await.id();
        let delivery = text(&delivery[0]["id"]);
        let price = json!({ "product": { "name": "Gift card" }, "amount": 500, "currency": "eur" });
        let price = api.post("/v1/prices", price).await.json();
        let (product, price) = (text(&price["product_id"]), text(&price["id"]));
        let link = api.post("/v1/payment_links", json!({ "line_items": [{ "price": price }] })).await.id();
        let sold = json!({ "title": "A print", "amount": 500, "currency": "eur" });
        let session = api.post("/v1/checkout_sessions", sold).await.id();
        let segment = api.post("/v1/segments", json!({ "name": "Regulars", "query": "tag:vip" })).await.id();
        let billed = |draft: bool| {
            let lines = json!([{ "description": "A print", "amount": 500 }]);
            json!({ "customer_id": customer, "lines": lines, "draft": draft })
        };
        let invoice = api.post("/v1/invoices", billed(false)).await.id();
        let draft = api.post("/v1/invoices", billed(true)).await.id();
        let monthly = json!({ "interval": "month" });
        let monthly = json!({ "product": { "name": "Club" }, "amount": 500, "currency": "eur", "recurring": monthly });
        let recurring = api.post("/v1/prices", monthly).await.id();
        let subscribed = json!({ "customer_id": customer, "price_id": recurring, "trial_days": 14 });
        let subscription = api.post("/v1/subscriptions", subscribed.clone()).await.id();
        let ending = api.post("/v1/subscriptions", subscribed).await.id();
        api.post(&format!("/v1/subscriptions/{ending}/pause"), json!({})).await.assert_status(200);
        let end = json!({ "at_period_end": true });
        api.post(&format!("/v1/subscriptions/{ending}/cancel"), end).await.assert_status(200);
        let clock = api.post("/v1/test_clocks", json!({ "now": "2027-01-01T00:00:00Z" })).await.id();
        let called =
            json!({ "name": "Tell", "trigger": "customer.created", "action": "call", "url": "https://8.8.8.8/" });
        let workflow = api.post("/v1/workflows", called).await.id();
        let shown = json!({
            "customer": customer, "components": ["customer"], "allowed_origin": "https://shop.example"
        });
        let shown = api.post("/v1/customer_sessions", shown).await.id();
        Self {
            customer,
            wallet,
            other,
            free,
            merge,
            payment,
            paid,
            refund,
            to_approve,
            order,
            event,
            endpoint,
            delivery,
            import,
            product,
            price,
            link,
            session,
            segment,
            invoice,
            draft,
            subscription,
            ending,
            recurring,
            clock,
            workflow,
            shown,
        }
    }

    /// Ids that are nobody's.
    fn nobodys(&self) -> Self {
        let other = |id: &str| format!("{}{}", &id[..id.len() - 6], "zzzzzz");
        Self {
            customer: other(&self.customer),
            wallet: other(&self.wallet),
            other: other(&self.other),
            free: other(&self.free),
            merge: other(&self.merge),
            payment: other(&self.payment),
            paid: other(&self.paid),
            refund: other(&self.refund),
            to_approve: other(&self.to_approve),
            order: other(&self.order),
            event: other(&self.event),
            endpoint: other(&self.endpoint),
            delivery: other(&self.delivery),
            import: other(&self.import),
            product: other(&self.product),
            price: other(&self.price),
            link: other(&self.link),
            session: other(&self.session),
            segment: other(&self.segment),
            invoice: other(&self.invoice),
            draft: other(&self.draft),
            subscription: other(&self.subscription),
            ending: other(&self.ending),
            recurring: other(&self.recurring),
            clock: other(&self.clock),
            workflow: other(&self.workflow),
            shown: other(&self.shown),
        }
    }

    fn address(&self, path: &str) -> String {
        let address = path
            .replace("{customer}", &self.customer)
            .replace("{wallet}", &self.wallet)
            .replace("{other}", &self.other)
            .replace("{merge}", &self.merge)
            .replace("{payment}", &self.payment)
            .replace("{refund}/approve", &format!("{}/approve", self.to_approve))
            .replace("{refund}", &self.refund)
            .replace("{invoice}/issue", &format!("{}/issue", self.draft))
            .replace("{invoice}", &self.invoice)
            .replace("{order}", &self.order)
            .replace("{event}", &self.event)
            .replace("{webhook_endpoint}", &self.endpoint)
            .replace("{delivery}", &self.delivery)
            .replace("{import}", &self.import)
            .replace("{product}", &self.product)
            .replace("{price}", &self.price)
            .replace("{payment_link}", &self.link)
            .replace("{checkout_session}", &self.session)
            .replace("{segment}", &self.segment)
            .replace("{subscription}/resume", &format!("{}/resume", self.ending))
            .replace("{subscription}/unpause", &format!("{}/unpause", self.ending))
            .replace("{subscription}", &self.subscription)
            .replace("{test_clock}", &self.clock)
            .replace("{workflow}", &self.workflow)
            .replace("{customer_session}", &self.shown);
        assert!(!address.contains('{'), "{path}: this test doesn't know what to name there");
        address
    }
}

/// A body with which the call would do something.
fn body(method: &Method, path: &str) -> String {
    match (method.as_str(), path) {
        ("PATCH", path) if path.contains("webhook_endpoint") => {
            json!({ "description": "Mallory's", "enabled": false }).to_string()
        }
        ("PATCH", path) if path.contains("{checkout_session}") => json!({ "metadata": { "a": 1 } }).to_string(),
        ("PATCH", path) if path.contains("{price}") => json!({ "active": false }).to_string(),
        ("PATCH", path) if path.contains("{subscription}") => json!({ "metadata": { "a": 1 } }).to_string(),
        ("POST", path) if path.ends_with("/advance") => json!({ "to": "2027-01-02T00:00:00Z" }).to_string(),
        ("PATCH", "/v1/settings") => json!({ "matching": { "merge_on_phone": false } }).to_string(),
        ("PATCH", _) => json!({ "name": "Mallory" }).to_string(),
        ("POST", path) if path.ends_with("/notes") => json!({ "body": "Mallory was here" }).to_string(),
        ("POST", path) if path.contains("/merge") && path.contains("{customer}") => {
            json!({ "into": "email:ada@example.com" }).to_string()
        }
        ("POST", path) if path.ends_with("/distinct_from") => {
            json!({ "customer": "email:ada@example.com" }).to_string()
        }
        ("POST", path) if path.ends_with("/wallets") => {
            json!({ "chain_id": 1, "address": "0x52908400098527886E0F7030069857D2E4169EE7" }).to_string()
        }
        ("POST", path) if path.ends_with("/balance_transactions") => {
            json!({ "amount": 500, "currency": "eur" }).to_string()
        }
        ("POST", path) if path.ends_with("/mark_failed") => json!({ "note": "Stolen" }).to_string(),
        ("POST", path) if path.ends_with("/mark_sent") => json!({ "note": "Stolen", "confirm": true }).to_string(),
        _ => String::new(),
    }
}

/// All that an answer tells, except the name of the request.
fn told(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    let id = answer.header("request-id").to_owned();
    let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.to_string(), value.to_str().unwrap_or_default().replace(&id, "ID"))
    };
    (answer.status.as_u16(), answer.body.replace(&id, "ID"), answer.headers.iter().map(header).collect())
}

both_engines!(anothers_looks_like_nobodys_at_every_address);
async fn anothers_looks_like_nobodys_at_every_address(app: TestApp) {
    let shop: Shop = app.merchant().await;
    let (mine, theirs) = (shop.api().await, app.merchant().await.api().await);
    let live = shop.other_mode().api().await;
    let stock = Stock::of(&shop).await;
    let all = async || {
        let deliveries = format!("/v1/webhook_endpoints/{}/deliveries", stock.endpoint);
        let mut all = Vec::new();
        for path in [
            "/v1/customers",
            "/v1/payments",
            "/v1/refunds",
            "/v1/merges",
            "/v1/events",
            "/v1/imports",
            "/v1/products",
            "/v1/prices",
            "/v1/payment_links",
            "/v1/webhook_endpoints",
            "/v1/segments",
            "/v1/workflows",
            &deliveries,
        ] {
            all.push(mine.walk(path).await);
        }
        all
    };
    let before = all().await;

    let naming: Vec<(Method, String)> = calls().into_iter().filter(|(_, path)| path.contains('{')).collect();
    assert!(naming.len() >= 15, "{naming:?}");
    for (method, path) in naming {
        let body = body(&method, &path);
        let unknown = theirs.send(method.clone(), &stock.nobodys().address(&path), &body).await;
        unknown.assert_problem(404, "not_found");
        for stranger in [&theirs, &live] {
            let answer = stranger.send(method.clone(), &stock.address(&path), &body).await;
            assert_eq!(told(&answer), told(&unknown), "{method} {path}");
        }
    }
    for name in ["email:ada@example.com", "external_id:user-1"] {
        theirs.get(&format!("/v1/customers/{name}")).await.assert_problem(404, "not_found");
    }

    assert_eq!(before, all().await, "nothing changed");
    for path in [
        "/v1/customers",
        "/v1/payments",
        "/v1/refunds",
        "/v1/orders",
        "/v1/events",
        "/v1/merges",
        "/v1/customers/search?q=ada",
        "/v1/imports",
        "/v1/products",
        "/v1/prices",
        "/v1/payment_links",
        "/v1/webhook_endpoints",
        "/v1/segments",
    ] {
        assert_eq!(theirs.walk(path).await.len(), 0, "{path}");
        assert_eq!(live.walk(path).await.len(), 0, "{path}");
    }
}

both_engines!(no_address_answers_without_a_key);
async fn no_address_answers_without_a_key(app: TestApp) {
    let stock = Stock::of(&app.merchant().await).await;
    let nobody = Api::new(&app, "");
    for (method, path) in calls() {
        nobody.send(method, &stock.address(&path), "").await.assert_problem(401, "key_invalid");
    }
}

both_engines!(every_address_that_takes_a_key_is_in_the_document);
async fn every_address_that_takes_a_key_is_in_the_document(app: TestApp) {
    let known: Vec<String> = calls().into_iter().map(|(_, path)| path).collect();
    let paths = routes::paths(&app).into_iter().filter(|path| routes::takes_a_key(path));

    let unknown: Vec<String> = paths.filter(|path| !known.contains(path) && !path.contains("private")).collect();

    assert_eq!(unknown, [] as [String; 0]);
}
