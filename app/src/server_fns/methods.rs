//! Payment methods, as the merchant has set them up.

use clientele_domain::method::MethodSettings;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// What is in force, and what came of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodsView {
    /// The settings in force.
    pub settings: MethodSettings,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The payment methods of a merchant.
#[server(prefix = "/fn", endpoint = "methods/settings", input = GetUrl, output = JsonText)]
pub async fn settings(scope: Scope) -> Result<MethodsView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let settings = clientele_service::methods::settings(&ctx).await?;
    Ok(MethodsView { settings, posted: use_context().unwrap_or_default() })
}
