//! The few things that components ask of the browser itself. Called only from effects and event handlers, which never
//! run on the server.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// What has the focus now.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Moves the focus, and the page with it.
pub fn focus(element: &HtmlElement) {
    // Nothing to do when the element refuses: it is no longer in the page.
    let _ = element.focus();
}

/// Closes the popover around an element, if there is one and it is open.
pub fn hide_popover_around(element: &Element) {
    if let Ok(Some(popover)) = element.closest(":popover-open")
        && let Some(popover) = popover.dyn_ref::<HtmlElement>()
    {
        let _ = popover.hide_popover();
    }
}

/// The element an event began at.
pub fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Every element that a selector finds below another.
pub fn all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}

/// A plain object for the options of a browser function.
pub fn options(pairs: &[(&str, &str)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object.into()
}

/// Calls a function of an object by its name.
pub fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: js_sys::Function = js_sys::Reflect::get(of, &name.into())?.dyn_into()?;
    function.apply(of, &arguments.iter().collect())
}

/// What is remembered on this device under a name; nothing where storage is forbidden.
pub fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Remembers a value on this device, or forgets it.
pub fn remember(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A full or forbidden storage only means that the choice is not kept.
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

/// Whether this is a machine whose shortcuts use ⌘ instead of Ctrl.
pub fn is_apple() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|name| agent.contains(name))
}
