//! The OpenAPI document and the page that shows it.

use clientele::api::document_text;

use crate::harness::{Browser, TestApp, both_engines};

/// The contract as it was agreed on. A change of it is a change of this file, for everybody to see:
/// `CLIENTELE_WRITE_CONTRACT=1 cargo nextest run the_contract`.
#[test]
fn the_contract_is_the_one_that_is_written_down() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
    let document = document_text() + "\n";
    if std::env::var_os("CLIENTELE_WRITE_CONTRACT").is_some() {
        std::fs::write(path, &document).expect("the file is written");
    }

    let agreed = std::fs::read_to_string(path).expect("docs/openapi.json");

    assert!(agreed == document, "the API differs from docs/openapi.json; write it anew and look at the difference");
}

#[test]
fn every_call_has_a_name_a_summary_and_answers() {
    let document: serde_json::Value = serde_json::from_str(&document_text()).expect("JSON");
    let mut names = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("calls") {
            let name = operation["operationId"].as_str().unwrap_or_default();
            assert!(!name.is_empty() && operation["summary"].is_string(), "{method} {path}");
            assert!(operation["responses"]["default"].is_object(), "{method} {path}");
            assert!(path.starts_with("/v1/"), "{path}");
            names.push(name.to_owned());
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert!(all >= 24 && names.len() == all, "{names:?}");
}

#[test]
fn every_reference_leads_somewhere() {
    let text = document_text();
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let references = text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next());
    let mut known = 0;
    for name in references {
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
        known += 1;
    }
    assert!(known > 50, "{known}");
}

both_engines!(the_document_and_its_page_come_from_our_own_origin);
async fn the_document_and_its_page_come_from_our_own_origin(app: TestApp) {
    let browser: Browser = app.browser();

    let document = browser.get("/v1/openapi.json").await;
    assert_eq!((document.status.as_u16(), document.json()["openapi"].as_str()), (200, Some("3.1.0")));
    let page = browser.get("/docs").await;
    page.assert_status(200).assert_shows("Make a customer").assert_shows("external_id_taken").assert_lacks("<script");
    let away = page.attributes("href").into_iter().chain(page.attributes("src")).filter(|to| to.contains("//"));
    assert_eq!(away.collect::<Vec<_>>(), [] as [String; 0]);
}
