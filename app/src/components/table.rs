//! Ledger tables. On a narrow screen each row becomes a summary: `at` says where a cell goes then (`lead`, `figure`,
//! `end`, `row`), or that it goes (`drop`, `blank`). That change of display drops the native roles, so the parts say
//! them once more.

mod rows;
mod select;
mod skeleton;

pub use rows::{RowKeys, step_row};
pub use select::{SelectAll, SelectCell, Ticked};
pub use skeleton::TableSkeleton;

use clientele_domain::list::Direction;
use leptos::prelude::*;

use super::{Avatar, Icon};

/// A table with its head (`head`: a fragment of `Column`s), its rows (the children) and perhaps totals (`foot`).
#[component]
pub fn Table(
    /// What the table shows, for those who don't see it.
    #[prop(into)]
    label: Signal<String>,
    head: AnyView,
    #[prop(optional, into)] foot: Option<AnyView>,
    /// Runs to the edges of the page, as full-page lists do.
    #[prop(optional)]
    bleed: bool,
    /// Shows older rows while new ones are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional)] node_ref: NodeRef<leptos::html::Table>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-wrap" data-bleed=bleed.then_some("") aria-busy=move || busy.try_get().unwrap_or_default().then_some("true")>
            <table class="table" role="table" data-reflow="" aria-label=label node_ref=node_ref>
                <thead role="rowgroup">
                    <tr role="row">{head}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
                {foot.map(|foot| view! { <tfoot role="rowgroup"><tr role="row">{foot}</tr></tfoot> })}
            </table>
        </div>
    }
}

/// A column's head. `class`: `num` for figures, `fill` for the one that takes the room.
#[component]
pub fn Column(
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional)] at: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <th role="columnheader" scope="col" class=class data-at=at>
            {children()}
        </th>
    }
}

/// The head of a column that the list can be sorted by: a link to the same list, sorted so (or the other way round).
#[component]
pub fn SortColumn(
    #[prop(into)] label: String,
    #[prop(into)] href: Signal<String>,
    /// The direction, while the list is sorted by this column.
    #[prop(into)]
    sorted: Signal<Option<Direction>>,
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional)] at: Option<&'static str>,
) -> impl IntoView {
    let order = move || {
        sorted.get().map(|direction| match direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    };
    let arrow = move || {
        sorted.get().map(|direction| {
            let name = if direction == Direction::Ascending { "arrow-up" } else { "arrow-down" };
            view! { <Icon name /> }
        })
    };
    view! {
        <th role="columnheader" scope="col" class=class data-at=at aria-sort=order>
            <a href=href>{label} {arrow}</a>
        </th>
    }
}

/// A row. `selected` marks the one whose details stand beside the table.
#[component]
pub fn Row(#[prop(optional)] selected: bool, children: Children) -> impl IntoView {
    view! {
        <tr role="row" aria-selected=selected.then_some("true")>
            {children()}
        </tr>
    }
}

/// The cell that names its row; it leads the summary unless `at` says otherwise.
#[component]
pub fn RowHead(
    #[prop(default = "lead")] at: &'static str,
    #[prop(optional)] class: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <th role="rowheader" scope="row" class=class data-at=at>
            {children()}
        </th>
    }
}

/// A cell.
#[component]
pub fn Cell(
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional)] at: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" class=class data-at=at>
            {children()}
        </td>
    }
}

/// Monogram, name and a second line, such as the email: the lead of a row of people.
#[component]
pub fn Person(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] href: String,
    #[prop(optional, into)] detail: Option<String>,
) -> impl IntoView {
    view! {
        <div class="person">
            <Avatar id name=name.clone() />
            <a href=href>
                <bdi>{name}</bdi>
            </a>
            {detail.map(|detail| view! { <span class="muted"><bdi>{detail}</bdi></span> })}
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn rendered() -> String {
        let head = view! {
            <Column class="fill">"Customer"</Column>
            <SortColumn label="Total spent" href="/c?sort=total_spent" sorted=Some(Direction::Descending) />
        };
        view! {
            <Table label="Customers" head=head.into_any()>
                <Row>
                    <RowHead>"<b>Ada</b>"</RowHead>
                    <Cell class="num" at="figure">"1"</Cell>
                </Row>
            </Table>
        }
        .to_html()
    }

    #[test]
    fn the_parts_say_their_roles_for_when_a_narrow_screen_changes_their_display() {
        let html = Owner::new().with(rendered);

        for role in ["table", "rowgroup", "row", "columnheader", "rowheader", "cell"] {
            assert!(html.contains(&format!("role=\"{role}\"")), "no {role} in {html}");
        }
        assert!(html.contains("<tbody"));
    }

    #[test]
    fn a_sorted_column_says_so_and_leads_to_the_other_order() {
        let html = Owner::new().with(rendered);

        assert!(html.contains("aria-sort=\"descending\""));
        assert!(html.contains("href=\"/c?sort=total_spent\""));
    }

    #[test]
    fn a_name_that_looks_like_markup_stays_text() {
        assert!(Owner::new().with(rendered).contains("&lt;b&gt;Ada&lt;/b&gt;"));
    }
}
