//! An import at work: how far it has come, and the way to stop it.

use std::time::Duration;

use leptos::prelude::*;

use super::stage::{figure, rows};
use crate::components::{Icon, Meter, SubmitButton};
use crate::frame::use_scope;
use crate::server_fns::imports::{self, ImportSummary, Stage};

/// How often a page that is awake asks how far it is.
const ASK: Duration = Duration::from_secs(1);

/// Keeps itself up to date; without scripts, by the link. `on_end` hears when there is nothing more to come.
#[component]
pub fn Progress(import: ImportSummary, on_end: Callback<ImportSummary>) -> impl IntoView {
    let scope = use_scope();
    let here = StoredValue::new(format!("/{scope}/imports/{}", import.id));
    let (awake, stopping) = (RwSignal::new(false), RwSignal::new(false));
    let now = RwSignal::new(import);
    Effect::new(move || awake.set(true));
    ask_every_second(now, on_end);
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    let said = Memo::new(move |_| now.with(tenths));
    view! {
        <div class="stack" data-gap="4">
            <Meter
                label="Rows dealt with"
                value=Signal::derive(move || Some(now.with(|import| count(import.done))))
                max=Signal::derive(move || now.with(|import| count(import.total)))
            />
            <p>{move || now.with(figures)}</p>
            <p class="visually-hidden" role="status">
                {move || format!("{} percent done", said.get() * 10)}
            </p>
            <p class="muted">"You can leave this page; the import goes on."</p>
            <form
                class="cluster"
                method="post"
                action=here.get_value()
                on:submit=move |_| stopping.set(true)
            >
                {move || {
                    (!awake.get())
                        .then(|| {
                            view! {
                                <a class="button" href=here.get_value() rel="external">
                                    <Icon name="rotate-cw" />
                                    "Refresh"
                                </a>
                            }
                        })
                }}
                <input type="hidden" name="act" value="cancel" />
                <SubmitButton label="Cancel the import" busy_label="Cancelling" kind="" icon="x" busy=stopping />
            </form>
        </div>
    }
}

/// How many tenths are done, so that a screen reader hears no more than ten figures.
fn tenths(import: &ImportSummary) -> i64 {
    import.done * 10 / import.total.max(1)
}

/// "1,250 of 6,919 rows: 1,248 stored, 2 refused."
fn figures(import: &ImportSummary) -> String {
    format!(
        "{} of {}: {} stored, {} refused.",
        figure(import.done),
        rows(import.total),
        figure(import.accepted),
        figure(import.rejected),
    )
}

fn ask_every_second(now: RwSignal<ImportSummary>, on_end: Callback<ImportSummary>) {
    let scope = use_scope();
    // A slow answer is waited for, not asked for again.
    let asking = StoredValue::new(false);
    Effect::new(move || {
        let ask = move || {
            if asking.try_get_value() != Some(false) {
                return;
            }
            asking.set_value(true);
            let id = now.with_untracked(|import| import.id);
            leptos::task::spawn_local(async move {
                // Without an answer the figures stay as they are; the next one brings them up to date.
                let Ok(import) = imports::progress(scope, id).await else {
                    asking.try_set_value(false);
                    return;
                };
                let gone = now.try_set(import.clone()).is_some();
                match import.stage {
                    Stage::Running => {
                        asking.try_set_value(false);
                    }
                    // Told once, and not asked again.
                    _ if !gone => on_end.run(import),
                    _ => {}
                }
            });
        };
        if let Ok(clock) = set_interval_with_handle(ask, ASK) {
            on_cleanup(move || clock.clear());
        }
    });
}
