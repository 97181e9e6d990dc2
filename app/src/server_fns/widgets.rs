//! What merchants put on their own pages.

use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// What the page of the widgets has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidgetsView {
    /// Where this house is, without a slash at the end.
    pub house: String,
    /// For which origins customer sessions may be made; any when none is listed.
    pub allowed_origins: Vec<String>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// Where widgets may be shown.
#[server(prefix = "/fn", endpoint = "widgets", input = GetUrl, output = JsonText)]
pub async fn widgets(scope: Scope) -> Result<WidgetsView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let allowed_origins = clientele_service::allowed_origins::settings(&ctx).await?;
    let (house, posted) = (crate::request::public_url(), use_context().unwrap_or_default());
    Ok(WidgetsView { house, allowed_origins, posted })
}
