//! The portal and its frames, as customers use them.

mod frames;
mod inside;
mod links;
mod paying;
mod sessions;

use std::time::Duration;

use clientele::router::router;
use clientele::state::{AppState, Settings};
use clientele::webhooks_sender::courier;
use clientele_service::{House, mail, workflows};
use serde_json::{Value, json};

use crate::harness::{Answer, Api, Browser, Shop, Smtp, TestApp};

const ORIGIN: &str = "https://shop.example";
const EMAIL: &str = "ada@analytical.example";

/// A merchant whose mails go to a mail server of the test, and Ada, whom the merchant knows.
struct Portal {
    app: TestApp,
    shop: Shop,
    api: Api,
    house: House,
    smtp: Smtp,
    ada: String,
}

impl Portal {
    async fn open(app: &TestApp) -> Self {
        let smtp = Smtp::start().await;
        let (shop, house) = (app.merchant().await, smtp.house(app));
        let api = shop.api().await;
        let ada = api
            .customer(
                json!({ "name": "Ada Lovelace", "email": EMAIL, "external_id": "user-1", "phone": "+442079460018" }),
            )
            .await;
        Self { app: app.clone(), shop, api, house, smtp, ada }
    }

    /// A browser of somebody who is in nowhere, at a server that sends mails.
    fn browser(&self) -> Browser {
        let settings = Settings::new(([127, 0, 0, 1], 3000).into(), None, false).expect("sound settings");
        let router = router(AppState::new(self.house.clone(), Settings { rate_limit: 0, ..settings }));
        self.app.browser().through(router)
    }

    /// A session of Ada's that is good for the portal; its id and secret.
    async fn session(&self) -> (String, String) {
        self.session_of(&self.ada, &["portal"]).await
    }

    async fn session_of(&self, customer: &str, components: &[&str]) -> (String, String) {
        let asked = json!({ "customer": customer, "components": components, "allowed_origin": ORIGIN });
        let made: Value = self.api.post("/v1/customer_sessions", asked).await.assert_status(201).json();
        let text = |field: &str| made[field].as_str().expect("a text").to_owned();
        (text("id"), text("client_secret"))
    }

    /// Ada's browser, in the portal.
    async fn inside(&self) -> Browser {
        let (_, secret) = self.session().await;
        let mut browser = self.browser();
        from_shop(&mut browser, &secret).await.assert_goes_to("/portal");
        browser
    }

    /// Does everything that is due now.
    async fn work(&self) {
        workflows::run_due(&self.house, &courier().expect("a courier")).await.expect("workflows run");
        mail::send_due(&self.house).await.expect("mails are sent");
    }

    /// The path of the link in the newest mail, once there are so many of them.
    async fn link(&self, mails: usize) -> String {
        for _ in 0..200 {
            self.work().await;
            if self.smtp.taken().len() >= mails {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let taken = self.smtp.taken();
        assert_eq!(taken.len(), mails, "{taken:?}");
        let text = taken[mails - 1].parts().remove(0);
        let at = text.find("/portal/").unwrap_or_else(|| panic!("no link: {text}"));
        text[at..].split_whitespace().next().expect("a link").to_owned()
    }

    fn door(&self) -> String {
        format!("/portal/{}", self.shop.scope)
    }

    async fn record(&self) -> Value {
        self.api.get(&format!("/v1/customers/{}", self.ada)).await.assert_status(200).json()
    }
}

/// A page of the merchant sends the secret; the browser keeps the cookie.
async fn from_shop(browser: &mut Browser, secret: &str) -> Answer {
    let mut at_shop = browser.with_header("origin", ORIGIN).with_header("sec-fetch-site", "cross-site");
    let answer = at_shop.sign_in_by("/portal", &[("session", secret)]).await;
    if let Some(cookie) = answer.cookie() {
        *browser = browser.with_cookie(cookie);
    }
    answer
}
