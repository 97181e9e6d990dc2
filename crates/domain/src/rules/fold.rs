//! Folding: the form of a text that search and sorting compare, blind to case, accents and the likes.

use unicode_normalization::UnicodeNormalization;

/// The folded form: compatibility forms resolved, accents stripped, lower case, Latin letters that Unicode doesn't take
/// apart spelled out, white space collapsed. `"  Łukasz  STRAẞE "` becomes `"lukasz strasse"`.
///
/// Signs that are letters rather than accents stay: the vowels of Indic scripts and the voicing of kana.
pub fn fold(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_accent(*c) && !is_ignorable(*c)) {
        c.to_lowercase().for_each(|c| spell(c, &mut letters));
    }
    // Lower-casing can set an accent free, as with the dotted capital İ.
    let composed = letters.nfkd().filter(|c| !is_accent(*c)).nfc().collect::<String>();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that people leave out when they search: those of Latin, Greek and Cyrillic letters, and the points of Hebrew
/// and Arabic.
fn is_accent(c: char) -> bool {
    matches!(c,
        // Latin, Greek, Cyrillic
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}'
        // Hebrew
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        // Arabic, with the stroke that only makes a word longer
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        // Marks for any letter
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Characters without width that only steer how text is set.
fn is_ignorable(c: char) -> bool {
    super::text::is_invisible(c) || matches!(c, '\u{00AD}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Appends a lower-case letter as people spell it without their keyboard's extra keys.
fn spell(c: char, out: &mut String) {
    let spelled = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ħ' => "h",
        'ı' | 'ɨ' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ĸ' | 'ƙ' => "k",
        'ɓ' => "b",
        'ƒ' => "f",
        'ə' | 'ɛ' | 'ǝ' => "e",
        'ɔ' => "o",
        'ƴ' => "y",
        'ƶ' => "z",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '`' => "'",
        '\u{2010}'..='\u{2015}' | '−' => "-",
        _ => return out.push(c),
    };
    out.push_str(spelled);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_case_do_not_count() {
        let folded = [
            ("  Łukasz \t STRAẞE ", "lukasz strasse"),
            ("Søren Æbelø", "soren aebelo"),
            ("Đặng Thị Hằng", "dang thi hang"),
            ("ÉCOLE", "ecole"),
            ("e\u{301}", "e"),
            ("İstanbul", "istanbul"),
            ("ﬁne", "fine"),
            ("ＡＤＡ", "ada"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("أحمد", "احمد"),
            ("O’Brien", "o'brien"),
            ("Þór", "thor"),
        ];
        for (text, expected) in folded {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn letters_of_other_scripts_stay_whole() {
        assert_eq!(fold("がぎ"), "がぎ");
        assert_eq!(fold("김민준"), "김민준");
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("李"), "李");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text: String) {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn case_does_not_count(text in "[a-zA-Zà-öÀ-Ö ]{0,20}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
        }
    }
}
