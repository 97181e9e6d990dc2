//! Whatever people write stays text, wherever it is shown.

use super::{form_of, id_in, with};
use crate::harness::{Answer, TestApp, both_engines};

const SCRIPT: &str = "</textarea></script></title><script>alert(1)</script>";
const IMAGE: &str = "\"><img src=x onerror=alert(2)>";
const OTHERS: [&str; 4] =
    ["'onmouseover=alert(3) x='", "<!--<script>", "]]>&lt;b&gt;&amp;", "{{7*7}} ${7*7} <%= 7*7 %> javascript:alert(4)"];

both_engines!(markup_in_any_field_stays_text_on_every_page);
async fn markup_in_any_field_stays_text_on_every_page(app: TestApp) {
    for hostile in [SCRIPT, IMAGE].into_iter().chain(OTHERS) {
        let shop = app.merchant().await;
        let id = id_in(shop.post("customers/new", &every_field(hostile)).await.assert_status(303).location());
        let path = format!("customers/{id}");
        shop.post(&path, &[("act", "note"), ("body", hostile)]).await.assert_status(303);
        shop.payment_with(id, |payment| {
            payment.source_description = hostile.to_owned();
            payment.description = hostile.to_owned();
            payment.order_number = hostile.to_owned();
        })
        .await;
        let renamed = with(form_of(&shop, id).await, "name", &format!("Renamed {hostile}"));
        shop.post(&format!("{path}/edit"), &renamed).await.assert_status(303);

        for place in
            ["customers", "customers?sort=name", &path, &format!("{path}?show=orders"), &format!("{path}?ask=delete")]
        {
            let page = shop.get(place).await;
            stays_text(page.assert_status(200), hostile);
        }
        let form = shop.get(&format!("{path}/edit")).await;
        stays_text(form.assert_status(200).assert_value("name", &format!("Renamed {hostile}")), hostile);
        form.assert_value("address.line1", hostile).assert_value("external_id", hostile);
    }
}

both_engines!(markup_in_what_was_refused_stays_text);
async fn markup_in_what_was_refused_stays_text(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let path = format!("customers/{ada}");

    for hostile in [SCRIPT, IMAGE].into_iter().chain(OTHERS) {
        let mut wrong = every_field(hostile);
        wrong.push(("email", hostile));
        wrong.push(("phone", hostile));
        wrong.push(("did", hostile));
        wrong.push(("locale", hostile));
        wrong.push(("refund_address", hostile));
        wrong.push(("address.country", hostile));
        wrong.push(("metadata.key", hostile));
        wrong.push(("metadata.value", hostile));
        let form = shop.post("customers/new", &wrong).await;
        stays_text(form.assert_status(422), hostile);
        form.assert_value("email", hostile).assert_value("name", hostile).assert_value("did", hostile);

        let endless = format!("{hostile}{}", "x".repeat(5000));
        let note = shop.post(&path, &[("act", "note"), ("body", &endless)]).await;
        stays_text(note.assert_status(422).assert_value("body", &endless), hostile);
        let wallet = [("act", "add_wallet"), ("chain_id", hostile), ("wallet_address", hostile)];
        let wallet = shop.post(&path, &wallet).await;
        stays_text(wallet.assert_status(422).assert_value("wallet_address", hostile), hostile);
        let tagging = [("act", "tag"), ("tag", &format!("{hostile};")), ("id", &ada.to_string())];
        stays_text(shop.post("customers", &tagging).await.assert_status(422), hostile);
        let nothing = shop.post(&path, &[("act", hostile)]).await;
        stays_text(nothing.assert_status(422), hostile);
        let sign_in = app.browser().post("/sign-in", &[("email", hostile), ("password", "x"), ("next", hostile)]).await;
        stays_text(sign_in.assert_status(401).assert_value("email", hostile), hostile);
    }
}

