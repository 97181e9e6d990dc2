//! What belongs to another answers like what never was: nobody learns that it exists.

use clientele_domain::id::{CustomerId, MerchantId};

use super::table::{ROUTES, Stocked};
use crate::harness::{Answer, TestApp, both_engines};

both_engines!(anothers_customer_answers_like_an_unknown_id);
async fn anothers_customer_answers_like_an_unknown_id(app: TestApp) {
    let mine = Stocked::new(app.merchant().await).await;
    let theirs = Stocked::new(app.merchant().await).await;
    let unknown = CustomerId::new(app.house().now(), app.house().randomness.bytes());
    let named = |id: CustomerId, path: &str| {
        let here = path.replace("{merchant}/{mode}", &mine.shop.scope.to_string());
        here.replace("{id}", &id.to_string()).replace("{other}", &mine.other.to_string())
    };

    for (method, path, _, form) in ROUTES.iter().filter(|route| route.1.contains("/customers/{id}")) {
        let mut answers = Vec::new();
        for id in [theirs.customer, unknown] {
            let method = method.parse().expect("a method");
            let form = mine.form(form);
            let answer = mine.shop.browser.send(method, &named(id, path), &form).await;
            answers.push(stripped(&answer, &id.to_string()));
        }
        assert_eq!(answers[0], answers[1], "{method} {path}");
    }
    for function in ["customers/detail", "customers/form"] {
        let mut answers = Vec::new();
        for id in [theirs.customer, unknown] {
            let answer = mine.shop.call(function, &[("id", &id.to_string()), ("query", "")]).await;
            answers.push(stripped(&answer, &id.to_string()));
        }
        assert_eq!(answers[0], answers[1], "{function}");
    }
}

both_engines!(another_merchant_answers_like_an_unknown_one);
async fn another_merchant_answers_like_an_unknown_one(app: TestApp) {
    let (mine, theirs) = (app.merchant().await, app.merchant().await);
    let unknown = MerchantId::new(app.house().now(), app.house().randomness.bytes());

    for place in ["customers", "customers/new", "imports"] {
        let mut answers = Vec::new();
        for merchant in [theirs.scope.merchant, unknown] {
            let answer = mine.browser.get(&format!("/{merchant}/test/{place}")).await;
            answers.push(stripped(&answer, &merchant.to_string()));
        }
        assert_eq!(answers[0], answers[1], "{place}");
    }
}

both_engines!(an_address_that_names_nothing_offers_the_search);
async fn an_address_that_names_nothing_offers_the_search(app: TestApp) {
    let shop = app.merchant().await;
    let unknown = "customers/cus_01kafg3v9te5rbh2m8q0w4x7yd";

    for place in [unknown, "customers/ada", &format!("{unknown}/edit")] {
        let page = shop.get(place).await;

        page.assert_status(404).assert_shows("There is nothing at this address").assert_shows("Search customers");
        assert!(page.attributes("href").contains(&shop.path("customers")), "{place}");
    }
    let no_mode = format!("/{}/sideways/customers", shop.scope.merchant);
    for address in ["/nothing", "/acct_nonsense/test/customers", &no_mode] {
        shop.browser.get(address).await.assert_status(404).assert_shows("There is nothing at this address");
    }
}

both_engines!(a_form_for_nothing_is_no_fault);
async fn a_form_for_nothing_is_no_fault(app: TestApp) {
    let shop = app.merchant().await;

    for place in ["customers/ada", "customers/ada/edit", "customers/%00", "customers/%FF", "imports/none", "nothing"] {
        let answer = shop.post(place, &[("name", "Ada")]).await;
        assert!(answer.status.is_client_error(), "{}: {}", answer.asked, answer.status);
    }
    for address in ["/acct_nonsense/test/customers/new", "/%00/test/customers/new", "/nothing"] {
        let answer = shop.browser.post(address, &[("name", "Ada")]).await;
        assert!(answer.status.is_client_error(), "{}: {}", answer.asked, answer.status);
    }
}

/// The answer without what differs between any two: the nonce, the request's name, and the id that was asked for.
fn stripped(answer: &Answer, id: &str) -> (u16, Vec<String>, String) {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or("no nonce");
    let strip = |text: &str| text.replace(nonce, "NONCE").replace(id, "ID");
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "request-id")
        .map(|(name, value)| strip(&format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()))))
        .collect();
    headers.sort();
    (answer.status.as_u16(), headers, strip(&answer.body))
}
