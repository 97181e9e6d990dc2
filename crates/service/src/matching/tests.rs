//! Buyers who type, as the hosted checkout will send them.

use clientele_domain::customer::{Customer, CustomerFields, Kind};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::matching::{Buyer, Rule, Settings};
use clientele_domain::money::Currency;
use clientele_domain::scope::{Mode, Scope};
use clientele_store::{Db, verify};

use super::{resolve, update_settings};
use crate::accounts::staff;
use crate::ctx::{Ctx, transaction};
use crate::customers;
use crate::error::Result;
use crate::house::House;

async fn shop(folder: &tempfile::TempDir) -> Ctx {
    let db = Db::connect(&format!("sqlite://{}", folder.path().join("test.db").display())).await.expect("a database");
    db.migrate().await.expect("tables");
    let house = House::new(db);
    let usd: Currency = "USD".parse().expect("a currency");
    let merchant = staff::create_merchant(&house, "Shop", usd).await.expect("a merchant").0.id;
    Ctx::system(&house, Scope { merchant, mode: Mode::Test }, "Checkout")
}

fn typed(email: &str, phone: &str) -> Buyer {
    let told = CustomerFields { email: email.into(), phone: phone.into(), ..CustomerFields::default() };
    Buyer { email: Evidence::Typed, phone: Evidence::Typed, ..Buyer::asserted(told) }
}

async fn come(ctx: &Ctx, buyer: &Buyer) -> Result<Option<(Customer, Rule)>> {
    transaction!(ctx, |conn| {
        let found = resolve(ctx, conn, buyer).await?;
        Ok(found.map(|found| (found.customer, found.matched.rule)))
    })
}

#[tokio::test]
async fn a_typed_email_changes_no_registered_customer_and_attaches_no_external_id() {
    let folder = tempfile::tempdir().expect("a folder");
    let ctx = shop(&folder).await;
    let ada = CustomerFields { name: "Ada".into(), email: "ada@example.com".into(), ..CustomerFields::default() };
    let ada = customers::create(&ctx, &ada).await.expect("a customer");
    let identities = customers::identities_of(&ctx, ada.id).await.expect("identities");
    let mut mallory = typed("ada@example.com", "+233501234567");
    mallory.told.name = "Mallory".into();
    mallory.told.external_id = "user-666".into();

    let found = come(&ctx, &mallory).await.expect("a decision");

    assert_eq!(found, Some((ada.clone(), Rule::Email)));
    assert_eq!(customers::get(&ctx, ada.id).await.expect("the record").customer, ada);
    let after = customers::identities_of(&ctx, ada.id).await.expect("identities");
    let known =
        |all: &[clientele_domain::identity::Identity]| all.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
    assert_eq!(known(&after), known(&identities), "what was typed is not hers");
}

#[tokio::test]
async fn typed_emails_make_guests_when_the_merchant_keeps_them_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let ctx = shop(&folder).await;
    let ada = CustomerFields { email: "ada@example.com".into(), ..CustomerFields::default() };
    let ada = customers::create(&ctx, &ada).await.expect("a customer");
    let apart = Settings { link_typed_emails: false, ..Settings::default() };
    update_settings(&ctx, &apart).await.expect("settings");

    let (guest, rule) = come(&ctx, &typed("ada@example.com", "")).await.expect("a decision").expect("somebody");
    let again = come(&ctx, &typed("ada@example.com", "+233501234567")).await.expect("a decision");

    assert_eq!((guest.kind, rule), (Kind::Guest, Rule::New));
    assert_ne!(guest.id, ada.id);
    let (again, _) = again.expect("somebody");
    assert_eq!((again.id, again.fields.phone.as_str()), (guest.id, "+233501234567"));
    let identities = customers::identities_of(&ctx, guest.id).await.expect("identities");
    let phone = identities.iter().find(|one| one.kind == IdentityKind::Phone).expect("a phone");
    assert_eq!((phone.evidence, phone.times_seen), (Evidence::Typed, 1));
    let related = super::related(&ctx, ada.id).await.expect("related customers");
    assert_eq!(related.iter().map(|one| one.view.customer.id).collect::<Vec<_>>(), [guest.id]);
    assert_eq!(come(&ctx, &typed("", "")).await.expect("a decision"), None, "nobody is made of nothing");
    assert_eq!(verify::differences(&ctx.house.db).await.expect("figures"), []);
}
