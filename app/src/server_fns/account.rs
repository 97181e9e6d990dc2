//! The account of the person at the screen.

use clientele_domain::scope::Scope;
use clientele_domain::team::PersonalSession;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A person's account, and what came of the forms on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The person's name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Whether signing in takes a code besides the password.
    pub two_factor: bool,
    /// This session.
    pub here: Option<PersonalSession>,
    /// The others, last used first.
    pub elsewhere: Vec<PersonalSession>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The account of the person at the screen.
#[server(prefix = "/fn", endpoint = "account", input = GetUrl, output = JsonText)]
pub async fn look(scope: Scope) -> Result<AccountView, Problem> {
    let session = crate::request::visitor()?.session;
    let account = clientele_service::accounts::account(&crate::request::ctx(scope)?).await?;
    let (here, elsewhere) = account.sessions.into_iter().partition::<Vec<_>, _>(|one| one.id == session);
    Ok(AccountView {
        name: account.name,
        email: account.email,
        two_factor: account.two_factor,
        here: here.into_iter().next(),
        elsewhere,
        posted: use_context().unwrap_or_default(),
    })
}

/// Recovery codes that were made just now. They are shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshCodes(pub Vec<String>);

/// Where a person's second factor stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Factor {
    /// Signing in takes the password alone.
    Off,
    /// It is being set up.
    Begun {
        /// What people type into an app.
        secret: String,
        /// What an app reads, as a drawing.
        code: String,
    },
    /// Signing in takes a code.
    On {
        /// Since when.
        since: Timestamp,
        /// How many recovery codes are left.
        recovery_codes: i64,
    },
}

/// A person's second factor, and what came of the forms on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorView {
    /// Where it stands.
    pub factor: Factor,
    /// Recovery codes that were made just now.
    pub fresh: Option<FreshCodes>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The second factor of the person at the screen.
#[server(prefix = "/fn", endpoint = "account/two_factor", input = GetUrl, output = JsonText)]
pub async fn two_factor(scope: Scope) -> Result<FactorView, Problem> {
    use clientele_service::accounts::two_factor::{Standing, standing};

    use crate::hosted::qr::qr_svg;

    let factor = match standing(&crate::request::ctx(scope)?).await? {
        Standing::Off => Factor::Off,
        Standing::Begun { secret, uri } => {
            Factor::Begun { secret, code: qr_svg(&uri, "QR code for an authenticator app") }
        }
        Standing::On { since, recovery_codes } => Factor::On { since, recovery_codes },
    };
    Ok(FactorView { factor, fresh: use_context(), posted: use_context().unwrap_or_default() })
}
