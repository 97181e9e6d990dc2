//! The forms on the pages of settings.

use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::response::{IntoResponse, Response};
use clientele_domain::branding::Logo;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::Error;
use clientele_service::branding::{self, BrandingDraft, LogoChange};

use super::Sent;
use crate::state::AppState;

/// `POST /{merchant}/{mode}/settings/checkout`: how the merchant's pages look to buyers.
pub async fn brand(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    request: Request,
) -> Response {
    let scope = Scope { merchant, mode };
    let (parts, body) = request.into_parts();
    let form = Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let mut sent = Sent { parts, pairs: Vec::new() };
    let mut form = match form {
        Ok(form) => form,
        Err(refusal) => return refusal.into_response(),
    };
    let done = async {
        let ctx = sent.ctx(&state, scope)?;
        let logo = take_in(&mut form, &mut sent.pairs).await?;
        let text = |name: &str| sent.value(name).to_owned();
        let logo = match logo {
            Some(bytes) => LogoChange::Replace(bytes),
            None if sent.value("remove_logo").is_empty() => LogoChange::Keep,
            None => LogoChange::Remove,
        };
        let draft = BrandingDraft { accent: text("accent"), support_email: text("support_email"), logo };
        branding::update(&ctx, &draft).await
    };
    match done.await {
        Ok(_) => sent.done(&format!("/{scope}/settings/checkout"), "Saved."),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// Reads the form, and gives the logo if there is one.
async fn take_in(form: &mut Multipart, pairs: &mut Vec<(String, String)>) -> Result<Option<Vec<u8>>, Error> {
    let broken = |_| Error::invalid("form", "The form did not arrive whole. Try again.");
    let mut logo = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "logo" {
            let bytes = picture(field).await?;
            logo = Some(bytes).filter(|bytes| !bytes.is_empty());
        } else {
            pairs.push((name, field.text().await.map_err(broken)?));
        }
    }
    Ok(logo)
}

/// The bytes of a picture; no more of them than tell that it is too large.
async fn picture(mut field: Field<'_>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(part) =
        field.chunk().await.map_err(|_| Error::invalid("logo", "The logo did not arrive whole. Try again."))?
    {
        if bytes.len() <= Logo::MOST_BYTES {
            bytes.extend_from_slice(&part);
        }
    }
    Ok(bytes)
}
