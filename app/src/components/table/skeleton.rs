//! A table that is on its way, with rows as high as the real ones.

use leptos::prelude::*;

use crate::components::Skeleton;

/// Widths, turned from row to row so that it reads as text.
const WIDTHS: [&str; 4] = ["l", "m", "xl", "s"];

/// `rows` rows of an avatar and `columns` bars, the last ones at the end like figures.
#[component]
pub fn TableSkeleton(
    #[prop(default = 10)] rows: usize,
    #[prop(default = 4)] columns: usize,
    #[prop(optional)] bleed: bool,
    /// What is loading, such as "Customers, loading".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let body = (0..rows)
        .map(|row| {
            let cells = (0..columns)
                .map(|column| {
                    let class = match column {
                        0 => None,
                        1 => Some("fill"),
                        _ => Some("num"),
                    };
                    view! {
                        <td class=class>
                            <Skeleton width=WIDTHS[(row + column) % WIDTHS.len()] />
                        </td>
                    }
                })
                .collect_view();
            view! {
                <tr>
                    <td>
                        <Skeleton circle=true />
                    </td>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" data-bleed=bleed.then_some("") aria-busy="true" role="region" aria-label=label>
            <table class="table" aria-hidden="true">
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}
