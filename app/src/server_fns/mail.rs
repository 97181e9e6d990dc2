//! Mails that customers get: which ones, in which words, and what became of them.

use clientele_domain::id::WorkflowId;
use clientele_domain::mail::{Looks, Mail, Values, Wording};
use clientele_domain::scope::Scope;
use clientele_domain::tongue::Tongue;
use clientele_domain::workflow::Workflow;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// The workflows that send mails, and a page of mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    /// Those that are built in first.
    pub workflows: Vec<Workflow>,
    /// Newest first, without what they say.
    pub mails: Vec<Mail>,
    /// Whether there are older ones.
    pub more: bool,
    /// Whether a mail server is set up.
    pub reaches_people: bool,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// How many mails a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 25;

/// Which mails are sent, and what became of them, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "mail", input = GetUrl, output = JsonText)]
pub async fn list(scope: Scope, after: String) -> Result<MailView, Problem> {
    use clientele_domain::workflow::Action;
    use clientele_service::{mail, workflows};

    let ctx = crate::request::ctx(scope)?;
    let mut found = workflows::all(&ctx).await?;
    found.retain(|workflow| matches!(workflow.action, Action::Mail { .. }));
    let (mut mails, more) = mail::list(&ctx, after.parse().ok(), SHOWN).await?;
    for mail in &mut mails {
        mail.text.clear();
        mail.html.clear();
        mail.off_link.clear();
    }
    Ok(MailView {
        workflows: found,
        mails,
        more,
        reaches_people: ctx.house.mailer.reaches_people,
        posted: use_context().unwrap_or_default(),
    })
}

/// The address that a mail was just sent to, to try it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried(pub String);

/// The words of one mail in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingView {
    /// What sends it.
    pub workflow: Workflow,
    /// In which language.
    pub tongue: Tongue,
    /// As it is now: the merchant's own words, or else those of the house.
    pub wording: Wording,
    /// Whether they are the merchant's own.
    pub own: bool,
    /// Whose mail it is.
    pub looks: Looks,
    /// Values to look at it with.
    pub values: Values,
    /// Where the mail went that was to be tried out.
    pub tried: Option<Tried>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The words of a workflow's mail, in a language: `en`, `de`, `ar`.
#[server(prefix = "/fn", endpoint = "mail/words", input = GetUrl, output = JsonText)]
pub async fn words(scope: Scope, id: WorkflowId, tongue: String) -> Result<WordingView, Problem> {
    use clientele_domain::mail::{default_wording, sample};
    use clientele_domain::workflow::Action;
    use clientele_service::{Error, mail, workflows};

    let ctx = crate::request::ctx(scope)?;
    let workflow = workflows::get(&ctx, id).await?;
    let Action::Mail { wordings } = &workflow.action else { return Err(Error::NotFound.into()) };
    let (kind, tongue) = (workflow.mail(), Tongue::of(&tongue));
    let own = wordings.iter().find(|(known, _)| *known == tongue).map(|(_, wording)| wording.clone());
    let looks = mail::looks_of(&ctx, kind).await?;
    Ok(WordingView {
        tongue,
        own: own.is_some(),
        wording: own.unwrap_or_else(|| default_wording(kind, tongue)),
        values: sample(kind, tongue, "Ada Lovelace", &looks.merchant),
        looks,
        workflow,
        tried: use_context(),
        posted: use_context().unwrap_or_default(),
    })
}
