//! What is known of one person while requests come and go: which answer counts, and what is shown meanwhile.

use crate::{Customer, Error, Identifier};

/// Of several requests, which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn(u64);

/// What is known of one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Watch {
    whom: Option<Identifier>,
    /// Requests so far. Only the newest may be answered.
    turns: u64,
    under_way: bool,
    /// Whether what stands here was answered: if not, somebody waits for it.
    settled: bool,
    customer: Option<Customer>,
    error: Option<Error>,
}

impl Watch {
    /// A request about somebody begins; whatever is under way counts no more. What is known stays until the answer comes,
    /// unless it is about another person or a failure only.
    pub fn begin(&mut self, whom: &Identifier) -> Turn {
        if self.whom.as_ref() != Some(whom) {
            self.forget();
            self.whom = Some(whom.clone());
        }
        if self.customer.is_none() && self.error.take().is_some() {
            self.settled = false;
        }
        self.turns += 1;
        self.under_way = true;
        Turn(self.turns)
    }

    /// There is nobody to show. What is under way counts no more.
    pub fn forget(&mut self) {
        *self = Self { turns: self.turns + 1, ..Self::default() };
    }

    /// An answer comes. One to an older request is dropped.
    pub fn hear(&mut self, turn: Turn, answer: Result<Option<Customer>, Error>) {
        if turn != Turn(self.turns) || !self.under_way {
            return;
        }
        (self.under_way, self.settled) = (false, true);
        match answer {
            Ok(customer) => (self.customer, self.error) = (customer, None),
            Err(error) => {
                // A page whose session is somebody else's now shows nobody.
                if error == Error::SomebodyElse {
                    self.customer = None;
                }
                self.error = Some(error);
            }
        }
    }

    /// Whether an answer is awaited, be it to refresh what is shown.
    pub fn is_under_way(&self) -> bool {
        self.under_way
    }

    /// The customer, if this is who is meant.
    pub fn customer(&self, whom: Option<&Identifier>) -> Option<&Customer> {
        self.customer.as_ref().filter(|_| self.is_about(whom))
    }

    /// Why the last request about them failed.
    pub fn error(&self, whom: Option<&Identifier>) -> Option<&Error> {
        self.error.as_ref().filter(|_| self.is_about(whom))
    }

    /// Whether there is somebody to show of whom nothing is known yet.
    pub fn is_loading(&self, whom: Option<&Identifier>) -> bool {
        whom.is_some() && !(self.is_about(whom) && self.settled)
    }

    fn is_about(&self, whom: Option<&Identifier>) -> bool {
        whom.is_some() && self.whom.as_ref() == whom
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{ada, bob};

    fn whom() -> Identifier {
        Identifier::external_id("ada")
    }

    /// Customer, error, and whether it loads.
    fn seen(watch: &Watch) -> (Option<Customer>, Option<Error>, bool) {
        let whom = whom();
        let whom = Some(&whom);
        (watch.customer(whom).cloned(), watch.error(whom).cloned(), watch.is_loading(whom))
    }

    fn down() -> Error {
        Error::Unreachable("down".to_owned())
    }

    #[test]
    fn it_loads_from_the_first_moment_until_the_first_answer() {
        let mut watch = Watch::default();
        assert_eq!(seen(&watch), (None, None, true));

        let turn = watch.begin(&whom());
        assert_eq!(seen(&watch), (None, None, true));

        watch.hear(turn, Ok(Some(ada())));
        assert_eq!(seen(&watch), (Some(ada()), None, false));
    }

    #[test]
    fn nobody_found_is_no_error_and_nobody_meant_is_no_loading() {
        let mut watch = Watch::default();
        let turn = watch.begin(&whom());
        watch.hear(turn, Ok(None));

        assert_eq!(seen(&watch), (None, None, false));
        assert!(!watch.is_loading(None));
    }

    #[test]
    fn what_is_known_stays_while_it_is_refreshed_and_when_that_fails() {
        let mut watch = Watch::default();
        let turn = watch.begin(&whom());
        watch.hear(turn, Ok(Some(ada())));

        let turn = watch.begin(&whom());
        assert_eq!(seen(&watch), (Some(ada()), None, false));
        watch.hear(turn, Err(down()));
        assert_eq!(seen(&watch), (Some(ada()), Some(down()), false));
        let turn = watch.begin(&whom());
        watch.hear(turn, Ok(Some(ada())));
        assert_eq!(seen(&watch), (Some(ada()), None, false));
    }

    #[test]
    fn after_a_failure_without_a_customer_it_loads_again() {
        let mut watch = Watch::default();
        let turn = watch.begin(&whom());
        watch.hear(turn, Err(down()));
        assert_eq!(seen(&watch), (None, Some(down()), false));

        watch.begin(&whom());
        assert_eq!(seen(&watch), (None, None, true));
    }

    #[test]
    fn somebody_else_takes_the_customer_off_the_page() {
        let mut watch = Watch::default();
        let turn = watch.begin(&whom());
        watch.hear(turn, Ok(Some(ada())));
        let turn = watch.begin(&whom());
        watch.hear(turn, Err(Error::SomebodyElse));

        assert_eq!(seen(&watch), (None, Some(Error::SomebodyElse), false));
    }

    #[test]
    fn of_the_person_before_nothing_is_shown() {
        let mut watch = Watch::default();
        let turn = watch.begin(&Identifier::external_id("bob"));
        watch.hear(turn, Ok(Some(bob())));
        assert_eq!(seen(&watch), (None, None, true), "not even before the request about the next one begins");

        let slow = watch.begin(&Identifier::external_id("bob"));
        watch.begin(&whom());
        watch.hear(slow, Ok(Some(bob())));
        assert_eq!(seen(&watch), (None, None, true));
    }

    #[test]
    fn who_left_is_not_brought_back_by_a_late_answer() {
        let mut watch = Watch::default();
        let late = watch.begin(&whom());
        watch.forget();
        let empty = watch.clone();
        watch.hear(late, Ok(Some(ada())));

        assert_eq!(watch, empty);
    }

    proptest! {
        /// Requests begin and are answered in any order, or never: what is shown is the newest answer, once it has come.
        #[test]
        fn a_slow_old_answer_never_overwrites_a_newer_one(steps in prop::collection::vec((any::<bool>(), 0..8usize), 0..40)) {
            let (mut watch, mut open, mut newest, mut shown) = (Watch::default(), Vec::new(), 0, None);
            for (begins, which) in steps {
                if begins {
                    newest += 1;
                    open.push((newest, watch.begin(&whom())));
                } else if !open.is_empty() {
                    let (nth, turn) = open.remove(which % open.len());
                    let mut customer = ada();
                    customer.id = nth.to_string();
                    watch.hear(turn, Ok(Some(customer)));
                    if nth == newest {
                        shown = Some(nth.to_string());
                    }
                }
                prop_assert_eq!(seen(&watch).0.map(|customer| customer.id), shown.clone());
                prop_assert_eq!(seen(&watch).2, shown.is_none());
                prop_assert_eq!(watch.is_under_way(), open.iter().any(|(nth, _)| *nth == newest));
            }
        }
    }
}
