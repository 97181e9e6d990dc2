//! Signing up, in and out.

mod cookie;
mod next;
mod sign_in;
mod sign_out;
mod sign_up;

use std::time::Duration;

use clientele_domain::role::Role;
use clientele_service::accounts::staff::{self, NewStaff};

use crate::harness::{Answer, Browser, TestApp};

const EMAIL: &str = "olga@analytical.example";
const PASSWORD: &str = "a difference engine";

/// A house with an owner who has a password.
async fn house_with_owner(app: &TestApp) {
    let merchant =
        staff::create_merchant(app.house(), "Analytical Engines", crate::harness::eur()).await.expect("a merchant");
    let asked = NewStaff {
        merchant: merchant.0.id,
        email: EMAIL.into(),
        name: "Olga Owner".into(),
        role: Role::Owner,
        password: Some(PASSWORD.into()),
    };
    staff::create_staff(app.house(), asked).await.expect("an owner");
}

async fn sign_in(browser: &mut Browser, password: &str) -> Answer {
    browser.sign_in_by("/sign-in", &[("email", EMAIL), ("password", password)]).await
}

pub const A_WHILE: Duration = Duration::from_secs(15 * 60 + 1);
