//! Which rows of the page are ticked.

use leptos::prelude::*;

use crate::components::Ticked;

/// The ticked rows, by id, in no particular order. Only rows that are shown can be ticked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selection {
    chosen: RwSignal<Vec<String>>,
    /// The row that was pressed last: where a range begins.
    last: StoredValue<Option<String>>,
}

impl Selection {
    /// These rows to begin with.
    pub fn new(chosen: Vec<String>) -> Self {
        Self { chosen: RwSignal::new(chosen), last: StoredValue::new(None) }
    }

    /// How many.
    pub fn count(self) -> usize {
        self.chosen.with(Vec::len)
    }

    /// Whether this row is among them.
    pub fn has(self, id: &str) -> bool {
        self.chosen.with(|chosen| chosen.iter().any(|known| known == id))
    }

    /// A tick box was pressed; `shown` are the rows of the page in order.
    pub fn tick(self, pressed: &Ticked, shown: &[String]) {
        let meant = meant(pressed, self.last.get_value().as_deref(), shown);
        self.chosen.update(|chosen| {
            chosen.retain(|id| !meant.contains(id));
            if pressed.on {
                chosen.extend(meant);
            }
        });
        self.last.set_value(Some(pressed.id.clone()));
    }

    /// Every row of the page, or none.
    pub fn all(self, on: bool, shown: &[String]) {
        self.chosen.set(if on { shown.to_vec() } else { Vec::new() });
    }

    /// None any more.
    pub fn clear(self) {
        self.all(false, &[]);
    }

    /// Lets go of rows that are no longer on the page: what nobody sees must not be changed.
    pub fn keep(self, shown: &[String]) {
        if self.chosen.with_untracked(|chosen| chosen.iter().any(|id| !shown.contains(id))) {
            self.chosen.update(|chosen| chosen.retain(|id| shown.contains(id)));
        }
    }
}

/// The rows that a press means: one, or with Shift everything since the one before.
fn meant(pressed: &Ticked, last: Option<&str>, shown: &[String]) -> Vec<String> {
    let place = |wanted: &str| shown.iter().position(|id| id == wanted);
    let ends = last.filter(|_| pressed.range).and_then(|last| Some((place(last)?, place(&pressed.id)?)));
    match ends {
        Some((a, b)) => shown[a.min(b)..=a.max(b)].to_vec(),
        None => vec![pressed.id.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Vec<String> {
        ["a", "b", "c", "d"].map(str::to_owned).to_vec()
    }

    fn press(id: &str, range: bool) -> Ticked {
        Ticked { id: id.to_owned(), on: true, range }
    }

    #[test]
    fn shift_means_everything_since_the_last_press_in_either_direction() {
        assert_eq!(meant(&press("b", false), Some("d"), &shown()), ["b"]);
        assert_eq!(meant(&press("b", true), Some("d"), &shown()), ["b", "c", "d"]);
        assert_eq!(meant(&press("c", true), Some("a"), &shown()), ["a", "b", "c"]);
    }

    #[test]
    fn a_range_from_a_row_that_is_gone_is_that_row_alone() {
        assert_eq!(meant(&press("b", true), Some("z"), &shown()), ["b"]);
        assert_eq!(meant(&press("b", true), None, &shown()), ["b"]);
    }

    #[test]
    fn ticking_unticking_and_leaving_the_page() {
        let owner = Owner::new();
        owner.with(|| {
            let selection = Selection::new(vec!["a".into()]);

            selection.tick(&press("b", false), &shown());
            selection.tick(&press("d", true), &shown());
            assert_eq!(selection.count(), 4);

            selection.tick(&Ticked { on: false, ..press("c", false) }, &shown());
            assert!(!selection.has("c"));

            selection.keep(&shown()[..2]);
            assert_eq!(selection.count(), 2);

            selection.clear();
            assert_eq!(selection.count(), 0);
        });
    }
}
