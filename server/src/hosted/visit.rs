//! What a request tells of its reader: the language that its address asks for, those that the browser
//! prefers, and what it is.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use clientele_app::hosted::{Tongue, country_of};
use clientele_domain::device::device_of;

/// What a request tells of its reader.
#[derive(Debug, Clone)]
pub struct Visit {
    asked: String,
    accepted: String,
    /// Browser and system, such as `Firefox on Windows`; empty when they are not known.
    pub device: String,
}

impl Visit {
    /// Of this request.
    pub fn of(parts: &Parts) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Self {
            asked: asked.map(|(_, tag)| tag.into_owned()).unwrap_or_default(),
            accepted: accepted.unwrap_or_default().to_owned(),
            device: device_of(agent.unwrap_or_default()),
        }
    }

    /// The same where a form asks for a language; as it was, when it asks for none.
    pub fn asking(self, tag: &str) -> Self {
        if tag.is_empty() { self } else { Self { asked: tag.to_owned(), ..self } }
    }

    /// The language for a buyer whose own is known, or not.
    pub fn tongue(&self, known: &str) -> Tongue {
        Tongue::choose(&self.asked, known, &self.accepted)
    }

    /// Whether the address asks for a language that there is.
    pub fn asks(&self) -> bool {
        Tongue::known(&self.asked).is_some()
    }

    /// The query of an address that keeps the language, with its question mark, or nothing.
    pub fn query(&self) -> String {
        Tongue::known(&self.asked).map(|tongue| format!("?lang={}", tongue.as_str())).unwrap_or_default()
    }

    /// The country that the browser's languages make likely; empty when they tell none.
    pub fn country(&self) -> String {
        country_of(&self.accepted).unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}
