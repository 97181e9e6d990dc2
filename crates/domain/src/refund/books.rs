//! How much of a payment was given back and how much is promised: at all times 0 ≤ promised + given back ≤ captured.

use super::RefundStatus;

/// What a payment's refunds come to, in minor units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Books {
    /// What was paid.
    pub captured: i64,
    /// What was given back.
    pub refunded: i64,
    /// What is promised: refunds that are pending, or wait for a person to send them.
    pub held: i64,
}

/// There is not so much left to give back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only {left} is left to refund")]
pub struct Exceeds {
    /// What is left, in minor units.
    pub left: i64,
}

impl Books {
    /// What may still be given back. What is promised counts as given back: money that may already be on its way can't be
    /// promised twice.
    pub fn left(&self) -> i64 {
        self.captured - self.refunded - self.held
    }

    /// Promises an amount; more than 0.
    ///
    /// Errors: `Exceeds`, when there is not so much left.
    pub fn promise(&mut self, amount: i64) -> Result<(), Exceeds> {
        let left = self.left();
        if amount <= 0 || amount > left {
            return Err(Exceeds { left });
        }
        self.held += amount;
        Ok(())
    }

    /// A refund of this amount goes from one state to another. One that fails or is called off gives its promise back.
    pub fn follow(&mut self, amount: i64, from: RefundStatus, to: RefundStatus) {
        if from.holds_money() && to.is_over() {
            self.held -= amount;
        }
        if to == RefundStatus::Succeeded && from != to {
            self.refunded += amount;
        }
    }

    /// A refund of this amount had failed or was called off, and turns out to have been paid all the same.
    ///
    /// Errors: `Exceeds`, when what it had promised was promised or given back otherwise meanwhile.
    pub fn find_paid(&mut self, amount: i64) -> Result<(), Exceeds> {
        let left = self.left();
        if amount > left {
            return Err(Exceeds { left });
        }
        self.refunded += amount;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Something that happens to the refunds of a payment.
    #[derive(Debug, Clone)]
    enum Step {
        Open(i64),
        Move(usize, RefundStatus),
        FindPaid(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (-5i64..150).prop_map(Step::Open),
            (any::<usize>(), prop::sample::select(RefundStatus::ALL)).prop_map(|(which, to)| Step::Move(which, to)),
            any::<usize>().prop_map(Step::FindPaid),
        ]
    }

    proptest! {
        #[test]
        fn never_more_than_was_captured(
            captured in 0i64..400, before in 0i64..400, steps in prop::collection::vec(step(), 0..60),
        ) {
            let refunded = before.min(captured);
            let mut books = Books { captured, refunded, held: 0 };
            let mut refunds: Vec<(i64, RefundStatus)> = Vec::new();
            for step in steps {
                match step {
                    Step::Open(amount) => {
                        let left = books.left();
                        let promised = books.promise(amount);
                        prop_assert_eq!(promised.is_ok(), amount > 0 && amount <= left);
                        if promised.is_ok() {
                            refunds.push((amount, RefundStatus::Pending));
                        }
                    }
                    Step::Move(which, to) if !refunds.is_empty() => {
                        let place = which % refunds.len();
                        let (amount, from) = refunds[place];
                        if from.may_become(to) {
                            books.follow(amount, from, to);
                            refunds[place].1 = to;
                        }
                    }
                    Step::FindPaid(which) if !refunds.is_empty() => {
                        let place = which % refunds.len();
                        let (amount, from) = refunds[place];
                        if matches!(from, RefundStatus::Failed | RefundStatus::Canceled) {
                            let left = books.left();
                            let found = books.find_paid(amount);
                            prop_assert_eq!(found.is_ok(), amount <= left);
                            if found.is_ok() {
                                refunds[place].1 = RefundStatus::Succeeded;
                            }
                        }
                    }
                    Step::Move(..) | Step::FindPaid(_) => {}
                }
                let sum = |wanted: fn(RefundStatus) -> bool| -> i64 {
                    refunds.iter().filter(|(_, status)| wanted(*status)).map(|(amount, _)| amount).sum()
                };
                prop_assert_eq!(books.held, sum(RefundStatus::holds_money));
                prop_assert_eq!(books.refunded, refunded + sum(|status| status == RefundStatus::Succeeded));
                prop_assert!(books.held >= 0 && books.refunded >= 0 && books.left() >= 0);
            }
        }
    }

    #[test]
    fn what_failed_can_be_promised_again() {
        let mut books = Books { captured: 500, refunded: 0, held: 0 };
        books.promise(500).expect("all of it");
        assert_eq!(books.promise(1), Err(Exceeds { left: 0 }));

        books.follow(500, RefundStatus::Pending, RefundStatus::Failed);

        assert_eq!(books.left(), 500);
    }
}
