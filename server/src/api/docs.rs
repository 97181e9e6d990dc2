//! The document, and the page that shows it: from our own origin, without a script.

use std::fmt::Write;

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::Value;

use super::document::{document, document_text};
use crate::assets;

/// GET /v1/openapi.json
pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], document_text())
}

/// GET /docs
pub async fn page() -> Response {
    let document = serde_json::to_value(document()).unwrap_or_default();
    let mut response = Html(rendered(&document)).into_response();
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors 'none'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// Codes of problems with what they mean, in the order of their status.
const CODES: &[(&str, &str, &str)] = &[
    ("400", "malformed_json", "The body is no JSON object."),
    ("401", "key_invalid", "There is no key in the request, or none that opens anything."),
    ("403", "permission_denied", "The key does not allow this."),
    ("404", "not_found", "There is no such thing, or not for this key."),
    ("404", "no_such_address", "There is no such address."),
    ("405", "method_not_allowed", "The address takes other methods."),
    ("409", "external_id_taken", "Another customer has this external id; existing_id says who."),
    ("409", "customer_deleted", "The customer was deleted."),
    ("409", "invalid_state", "Not possible as things stand; the detail says why."),
    ("409", "idempotency_in_progress", "A request with this Idempotency-Key is being done just now."),
    ("409", "conflict", "Others are changing the same records at the same moment. Nothing was changed."),
    ("412", "version_differs", "The record is at another version than If-Match says."),
    ("413", "too_large", "The body is larger than 1 MiB."),
    ("415", "unsupported_media_type", "The body is not sent as application/json."),
    ("422", "parameter_missing", "A field has to be there and is not."),
    ("422", "parameter_invalid", "A field is wrong; errors tells of all that are."),
    ("422", "parameter_unknown", "A field that nobody knows."),
    ("422", "idempotency_key_reused", "Another request was sent with this Idempotency-Key."),
    ("422", "invalid_query", "The query can't be read; position and length say where, suggestion what was meant."),
    ("422", "query_too_wide", "Too many customers would have to be looked at one by one; narrow the query."),
    ("429", "rate_limited", "Too many requests a second; Retry-After says when to go on."),
    ("503", "unavailable", "The database can't be reached or written just now. Nothing was changed."),
];

fn rendered(document: &Value) -> String {
    let mut page = String::new();
    let (title, css) = ("Clientele API", assets::package_path());
    let _ = write!(
        page,
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"icon\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/{css}/clientele.css\"></head>\
         <body class=\"reference\"><nav aria-label=\"Calls\">"
    );
    let calls = calls(document);
    let mut tag = "";
    for call in &calls {
        if call.tag != tag {
            let _ = write!(page, "{}<h2>{}</h2><ul>", if tag.is_empty() { "" } else { "</ul>" }, text(call.tag));
            tag = call.tag;
        }
        let _ = write!(page, "<li><a href=\"#{}\">{}</a></li>", text(call.id), text(call.summary));
    }
    let _ = write!(
        page,
        "</ul><h2>Problems</h2><ul><li><a href=\"#problems\">Codes</a></li></ul></nav><main><h1>{title}</h1>"
    );
    paragraphs(&mut page, document["info"]["description"].as_str().unwrap_or_default());
    page.push_str(
        "<p>The same as a document for programs: <a href=\"/v1/openapi.json\">openapi.json</a> (OpenAPI 3.1).</p>",
    );
    for call in &calls {
        call.write(&mut page, document);
    }
    page.push_str("<section id=\"problems\"><h2>Codes of problems</h2>");
    let rows = CODES.iter().map(|(status, code, meaning)| {
        format!(
            "<tr id=\"{code}\"><th scope=\"row\"><code>{code}</code></th><td>{status}</td><td>{}</td></tr>",
            text(meaning)
        )
    });
    table(&mut page, ["Code", "Status", "Meaning"], rows.collect());
    page.push_str("</section></main></body></html>");
    page
}

/// One call of the API.
struct Call<'d> {
    tag: &'d str,
    id: &'d str,
    summary: &'d str,
    method: &'d str,
    path: &'d str,
    operation: &'d Value,
}

/// Every call, by tag, in the order in which the resources come.
fn calls(document: &Value) -> Vec<Call<'_>> {
    const METHODS: [&str; 4] = ["get", "post", "patch", "delete"];
    let mut calls = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let operation = &item[method];
            if let Some(id) = operation["operationId"].as_str() {
                let tag = operation["tags"][0].as_str().unwrap_or("Other");
                let summary = operation["summary"].as_str().unwrap_or(id);
                calls.push(Call { tag, id, summary, method, path, operation });
            }
        }
    }
    calls.sort_by_key(|call| call.tag);
    calls
}

