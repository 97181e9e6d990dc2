//! `/mail/off/{merchant}/{mode}/{customer}/{signature}`: where customers say that they want no reminders, by the link at the
//! end of a mail. Looking changes nothing; the button does, and so do mail programs for their readers (RFC 8058).

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::tongue::Tongue;
use clientele_service::Error;
use clientele_service::mail::{self, Declined};

use super::visit::Visit;
use super::{assets, page};
use crate::state::AppState;

/// Merchant, mode, customer and signature, as the address has them.
type Named = Path<(String, String, String, String)>;

/// `GET`
pub async fn show(State(state): State<AppState>, visit: Visit, Path(named): Named) -> Response {
    let found = match read(&named) {
        Some((scope, customer)) => mail::declined(&state.house, scope, customer, &named.3).await,
        None => Err(Error::NotFound),
    };
    answer(&state, &visit, found)
}

/// `POST`: no more reminders, or reminders again with `act=on`.
pub async fn act(State(state): State<AppState>, visit: Visit, Path(named): Named, body: Bytes) -> Response {
    // Programs may write the form in parts; then it is none of ours.
    let off = !form_urlencoded::parse(&body).any(|(name, value)| name == "act" && value == "on");
    let done = match read(&named) {
        Some((scope, customer)) => mail::decline(&state.house, scope, customer, &named.3, off).await,
        None => Err(Error::NotFound),
    };
    answer(&state, &visit, done)
}

fn read((merchant, mode, customer, _): &(String, String, String, String)) -> Option<(Scope, CustomerId)> {
    let merchant: MerchantId = merchant.parse().ok()?;
    let mode: Mode = mode.parse().ok()?;
    Some((Scope { merchant, mode }, customer.parse().ok()?))
}

fn answer(state: &AppState, visit: &Visit, found: Result<Declined, Error>) -> Response {
    let found = match found {
        Ok(found) => found,
        Err(Error::Deleted { .. }) => return page::refusal(state, visit, &Error::NotFound),
        Err(error) => return page::refusal(state, visit, &error),
    };
    let tongue = Tongue::of(visit.tongue(&found.locale).as_str());
    let mut response = (StatusCode::OK, Html(document(tongue, &found))).into_response();
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
                  frame-ancestors 'none'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// What the page says: title, sentence, button.
fn texts(tongue: Tongue, off: bool) -> [&'static str; 3] {
    match (tongue, off) {
        (Tongue::English, false) => [
            "No more reminders?",
            "You will get no reminders and no news by mail any more. Receipts, and what concerns your contract, still come.",
            "No more reminders",
        ],
        (Tongue::English, true) => [
            "You get no reminders any more",
            "Receipts, and what concerns your contract, still come. You can change your mind at any time.",
            "Send me reminders again",
        ],
        (Tongue::German, false) => [
            "Keine Erinnerungen mehr?",
            "Sie bekommen dann keine Erinnerungen und Neuigkeiten mehr. Quittungen und was Ihren Vertrag betrifft kommen \
             weiterhin.",
            "Keine Erinnerungen mehr",
        ],
        (Tongue::German, true) => [
            "Sie bekommen keine Erinnerungen mehr",
            "Quittungen und was Ihren Vertrag betrifft kommen weiterhin. Sie können es sich jederzeit anders überlegen.",
            "Wieder erinnern",
        ],
        (Tongue::Arabic, false) => [
            "إيقاف التذكيرات؟",
            "لن تصلك بعد الآن تذكيرات أو أخبار بالبريد. تستمر الإيصالات وما يخص عقدك.",
            "إيقاف التذكيرات",
        ],
        (Tongue::Arabic, true) => [
            "لن تصلك تذكيرات بعد الآن",
            "تستمر الإيصالات وما يخص عقدك. يمكنك تغيير رأيك في أي وقت.",
            "إرسال التذكيرات من جديد",
        ],
    }
}

fn document(tongue: Tongue, found: &Declined) -> String {
    let [title, sentence, button] = texts(tongue, found.already);
    let act = if found.already { "on" } else { "off" };
    let (lang, dir, style) = (tongue.as_str(), tongue.direction(), assets::style());
    let merchant = escaped(&found.merchant);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title} · {merchant}</title><link rel=\"stylesheet\" href=\"{style}\"></head>\n\
         <body><div class=\"checkout alone\"><main id=\"main\"><section class=\"stack\" data-gap=\"5\" \
         aria-labelledby=\"state\"><p><bdi>{merchant}</bdi></p><h1 id=\"state\">{title}</h1><p>{sentence}</p>\
         <form method=\"post\"><button class=\"button\" data-kind=\"primary\" data-size=\"l\" type=\"submit\" \
         name=\"act\" value=\"{act}\">{button}</button></form></section></main></div></body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
