//! Which day it is, for whoever asks about days up to today.

use clientele_domain::analytics::Day;
use clientele_domain::rules::Zone;

use crate::ctx::Ctx;

/// Today on the calendar that somebody asked for by its name, or on the merchant's own.
///
/// Errors: a sentence that says what would be right.
pub fn today_in(ctx: &Ctx, own: &str, asked: &str) -> Result<Day, String> {
    let zone = Zone::named(if asked.is_empty() { own } else { asked })?;
    Ok(zone.day_of(ctx.now))
}
