//! A file of rows that a form asks for, fetched piece by piece so that whoever waits sees how far it has come. Without scripts
//! the browser sends the form by itself and keeps what comes. Called only from event handlers, which never run on the server.

use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{HtmlAnchorElement, Request, RequestInit, Response, UrlSearchParams};
use wasm_bindgen_futures::JsFuture;

use crate::posted::{Answer, Posted, WANTS_ANSWER};
use crate::problem::Problem;

/// What became of it.
pub enum Fetched {
    /// The browser has the file: so many lines.
    Kept(i64),
    /// It was stopped; nothing is kept.
    Stopped,
    /// Something is to be mended first.
    Again(Posted),
}

/// Fetches the file that a form asks for and has the browser keep it. `goes_on` hears how many lines have come, and says whether
/// to go on.
///
/// Errors: why there is no file. What came of it is not kept, so that no part is taken for the whole.
pub async fn fetch(
    action: &str,
    body: Option<UrlSearchParams>,
    goes_on: impl Fn(i64) -> bool,
) -> Result<Fetched, Problem> {
    let failed = |_: JsValue| Problem::Failed(String::new());
    let options = RequestInit::new();
    options.set_method("POST");
    if let Some(body) = body {
        options.set_body(body.as_ref());
    }
    let request = Request::new_with_str_and_init(action, &options).map_err(failed)?;
    request.headers().set(WANTS_ANSWER, "1").map_err(failed)?;
    let response = JsFuture::from(window().fetch_with_request(&request)).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    let named = response.headers().get("content-disposition").map_err(failed)?;
    let Some(name) = named.as_deref().and_then(file_name) else { return refused(&response).await };
    let pieces = Array::new();
    let mut lines = Lines { csv: name.ends_with(".csv"), ..Lines::default() };
    let reader = call(&part(response.as_ref(), "body").map_err(failed)?, "getReader").map_err(failed)?;
    while let Some(piece) = next(&reader).await.map_err(failed)? {
        lines.read(&piece.to_vec());
        pieces.push(&piece);
        if !goes_on(lines.count) {
            call(&reader, "cancel").map_err(failed)?;
            return Ok(Fetched::Stopped);
        }
    }
    keep(&pieces, name).map_err(failed)?;
    Ok(Fetched::Kept(lines.count))
}

async fn refused(response: &Response) -> Result<Fetched, Problem> {
    let failed = |_: JsValue| Problem::Failed(String::new());
    let text = JsFuture::from(response.text().map_err(failed)?).await.map_err(failed)?;
    let text = text.as_string().unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(Answer::Again(posted)) => Ok(Fetched::Again(posted)),
        _ => Err(serde_json::from_str(&text).unwrap_or(Problem::Failed(String::new()))),
    }
}

/// `attachment; filename="people.csv"`
fn file_name(disposition: &str) -> Option<&str> {
    disposition.split_once("filename=\"")?.1.strip_suffix('"')
}

/// Lines that have come. Within the quotes of CSV a line break belongs to a value.
#[derive(Default)]
struct Lines {
    csv: bool,
    quoted: bool,
    count: i64,
}

impl Lines {
    fn read(&mut self, piece: &[u8]) {
        for byte in piece {
            match byte {
                b'"' if self.csv => self.quoted = !self.quoted,
                b'\n' if !self.quoted => self.count += 1,
                _ => {}
            }
        }
    }
}

/// The next piece of what is read; nothing at its end.
async fn next(reader: &JsValue) -> Result<Option<Uint8Array>, JsValue> {
    let read = JsFuture::from(js_sys::Promise::resolve(&call(reader, "read")?)).await?;
    if part(&read, "done")?.is_truthy() {
        return Ok(None);
    }
    part(&read, "value")?.dyn_into().map(Some)
}

/// Has the browser keep these pieces as one file.
fn keep(pieces: &Array, name: &str) -> Result<(), JsValue> {
    let kind: Function = part(&js_sys::global(), "Blob")?.dyn_into()?;
    let file = Reflect::construct(&kind, &Array::of1(pieces))?;
    let addresses = part(&js_sys::global(), "URL")?;
    let make: Function = part(&addresses, "createObjectURL")?.dyn_into()?;
    let address = make.call1(&addresses, &file)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&address.as_string().unwrap_or_default());
    link.set_attribute("download", name)?;
    link.click();
    let forget: Function = part(&addresses, "revokeObjectURL")?.dyn_into()?;
    // The browser has begun to keep it by then.
    let later = std::time::Duration::from_secs(60);
    set_timeout(move || drop(forget.call1(&addresses, &address)), later);
    Ok(())
}

fn part(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &name.into())
}

fn call(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    part(of, name)?.dyn_into::<Function>()?.call0(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_within_quotes_is_no_line() {
        let mut lines = Lines { csv: true, ..Lines::default() };
        lines.read(b"name,note\r\nAda,\"two\nli");
        lines.read(b"nes, and \"\"quotes\"\"\"\r\nBob,\r\n");

        assert_eq!(lines.count, 3);
        let mut lines = Lines::default();
        lines.read(b"{ \"name\": \"5\\\" of rain\" }\n{}\n");
        assert_eq!(lines.count, 2);
    }

    #[test]
    fn the_name_of_a_file_is_read() {
        assert_eq!(file_name("attachment; filename=\"customers-2026-01-31.csv\""), Some("customers-2026-01-31.csv"));
        assert_eq!(file_name("inline"), None);
    }
}
