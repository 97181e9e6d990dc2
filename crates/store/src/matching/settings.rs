//! What merchants decided about matching.

use clientele_domain::matching::{OtherExternalId, Settings};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const GET: &str = "
    SELECT link_typed_emails, merge_on_phone, merge_on_card, other_external_id FROM matching_settings
    WHERE merchant_id = $1 AND livemode = $2";

/// The settings in force; the usual ones, when the merchant never decided.
pub async fn get(conn: &mut Conn<'_>, scope: Scope) -> Result<Settings> {
    let row = fetch_optional!(conn, (bool, bool, bool, String), GET, scope.merchant.to_string(), scope.livemode())?;
    let Some((link_typed_emails, merge_on_phone, merge_on_card, other)) = row else {
        return Ok(Settings::default());
    };
    let other_external_id = OtherExternalId::parse(&other).ok_or_else(|| unreadable("setting", &other))?;
    Ok(Settings { link_typed_emails, merge_on_phone, merge_on_card, other_external_id })
}

const SET: &str = "
    INSERT INTO matching_settings (
        merchant_id, livemode, link_typed_emails, merge_on_phone, merge_on_card, other_external_id, updated_by, updated_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET
        link_typed_emails = excluded.link_typed_emails, merge_on_phone = excluded.merge_on_phone,
        merge_on_card = excluded.merge_on_card, other_external_id = excluded.other_external_id,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at";

/// Stores what the merchant decided.
pub async fn set(conn: &mut Conn<'_>, scope: Scope, settings: &Settings, by: &str, now: Timestamp) -> Result<()> {
    execute!(
        conn,
        SET,
        scope.merchant.to_string(),
        scope.livemode(),
        settings.link_typed_emails,
        settings.merge_on_phone,
        settings.merge_on_card,
        settings.other_external_id.as_str(),
        by,
        now.micros(),
    )?;
    Ok(())
}
