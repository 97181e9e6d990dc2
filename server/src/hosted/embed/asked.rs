//! A request in a frame: who asks, and from where.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form, RequestPartsExt};
use clientele_app::hosted::{Door, Frame};
use clientele_domain::customer_session::CustomerSession;

use crate::guesses::Guesses;
use crate::hosted::portal::session::{self, NoSession};
use crate::hosted::sent::{Pairs, value};
use crate::hosted::visit::Visit;
use crate::hosted::{assets, page};
use crate::middleware::{client, same_origin};
use crate::state::AppState;

/// A form that was sent into a frame or in it.
pub struct Asked {
    /// What was sent.
    pub pairs: Pairs,
    /// Its reader.
    pub visit: Visit,
    guesses: Guesses,
    from: IpAddr,
    headers: HeaderMap,
}

impl FromRequest<AppState> for Asked {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let (Extension(guesses), ConnectInfo(peer)) =
            parts.extract::<(Extension<Guesses>, ConnectInfo<SocketAddr>)>().await?;
        let (visit, headers) = (Visit::of(&parts), parts.headers.clone());
        let sent = Form::<Pairs>::from_request(Request::from_parts(parts, body), state).await;
        let Form(pairs) = sent.map_err(IntoResponse::into_response)?;
        let visit = visit.asking(value(&pairs, "lang"));
        let from = client::address(&state.settings, &headers, peer.ip());
        Ok(Self { pairs, visit, guesses, from, headers })
    }
}

impl Asked {
    /// The session that is sent, whether it has ended or not, and the frame of the answer. The first request comes from a page
    /// of the session's origin, further ones from our own; what comes from elsewhere is answered without a frame.
    pub async fn begin(
        &self,
        state: &AppState,
        component: &'static str,
        first: bool,
    ) -> Result<(CustomerSession, Frame), Response> {
        let (visit, headers) = (&self.visit, &self.headers);
        let secret = value(&self.pairs, "session");
        let session = match session::of(&state.house, &self.guesses, self.from, secret).await {
            Ok(session) => session,
            Err(NoSession::TooMany) => return Err(page::too_many(state, visit)),
            Err(NoSession::Unknown) => return Err(page::door(state, visit, StatusCode::FORBIDDEN, Door::Ended)),
            Err(NoSession::Failed(error)) => return Err(page::refusal(state, visit, &error)),
        };
        let right = match first {
            true => session::is_from(headers, &session.allowed_origin),
            false => {
                headers.contains_key(header::ORIGIN) && same_origin::from_here(&state.settings.public_url, headers)
            }
        };
        if !right {
            return Err(page::door(state, visit, StatusCode::FORBIDDEN, Door::Elsewhere));
        }
        let frame = Frame {
            secret: secret.to_owned(),
            origin: session.allowed_origin.clone(),
            component,
            theme: theme(value(&self.pairs, "theme")),
            changed: false,
            paying: None,
            script: assets::frame_script(),
        };
        Ok((session, frame))
    }
}

fn theme(asked: &str) -> &'static str {
    match asked {
        "light" => "light",
        "dark" => "dark",
        _ => "",
    }
}
