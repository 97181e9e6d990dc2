//! A table whose cells are shaded by how much they hold.

use leptos::prelude::*;

use super::Measure;

/// How many shades there are. Ink stays legible on each.
const SHADES: i64 = 10;

/// One row: its name, how many it is about, and a share of them for each column, in thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// Such as the month.
    pub name: Signal<String>,
    /// How many.
    pub size: i64,
    /// The shares, with what a cell says beyond its share when it is pointed at.
    pub cells: Vec<(i64, String)>,
}

/// The table. `columns` names what stands over the cells.
#[component]
pub fn HeatTable(
    #[prop(into)] labelled_by: String,
    /// Over the names of the rows, and over their sizes.
    head: (&'static str, &'static str),
    columns: Vec<String>,
    rows: Vec<HeatRow>,
) -> impl IntoView {
    let most = rows.iter().flat_map(|row| &row.cells).map(|(share, _)| *share).max().unwrap_or(0).max(1);
    let width = columns.len();
    let columns = columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let rows = rows
        .into_iter()
        .map(|HeatRow { name, size, cells }| {
            let empty = (cells.len()..width).map(|_| view! { <td></td> }).collect_view();
            let cells = cells
                .into_iter()
                .map(|(share, title)| {
                    let shade = (share * SHADES + most - 1) / most;
                    // To whole percent: the table is read across and down, not digit by digit.
                    view! { <td data-shade=shade.to_string() title=title>{Measure::Share.exact((share + 5) / 10 * 10)}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="size">{Measure::Count.exact(size)}</td>
                    {cells}
                    {empty}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="heatmap" aria-labelledby=labelled_by>
            <thead>
                <tr>
                    <th scope="col">{head.0}</th>
                    <th scope="col">{head.1}</th>
                    {columns}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
