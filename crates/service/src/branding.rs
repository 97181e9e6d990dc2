//! How a merchant's pages look to buyers.

use clientele_domain::audit::Act;
use clientele_domain::branding::{Accent, Branding, Logo};
use clientele_domain::id::MerchantId;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::brandings;

use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// What becomes of the logo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum LogoChange {
    /// It stays.
    #[default]
    Keep,
    /// There is none any more.
    Remove,
    /// Another takes its place.
    Replace(Vec<u8>),
}

/// How it should look, as entered. Empty text means none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrandingDraft {
    /// `#8a3c2a`
    pub accent: String,
    /// Where buyers ask.
    pub support_email: String,
    /// What becomes of the logo.
    pub logo: LogoChange,
}

/// How it looks, for whoever may change it.
///
/// Errors: `Forbidden`.
pub async fn get(ctx: &Ctx) -> Result<Branding> {
    ctx.require(Permission::SettingsWrite)?;
    Ok(brandings::get(&mut ctx.read().await?.conn(), ctx.scope.merchant).await?)
}

/// Changes how it looks, in both modes.
///
/// Errors: `Forbidden`; `Invalid` at `accent`, `support_email` and `logo`.
pub async fn update(ctx: &Ctx, draft: &BrandingDraft) -> Result<Branding> {
    ctx.require(Permission::SettingsWrite)?;
    let (branding, logo) = checked(draft)?;
    let edition = format!("{:x}", ctx.now.micros());
    transaction!(ctx, |conn| {
        let merchant = ctx.scope.merchant;
        let before = brandings::get(conn, merchant).await?;
        brandings::set(conn, merchant, &branding, ctx.actor.name(), ctx.now).await?;
        match (&draft.logo, &logo) {
            (LogoChange::Keep, _) => {}
            (_, logo) => {
                let named = logo.as_ref().map(|logo| (logo, edition.as_str()));
                brandings::set_logo(conn, merchant, named).await?;
            }
        }
        let after = brandings::get(conn, merchant).await?;
        let told = audit::differences(&before, &after)?;
        if !told.is_empty() {
            audit::note_everywhere(ctx, conn, Act::BrandingUpdated, "", &told).await?;
        }
        Ok(after)
    })
}

fn checked(draft: &BrandingDraft) -> Result<(Branding, Option<Logo>)> {
    let mut wrong = Vec::new();
    let accent = match draft.accent.trim() {
        "" => None,
        text => text.parse::<Accent>().map_err(|error| wrong.push(Violation::new("accent", error.to_string()))).ok(),
    };
    let support_email = match draft.support_email.trim() {
        "" => String::new(),
        text => rules::email(text).unwrap_or_else(|message| {
            wrong.push(Violation::new("support_email", message));
            String::new()
        }),
    };
    let logo = match &draft.logo {
        LogoChange::Replace(bytes) => {
            Logo::read(bytes.clone()).map_err(|told| wrong.push(Violation::new("logo", told))).ok()
        }
        LogoChange::Keep | LogoChange::Remove => None,
    };
    if wrong.is_empty() {
        Ok((Branding { accent, logo: None, support_email }, logo))
    } else {
        Err(Error::Invalid(wrong))
    }
}

/// How a merchant's pages look: for anybody, since it is shown to anybody.
pub async fn of(house: &House, merchant: MerchantId) -> Result<Branding> {
    Ok(brandings::get(&mut house.db.read().await?.conn(), merchant).await?)
}

/// A merchant's logo, for anybody.
///
/// Errors: `NotFound`.
pub async fn logo(house: &House, merchant: MerchantId) -> Result<Logo> {
    brandings::logo(&mut house.db.read().await?.conn(), merchant).await?.ok_or(Error::NotFound)
}
