//! Pages: the dashboard rendered on the server, and the server functions behind it.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientele_app::problem::Problem;
use clientele_app::request::{PublicUrl, Sections, Signed};
use clientele_app::server_fns::viewer::{self, Looked};
use clientele_app::shell::shell;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::accounts::{self, Visitor};
use clientele_service::{Ctx, customers};
use leptos::prelude::provide_context;

use crate::assets;
use crate::state::AppState;

/// A page of the dashboard.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    render(&state, request, || {}).await
}

/// The same, with something more in its context: what came of a form.
pub async fn render(
    state: &AppState,
    request: Request,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let (house, options) = (state.house.clone(), state.leptos.clone());
    let url = PublicUrl(state.settings.public_url.clone());
    let looked = Looked(match visitor_and_scope(&request) {
        Ok((visitor, scope)) => viewer::look(&state.house, &visitor, scope).await,
        Err(problem) => Err(problem),
    });
    // Everything is fetched before the first byte, so that a page is whole without wasm.
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(house.clone());
            provide_context(url.clone());
            provide_context(looked.clone());
            provide_context(Sections(&assets::SECTIONS));
            context();
        },
        move || shell(options.clone()),
    );
    render(request).await.into_response()
}

/// Who is at the screen, by the session and the first two parts of the address.
fn visitor_and_scope(request: &Request) -> Result<(Visitor, Scope), Problem> {
    let Signed(visitor) = request.extensions().get::<Signed>().ok_or(Problem::SignedOut)?;
    let mut parts = request.uri().path().splitn(4, '/').skip(1);
    let (Some(merchant), Some(mode)) = (parts.next(), parts.next()) else { return Err(Problem::NotFound) };
    let scope = format!("{merchant}/{mode}").parse().map_err(|_| Problem::NotFound)?;
    Ok((visitor.clone(), scope))
}

/// A server function.
pub async fn server_function(State(state): State<AppState>, request: Request<Body>) -> Response {
    let (house, url) = (state.house.clone(), PublicUrl(state.settings.public_url.clone()));
    let context = move || {
        provide_context(house.clone());
        provide_context(url.clone());
    };
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

/// The first page: the customers of the person's first merchant, or else the way in.
pub async fn home(State(state): State<AppState>, request: Request) -> Response {
    let Some(Signed(visitor)) = request.extensions().get::<Signed>() else {
        return match accounts::needs_owner(&state.house).await {
            Ok(true) => Redirect::to("/sign-up").into_response(),
            Ok(false) => Redirect::to("/sign-in").into_response(),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        };
    };
    let Some((merchant, _)) = visitor.merchants.first() else {
        return page(State(state), request).await;
    };
    Redirect::to(&first_page(&state, merchant.id).await).into_response()
}

/// Where work at a merchant begins: whoever has real customers works with them; others begin with samples.
pub async fn first_page(state: &AppState, merchant: MerchantId) -> String {
    let live = Scope { merchant, mode: Mode::Live };
    let ctx = Ctx::system(&state.house, live, "First page");
    let real = customers::count(&ctx).await.unwrap_or(0) > 0;
    let scope = Scope { mode: Mode::from_livemode(real), ..live };
    format!("/{scope}/customers")
}
