//! Notes of staff.

use clientele_domain::role::Role;

use crate::harness::{TestApp, both_engines};

both_engines!(a_note_says_who_wrote_it);
async fn a_note_says_who_wrote_it(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let address = shop.path(&format!("customers/{ada}"));
    let grace = shop.colleague("Grace Hopper", Role::Support).await;

    let answer = grace.post(&address, &[("act", "note"), ("body", " Prefers letters.\r\nNever calls. ")]).await;

    answer.assert_goes_to(&address);
    shop.browser
        .get(&address)
        .await
        .assert_shows("Grace Hopper left a note")
        .assert_shows("Prefers letters. Never calls.");
}

both_engines!(an_empty_or_endless_note_is_refused_and_kept);
async fn an_empty_or_endless_note_is_refused_and_kept(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let path = format!("customers/{ada}");
    let long = format!("begin {} end", "x".repeat(5000));

    let empty = shop.post(&path, &[("act", "note"), ("body", " \n ")]).await;
    let endless = shop.post(&path, &[("act", "note"), ("body", &long)]).await;

    empty.assert_status(422).assert_error("note", "Write the note first.");
    endless.assert_status(422).assert_error("note", "at most 5,000 characters").assert_value("body", &long);
}

both_engines!(odd_characters_are_no_fault);
async fn odd_characters_are_no_fault(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let path = format!("customers/{ada}");

    for body in ["\0", "a\0b", "\u{1b}[31m", "\u{202e}drawkcab", "🧮 \u{1F469}\u{200D}\u{1F52C}", "\u{fffe}"] {
        let answer = shop.post(&path, &[("act", "note"), ("body", body)]).await;
        assert!([303, 422].contains(&answer.status.as_u16()), "{body:?}: {}", answer.status);
    }
    shop.get(&path).await.assert_status(200).assert_shows("🧮");
}
