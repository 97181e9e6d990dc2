//! The widgets as they will look: the real script, and somebody invented.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::look::{Look, Theme, Widget, choice};

choice! {
    /// How the invented customer stands.
    Standing {
        Active = "active", "Subscribed";
        Ending = "ending", "Subscribed until the period ends";
        PastDue = "past_due", "Past due";
        New = "new", "New, with nothing yet";
    }
}

impl Standing {
    /// From an address, as usual when it says nothing.
    pub fn asked(word: &str) -> Self {
        Self::parse(word).unwrap_or_default()
    }

    /// The customer, as the client API would tell it.
    fn customer(self) -> Value {
        if self == Self::New {
            return json!({
                "name": null, "email": "amara@okonkwostudio.example", "portal": true, "subscriptions": [], "orders": []
            });
        }
        let subscription = json!({
            "status": if self == Self::PastDue { "past_due" } else { "active" },
            "items": [{ "name": "Two bags a month", "quantity": 1 }],
            "amount": 8600, "currency": "eur", "recurring": { "interval": "month", "count": 1 },
            "current_period_end": "2026-12-17T09:00:00Z", "trial_end": null,
            "cancel_at_period_end": self == Self::Ending, "ended_at": null
        });
        let order = |number: &str, what: &str, amount: i64, currency: &str, status: &str, day: &str| {
            json!({
                "number": number, "description": what, "amount": amount, "currency": currency, "status": status,
                "created_at": format!("{day}T10:00:00Z")
            })
        };
        json!({
            "name": "Amara Okonkwo", "email": "amara@okonkwostudio.example", "portal": true,
            "subscriptions": [subscription],
            "orders": [
                order("10428", "Kiambu AA, Sidamo and 2 more", 184_000, "btc", "paid", "2026-11-14"),
                order("10391", "Hand grinder, walnut", 14_250, "eur", "partially_refunded", "2026-11-06"),
                order("10377", "Two flat whites, one bag of Sidamo", 2400, "eur", "paid", "2026-11-01"),
                order("10201", "Wholesale sample kit", 16_800, "usd", "refunded", "2026-10-09"),
            ]
        })
    }
}

/// The widgets. They need scripts, so that they come with them; their room is there before.
#[component]
pub fn Preview(look: RwSignal<Look>, standing: RwSignal<Standing>) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let widget = Memo::new(move |_| look.with(|look| look.widget));
    view! {
        <script type="module" nonce=nonce() src="/embed/clientele.js"></script>
        <div class="widgets" data-widget=move || widget.get().as_str()>
            {move || awake.get().then(|| view! { <Shown look standing widget=widget.get() /> })}
        </div>
    }
}

/// Only ever made by the browser: a style within HTML that the server sends would not be allowed.
#[component]
fn Shown(look: RwSignal<Look>, standing: RwSignal<Standing>, widget: Widget) -> impl IntoView {
    let scheme = move || match look.with(|look| look.theme) {
        Theme::Auto => "inherit",
        theme => theme.as_str(),
    };
    // `initial` is no value, so that the widgets' own holds.
    let accent = move || look.with(Look::accent_css).unwrap_or("initial".to_owned());
    let radius = move || look.with(Look::radius).map_or("initial".to_owned(), |radius| format!("{radius}px"));
    let space = move || look.with(Look::space);
    let sample = move || standing.get().customer().to_string();
    let element = |(name, ..): &(&str, &str, f64, f64)| match *name {
        "clientele-customer" => view! { <clientele-customer sample=sample></clientele-customer> }.into_any(),
        "clientele-subscription" => {
            view! { <clientele-subscription sample=sample></clientele-subscription> }.into_any()
        }
        _ => view! { <clientele-orders sample=sample limit="4"></clientele-orders> }.into_any(),
    };
    view! {
        <div
            class="surface"
            style:color-scheme=scheme
            style:--clientele-accent=accent
            style:--clientele-radius=radius
            style:--clientele-space=space
        >
            {widget.elements().iter().map(element).collect_view()}
        </div>
    }
}

/// What scripts of this answer carry. Those that the browser makes need none: whoever makes them has one.
#[cfg(feature = "ssr")]
fn nonce() -> Option<String> {
    leptos::nonce::use_nonce().map(|nonce| nonce.to_string())
}

#[cfg(not(feature = "ssr"))]
fn nonce() -> Option<String> {
    None
}