both_engines!(markup_in_a_conflict_stays_text);
async fn markup_in_a_conflict_stays_text(app: TestApp) {
    let shop = app.merchant().await;
    for hostile in [SCRIPT, IMAGE] {
        let ada = shop.customer().name(&format!("Ada {hostile}")).create().await;
        let path = format!("customers/{ada}/edit");
        let mine = with(form_of(&shop, ada).await, "name", &format!("Mine {hostile}"));
        let mine = with(mine, "address.line1", hostile);
        let theirs = with(form_of(&shop, ada).await, "name", &format!("Theirs {hostile}"));
        shop.post(&path, &theirs).await.assert_status(303);

        let conflict = shop.post(&path, &mine).await;

        stays_text(conflict.assert_status(409).assert_value("name", &format!("Mine {hostile}")), hostile);
        conflict.assert_shows("Theirs").assert_value("address.line1", hostile);
    }
}

both_engines!(markup_in_an_address_stays_text);
async fn markup_in_an_address_stays_text(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;

    for hostile in [SCRIPT, IMAGE].into_iter().chain(OTHERS) {
        let escaped = clientele_app::list_query::escape(hostile);
        for place in [
            format!("customers?q={escaped}"),
            format!("customers?tag={escaped}&from={escaped}&sort={escaped}&after={escaped}"),
            format!("customers/{ada}?q={escaped}&show={escaped}"),
            format!("customers/{ada}/edit?q={escaped}&tag={escaped}"),
            format!("customers/{escaped}"),
        ] {
            let page = shop.get(&place).await;
            assert!(!page.status.is_server_error(), "{}: {}", page.asked, page.status);
            stays_text(&page, hostile);
        }
        let sign_in = app.browser().get(&format!("/sign-in?next={escaped}")).await;
        stays_text(sign_in.assert_status(200), hostile);
    }
}

both_engines!(people_and_shops_with_odd_names_are_shown_as_they_are_called);
async fn people_and_shops_with_odd_names_are_shown_as_they_are_called(app: TestApp) {
    let form = [
        ("merchant", IMAGE),
        ("currency", "EUR"),
        ("name", SCRIPT),
        ("email", "olga@analytical.example"),
        ("password", "a difference engine"),
    ];
    let mut olga = app.browser();
    olga.sign_in_by("/sign-up", &form).await.assert_goes_to("/");

    let home = olga.get("/").await;
    let page = olga.get(home.location()).await;

    page.assert_status(200).assert_shows(SCRIPT).assert_shows(IMAGE);
    stays_text(&page, SCRIPT);
    stays_text(&page, IMAGE);
}

/// A form with the text in every field that takes any text.
fn every_field(hostile: &str) -> Vec<(&'static str, &str)> {
    let fields = [
        "name",
        "external_id",
        "address.line1",
        "address.line2",
        "address.city",
        "address.state",
        "shipping.line1",
        "shipping.line2",
        "shipping.city",
        "shipping.state",
    ];
    let mut form: Vec<(&'static str, &str)> = fields.into_iter().map(|field| (field, hostile)).collect();
    form.extend([("tags", "vip"), ("metadata.key", "remark"), ("metadata.value", hostile)]);
    form
}

/// No element, attribute or script was made of the text, also not in what the browser reads of the page.
#[track_caller]
fn stays_text(page: &Answer, hostile: &str) {
    for made in ["<script>alert", "<img src=x", "</textarea></script>", "</script></title>", "<!--<script>"] {
        let place = page
            .body
            .find(made)
            .map(|place| page.body[place.saturating_sub(80)..].chars().take(200).collect::<String>());
        assert_eq!(place, None, "{}: {hostile:?} became markup", page.asked);
    }
    for attribute in ["onerror", "onmouseover"] {
        assert_eq!(page.attributes(attribute), Vec::<String>::new(), "{}", page.asked);
    }
    let scripts =
        page.attributes("href").into_iter().filter(|href| href.trim().to_lowercase().starts_with("javascript:"));
    assert_eq!(scripts.count(), 0, "{}: a link runs a script", page.asked);
}