impl Call<'_> {
    fn write(&self, page: &mut String, document: &Value) {
        let (method, path) = (self.method.to_uppercase(), text(self.path));
        let _ = write!(
            page,
            "<section id=\"{}\"><h2>{}</h2><p><code><b>{method}</b> {path}</code></p>",
            text(self.id),
            text(self.summary)
        );
        paragraphs(page, self.operation["description"].as_str().unwrap_or_default());
        let parameters = self.operation["parameters"].as_array().map_or(&[][..], Vec::as_slice);
        let rows: Vec<String> = parameters
            .iter()
            .map(|parameter| {
                let kind = kind(&parameter["schema"], document);
                let place = parameter["in"].as_str().unwrap_or_default();
                row(&parameter["name"], &format!("{kind}, in {place}"), &parameter["description"])
            })
            .collect();
        if !rows.is_empty() {
            page.push_str("<h3>Parameters</h3>");
            table(page, ["Name", "Type", "Meaning"], rows);
        }
        let body = &self.operation["requestBody"]["content"]["application/json"]["schema"];
        fields(page, "Body", body, document);
        if let Some(example) = resolved(body, document).get("example") {
            let example = serde_json::to_string_pretty(example).unwrap_or_default();
            let _ = write!(
                page,
                "<h3>Example</h3><pre class=\"code\" tabindex=\"0\"><code>{}</code></pre>",
                text(&example)
            );
        }
        for (status, response) in self.operation["responses"].as_object().into_iter().flatten() {
            if status == "default" {
                continue;
            }
            let meaning = response["description"].as_str().unwrap_or_default();
            let content = &response["content"]["application/json"]["schema"];
            fields(page, &format!("Answer {status}: {meaning}"), content, document);
        }
        page.push_str("</section>");
    }
}

/// What a reference refers to; anything else is itself.
fn resolved<'d>(schema: &'d Value, document: &'d Value) -> &'d Value {
    let name = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    name.map_or(schema, |name| &document["components"]["schemas"][name])
}

/// The fields of an object, or of the objects in a list.
fn fields(page: &mut String, title: &str, schema: &Value, document: &Value) {
    let mut schema = resolved(schema, document);
    if let Some(one) = schema["oneOf"].as_array().and_then(|each| each.last()) {
        schema = resolved(one, document);
    }
    let is_list = schema["properties"]["data"]["type"] == "array" && schema["properties"]["has_more"].is_object();
    if is_list {
        schema = resolved(&schema["properties"]["data"]["items"], document);
    }
    let rows: Vec<String> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            let told = if field["oneOf"][0].is_object() { &field["oneOf"][0] } else { field };
            let meaning = if told["description"].is_string() { told } else { resolved(told, document) };
            row(&Value::from(name.as_str()), &kind(field, document), &meaning["description"])
        })
        .collect();
    if rows.is_empty() && title == "Body" {
        return;
    }
    let _ = write!(page, "<h3>{}</h3>", text(title));
    if is_list {
        page.push_str("<p>A list; each entry has</p>");
    }
    if !rows.is_empty() {
        table(page, ["Field", "Type", "Meaning"], rows);
    }
}

/// A type in words: `text`, `list of text`, `Customer or null`, `one of pending, succeeded`.
fn kind(schema: &Value, document: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        let meant = resolved(schema, document);
        return if meant["properties"].is_object() { name.to_owned() } else { kind(meant, document) };
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        return format!("one of {}", words.join(", "));
    }
    if let Some(each) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        return each.iter().map(|each| kind(each, document)).collect::<Vec<_>>().join(" or ");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return "anything".to_owned(),
    };
    let words = types.into_iter().map(|name| match name {
        "string" if schema["format"] == "date-time" => "time".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => format!("list of {}", kind(&schema["items"], document)),
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" or ")
}

fn row(name: &Value, kind: &str, meaning: &Value) -> String {
    let (name, meaning) = (name.as_str().unwrap_or_default(), meaning.as_str().unwrap_or_default());
    format!(
        "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>",
        text(name),
        text(kind),
        marked(meaning)
    )
}

fn table(page: &mut String, heads: [&str; 3], rows: Vec<String>) {
    let heads = heads.map(|head| format!("<th scope=\"col\">{head}</th>")).concat();
    let _ = write!(
        page,
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>{heads}</tr></thead><tbody>{}</tbody></table></div>",
        rows.concat()
    );
}

fn paragraphs(page: &mut String, source: &str) {
    for paragraph in source.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let _ = write!(page, "<p>{}</p>", marked(paragraph));
    }
}

/// Text with what stands between backticks as code.
fn marked(source: &str) -> String {
    let mut marked = String::new();
    for (place, part) in source.split('`').enumerate() {
        match place % 2 {
            0 => marked.push_str(&text(part)),
            _ => {
                let _ = write!(marked, "<code>{}</code>", text(part));
            }
        }
    }
    marked
}

/// Text that stays text.
fn text(source: &str) -> String {
    source.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
