//! How words are looked for.

use crate::rules::fold;

/// What is looked for, folded. Every word must occur; a text without a word of three characters is a beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// All of it.
    pub whole: String,
    /// Word by word; a quoted text counts as one.
    pub words: Vec<String>,
}

/// Nobody's name is longer, and every character costs.
const MOST: usize = 100;

impl Words {
    /// Of texts as they were given.
    pub fn of<T: AsRef<str>>(texts: &[T]) -> Self {
        let mut left = MOST;
        let mut words = Vec::new();
        for text in texts {
            let word: String = fold(text.as_ref()).chars().take(left).collect();
            let word = word.trim_end();
            if !word.is_empty() {
                left -= word.chars().count();
                words.push(word.to_owned());
            }
        }
        Self { whole: words.join(" "), words }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a word is long enough to be looked for anywhere.
    pub fn occur_anywhere(&self) -> bool {
        self.words.iter().any(|word| word.chars().count() >= 3)
    }
}
