//! Segments: queries that people keep under a name, for themselves or for the team.
//!
//! Whoever sees customers keeps segments of their own; what the team shares, and whatever a program does, takes the right
//! to change customers. What a segment tells of who enters and leaves it, everybody of the team sees.

mod crossings;

use std::time::{Duration, Instant};

use clientele_domain::audit::Act;
use clientele_domain::id::SegmentId;
use clientele_domain::query::Query;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::segment::{LONGEST_NAME, Segment, SegmentDraft};
use clientele_domain::violation::Violation;
use clientele_store::segments::{members, walks};
use clientele_store::{Conn, segments};

use crate::audit::{self, change};
use crate::ctx::{Actor, Ctx, transaction};
use crate::customers::{frame, frame_in, total};
use crate::cut::cut;
use crate::error::{Error, Result};

pub use crossings::carry_on;

/// So many segments a merchant may have in each mode: a list of more is no help.
const MOST: i64 = 500;

/// So many may tell who enters and leaves: each of them is looked at whenever a customer changes.
const MOST_ANNOUNCED: i64 = 50;

/// So many segments stand above a list.
const MOST_COUNTED: i64 = 30;
/// So long a list waits for figures beside it.
const PATIENCE: Duration = Duration::from_millis(300);

/// What is to be changed of a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SegmentChange {
    /// Its name.
    pub name: Option<String>,
    /// Its query.
    pub query: Option<String>,
    /// Whether the team sees it.
    pub shared: Option<bool>,
    /// Whether it is told when a customer enters or leaves it.
    pub announce: Option<bool>,
}

/// Keeps a query under a name.
///
/// Errors: `Forbidden`, `Invalid`, `Unread` when the query can't be read, `InvalidState` when there are enough.
pub async fn create(ctx: &Ctx, draft: &SegmentDraft) -> Result<Segment> {
    allowed(ctx, draft.shared)?;
    let draft = checked(ctx, draft).await?;
    let segment = Segment {
        id: SegmentId::new(ctx.now, ctx.randomness().bytes()),
        name: draft.name,
        query: draft.query,
        shared: draft.shared,
        announce: draft.announce,
        owner: owner(ctx),
        created_at: ctx.now,
        updated_at: ctx.now,
        version: 1,
    };
    transaction!(ctx, |conn| {
        if segments::count(conn, ctx.scope).await? >= MOST {
            return Err(Error::InvalidState(format!("There are {MOST} segments already. Remove one first.")));
        }
        may_announce(ctx, conn, &segment, false).await?;
        segments::insert(conn, ctx.scope, &segment).await?;
        watch(ctx, conn, &segment).await?;
        audit::note_made(ctx, conn, Act::SegmentCreated, &segment.id.to_string(), &segment).await?;
        Ok(segment.clone())
    })
}

/// One segment.
///
/// Errors: `Forbidden`, `NotFound`, also when it is somebody else's own.
pub async fn get(ctx: &Ctx, id: SegmentId) -> Result<Segment> {
    ctx.require(Permission::CustomerRead)?;
    let found = segments::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    found.filter(|segment| sees(ctx, segment)).ok_or(Error::NotFound)
}

/// Which customers belong to a segment now.
///
/// Errors: `Forbidden`; `InvalidState` when its query can't be read any longer.
pub async fn read(ctx: &Ctx, segment: &Segment) -> Result<Query> {
    ctx.require(Permission::CustomerRead)?;
    Query::parse(&segment.query, &frame(ctx, &segment.query).await?).map_err(|unread| {
        let (name, message) = (&segment.name, unread.message);
        Error::InvalidState(format!("The query of the segment {name:?} can't be read any longer: {message}"))
    })
}

