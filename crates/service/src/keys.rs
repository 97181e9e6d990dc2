//! API keys: made by people, used by programs. A key is shown once; only its hash is kept.

use clientele_domain::audit::Act;
use clientele_domain::id::{KeyId, MerchantId};
use clientele_domain::key::{Access, ApiKey, KeyKind};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, keys};
use serde::Serialize;

use crate::accounts::token_hash;
use crate::audit::{self, change};
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// A key as asked for.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Secret or publishable.
    pub kind: KeyKind,
    /// What people call it.
    pub name: String,
    /// What it allows; a publishable key opens nothing whatever is said here.
    pub access: Access,
}

/// A key and its text, which is shown nowhere else.
#[derive(Debug, Clone)]
pub struct FreshKey {
    /// As stored.
    pub key: ApiKey,
    /// The key itself.
    pub text: String,
}

/// Makes a key.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, asked: &NewKey) -> Result<FreshKey> {
    ctx.require(Permission::KeyManage)?;
    let mut wrong = Vec::new();
    let name = rules::name(&asked.name).unwrap_or_else(|message| {
        wrong.push(Violation::new("name", message));
        String::new()
    });
    if name.is_empty() && wrong.is_empty() {
        wrong.push(Violation::missing("name", "Say what the key is for, such as Web shop."));
    }
    if asked.kind == KeyKind::Secret && asked.access == Access::Only(Vec::new()) {
        wrong.push(Violation::missing("access", "Choose at least one thing that the key may do."));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    transaction!(ctx, |conn| { create_in(ctx, conn, &NewKey { name: name.clone(), ..asked.clone() }).await })
}

async fn create_in(ctx: &Ctx, conn: &mut Conn<'_>, asked: &NewKey) -> Result<FreshKey> {
    let secret = ctx.randomness().bytes();
    let id = KeyId::new(ctx.now, ctx.randomness().bytes());
    let fresh = fresh(ctx.scope, id, asked, &secret, ctx.actor.name(), ctx.now);
    insert(conn, &fresh).await?;
    let told = [("name", &*asked.name), ("kind", asked.kind.as_str()), ("access", &asked.access.to_string())]
        .map(|(field, value)| change(field, "", value));
    audit::note(ctx, conn, Act::KeyCreated, &id.to_string(), &told).await?;
    Ok(fresh)
}

/// A key made of these bytes.
pub(crate) fn fresh(
    scope: Scope,
    id: KeyId,
    asked: &NewKey,
    secret: &[u8; 32],
    created_by: &str,
    created_at: Timestamp,
) -> FreshKey {
    let text = format!("{}_{}_{}", asked.kind.prefix(), scope.mode, base62(secret));
    let key = ApiKey {
        id,
        scope,
        kind: asked.kind,
        name: asked.name.clone(),
        last4: text[text.len() - 4..].to_owned(),
        access: asked.access.clone(),
        created_by: created_by.to_owned(),
        created_at,
        last_used_at: None,
        revoked_at: None,
    };
    FreshKey { key, text }
}

/// Stores a key by its hash.
pub(crate) async fn insert(conn: &mut Conn<'_>, fresh: &FreshKey) -> clientele_store::Result<()> {
    keys::insert(conn, &fresh.key, &token_hash(&fresh.text)).await
}

/// 43 characters with more than 250 bits.
pub(crate) fn base62(bytes: &[u8; 32]) -> String {
    const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut digits = bytes.to_vec();
    let mut text = String::with_capacity(43);
    while text.len() < 43 {
        let mut rest = 0u32;
        for digit in &mut digits {
            let value = rest * 256 + u32::from(*digit);
            *digit = (value / 62) as u8;
            rest = value % 62;
        }
        text.push(char::from(ALPHABET[rest as usize]));
    }
    text
}

/// A secret and a publishable key for one mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyPair {
    /// Opens everything of this mode; for the merchant's servers.
    pub secret: String,
    /// Names the merchant; for anywhere.
    pub publishable: String,
}

/// The first keys of a merchant, for both modes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirstKeys {
    /// For samples.
    pub test: KeyPair,
    /// For real data.
    pub live: KeyPair,
}

/// What a merchant's first keys are.
pub(crate) fn first_key(kind: KeyKind) -> NewKey {
    NewKey { kind, name: "First key".to_owned(), access: Access::Full }
}

/// Keys for both modes of a new merchant.
pub(crate) async fn first_keys(house: &House, conn: &mut Conn<'_>, merchant: MerchantId) -> Result<FirstKeys> {
    Ok(FirstKeys {
        test: first_pair(house, conn, Scope { merchant, mode: Mode::Test }).await?,
        live: first_pair(house, conn, Scope { merchant, mode: Mode::Live }).await?,
    })
}

async fn first_pair(house: &House, conn: &mut Conn<'_>, scope: Scope) -> Result<KeyPair> {
    let ctx = Ctx::system(house, scope, "Command line");
    Ok(KeyPair {
        secret: create_in(&ctx, conn, &first_key(KeyKind::Secret)).await?.text,
        publishable: create_in(&ctx, conn, &first_key(KeyKind::Publishable)).await?.text,
    })
}

/// Every key of the scope, newest first.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<ApiKey>> {
    ctx.require(Permission::KeyManage)?;
    Ok(keys::all(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// Makes a key open nothing any more. Doing it again is no error.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn revoke(ctx: &Ctx, id: KeyId) -> Result<()> {
    ctx.require(Permission::KeyManage)?;
    transaction!(ctx, |conn| {
        let known = keys::all(conn, ctx.scope).await?;
        let key = known.iter().find(|key| key.id == id).ok_or(Error::NotFound)?;
        if keys::revoke(conn, ctx.scope, id, ctx.now).await? {
            audit::note(ctx, conn, Act::KeyRevoked, &id.to_string(), &[change("name", &key.name, "")]).await?;
        }
        Ok(())
    })
}

/// The key with this text, unless it was revoked.
///
/// Errors: `SignedOut` when there is no such key, or not any more.
pub async fn by_text(house: &House, text: &str) -> Result<ApiKey> {
    let found = keys::by_hash(&mut house.db.read().await?.conn(), &token_hash(text)).await?;
    found.filter(|key| key.revoked_at.is_none()).ok_or(Error::SignedOut)
}

/// Notes that a key was used.
pub async fn used(house: &House, key: &ApiKey) -> Result<()> {
    let mut tx = house.db.begin().await?;
    keys::touch(&mut tx.conn(), key.scope, key.id, house.now()).await?;
    Ok(tx.commit().await?)
}

/// A context of a program with this key.
pub fn ctx(house: &House, key: &ApiKey) -> Ctx {
    let access = match key.kind {
        KeyKind::Secret => key.access.clone(),
        KeyKind::Publishable => Access::Only(Vec::new()),
    };
    Ctx::new(house, key.scope, Actor::Key { id: key.id, name: key.name.clone(), access })
}
