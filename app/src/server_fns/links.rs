//! Payment links.

use clientele_domain::catalog::{Paid, PaymentLink, Priced};
use clientele_domain::id::PaymentLinkId;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A link with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkSummary {
    /// The link.
    pub link: PaymentLink,
    /// Its address.
    pub url: String,
    /// Its prices as they are now; none when it sells an amount.
    pub items: Vec<Priced>,
    /// What came in through it, by currency.
    pub paid: Vec<Paid>,
    /// Whether who opens it can buy.
    pub sells: bool,
}

/// A page of links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinksView {
    /// Newest first.
    pub links: Vec<LinkSummary>,
    /// Whether there are older ones.
    pub more: bool,
}

/// How many links a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// The links that sell, or those that are archived, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "links", input = GetUrl, output = JsonText)]
pub async fn links(scope: Scope, archived: bool, after: String) -> Result<LinksView, Problem> {
    use clientele_service::catalog::links;

    let ctx = crate::request::ctx(scope)?;
    let (found, more) = links::list(&ctx, Some(!archived), after.parse().ok(), SHOWN).await?;
    let base = crate::request::public_url();
    Ok(LinksView { links: found.into_iter().map(|view| summary(&base, view)).collect(), more })
}

/// A link on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// The link with what hangs on it.
    pub link: LinkSummary,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One link.
#[server(prefix = "/fn", endpoint = "links/detail", input = GetUrl, output = JsonText)]
pub async fn detail(scope: Scope, id: PaymentLinkId) -> Result<LinkView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let view = clientele_service::catalog::links::get(&ctx, id).await?;
    let link = summary(&crate::request::public_url(), view);
    Ok(LinkView { link, posted: use_context().unwrap_or_default() })
}

#[cfg(feature = "ssr")]
fn summary(base: &str, view: clientele_service::catalog::links::LinkView) -> LinkSummary {
    let sells = view.sells();
    LinkSummary {
        url: format!("{base}/l/{}", view.link.id),
        link: view.link,
        items: view.items,
        paid: view.paid,
        sells,
    }
}

/// What the form of a new link needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkFormView {
    /// Ids and words of the prices that are sold.
    pub prices: Vec<(String, String)>,
    /// Codes and names of currencies.
    pub currencies: Vec<(String, String)>,
    /// The link that is changed, if it is none that is made.
    pub edited: Option<EditedLink>,
    /// What came of a form that was not accepted, or what the link has.
    pub posted: Posted,
}

/// A link whose terms are changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedLink {
    /// Which.
    pub id: PaymentLinkId,
    /// What it is called.
    pub name: String,
    /// What the change is based on.
    pub version: i64,
    /// Whether it sells several prices at once, which only programs can change.
    pub several: bool,
}

/// So many prices can be chosen from.
#[cfg(feature = "ssr")]
const OFFERED: i64 = 500;

/// The form for a new link, or for the terms of one.
#[server(prefix = "/fn", endpoint = "links/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, id: Option<PaymentLinkId>) -> Result<LinkFormView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    ctx.require(clientele_domain::role::Permission::CatalogWrite)?;
    let mut prices = prices_on_sale(&ctx).await?;
    let posted = use_context::<Posted>();
    let (edited, posted) = match id {
        None => (None, posted.unwrap_or_default()),
        Some(id) => {
            let view = clientele_service::catalog::links::get(&ctx, id).await?;
            // What it sells may be archived by now, and is no less what it sells.
            let missing = view.items.iter().filter(|item| {
                let id = item.price.id.to_string();
                prices.iter().all(|(known, _)| *known != id)
            });
            let missing: Vec<_> = missing
                .map(|item| (item.price.id.to_string(), format!("{} (archived)", prefill::words(&item.price))))
                .collect();
            prices.extend(missing);
            // After somebody else saved, saving again is saving over that, with open eyes.
            let typed = posted.as_ref().filter(|posted| posted.message("version").is_none());
            let version = typed.and_then(|posted| posted.value("version").parse().ok());
            let (version, several) = (version.unwrap_or(view.link.version), view.items.len() > 1);
            let posted = posted.unwrap_or_else(|| prefill::form_of(&view.link));
            (Some(EditedLink { id, name: view.link.name, version, several }), posted)
        }
    };
    Ok(LinkFormView { prices, currencies: super::currencies(), edited, posted })
}

/// Ids and words of the prices that are sold, for forms.
#[cfg(feature = "ssr")]
pub(super) async fn prices_on_sale(ctx: &clientele_service::Ctx) -> Result<Vec<(String, String)>, Problem> {
    use clientele_service::catalog::prices::{self, PriceFilter};

    let filter = PriceFilter { active: Some(true), ..PriceFilter::default() };
    let (found, _) = prices::list(ctx, &filter, None, OFFERED).await?;
    let sold = found.iter().filter(|price| price.is_sold());
    Ok(sold.map(|price| (price.id.to_string(), prefill::words(price))).collect())
}

#[cfg(feature = "ssr")]
mod prefill;
