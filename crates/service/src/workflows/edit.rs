//! Making workflows, changing them, and removing them.

use clientele_domain::audit::Act;
use clientele_domain::customer::Kind;
use clientele_domain::event::EventKind;
use clientele_domain::id::WorkflowId;
use clientele_domain::mail::{MailKind, Wording, Wordings, default_wording};
use clientele_domain::role::Permission;
use clientele_domain::tongue::Tongue;
use clientele_domain::violation::Violation;
use clientele_domain::workflow::{Action, ActionKind, BuiltIn, Filter, LONGEST_WAIT, Workflow};
use clientele_domain::{mail, rules};
use clientele_store::{Conn, workflows};

use super::look::found;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// A workflow as entered. Empty text means none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What people call it.
    pub name: String,
    /// What has to happen: `customer.created`.
    pub trigger: String,
    /// `registered` or `guest`.
    pub kind: String,
    /// A tag that the customer has.
    pub tag: String,
    /// A country that the customer is in.
    pub country: String,
    /// With one or without.
    pub active_subscription: Option<bool>,
    /// How many minutes it waits.
    pub wait_minutes: Option<i64>,
    /// `mail` or `call`; a mail when empty.
    pub action: String,
    /// Where to, for a call.
    pub url: String,
    /// In these words, for a mail: languages that are not here keep theirs, and one without words loses them.
    pub wordings: Vec<(Tongue, Option<Wording>)>,
    /// Whether it runs; as it is when nothing is said, and a new one does.
    pub enabled: Option<bool>,
}

impl Draft {
    /// A workflow as it is, to be changed.
    fn of(workflow: &Workflow) -> Self {
        let filter = workflow.filter.clone();
        Self {
            name: workflow.name.clone(),
            trigger: workflow.trigger.as_str().to_owned(),
            kind: filter.kind.map(Kind::as_str).unwrap_or_default().to_owned(),
            tag: filter.tag,
            country: filter.country,
            active_subscription: filter.active_subscription,
            wait_minutes: Some(workflow.wait_minutes),
            action: workflow.action.kind().as_str().to_owned(),
            url: match &workflow.action {
                Action::Mail { .. } => String::new(),
                Action::Call { url } => url.clone(),
            },
            wordings: Vec::new(),
            enabled: None,
        }
    }
}

/// A merchant has no more of their own than this.
const MOST: usize = 100;

/// What is wrong with a new workflow.
pub fn check(ctx: &Ctx, draft: &Draft) -> Vec<Violation> {
    match checked(ctx, draft, None) {
        Err(Error::Invalid(wrong)) => wrong,
        _ => Vec::new(),
    }
}

/// Makes a workflow, which runs from now on.
///
/// Errors: `Forbidden`, `Invalid`; `InvalidState` when there are too many.
pub async fn create(ctx: &Ctx, draft: &Draft) -> Result<Workflow> {
    ctx.require(Permission::SettingsWrite)?;
    let workflow = checked(ctx, draft, None)?;
    transaction!(ctx, |conn| {
        if workflows::all(conn, ctx.scope).await?.len() >= MOST {
            let sentence = format!("There are {MOST} workflows, which is the most. Remove one that nobody needs.");
            return Err(Error::InvalidState(sentence));
        }
        workflows::put(conn, ctx.scope, &workflow).await?;
        audit::note_made(ctx, conn, Act::WorkflowCreated, &workflow.id.to_string(), &workflow).await?;
        Ok(workflow.clone())
    })
}

/// Changes a workflow. Of one that is built in, the name, what begins it and what it does stay.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated` when it is at another version.
pub async fn update(
    ctx: &Ctx,
    id: WorkflowId,
    version: Option<i64>,
    edit: impl Fn(&mut Draft) + Send + Sync,
) -> Result<Workflow> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| {
        let before = found(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let mut draft = Draft::of(&before);
        edit(&mut draft);
        let after = checked(ctx, &draft, Some(&before))?;
        change(ctx, conn, id, version, |workflow| {
            workflow.name = after.name;
            workflow.trigger = after.trigger;
            workflow.filter = after.filter;
            workflow.wait_minutes = after.wait_minutes;
            workflow.action = after.action;
            workflow.enabled = after.enabled;
        })
        .await
    })
}

