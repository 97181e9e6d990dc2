//! Icons: one sheet of symbols, fetched once, so that no icon's shape is carried in the program.

use leptos::prelude::*;

/// A symbol of `public/icons.svg`, by its name there. Decorative: the word beside it, or the label of the button around
/// it, says what it means.
#[component]
pub fn Icon(#[prop(into)] name: Signal<&'static str>) -> impl IntoView {
    let href = move || format!("/icons.svg#{}", name.get());
    // What points along the reading direction turns round in scripts that run from right to left.
    let mirror = move || (name.get().ends_with("-left") || name.get().ends_with("-right")).then_some("");
    view! {
        <svg class="icon" aria-hidden="true" data-mirror=mirror>
            <use_ href=href></use_>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    const SHEET: &str = include_str!("../../../public/icons.svg");
    /// What stands before the name of an icon in this crate's sources.
    const USES: [&str; 4] = ["<Icon name=\"", " icon=\"", "PaletteSign::Icon(\"", "(Tone::Good, \""];

    fn names_in(folder: &Path, names: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("the sources are readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                names_in(&path, names);
            } else if path.file_name().is_some_and(|name| name != "icon.rs") {
                let text = fs::read_to_string(&path).expect("the sources are text");
                for start in
                    USES.iter().flat_map(|pattern| text.match_indices(pattern).map(|(at, found)| at + found.len()))
                {
                    names.push(text[start..].chars().take_while(|c| *c != '"').collect());
                }
            }
        }
    }

    #[test]
    fn every_icon_that_is_named_is_on_the_sheet() {
        let mut names = Vec::new();
        names_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut names);

        assert!(names.len() > 20);
        for name in names {
            assert!(SHEET.contains(&format!("id=\"{name}\"")), "public/icons.svg has no symbol {name}");
        }
    }
}
