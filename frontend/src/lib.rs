//! Where the dashboard begins in the browser: it takes over the page that the server rendered.

// The types of whole pages are deep.
#![recursion_limit = "1024"]

use clientele_app::App;

/// Called once by the page, as soon as the module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // A panic in a release build says nothing useful to a visitor, and the hook's texts cost bytes.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(App);
}