/// A page of the segments that one sees, newest first, beginning after the segment `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, after: Option<SegmentId>, limit: i64) -> Result<(Vec<Segment>, bool)> {
    ctx.require(Permission::CustomerRead)?;
    let found = segments::page(&mut ctx.read().await?.conn(), ctx.scope, &owner(ctx), after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// The segments that one sees, by name, each with how many customers belong to it and whether there may be more. Counting
/// ends after a moment: the segments that are left, and those that take long, have no figure.
///
/// Errors: `Forbidden`.
pub async fn counted(ctx: &Ctx) -> Result<Vec<(Segment, Option<(i64, bool)>)>> {
    let (mut known, _) = list(ctx, None, MOST_COUNTED).await?;
    known.sort_by_key(|segment| segment.name.to_lowercase());
    let begun = Instant::now();
    let mut counted = Vec::with_capacity(known.len());
    for segment in known {
        let count = if begun.elapsed() < PATIENCE { count(ctx, &segment).await? } else { None };
        counted.push((segment, count));
    }
    Ok(counted)
}

async fn count(ctx: &Ctx, segment: &Segment) -> Result<Option<(i64, bool)>> {
    let query = match read(ctx, segment).await {
        Ok(query) => query,
        Err(Error::InvalidState(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    match total(ctx, &query, 0).await {
        Ok(total) => Ok(Some(total)),
        Err(Error::TooWide) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Changes a segment.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Unread`, `Outdated` when a version is given and the segment is at another.
pub async fn update(ctx: &Ctx, id: SegmentId, version: Option<i64>, change: &SegmentChange) -> Result<Segment> {
    ctx.require(Permission::CustomerRead)?;
    transaction!(ctx, |conn| {
        let before = locked(ctx, conn, id, version).await?;
        let wanted = SegmentDraft {
            name: change.name.clone().unwrap_or_else(|| before.name.clone()),
            query: change.query.clone().unwrap_or_else(|| before.query.clone()),
            shared: change.shared.unwrap_or(before.shared),
            announce: change.announce.unwrap_or(before.announce),
        };
        allowed(ctx, before.shared || wanted.shared)?;
        // Only what is changed is checked: what a query could say once, it may not say any longer.
        let name = match &change.name {
            Some(_) => name(&wanted.name)?,
            None => wanted.name,
        };
        let query = match &change.query {
            Some(text) => sound(text, &frame_in(ctx, conn, text).await?)?,
            None => wanted.query,
        };
        let (shared, announce) = (wanted.shared, wanted.announce);
        let mut after = Segment { name, query, shared, announce, ..before.clone() };
        if after == before {
            return Ok(before);
        }
        may_announce(ctx, conn, &after, before.announce).await?;
        after.updated_at = ctx.now;
        after.version += 1;
        segments::update(conn, ctx.scope, &after).await?;
        if (after.announce, &after.query) != (before.announce, &before.query) {
            watch(ctx, conn, &after).await?;
        }
        audit::note_changed(ctx, conn, Act::SegmentUpdated, &id.to_string(), &before, &after).await?;
        Ok(after)
    })
}

/// Removes a segment; its customers stay.
///
/// Errors: `Forbidden`, `NotFound`, `Outdated` when a version is given and the segment is at another.
pub async fn delete(ctx: &Ctx, id: SegmentId, version: Option<i64>) -> Result<()> {
    ctx.require(Permission::CustomerRead)?;
    transaction!(ctx, |conn| {
        let gone = locked(ctx, conn, id, version).await?;
        allowed(ctx, gone.shared)?;
        members::clear(conn, ctx.scope, id).await?;
        segments::delete(conn, ctx.scope, id).await?;
        audit::note(ctx, conn, Act::SegmentDeleted, &id.to_string(), &[change("name", gone.name, "")]).await
    })
}

/// Goes on only if the segment may tell who enters and leaves, or does not.
async fn may_announce(ctx: &Ctx, conn: &mut Conn<'_>, segment: &Segment, did: bool) -> Result<()> {
    if segment.announce && !segment.shared {
        let message = "What it tells, everybody of the team sees. Share it, too.";
        return Err(Error::invalid("announce", message));
    }
    if segment.announce && !did && segments::count_announced(conn, ctx.scope).await? >= MOST_ANNOUNCED {
        let message =
            format!("{MOST_ANNOUNCED} segments tell who enters and leaves already. Switch one of them off first.");
        return Err(Error::InvalidState(message));
    }
    Ok(())
}

/// Has a segment filled that tells from now on, or whose query has changed: whoever belongs to it then has not entered it.
async fn watch(ctx: &Ctx, conn: &mut Conn<'_>, segment: &Segment) -> Result<()> {
    let begin = segment.announce.then(|| ctx.told_at());
    if begin.is_none() {
        members::clear(conn, ctx.scope, segment.id).await?;
    }
    Ok(walks::begin(conn, ctx.scope, segment.id, begin).await?)
}

/// The segment, held until the transaction ends, if one sees it and it is at the version.
async fn locked(ctx: &Ctx, conn: &mut Conn<'_>, id: SegmentId, version: Option<i64>) -> Result<Segment> {
    let found = segments::lock(conn, ctx.scope, id).await?;
    let segment = found.filter(|segment| sees(ctx, segment)).ok_or(Error::NotFound)?;
    match version {
        Some(version) if version != segment.version => Err(Error::Outdated { version: segment.version }),
        _ => Ok(segment),
    }
}

/// Goes on only if the actor may make or change a segment that is shared, or one of their own.
fn allowed(ctx: &Ctx, shared: bool) -> Result<()> {
    let own = !shared && !matches!(ctx.actor, Actor::Key { .. });
    ctx.require(if own { Permission::CustomerRead } else { Permission::CustomerWrite })
}

fn sees(ctx: &Ctx, segment: &Segment) -> bool {
    segment.shared || segment.owner == owner(ctx)
}

/// Whoever asks, as segments know their owner.
fn owner(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Staff { user, .. } => user.to_string(),
        Actor::Key { id, .. } => id.to_string(),
        Actor::Customer(id) => id.to_string(),
        Actor::System(name) => (*name).to_owned(),
        Actor::Import(name) => name.clone(),
    }
}

async fn checked(ctx: &Ctx, draft: &SegmentDraft) -> Result<SegmentDraft> {
    let name = name(&draft.name)?;
    if draft.query.trim().is_empty() {
        let message = "Write which customers belong to it, such as spent>100 tag:vip.";
        return Err(Error::Invalid(vec![Violation::missing("query", message)]));
    }
    let query = sound(&draft.query, &frame(ctx, &draft.query).await?)?;
    Ok(SegmentDraft { name, query, shared: draft.shared, announce: draft.announce })
}

fn name(text: &str) -> Result<String> {
    let name = rules::name(text).map_err(|message| Error::invalid("name", message))?;
    match name.chars().count() {
        0 => Err(Error::Invalid(vec![Violation::missing("name", "Give it a name, such as Big spenders.")])),
        length if length > LONGEST_NAME => {
            Err(Error::invalid("name", format!("The name has {length} characters; {LONGEST_NAME} is the most.")))
        }
        _ => Ok(name),
    }
}

/// A query that can be read, as it was written.
fn sound(text: &str, frame: &clientele_domain::query::Frame) -> Result<String> {
    Query::parse(text, frame).map_err(|unread| Error::Unread { field: "query", unread })?;
    Ok(text.trim().to_owned())
}
