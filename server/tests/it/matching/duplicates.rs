//! The page of pairs that might be one person.

use clientele_domain::role::Role;
use clientele_service::{customers, imports, matching};
use serde_json::json;

use super::two;
use crate::harness::{TestApp, both_engines};

both_engines!(pairs_are_listed_until_somebody_decides);
async fn pairs_are_listed_until_somebody_decides(app: TestApp) {
    let shop = app.merchant().await;
    shop.get("duplicates").await.assert_shows("No duplicates to review");
    let (ada, other) = two(&shop).await;
    let third = shop.customer().name("Third").email("ada@example.com").create().await;

    let page = shop.get("duplicates").await;

    page.assert_shows("2 pairs to review").assert_shows("Same email ada@example.com.");
    page.assert_shows("Same phone +442079460018.").assert_shows("Fair");
    let chosen = shop.get(&format!("duplicates?pair={ada}.{other}")).await;
    chosen.assert_shows("Same phone, +442079460018").assert_shows("Make them one record");
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    viewer.get(&shop.path("duplicates")).await.assert_shows("2 pairs").assert_lacks("Make them one record");

    let said = [("act", "distinct"), ("then", "duplicates")];
    let told = shop.post(&format!("customers/{ada}/merge/{third}"), &said).await;
    told.assert_goes_to(&shop.path(&format!("duplicates?apart={ada}.{third}")));
    let page = shop.browser.get(told.location()).await;
    page.assert_shows("1 pair to review").assert_shows("They are remembered as not the same person");
    page.assert_lacks("Same email ada@example.com.");

    let merged = shop.post(&format!("customers/{ada}/merge/{other}"), &[("act", "merge")]).await;
    merged.assert_status(303);
    shop.get("duplicates").await.assert_shows("No duplicates to review");
    let back = [("act", "not_distinct"), ("then", "duplicates")];
    shop.post(&format!("customers/{ada}/merge/{third}"), &back).await.assert_status(303);
    shop.get("duplicates").await.assert_shows("1 pair to review");
    customers::delete(&shop.ctx(), third, None).await.expect("erased");
    shop.get("duplicates").await.assert_shows("No duplicates to review");
}

both_engines!(pairs_are_found_page_by_page_however_they_came);
async fn pairs_are_found_page_by_page_however_they_came(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let mut rows = String::from("name,email,external_id\n");
    for number in 0..30 {
        shop.customer().name("By hand").email(&format!("person{number}@example.com")).create().await;
        rows.push_str(&format!("By file,person{number}@example.com,user-{number}\n"));
    }
    let file = json!({ "resource": "customers", "file": rows });
    api.post("/v1/imports", file).await.assert_status(201);
    while let Some((ctx, claimed)) = imports::claim(app.house()).await.expect("an answer") {
        imports::carry_on(&ctx, &claimed).await.expect("an import that ends");
    }

    let mut after = None;
    let mut met = Vec::new();
    loop {
        let (pairs, next) = matching::pairs(&shop.ctx(), after, 7).await.expect("pairs");
        met.extend(pairs.iter().map(|pair| (pair.one.id, pair.other.id)));
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }

    let all = met.len();
    met.sort();
    met.dedup();
    assert_eq!((all, met.len()), (30, 30));
    assert_eq!(matching::pair_count(&shop.ctx()).await.expect("a count"), 30);
}

both_engines!(what_many_share_suggests_nobody);
async fn what_many_share_suggests_nobody(app: TestApp) {
    let shop = app.merchant().await;
    for number in 0..23 {
        shop.customer().name(&format!("Clerk {number}")).phone("+442079460018").create().await;
    }
    let last = shop.customer().name("The last clerk").phone("+442079460018").create().await;

    let (pairs, _) = matching::pairs(&shop.ctx(), None, 50).await.expect("pairs");
    assert!(pairs.len() == 50 && pairs.iter().all(|pair| pair.other.id != last));
    assert_eq!(matching::related(&shop.ctx(), last).await.expect("related").len(), 23);
}
