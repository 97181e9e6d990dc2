//! The team: invitations, roles, ends, and what people do with accounts of their own.

mod account;
mod invitations;
mod roles;
mod two_factor;

use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::role::Role;
use clientele_service::accounts::staff::{self, NewStaff};
use clientele_service::team;

use crate::harness::{Answer, Browser, Shop, TestApp};

const PASSWORD: &str = "a difference engine";

/// Somebody with a password who works at a merchant, and the email they sign in with.
async fn hired(app: &TestApp, merchant: MerchantId, mailbox: &str, role: Role) -> (UserId, String) {
    let email = format!("{mailbox}@analytical.example");
    let asked = NewStaff { merchant, email: email.clone(), name: String::new(), role, password: Some(PASSWORD.into()) };
    (staff::create_staff(app.house(), asked).await.expect("a person").0, email)
}

/// A browser in which somebody signed in.
async fn signed_in(app: &TestApp, email: &str) -> Browser {
    let mut browser = app.browser();
    browser.sign_in_by("/sign-in", &[("email", email), ("password", PASSWORD)]).await.assert_goes_to("/");
    browser
}

/// The path of the link on a page that shows it.
fn link_of(page: &Answer) -> String {
    let text = page.assert_status(200).assert_shows("it is not shown again").text();
    let link = text.split(' ').find_map(|word| word.split_once("/join/")).expect("a link");
    format!("/join/{}", link.1)
}

/// Invites an email as the owner; gives the path of the link.
async fn invited(shop: &Shop, email: &str, role: Role) -> String {
    let form = [("act", "invite"), ("email", email), ("role", role.as_str())];
    link_of(&shop.post("settings/team", &form).await)
}

/// The emails and roles of everybody who works there.
async fn roles(shop: &Shop) -> Vec<(String, Role)> {
    let team = team::team(&shop.ctx()).await.expect("a team");
    team.members.into_iter().map(|member| (member.email, member.role)).collect()
}

/// The id of whoever works there with this name.
async fn id_of(shop: &Shop, name: &str) -> String {
    let team = team::team(&shop.ctx()).await.expect("a team");
    team.members.into_iter().find(|member| member.name == name).expect("somebody of this name").user.to_string()
}
