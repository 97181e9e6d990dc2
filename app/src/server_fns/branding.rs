//! How the merchant's pages look to buyers.

use clientele_domain::branding::Branding;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// How it looks, and what came of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandingView {
    /// As it is now.
    pub branding: Branding,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// How the merchant's pages look to buyers.
#[server(prefix = "/fn", endpoint = "branding", input = GetUrl, output = JsonText)]
pub async fn look(scope: Scope) -> Result<BrandingView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let branding = clientele_service::branding::get(&ctx).await?;
    Ok(BrandingView { branding, posted: use_context::<Posted>().unwrap_or_default() })
}
