//! Toasts report what happened; anything that needs a decision is a dialog. Failures stay until they are dismissed.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, Tone};

/// How long a good message stays.
const STAY: Duration = Duration::from_secs(8);

/// One report.
#[derive(Debug, Clone)]
pub struct Toast {
    tone: Tone,
    title: String,
    text: String,
    action: Option<(String, Callback<()>)>,
}

impl Toast {
    /// Something worked: `Toast::good("3 customers tagged")`.
    pub fn good(title: impl Into<String>) -> Self {
        Self { tone: Tone::Good, title: title.into(), text: String::new(), action: None }
    }

    /// Something did not work.
    pub fn bad(title: impl Into<String>) -> Self {
        Self { tone: Tone::Bad, ..Self::good(title) }
    }

    /// Something is under way.
    pub fn info(title: impl Into<String>) -> Self {
        Self { tone: Tone::Info, ..Self::good(title) }
    }

    /// A sentence under the title.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self }
    }

    /// A button, such as "Undo".
    #[must_use]
    pub fn action(self, label: impl Into<String>, run: Callback<()>) -> Self {
        Self { action: Some((label.into(), run)), ..self }
    }
}

/// Where toasts are put; the same for the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u64, Toast)>>,
    next: StoredValue<u64>,
}

impl Toasts {
    /// Shows a toast.
    pub fn show(self, toast: Toast) {
        // Whoever left the dashboard sees none.
        let Some(number) = self.next.try_get_value() else { return };
        self.next.set_value(number + 1);
        let stays = toast.tone == Tone::Bad || toast.action.is_some();
        self.shown.update(|shown| shown.push((number, toast)));
        if !stays {
            set_timeout(move || self.dismiss(number), STAY);
        }
    }

    fn dismiss(self, number: u64) {
        self.shown.try_update(|shown| shown.retain(|(known, _)| *known != number));
    }
}

/// Makes toasts available below; called once, by the outermost component.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    provide_context(toasts);
    toasts
}

/// The page's toasts. Where none were provided, what is shown goes nowhere.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(provide_toasts)
}

/// The corner where toasts appear. It is always there, so that screen readers know it before it speaks.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status">
            <For each=move || toasts.shown.get() key=|(number, _)| *number let((number, toast))>
                <ToastCard toast on_dismiss=Callback::new(move |()| toasts.dismiss(number)) />
            </For>
        </div>
    }
}

/// One toast.
#[component]
pub fn ToastCard(toast: Toast, on_dismiss: Callback<()>) -> impl IntoView {
    let Toast { tone, title, text, action } = toast;
    let button = match action {
        Some((label, run)) => {
            let press = move |_| {
                run.run(());
                on_dismiss.run(());
            };
            view! { <button class="button" data-size="s" type="button" on:click=press>{label}</button> }.into_any()
        }
        None => view! {
            <button
                class="button"
                data-kind="quiet"
                data-size="s"
                type="button"
                aria-label="Dismiss"
                on:click=move |_| on_dismiss.run(())
            >
                <Icon name="x" />
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="toast" data-tone=tone.as_str()>
            <Icon name=tone.icon() />
            <p>
                <strong>{title}</strong>
                {text}
            </p>
            {button}
        </div>
    }
}
