//! One box that finds anything: results while typing, arrow keys to choose, Enter to go there.

use leptos::prelude::*;

use super::dialog::use_modal;
use super::{Avatar, Icon, browser};

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteItem {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// A second word, such as the email; may be empty.
    pub detail: String,
    /// What stands at the end, such as an amount; may be empty.
    pub aside: String,
    /// What stands before it.
    pub sign: PaletteSign,
}

/// What stands before a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaletteSign {
    /// The monogram of the record with this id.
    Person(String),
    /// An icon.
    Icon(&'static str),
}

/// Results of one kind under their heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteGroup {
    /// Such as "Customers".
    pub title: &'static str,
    /// The results, best first.
    pub items: Vec<PaletteItem>,
}

/// The search dialog. The owner reads `query`, fetches, and gives `groups`; `on_choose` gets the address to go to.
#[component]
pub fn CommandPalette(
    open: RwSignal<bool>,
    query: RwSignal<String>,
    #[prop(into)] groups: Signal<Vec<PaletteGroup>>,
    #[prop(into)] busy: Signal<bool>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let modal = use_modal(open.into(), Callback::new(move |()| open.set(false)));
    let active = RwSignal::new(0_usize);
    let hrefs = Memo::new(move |_| {
        groups.with(|groups| {
            groups.iter().flat_map(|group| &group.items).map(|item| item.href.clone()).collect::<Vec<_>>()
        })
    });
    let choose = move |place: usize| {
        if let Some(href) = hrefs.with_untracked(|hrefs| hrefs.get(place).cloned()) {
            open.set(false);
            on_choose.run(href);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let count = hrefs.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.update(|place| *place = (*place + 1) % count),
            "ArrowUp" if count > 0 => active.update(|place| *place = (*place + count - 1) % count),
            "Enter" => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    // What is chosen stays so while more is found beneath it.
    Effect::new(move |before: Option<Vec<String>>| {
        let (now, place) = (hrefs.get(), active.get_untracked());
        let known = before.as_ref().and_then(|before| before.get(place));
        if known.is_none() || known != now.get(place) {
            active.set(0);
        }
        now
    });
    scroll_to(active, modal.node);
    let any = move || hrefs.with(|hrefs| !hrefs.is_empty());
    view! {
        <dialog
            node_ref=modal.node
            class="dialog palette"
            aria-label="Search or go to"
            closedby="any"
            on:cancel=move |event| modal.cancel(&event)
            on:close=move |_| modal.closed()
        >
            <label>
                <Icon name="search" />
                <input
                    type="text"
                    role="combobox"
                    autofocus=true
                    autocomplete="off"
                    spellcheck="false"
                    dir="auto"
                    aria-label="Search or go to"
                    aria-autocomplete="list"
                    aria-controls="palette-results"
                    aria-expanded=move || if any() { "true" } else { "false" }
                    aria-activedescendant=move || any().then(|| option_id(active.get()))
                    placeholder="Name, email, phone, id, order number"
                    prop:value=query
                    on:input=move |event| query.set(event_target_value(&event))
                    on:keydown=key
                />
            </label>
            <div
                class="menu"
                role="listbox"
                id="palette-results"
                aria-label="Results"
                aria-busy=move || busy.get().to_string()
            >
                {move || groups_view(groups.get(), &query.get_untracked(), active, choose)}
            </div>
            <p role="status">
                {move || outcome(&query.get(), any(), busy.get()).map(|text| view! { <span>{text}</span> })}
            </p>
            <div class="foot">
                <span><kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" move"</span>
                <span><kbd>"↵"</kbd>" open"</span>
                <span><kbd>"esc"</kbd>" close"</span>
            </div>
        </dialog>
    }
}

/// What to say when there is nothing to show.
fn outcome(query: &str, any: bool, busy: bool) -> Option<String> {
    let query = query.trim();
    match (query.is_empty() || any, busy) {
        (true, _) => None,
        (false, true) => Some("Searching".into()),
        (false, false) => {
            Some(format!("Nothing matches “{query}”. Try part of a name, an email, an id or an order number."))
        }
    }
}

fn groups_view(
    groups: Vec<PaletteGroup>,
    query: &str,
    active: RwSignal<usize>,
    choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> Vec<AnyView> {
    let mut first = 0;
    groups
        .into_iter()
        .enumerate()
        .filter(|(_, group)| !group.items.is_empty())
        .map(|(number, PaletteGroup { title, items })| {
            let start = first;
            first += items.len();
            let heading = format!("palette-group-{number}");
            let labelled_by = heading.clone();
            let options = items
                .into_iter()
                .enumerate()
                .map(|(place, item)| option_view(start + place, item, query, active, choose))
                .collect_view();
            view! {
                <div role="group" aria-labelledby=labelled_by>
                    <span id=heading>{title}</span>
                    {options}
                </div>
            }
            .into_any()
        })
        .collect()
}

fn option_view(
    place: usize,
    item: PaletteItem,
    query: &str,
    active: RwSignal<usize>,
    choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> AnyView {
    let PaletteItem { title, detail, aside, sign, .. } = item;
    let sign = match sign {
        PaletteSign::Person(id) => view! { <Avatar id name=title.clone() /> }.into_any(),
        PaletteSign::Icon(name) => view! { <Icon name /> }.into_any(),
    };
    let (before, hit, after) = split_at_hit(&title, query);
    view! {
        <div
            role="option"
            id=option_id(place)
            aria-selected=move || if active.get() == place { "true" } else { "false" }
            on:click=move |_| choose(place)
            on:mousemove=move |_| active.set(place)
        >
            {sign}
            <span>
                {before} {(!hit.is_empty()).then(|| view! { <mark>{hit}</mark> })} {after}
                {(!detail.is_empty()).then(|| view! { <span class="muted">{format!(" {detail}")}</span> })}
            </span>
            {(!aside.is_empty()).then(|| view! { <small>{aside}</small> })}
        </div>
    }
    .into_any()
}

fn option_id(place: usize) -> String {
    format!("palette-{place}")
}

/// Keeps the chosen option in sight.
fn scroll_to(active: RwSignal<usize>, dialog: NodeRef<leptos::html::Dialog>) {
    Effect::new(move || {
        let place = active.get();
        if let Some(dialog) = dialog.get_untracked()
            && let Some(option) = browser::all(&dialog, "[role=option]").get(place)
        {
            let how = web_sys::ScrollIntoViewOptions::new();
            how.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
}

/// Where the query stands in a title, without regard to case.
fn split_at_hit(title: &str, query: &str) -> (String, String, String) {
    let query: Vec<char> = query.trim().to_lowercase().chars().collect();
    let letters: Vec<char> = title.chars().collect();
    let same = |letter: &char, wanted: &char| letter.to_lowercase().eq([*wanted]);
    let hit = (!query.is_empty()).then(|| {
        letters
            .windows(query.len())
            .position(|window| window.iter().zip(&query).all(|(letter, wanted)| same(letter, wanted)))
    });
    let Some(start) = hit.flatten() else { return (title.to_owned(), String::new(), String::new()) };
    let end = start + query.len();
    (letters[..start].iter().collect(), letters[start..end].iter().collect(), letters[end..].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hit_is_found_in_any_case_and_script() {
        let split = |title, query| {
            let (before, hit, after) = split_at_hit(title, query);
            format!("{before}[{hit}]{after}")
        };
        assert_eq!(split("Amara Okonkwo", "oko"), "Amara [Oko]nkwo");
        assert_eq!(split("Łukasz", "ł"), "[Ł]ukasz");
        assert_eq!(split("İpek", "pek"), "İ[pek]");
        assert_eq!(split("Amara", "z"), "Amara[]");
        assert_eq!(split("Amara", ""), "Amara[]");
    }
}
