//! Wallets of a customer.

use crate::harness::{Answer, Shop, TestApp, both_engines};
use clientele_domain::id::CustomerId;

const CHECKSUMMED: &str = "0x52908400098527886E0F7030069857D2E4169EE7";
const MIXED: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

both_engines!(an_address_is_shown_with_its_checksum);
async fn an_address_is_shown_with_its_checksum(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let path = format!("customers/{ada}");

    add(&shop, ada, "1", &MIXED.to_lowercase()).await.assert_goes_to(&shop.path(&path));
    add(&shop, ada, "137", CHECKSUMMED).await.assert_status(303);

    let page = shop.get(&path).await;
    assert!(page.body.contains(MIXED) && page.body.contains(CHECKSUMMED), "{}", page.text());
    shop.get(&format!("customers?q={}", &MIXED[..12].to_lowercase())).await.assert_shows("Ada Lovelace");
}

both_engines!(a_broken_checksum_is_told_beside_the_field);
async fn a_broken_checksum_is_told_beside_the_field(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let broken = MIXED.replace("5aA", "5aa");

    let page = add(&shop, ada, "1", &broken).await;

    page.assert_status(422).assert_error("wallet_address", "checksum").assert_value("wallet_address", &broken);
    assert_eq!(page.error_of("chain_id"), None);
    shop.get(&format!("customers/{ada}")).await.assert_shows("No wallets yet.");
}

both_engines!(both_fields_are_told_at_once);
async fn both_fields_are_told_at_once(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;

    let page = add(&shop, ada, "Ethereum", "0x123").await;

    page.assert_status(422).assert_error("chain_id", "whole number").assert_value("chain_id", "Ethereum");
    page.assert_value("wallet_address", "0x123");
    assert!(page.error_of("wallet_address").is_some(), "{}", page.text());
}

both_engines!(a_wallet_is_there_once);
async fn a_wallet_is_there_once(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;

    add(&shop, ada, "1", MIXED).await.assert_status(303);
    let again = add(&shop, ada, "1", &MIXED.to_lowercase()).await;
    let elsewhere = add(&shop, ada, "10", MIXED).await;

    again.assert_status(422).assert_error("wallet_address", "This customer has this wallet on this chain already.");
    elsewhere.assert_status(303);
}

both_engines!(a_wallet_is_removed_from_its_own_customer_only);
async fn a_wallet_is_removed_from_its_own_customer_only(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let grace = shop.customer().name("Grace Hopper").create().await;
    let wallet = shop.wallet(ada, MIXED).await.id.to_string();
    let form = [("act", "remove_wallet"), ("wallet", wallet.as_str())];

    shop.post(&format!("customers/{grace}"), &form).await.assert_status(404);
    shop.post(&format!("customers/{ada}"), &form).await.assert_status(303);
    shop.post(&format!("customers/{ada}"), &form).await.assert_status(404);

    shop.get(&format!("customers/{ada}")).await.assert_shows("No wallets yet.");
    shop.get(&format!("customers?q={}", &MIXED[..12].to_lowercase())).await.assert_lacks("Ada Lovelace");
}

async fn add(shop: &Shop, customer: CustomerId, chain_id: &str, address: &str) -> Answer {
    let form = [("act", "add_wallet"), ("chain_id", chain_id), ("wallet_address", address)];
    shop.post(&format!("customers/{customer}"), &form).await
}
