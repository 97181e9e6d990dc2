//! Monograms: one or two letters of a name on a colour that stays with the record.

use leptos::prelude::*;

/// The hues that `avatar.css` knows.
const HUES: [u16; 10] = [25, 62, 95, 140, 175, 215, 260, 310, 345, 180];

/// A person's monogram, or an organisation's when `org`. `size` is `s`, `l`, or nothing for the usual size.
#[component]
pub fn Avatar(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(optional)] size: &'static str,
    #[prop(optional)] org: bool,
) -> impl IntoView {
    let letters = if org { first_letter(&name).unwrap_or_else(|| "?".into()) } else { initials(&name) };
    view! {
        <span
            class="avatar"
            data-hue=hue(&id).to_string()
            data-size=(!size.is_empty()).then_some(size)
            data-kind=org.then_some("org")
            aria-hidden="true"
        >
            {letters}
        </span>
    }
}

/// The first letters of the first and the last word, in any script; a question mark when there is no letter at all.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(first_letter);
    let Some(first) = words.next() else { return "?".into() };
    match words.next_back() {
        // Arabic letters would join and change their shapes; a non-joiner keeps them apart.
        Some(last) if is_arabic(&first) && is_arabic(&last) => format!("{first}\u{200c}{last}"),
        Some(last) => format!("{first}{last}"),
        None => first,
    }
}

fn first_letter(word: &str) -> Option<String> {
    let letter = word.chars().find(|c| c.is_alphanumeric())?;
    Some(letter.to_uppercase().next().unwrap_or(letter).to_string())
}

fn is_arabic(letter: &str) -> bool {
    letter.starts_with(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

/// One of the ten hues, the same for the same id on every machine (FNV-1a).
fn hue(id: &str) -> u16 {
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    HUES[hash as usize % HUES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_last_word_in_any_script() {
        assert_eq!(initials("Amara Okonkwo"), "AO");
        assert_eq!(initials("Nguyễn Thị Minh Châu"), "NC");
        assert_eq!(initials("łukasz wiśniewski"), "ŁW");
        assert_eq!(initials("渡辺健二"), "渡");
        assert_eq!(initials("(Dr.) Ada"), "DA");
        assert_eq!(initials("ada@example.com"), "A");
        assert_eq!(initials("محمد علي"), "م\u{200c}ع");
        assert_eq!(initials("🙂"), "?");
        assert_eq!(initials(""), "?");
    }

    #[test]
    fn every_hue_has_a_rule_in_the_style_sheet() {
        let css = include_str!("../../../style/components/avatar.css");
        for hue in HUES {
            assert!(hue == 215 || css.contains(&format!("[data-hue=\"{hue}\"]")), "no rule for hue {hue}");
        }
    }
}
