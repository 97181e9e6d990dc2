//! The card around a chart: its title, what it says in a sentence, the table beneath, and the ways to take it along.

use leptos::html;
use leptos::prelude::*;

use super::picture;
use crate::components::{Icon, Skeleton};

/// A chart with all that belongs to it. Children: the legend and the chart.
#[component]
pub fn ChartCard(
    /// Names the parts of the card.
    id: &'static str,
    title: &'static str,
    /// How many of the board's six columns it takes.
    #[prop(default = 3)]
    span: u8,
    /// What it says, in a sentence.
    #[prop(default = None)]
    sentence: Option<String>,
    /// The same as a table.
    table: AnyView,
    /// Where the same lies as a file.
    #[prop(into)]
    csv: String,
    /// A remark beneath the drawing.
    #[prop(default = None)]
    remark: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let figure = NodeRef::<html::Figure>::new();
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    let save = move |_| {
        if let Some(figure) = figure.get_untracked() {
            picture::save(&figure, &format!("{id}.png"));
        }
    };
    view! {
        <figure class="card" id=id data-span=span.to_string() aria-labelledby=labelled_by node_ref=figure>
            <header>
                <h2 id=heading>{title}</h2>
                {sentence.map(|sentence| view! { <p>{sentence}</p> })}
            </header>
            {children()}
            {remark.map(|remark| view! { <p class="muted"><small data-text="">{remark}</small></p> })}
            <div class="chart-foot">
                <details class="data-table">
                    <summary>"Show as a table"</summary>
                    <div class="table-wrap" role="region" aria-label=format!("{title} as a table") tabindex="0">
                        {table}
                    </div>
                </details>
                <div class="cluster">
                    <a href=csv download="" rel="external" aria-label=format!("{title} as CSV")>
                        <Icon name="download" />
                        "CSV"
                    </a>
                    <button type="button" data-scripted="" aria-label=format!("{title} as a picture") on:click=save>
                        <Icon name="download" />
                        "PNG"
                    </button>
                </div>
            </div>
        </figure>
    }
}

/// A chart that is on its way, as high as it will be.
#[component]
pub fn ChartSkeleton(#[prop(default = 3)] span: u8, title: &'static str) -> impl IntoView {
    view! {
        <div class="card" data-span=span.to_string() aria-busy="true" role="region" aria-label=format!("{title}, loading")>
            <header>
                <h2>{title}</h2>
                <p><Skeleton width="xl" /></p>
            </header>
            <div class="chart-hole" aria-hidden="true"></div>
        </div>
    }
}