/// Switches a workflow on or off.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn set_enabled(ctx: &Ctx, id: WorkflowId, enabled: bool) -> Result<Workflow> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| { change(ctx, conn, id, None, |workflow| workflow.enabled = enabled).await })
}

/// Words the mail of a workflow anew, in one language; without words it has those of the house again.
///
/// Errors: `Forbidden`, `NotFound`; `Invalid` at `subject` and `text`; `InvalidState` when it sends none, or would have no
/// words at all.
pub async fn reword(
    ctx: &Ctx,
    id: WorkflowId,
    version: Option<i64>,
    tongue: Tongue,
    wording: Option<&Wording>,
) -> Result<Workflow> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| {
        let workflow = found(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let Action::Mail { wordings } = &workflow.action else {
            return Err(Error::InvalidState("This workflow sends no mail.".to_owned()));
        };
        let wrong = wording.map(|wording| mail::check(workflow.mail(), wording)).unwrap_or_default();
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let mut wordings = wordings.clone();
        word(&mut wordings, workflow.built_in, tongue, wording);
        if workflow.built_in.is_none() && wordings.is_empty() {
            return Err(Error::InvalidState("A workflow that sends a mail needs words for it.".to_owned()));
        }
        change(ctx, conn, id, version, |workflow| workflow.action = Action::Mail { wordings }).await
    })
}

/// Puts words in the place of those that this language has.
fn word(wordings: &mut Wordings, built_in: Option<BuiltIn>, tongue: Tongue, wording: Option<&Wording>) {
    wordings.retain(|(known, _)| *known != tongue);
    // What says the same as the house is not kept: it follows the house.
    let own = wording.filter(|wording| built_in.is_none_or(|known| **wording != default_wording(known.mail(), tongue)));
    wordings.extend(own.map(|wording| (tongue, wording.clone())));
}

/// Removes a workflow of the merchant's own. What waits is not done any more.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` for one that is built in; `Outdated` when it is at another version.
pub async fn delete(ctx: &Ctx, id: WorkflowId, version: Option<i64>) -> Result<()> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| {
        let workflow = found(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        at(version, &workflow)?;
        if workflow.built_in.is_some() {
            let sentence = "This workflow is part of Clientele and can't be removed. Switch it off instead.";
            return Err(Error::InvalidState(sentence.to_owned()));
        }
        workflows::delete(conn, ctx.scope, id, ctx.now).await?;
        let told = audit::change("name", &workflow.name, "");
        audit::note(ctx, conn, Act::WorkflowDeleted, &id.to_string(), &[told]).await
    })
}

