//! Two people change one customer.

use clientele_domain::role::Role;

use super::{fields_of, form_of, with};
use crate::harness::{TestApp, both_engines};

both_engines!(who_saves_second_sees_who_was_first_and_loses_nothing);
async fn who_saves_second_sees_who_was_first_and_loses_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").email("ada@byron.example").create().await;
    let address = shop.path(&format!("customers/{ada}/edit"));
    let grace = shop.colleague("Grace Hopper", Role::Support).await;
    let mine = with(form_of(&shop, ada).await, "name", "Ada King");
    let theirs = with(fields_of(&grace.get(&address).await), "name", "Ada Lovelace");

    grace.post(&address, &theirs).await.assert_status(303);
    let conflict = shop.browser.post(&address, &mine).await;

    conflict.assert_status(409).assert_shows("Grace Hopper saved this customer while you were typing.");
    conflict.assert_shows("Ada Lovelace").assert_value("name", "Ada King").assert_value("email", "ada@byron.example");
    shop.get(&format!("customers/{ada}")).await.assert_shows("Ada Lovelace").assert_lacks("Ada King");
    // With open eyes, the second save goes through.
    shop.browser.post(&address, &fields_of(&conflict)).await.assert_status(303);
    let page = shop.get(&format!("customers/{ada}")).await;
    page.assert_shows("Ada King").assert_shows("changed the name from Ada Lovelace to Ada King");
}

both_engines!(the_same_value_in_other_writing_is_no_difference);
async fn the_same_value_in_other_writing_is_no_difference(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").email("ada@byron.example").create().await;
    let address = shop.path(&format!("customers/{ada}/edit"));
    let mine = with(form_of(&shop, ada).await, "email", " Ada@BYRON.example ");
    let theirs = with(form_of(&shop, ada).await, "name", "Ada Lovelace");
    shop.browser.post(&address, &theirs).await.assert_status(303);

    let conflict = shop.browser.post(&address, &mine).await;

    conflict.assert_status(409).assert_shows("Ada Lovelace");
    assert!(!conflict.text().to_lowercase().contains("byron.example"), "{}", conflict.text());
    conflict.assert_value("email", " Ada@BYRON.example ");
}

both_engines!(a_third_save_in_between_is_a_conflict_again);
async fn a_third_save_in_between_is_a_conflict_again(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").create().await;
    let address = shop.path(&format!("customers/{ada}/edit"));
    let grace = shop.colleague("Grace Hopper", Role::Support).await;
    let mine = with(form_of(&shop, ada).await, "name", "Ada King");
    let save_theirs = async |name: &str| {
        let form = with(fields_of(&grace.get(&address).await), "name", name);
        grace.post(&address, &form).await.assert_status(303);
    };

    save_theirs("Ada Lovelace").await;
    let first = shop.browser.post(&address, &mine).await;
    save_theirs("Countess of Lovelace").await;
    let second = shop.browser.post(&address, &fields_of(&first.clone())).await;

    first.assert_status(409);
    second.assert_status(409).assert_shows("Countess of Lovelace").assert_value("name", "Ada King");
}

both_engines!(a_mistake_after_a_conflict_does_not_hide_it);
async fn a_mistake_after_a_conflict_does_not_hide_it(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").create().await;
    let address = shop.path(&format!("customers/{ada}/edit"));
    let stale = with(form_of(&shop, ada).await, "email", "no address");
    let other = with(form_of(&shop, ada).await, "name", "Ada Lovelace");
    shop.browser.post(&address, &other).await.assert_status(303);

    let mistake = shop.browser.post(&address, &stale).await;
    let mended = with(fields_of(&mistake), "email", "ada@analytical.example");
    let conflict = shop.browser.post(&address, &mended).await;

    mistake.assert_status(422);
    conflict.assert_status(409).assert_shows("Olga Owner saved this customer while you were typing.");
}

both_engines!(of_many_saves_at_once_one_goes_through);
async fn of_many_saves_at_once_one_goes_through(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").create().await;
    let form = form_of(&shop, ada).await;
    let attempts: Vec<_> = (0..8)
        .map(|number| {
            let (shop, form) = (shop.clone(), with(form.clone(), "name", &format!("Ada {number}")));
            tokio::spawn(async move { shop.post(&format!("customers/{ada}/edit"), &form).await.status.as_u16() })
        })
        .collect();

    let mut statuses = Vec::new();
    for attempt in attempts {
        statuses.push(attempt.await.expect("an answer"));
    }
    statuses.sort_unstable();

    assert_eq!(statuses, [303, 409, 409, 409, 409, 409, 409, 409]);
}

both_engines!(a_version_that_is_no_number_overwrites_nothing);
async fn a_version_that_is_no_number_overwrites_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Byron").create().await;

    for version in ["", "latest", "0", "-1", "99999999999999999999"] {
        let form = [("name", "Mallory"), ("version", version)];
        shop.post(&format!("customers/{ada}/edit"), &form).await.assert_status(409);
    }

    shop.get(&format!("customers/{ada}")).await.assert_shows("Ada Byron").assert_lacks("Mallory");
}
