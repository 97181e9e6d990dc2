//! What an import would do.

use clientele_domain::import::What;
use leptos::prelude::*;

use super::rejects::RejectsTable;
use super::stage::{figure, rows};
use crate::components::{Banner, Section, Tone};
use crate::server_fns::imports::Trial;

/// The figures, and the first of what would be refused. Its heading is where the form leads to.
#[component]
pub fn TrialReport(what: What, trial: Trial) -> impl IntoView {
    let Trial { rows: total, accepted, rejected, rejects } = trial;
    let sentence = format!("{} would be stored, {} refused. Nothing is stored yet.", rows(accepted), figure(rejected));
    let tone = if rejected == 0 { Tone::Good } else { Tone::Warn };
    let shown = rejects.len();
    let table = (!rejects.is_empty()).then(|| {
        let more =
            format!("The first {shown} things that are wrong. A row that is wrong is left out; all others are stored.");
        view! {
            <RejectsTable what rejects />
            <p class="muted">{more}</p>
        }
    });
    view! {
        <Section id="trial" title="What the import would do" count=rows(total)>
            <div class="stack">
                <Banner tone inset=true alert=true>
                    <p>{sentence}</p>
                </Banner>
                {table}
            </div>
        </Section>
    }
}