async fn change(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    id: WorkflowId,
    version: Option<i64>,
    edit: impl FnOnce(&mut Workflow),
) -> Result<Workflow> {
    let before = found(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    at(version, &before)?;
    let mut after = before.clone();
    edit(&mut after);
    if after == before {
        return Ok(before);
    }
    if before.version == 0 {
        after.created_at = ctx.now;
    }
    after.updated_at = ctx.now;
    after.version += 1;
    workflows::put(conn, ctx.scope, &after).await?;
    audit::note_changed(ctx, conn, Act::WorkflowUpdated, &id.to_string(), &before, &after).await?;
    Ok(after)
}

fn at(version: Option<i64>, workflow: &Workflow) -> Result<()> {
    match version {
        Some(version) if version != workflow.version => Err(Error::Outdated { version: workflow.version }),
        _ => Ok(()),
    }
}

fn checked(ctx: &Ctx, draft: &Draft, before: Option<&Workflow>) -> Result<Workflow> {
    let mut wrong = Vec::new();
    let built_in = before.and_then(|workflow| workflow.built_in);
    let name = match built_in {
        Some(known) => {
            wrong.extend(stays(known, draft));
            known.label().to_owned()
        }
        None => name(&draft.name, &mut wrong),
    };
    let trigger = built_in.map(BuiltIn::trigger).or_else(|| EventKind::parse(&draft.trigger));
    if trigger.is_none() {
        let sentence = "Choose what has to happen, such as customer.created.";
        wrong.push(match draft.trigger.as_str() {
            "" => Violation::missing("trigger", sentence),
            _ => Violation::new("trigger", sentence),
        });
    }
    let wait_minutes = draft.wait_minutes.unwrap_or(-1);
    if !(0..=LONGEST_WAIT).contains(&wait_minutes) {
        let sentence = "Write a whole number; the longest wait is 365 days. 0 is at once.";
        wrong.push(Violation::new("wait", sentence));
    }
    let filter = filter(draft, before, &mut wrong);
    let action = action(ctx, draft, before, &mut wrong);
    let (Some(trigger), true) = (trigger, wrong.is_empty()) else { return Err(Error::Invalid(wrong)) };
    Ok(Workflow {
        id: before.map_or_else(|| WorkflowId::new(ctx.now, ctx.randomness().bytes()), |workflow| workflow.id),
        name,
        built_in,
        trigger,
        filter,
        wait_minutes,
        action,
        enabled: draft.enabled.unwrap_or(before.is_none_or(|workflow| workflow.enabled)),
        created_at: ctx.now,
        updated_at: ctx.now,
        version: 1,
    })
}

/// What can't be changed of a workflow that is built in. Who says nothing of it changes nothing.
fn stays(known: BuiltIn, draft: &Draft) -> Vec<Violation> {
    let fixed = [
        ("name", draft.name.trim(), known.label()),
        ("trigger", draft.trigger.as_str(), known.trigger().as_str()),
        ("action", draft.action.as_str(), ActionKind::Mail.as_str()),
    ];
    let changed = fixed.into_iter().filter(|(_, wanted, is)| !wanted.is_empty() && wanted != is);
    let sentence = |is| format!("This workflow is part of Clientele: this stays {is:?}.");
    changed.map(|(field, _, is)| Violation::new(field, sentence(is))).collect()
}

fn name(text: &str, wrong: &mut Vec<Violation>) -> String {
    match text.trim() {
        "" => wrong.push(Violation::missing("name", "Give it a name, such as Welcome.")),
        name if !is_short(name, 100) => {
            wrong.push(Violation::new("name", "A name is one line of at most 100 characters."));
        }
        _ => {}
    }
    text.trim().to_owned()
}

fn is_short(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(char::is_control)
}

fn filter(draft: &Draft, before: Option<&Workflow>, wrong: &mut Vec<Violation>) -> Filter {
    let country = match draft.country.trim() {
        "" => String::new(),
        text => rules::country(text).map(str::to_owned).unwrap_or_else(|message| {
            wrong.push(Violation::new("country", message));
            String::new()
        }),
    };
    let tag = draft.tag.trim().to_owned();
    if !is_short(&tag, 50) {
        wrong.push(Violation::new("tag", "A tag is one line of at most 50 characters."));
    }
    Filter {
        kind: Kind::parse(&draft.kind),
        tag,
        country,
        active_subscription: draft.active_subscription,
        taken_here: before.is_some_and(|workflow| workflow.filter.taken_here),
    }
}

fn action(ctx: &Ctx, draft: &Draft, before: Option<&Workflow>, wrong: &mut Vec<Violation>) -> Action {
    let built_in = before.and_then(|workflow| workflow.built_in);
    if draft.action == ActionKind::Call.as_str() && built_in.is_none() {
        if draft.url.is_empty() {
            wrong.push(Violation::missing("url", "Say which address is to be called."));
            return Action::Call { url: String::new() };
        }
        let url = rules::webhook_url(&draft.url, ctx.house.reach);
        let url = url.map(String::from).unwrap_or_else(|message| {
            wrong.push(Violation::new("url", message));
            String::new()
        });
        return Action::Call { url };
    }
    let mut wordings = match before.map(|workflow| &workflow.action) {
        Some(Action::Mail { wordings }) => wordings.clone(),
        _ => Vec::new(),
    };
    let kind = built_in.map_or(MailKind::Notice, BuiltIn::mail);
    for (tongue, wording) in &draft.wordings {
        let found = wording.as_ref().map(|wording| mail::check(kind, wording)).unwrap_or_default();
        let path = |field: &str| format!("wordings.{}.{field}", tongue.as_str());
        wrong.extend(found.into_iter().map(|found| Violation { field: path(&found.field), ..found }));
        word(&mut wordings, built_in, *tongue, wording.as_ref());
    }
    if built_in.is_none() && wordings.is_empty() {
        wrong.push(Violation::missing("wordings", "Write a subject and a text, in one language at least."));
    }
    Action::Mail { wordings }
}
