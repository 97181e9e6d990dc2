//! The HTML document around every page. Only the server renders it; the browser takes over from the body on.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::App;
use crate::components::THEME_SCRIPT;

/// The list of sections of pages, as the build names it: the script asks for it at once.
const SECTIONS: &str = "__wasm_split.______________________.js";

/// What the page may load and run: our own files, and scripts that carry this answer's nonce.
fn content_security_policy(nonce: &str) -> String {
    // Development builds reload themselves over a socket.
    let sockets = if cfg!(debug_assertions) { " ws:" } else { "" };
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; font-src 'self'; img-src 'self' data:; connect-src 'self'{sockets}; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The document. Every script carries the nonce of the answer's Content-Security-Policy.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
        && let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce))
    {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
    view! {
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script nonce=use_nonce()>{THEME_SCRIPT}</script>
                <HashedStylesheet options=options.clone() id="style" />
                <link rel="preload" href="/fonts/inter.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                {cfg!(debug_assertions).then(|| view! { <AutoReload options=options.clone() /> })}
                <HydrationScripts options=options.clone() />
                <link rel="modulepreload" href=format!("/{}/{SECTIONS}", options.site_pkg_dir) crossorigin="anonymous" />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
