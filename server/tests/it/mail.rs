//! Mail and workflows: what is sent to whom, and that nothing is sent twice.

mod folder;
mod following;
mod off;
mod pages;
mod sending;

use std::time::Duration;

use clientele::router::router;
use clientele::state::{AppState, Settings};
use clientele::webhooks_sender::courier;
use clientele_domain::id::CustomerId;
use clientele_domain::payment::Source;
use clientele_service::{Ctx, House, mail, workflows};

use crate::harness::{Browser, Shop, Smtp, TestApp};

const EMAIL: &str = "ada@analytical.example";

/// A merchant whose mails go to a mail server of the test.
struct Post {
    shop: Shop,
    house: House,
    smtp: Smtp,
}

impl Post {
    async fn open(app: &TestApp) -> Self {
        let smtp = Smtp::start().await;
        Self { shop: app.merchant().await, house: smtp.house(app), smtp }
    }

    /// The owner, at a server that sends mails.
    fn ctx(&self) -> Ctx {
        Ctx { house: self.house.clone(), ..self.shop.ctx() }
    }

    /// The owner's browser, at a server that sends mails.
    fn browser(&self) -> Browser {
        let settings = Settings::new(([127, 0, 0, 1], 3000).into(), None, false).expect("sound settings");
        let router = router(AppState::new(self.house.clone(), Settings { rate_limit: 0, ..settings }));
        self.shop.browser.through(router)
    }

    /// Somebody with an email.
    async fn ada(&self) -> CustomerId {
        self.shop.customer().name("Ada Lovelace").email(EMAIL).create().await
    }

    /// A payment that was taken here.
    async fn pays(&self, customer: CustomerId) {
        self.shop.payment_with(customer, |payment| payment.source = Source::Checkout).await;
    }

    /// Does everything that is due now.
    async fn work(&self) {
        workflows::run_due(&self.house, &courier().expect("a courier")).await.expect("workflows run");
        mail::send_due(&self.house).await.expect("mails are sent");
    }

    /// What became of the mails, newest first: status and why.
    async fn mails(&self) -> Vec<(&'static str, String)> {
        let (mails, _) = mail::list(&self.ctx(), None, 50).await.expect("mails");
        mails.into_iter().map(|mail| (mail.status.as_str(), mail.error)).collect()
    }

    /// What became of the runs, newest first: status and why.
    async fn runs(&self) -> Vec<(&'static str, String)> {
        let (runs, _) = workflows::runs(&self.ctx(), None, None, 50).await.expect("runs");
        runs.into_iter().map(|run| (run.status.as_str(), run.outcome)).collect()
    }
}

const DAY: Duration = Duration::from_secs(86_400);
