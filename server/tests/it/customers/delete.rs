//! Deleting a customer, which erases what identifies the person.

use clientele_service::customers;
use clientele_store::Conn;

use crate::harness::{TestApp, both_engines};

both_engines!(the_person_is_gone_and_the_books_stay);
async fn the_person_is_gone_and_the_books_stay(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop
        .customer()
        .name("Ada Lovelace")
        .email("ada@analytical.example")
        .phone("+442079460018")
        .external_id("user-1")
        .tag("countess")
        .with(|fields| {
            fields.address.line1 = "12 St James's Square".into();
            fields.metadata = vec![("nickname".into(), "Enchantress".into())];
        })
        .create()
        .await;
    let path = format!("customers/{ada}");
    shop.payment(ada, 4800).await;
    shop.wallet(ada, "0xde709f2102306220921060314715629080e2fb77").await;
    shop.post(&path, &[("act", "note"), ("body", "Met her at the Science Museum")]).await.assert_status(303);

    let answer = shop.post(&path, &[("act", "delete"), ("confirm", "delete")]).await;

    answer.assert_goes_to(&shop.path("customers"));
    let tombstone = shop.get(&path).await;
    tombstone.assert_status(410).assert_shows("This customer was deleted");
    for place in [path.as_str(), "customers"] {
        let page = shop.get(place).await;
        for personal in
            ["Ada", "Lovelace", "analytical.example", "7946", "user-1", "countess", "St James", "Enchantress", "Museum"]
        {
            page.assert_lacks(personal);
        }
    }
    for search in ["?q=lovelace", "?q=ada@analytical.example", "?q=user-1", "?tag=countess", "?q=4242"] {
        let page = shop.get(&format!("customers{search}")).await;
        page.assert_status(200).assert_lacks(&ada.to_string());
    }
    let kept: i64 = one(&app, "SELECT amount FROM payments").await;
    assert_eq!(kept, 4800);
}

both_engines!(nothing_personal_stays_in_the_database);
async fn nothing_personal_stays_in_the_database(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").email("ada@analytical.example").tag("countess").create().await;
    let path = format!("customers/{ada}");
    let form = super::with(super::form_of(&shop, ada).await, "name", "Countess of Lovelace");
    shop.post(&format!("{path}/edit"), &form).await.assert_status(303);
    shop.payment_with(ada, |payment| payment.metadata = vec![("gift_for".into(), "\"Lovelace\"".into())]).await;
    shop.post(&path, &[("act", "note"), ("body", "Lovelace called")]).await.assert_status(303);

    shop.post(&path, &[("act", "delete"), ("confirm", "delete")]).await.assert_status(303);

    for (table, columns) in [
        ("customers", "name || email || search_text || sort_name || tags || metadata || address"),
        ("identities", "value || label"),
        ("notes", "body"),
        ("events", "fields || data"),
        ("idempotency_records", "body"),
        ("payments", "metadata"),
    ] {
        let left: i64 =
            one(&app, &format!("SELECT COUNT(*) FROM {table} WHERE lower({columns}) LIKE '%lovelace%'")).await;
        assert_eq!(left, 0, "{table}");
    }
    let found = one(&app, "SELECT COUNT(*) FROM customer_tags").await;
    assert_eq!(found, 0);
}

both_engines!(the_word_has_to_be_typed);
async fn the_word_has_to_be_typed(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let address = format!("customers/{ada}?ask=delete");
    shop.get(&address).await.assert_shows("Delete Ada Lovelace?");

    let page = shop.post(&address, &[("act", "delete"), ("confirm", "yes")]).await;

    page.assert_status(422).assert_error("confirm", "Type the word delete to go on.");
    shop.get(&format!("customers/{ada}")).await.assert_status(200);
}

both_engines!(what_was_deleted_takes_no_more_changes);
async fn what_was_deleted_takes_no_more_changes(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    customers::delete(&shop.ctx(), ada, None).await.expect("a deletion");
    let path = format!("customers/{ada}");

    for form in [
        vec![("act", "note"), ("body", "Hello")],
        vec![
            ("act", "add_wallet"),
            ("chain_id", "1"),
            ("wallet_address", "0xde709f2102306220921060314715629080e2fb77"),
        ],
        vec![("act", "delete"), ("confirm", "delete")],
    ] {
        shop.post(&path, &form).await.assert_status(410);
    }
    shop.get(&format!("{path}/edit")).await.assert_status(410);
    shop.post(&format!("{path}/edit"), &[("name", "Ada"), ("version", "2")]).await.assert_status(410);
    // Tagging many passes over the one that was deleted meanwhile.
    let tagged = shop.post("customers", &[("act", "tag"), ("tag", "vip"), ("id", &ada.to_string())]).await;
    tagged.assert_status(303);
}

/// One number from the database.
async fn one(app: &TestApp, sql: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    let mut reader = app.house().db.read().await.expect("the database answers");
    let (number,): (i64,) = match reader.conn() {
        Conn::Sqlite(c) => sqlx::query_as(sql).fetch_one(c).await.expect("a number"),
        Conn::Postgres(c) => sqlx::query_as(sql).fetch_one(c).await.expect("a number"),
    };
    number
}
