//! Which refunds are shown, as it stands in the address bar, so that it can be sent to a colleague.
//!
//! `?task=send&who=me&currency=EUR&after=re_…&open=re_…`, and `?show=all&status=failed` for those that wait for nobody, too.

use clientele_domain::id::{RefundId, UserId};
use clientele_domain::money::Currency;
use clientele_domain::refund::{RefundStatus, Task};
use serde::{Deserialize, Serialize};

use crate::list_query::{escape, param};

/// Who has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// The person at the screen.
    Me,
    /// Nobody in particular.
    Nobody,
    /// This person.
    Person(UserId),
}

impl Who {
    /// As it stands in the address.
    pub fn word(self) -> String {
        match self {
            Self::Me => "me".to_owned(),
            Self::Nobody => "nobody".to_owned(),
            Self::Person(id) => id.to_string(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            "me" => Some(Self::Me),
            "nobody" => Some(Self::Nobody),
            id => id.parse().ok().map(Self::Person),
        }
    }
}

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// All refunds, the newest first, and not only what waits.
    pub all: bool,
    /// Of all: those in this state.
    pub status: Option<RefundStatus>,
    /// Of what waits: for this to be done.
    pub task: Option<Task>,
    /// Of what waits: by these.
    pub who: Option<Who>,
    /// Of what waits: in this currency.
    pub currency: Option<Currency>,
    /// The page after this refund.
    pub after: Option<RefundId>,
    /// The refund that is looked at.
    pub open: Option<RefundId>,
}

impl Asked {
    /// Reads the query of an address; what makes no sense is left out.
    pub fn read(search: &str) -> Self {
        let text = |name: &str| param(search, name).unwrap_or_default();
        let all = text("show") == "all";
        let (after, open) = (text("after").parse().ok(), text("open").parse().ok());
        if all {
            return Self { all, status: RefundStatus::parse(&text("status")), after, open, ..Self::default() };
        }
        Self {
            task: Task::parse(&text("task")),
            who: Who::read(&text("who")),
            currency: text("currency").parse().ok(),
            after,
            open,
            ..Self::default()
        }
    }

    /// All refunds in this state, or in any.
    pub fn all(status: Option<RefundStatus>) -> Self {
        Self { all: true, status, ..Self::default() }
    }

    /// `?…` for a link, or nothing when everything is as by default.
    pub fn search(&self) -> String {
        let pairs = [
            ("show", self.all.then(|| "all".to_owned())),
            ("status", self.status.map(|status| status.as_str().to_owned())),
            ("task", self.task.map(|task| task.as_str().to_owned())),
            ("who", self.who.map(Who::word)),
            ("currency", self.currency.map(|currency| currency.code().to_owned())),
            ("after", self.after.map(|id| id.to_string())),
            ("open", self.open.map(|id| id.to_string())),
        ];
        let parts = pairs.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", escape(&value?))));
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The same with this refund open, or none.
    #[must_use]
    pub fn opening(&self, open: Option<RefundId>) -> Self {
        Self { open, ..self.clone() }
    }

    /// The same page from another refund on.
    #[must_use]
    pub fn from(&self, after: Option<RefundId>) -> Self {
        Self { after, open: None, ..self.clone() }
    }

    /// Whether it asks for less than everything that waits.
    pub fn narrows(&self) -> bool {
        self.task.is_some() || self.who.is_some() || self.currency.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_address_is_what_was_asked() {
        for search in ["", "?show=all&status=failed", "?task=send&who=me&currency=EUR", "?who=nobody"] {
            assert_eq!(Asked::read(search).search(), search);
        }
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        assert_eq!(Asked::read("?task=sing&who=%00&currency=euro&after=cus_1&status=failed"), Asked::default());
    }
}
