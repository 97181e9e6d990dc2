//! What a database driver tells the log while something runs: every statement, and PostgreSQL's plans.
//!
//! The statements are those that the store's own functions send, so that no test knows or repeats their text.

use std::collections::HashMap;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::Id;
use tracing::subscriber::set_global_default;
use tracing::{Event, Instrument, Span, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// What was heard within each span that somebody listens to. SQLite speaks on a thread of its own, but in the span of
/// whoever asked; so tests that run at once don't hear each other.
static HEARD: Mutex<Option<HashMap<u64, Vec<String>>>> = Mutex::new(None);

/// The statements (SQLite) or plans (PostgreSQL) that were told while the future ran.
pub async fn heard<T>(future: impl Future<Output = T>) -> (T, Vec<String>) {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        set_global_default(tracing_subscriber::registry().with(Listener)).expect("nobody else listens");
    });
    let span = tracing::info_span!("heard");
    let id = span.id().expect("a span that is listened to").into_u64();
    within(|heard| heard.insert(id, Vec::new()));
    let output = future.instrument(Span::clone(&span)).await;
    (output, within(|heard| heard.remove(&id)).unwrap_or_default())
}

fn within<T>(change: impl FnOnce(&mut HashMap<u64, Vec<String>>) -> T) -> T {
    change(HEARD.lock().expect("nobody failed here").get_or_insert_default())
}

struct Listener;

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let field = match event.metadata().target() {
            "sqlx::query" => "db.statement",
            "sqlx::postgres::notice" => "message",
            _ => return,
        };
        let mut text = Text { field, found: String::new() };
        event.record(&mut text);
        let Some(spans) = context.event_scope(event) else { return };
        for span in spans {
            let id: Id = span.id();
            within(|heard| heard.get_mut(&id.into_u64()).map(|told| told.push(text.found.trim().to_owned())));
        }
    }
}

/// One field of an event.
struct Text {
    field: &'static str,
    found: String,
}

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == self.field {
            value.clone_into(&mut self.found);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
