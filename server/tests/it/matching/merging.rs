//! Two records compared, made one and made two again.

use clientele_domain::customer::CustomerFields;
use clientele_domain::id::CustomerId;
use clientele_service::customers;

use super::two;
use crate::harness::{Answer, Shop, TestApp, both_engines};

/// The form as the page shows it, with these fields instead of what it holds.
fn form(page: &Answer, change: &[(&str, &str)]) -> Vec<(String, String)> {
    let hidden = ["then", "one", "one_version", "other", "other_version"];
    let sent = hidden.iter().map(|name| ((*name).to_owned(), page.value_of(name).unwrap_or_default()));
    sent.chain(change.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
}

/// Whether the radio of this name and value is chosen.
fn chosen(page: &Answer, name: &str, value: impl ToString) -> bool {
    let sign = format!(" name=\"{name}\" value=\"{}\"", value.to_string());
    let place = page.body.find(&sign).unwrap_or_else(|| panic!("no radio{sign}: {}", page.text()));
    let tag = &page.body[place..];
    tag[..tag.find('>').expect("the end of a tag")].contains(" checked")
}

async fn version(shop: &Shop, id: CustomerId) -> i64 {
    customers::get(&shop.ctx(), id).await.expect("a customer").customer.version
}

both_engines!(two_records_become_one_with_the_fields_that_were_chosen_and_two_again);
async fn two_records_become_one_with_the_fields_that_were_chosen_and_two_again(app: TestApp) {
    let shop = app.merchant().await;
    let (ada, other) = two(&shop).await;
    shop.payment(ada, 4800).await;
    shop.payment(other, 1200).await;
    let compare = format!("customers/{ada}/merge/{other}");

    let page = shop.get(&compare).await;

    page.assert_status(200).assert_shows("Same phone, +442079460018").assert_shows("Both are registered");
    page.assert_shows("2 payments, €60.00").assert_shows("king@example.com");
    assert!(chosen(&page, "survivor", ada) && chosen(&page, "name", ada) && chosen(&page, "email", ada));
    assert!(!page.body.contains(" name=\"phone\""), "what is the same needs no choice");

    // The younger one is kept, with her own email and the older one's name.
    let (ada_text, other_text) = (ada.to_string(), other.to_string());
    let change = [("act", "merge"), ("survivor", &*other_text), ("name", &*ada_text), ("email", &*other_text)];
    let done = shop.post(&compare, &form(&page, &change)).await;

    done.assert_status(303);
    let to = done.location().to_owned();
    assert!(to.starts_with(&shop.path(&format!("customers/{other}?merged=mrg_"))), "{to}");
    let page = shop.browser.get(&to).await;
    page.assert_shows("Ada Lovelace is a part of this record now").assert_shows("king@example.com");
    page.assert_shows("Merged records").assert_shows("By hand, on").assert_shows("by Olga Owner");
    shop.get(&format!("customers/{ada}")).await.assert_status(200).assert_shows("king@example.com");
    let merge = to.split('=').next_back().expect("a merge").to_owned();

    let page = shop.get(&format!("customers/{other}?undo={merge}")).await;
    page.assert_shows("Make Ada Lovelace a record of its own again?").assert_shows("1 payment and 1 order go back");
    let undone = shop.post(&format!("customers/{other}"), &[("act", "undo"), ("merge", &*merge)]).await;

    undone.assert_goes_to(&shop.path(&format!("customers/{other}?parted={ada}")));
    let page = shop.browser.get(undone.location()).await;
    page.assert_shows("The merge was undone.").assert_shows("A. King").assert_lacks("Merged records");
    shop.get(&format!("customers/{ada}")).await.assert_shows("ada@example.com").assert_shows("€48.00");
}

both_engines!(what_was_changed_since_a_merge_stays_and_is_told);
async fn what_was_changed_since_a_merge_stays_and_is_told(app: TestApp) {
    let shop = app.merchant().await;
    let (ada, other) = two(&shop).await;
    let (adas, others) = (ada.to_string(), other.to_string());
    let change = [("act", "merge"), ("survivor", &*adas), ("name", &*others)];
    let merged = shop.post(&format!("customers/{ada}/merge/{other}"), &change).await;
    let merge = merged.location().split('=').next_back().expect("a merge").to_owned();
    let fields = CustomerFields { name: "Countess".into(), ..CustomerFields::default() };
    customers::update(&shop.ctx(), ada, version(&shop, ada).await, &fields).await.expect("an edit");

    let undone = shop.post(&format!("customers/{ada}"), &[("act", "undo"), ("merge", &*merge)]).await;

    assert!(undone.location().contains("&left="), "{}", undone.location());
    shop.browser.get(undone.location()).await.assert_shows("stays as it is now: name");
    let elsewhere = shop.post(&format!("customers/{other}"), &[("act", "undo"), ("merge", &*merge)]).await;
    elsewhere.assert_status(404);
}

both_engines!(who_changed_a_record_meanwhile_is_told_and_nothing_chosen_is_lost);
async fn who_changed_a_record_meanwhile_is_told_and_nothing_chosen_is_lost(app: TestApp) {
    let shop = app.merchant().await;
    let (ada, other) = two(&shop).await;
    let compare = format!("customers/{ada}/merge/{other}");
    let page = shop.get(&compare).await;
    let fields = CustomerFields { name: "Augusta King".into(), phone: "+442079460018".into(), ..Default::default() };
    customers::update(&shop.ctx(), other, version(&shop, other).await, &fields).await.expect("an edit");
    let (adas, others) = (ada.to_string(), other.to_string());
    let change = [("act", "merge"), ("survivor", &*others), ("name", &*adas), ("email", &*adas)];

    let refused = shop.post(&compare, &form(&page, &change)).await;

    refused.assert_status(409).assert_shows("Olga Owner changed Augusta King while you were comparing");
    assert!(chosen(&refused, "survivor", other) && chosen(&refused, "name", ada));
    let again = shop.post(&compare, &form(&refused, &change)).await;
    again.assert_status(303);
    shop.browser.get(again.location()).await.assert_shows("Ada Lovelace").assert_shows("ada@example.com");

    // Somebody had merged them already.
    shop.post(&compare, &form(&refused, &change)).await.assert_status(422).assert_shows("one customer already");
}

both_engines!(tags_and_metadata_come_together_unless_one_is_chosen);
async fn tags_and_metadata_come_together_unless_one_is_chosen(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada").tag("vip").create().await;
    let other = shop.customer().name("Ada").tag("early").create().await;
    let compare = format!("customers/{other}/merge/{ada}");

    let page = shop.get(&compare).await;
    page.assert_shows("Tags together").assert_shows("vip, early").assert_shows("They share no identifier.");
    assert!(chosen(&page, "tags", "both"));
    let adas = ada.to_string();
    let change = [("act", "merge"), ("survivor", &*adas), ("tags", "both")];
    let done = shop.post(&compare, &form(&page, &change)).await;

    let fields = customers::get(&shop.ctx(), ada).await.expect("a customer").customer.fields;
    assert_eq!((done.status.as_u16(), fields.tags), (303, vec!["vip".to_owned(), "early".to_owned()]));
}
