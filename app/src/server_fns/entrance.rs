//! The way in, for those who are nobody yet.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// What the sign-in and sign-up pages need.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrance {
    /// Nobody can sign in yet: the next person becomes the owner.
    pub needs_owner: bool,
    /// Currencies by code and name; only while there is no owner.
    pub currencies: Vec<(String, String)>,
    /// What came of the form when it was sent.
    pub posted: Posted,
}

/// What the sign-in and sign-up pages need.
#[server(prefix = "/fn", endpoint = "entrance", input = GetUrl, output = JsonText)]
pub async fn look() -> Result<Entrance, Problem> {
    let needs_owner = clientele_service::accounts::needs_owner(&crate::request::house()?).await?;
    let currencies = if needs_owner {
        let named = clientele_domain::rules::currencies();
        named.map(|(code, name)| (code.to_owned(), format!("{code} · {name}"))).collect()
    } else {
        Vec::new()
    };
    Ok(Entrance { needs_owner, currencies, posted: use_context::<Posted>().unwrap_or_default() })
}
