//! How merchants' pages look to buyers. Of a merchant, in both modes.

use clientele_domain::branding::{Branding, Logo, LogoKind};
use clientele_domain::id::MerchantId;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const GET: &str = "SELECT accent, support_email, logo_edition FROM brandings WHERE merchant_id = $1";

/// What the merchant said; nothing in particular, when it never did.
pub async fn get(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Branding> {
    let row = fetch_optional!(conn, (String, String, String), GET, merchant.to_string())?;
    let Some((accent, support_email, edition)) = row else { return Ok(Branding::default()) };
    let accent = match accent.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| unreadable("colour", text))?),
    };
    Ok(Branding { accent, logo: Some(edition).filter(|edition| !edition.is_empty()), support_email })
}

const SET: &str = "
    INSERT INTO brandings (merchant_id, accent, support_email, updated_by, updated_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (merchant_id) DO UPDATE SET
        accent = excluded.accent, support_email = excluded.support_email,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at";

/// Stores everything but the logo.
pub async fn set(
    conn: &mut Conn<'_>,
    merchant: MerchantId,
    branding: &Branding,
    by: &str,
    now: Timestamp,
) -> Result<()> {
    let accent = branding.accent.map(|accent| accent.to_string()).unwrap_or_default();
    execute!(conn, SET, merchant.to_string(), accent.as_str(), branding.support_email.as_str(), by, now.micros())?;
    Ok(())
}

const SET_LOGO: &str = "UPDATE brandings SET logo = $2, logo_type = $3, logo_edition = $4 WHERE merchant_id = $1";
const REMOVE_LOGO: &str = "UPDATE brandings SET logo = NULL, logo_type = '', logo_edition = '' WHERE merchant_id = $1";

/// Stores the logo under the name of its edition, or removes it. After [`set`].
pub async fn set_logo(conn: &mut Conn<'_>, merchant: MerchantId, logo: Option<(&Logo, &str)>) -> Result<()> {
    match logo {
        Some((logo, edition)) => {
            execute!(conn, SET_LOGO, merchant.to_string(), logo.bytes.as_slice(), logo.kind.as_str(), edition)?
        }
        None => execute!(conn, REMOVE_LOGO, merchant.to_string())?,
    };
    Ok(())
}

const LOGO: &str = "SELECT logo, logo_type FROM brandings WHERE merchant_id = $1 AND logo IS NOT NULL";

/// The logo.
pub async fn logo(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Option<Logo>> {
    let row = fetch_optional!(conn, (Vec<u8>, String), LOGO, merchant.to_string())?;
    let Some((bytes, kind)) = row else { return Ok(None) };
    Ok(Some(Logo { kind: LogoKind::parse(&kind).ok_or_else(|| unreadable("logo", &kind))?, bytes }))
}
