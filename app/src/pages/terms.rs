//! The terms of a sale in a form: what payment links and checkouts have in common. Names of fields are those in which the
//! rules tell what is wrong.

mod asked;
mod follows;
mod questions;
mod sold;

pub(super) use asked::{AskedOf, WhatItAsks};
pub(super) use follows::WhatFollows;
pub(super) use questions::Questions;
pub(super) use sold::WhatItSells;

use crate::posted::Posted;

/// What was typed, or what the form starts with.
#[derive(Clone)]
pub(super) struct Start {
    /// What came of the form that was sent.
    pub posted: Posted,
    /// The price that the address names.
    pub price: String,
}

impl Start {
    /// Whether the form was sent before.
    pub fn was_sent(&self) -> bool {
        !self.posted.values.is_empty()
    }

    /// What was typed into a field, or its usual value before anything was.
    pub fn text(&self, field: &str, usual: &str) -> String {
        if self.was_sent() { self.posted.value(field) } else { usual.to_owned() }
    }

    /// Whether a box with this name and value is ticked.
    pub fn ticked(&self, field: &str, value: &str, usual: bool) -> bool {
        let sent = || self.posted.values.iter().any(|(name, sent)| name == field && sent == value);
        if self.was_sent() { sent() } else { usual }
    }

    /// What is wrong with a field.
    pub fn message(&self, field: &str) -> Option<String> {
        self.posted.message(field)
    }
}
