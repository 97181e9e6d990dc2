//! What is to be done about a subscription next, when, and until when it counts meanwhile. A state machine: the moment is
//! passed in, and so is where the next period ends.

use std::time::Duration;

use super::{Subscription, SubscriptionItem, SubscriptionStatus};
use crate::invoice::Period;
use crate::time::Timestamp;

/// So many days before a period ends, that is told.
const ANNOUNCED: [i64; 3] = [7, 4, 1];

/// What is to be done about a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Make out the next period's invoice, unless a card is charged for it, and tell that the current one ends.
    Announce,
    /// Begin the next period: paid already, or to be paid now.
    Renew,
    /// Charge the card for the next period's invoice, or ask what became of the charge.
    Charge,
    /// Tell that the invoice is still not paid, and try the card once more.
    Remind,
    /// Nobody paid in time: cancel.
    GiveUp,
    /// Its time is over, as somebody wanted.
    End,
}

/// A step with its moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// What.
    pub step: Step,
}

impl SubscriptionStatus {
    /// Whether nothing comes after it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Canceled | Self::Ended)
    }
}

impl Subscription {
    /// What is to be done next; nothing once it is over.
    pub fn next(&self) -> Option<Due> {
        if self.status.is_over() {
            return None;
        }
        if let Some(at) = self.charge_at {
            return Some(Due { at, step: Step::Charge });
        }
        if self.status == SubscriptionStatus::PastDue {
            return Some(self.next_in_grace());
        }
        let end = self.current.end;
        let step = match () {
            () if self.is_paid_ahead() => Step::Renew,
            () if self.cancel_at_period_end => Step::End,
            () if self.paused_at.is_some() => Step::Renew,
            () => match self.announcement(self.told) {
                Some((_, at, _)) => return Some(Due { at, step: Step::Announce }),
                None => Step::Renew,
            },
        };
        Some(Due { at: end, step })
    }

    fn next_in_grace(&self) -> Due {
        let until = self.current.end.plus(days(self.grace_days));
        let reminder = self.current.end.plus(days(self.told + 1));
        match reminder < until {
            true => Due { at: reminder, step: Step::Remind },
            false => Due { at: until, step: Step::GiveUp },
        }
    }

    /// The first announcement from this place on: which, when, and how many days before the end it is told. A time too short
    /// for the first one is told later; its invoice is made out as it begins.
    fn announcement(&self, from: i64) -> Option<(i64, Timestamp, Option<i64>)> {
        let mut places = (0..).zip(ANNOUNCED).filter(|(place, _)| *place >= from);
        places.find_map(|(place, before)| {
            let at = self.current.end.minus(days(before));
            match at >= self.current.start {
                true => Some((place, at, Some(before))),
                false => (place == 0).then_some((place, self.current.start, None)),
            }
        })
    }

    /// Notes that what is to be announced by now was; gives the days before the end that have to be told, of several
    /// announcements that were missed the last. Of a period that has ended there is nothing to announce.
    pub fn announce(&mut self, now: Timestamp) -> Option<i64> {
        if now >= self.current.end {
            self.told = ANNOUNCED.len() as i64;
            return None;
        }
        let mut told = None;
        while let Some((place, _, before)) = self.announcement(self.told).filter(|(_, at, _)| *at <= now) {
            (told, self.told) = (before, place + 1);
        }
        told
    }

    /// Notes the reminders that are to be told by now.
    pub fn remind(&mut self, now: Timestamp) {
        while self.current.end.plus(days(self.told + 1)) <= now && self.told + 1 < self.grace_days {
            self.told += 1;
        }
    }

    /// Whether the period after the current one is paid.
    pub fn is_paid_ahead(&self) -> bool {
        self.paid_until > self.current.end
    }

    /// The period that comes after the current one and ends then.
    pub fn next_period(&self, end: Timestamp) -> Period {
        Period { start: self.current.end, end }
    }

    /// What the next period is for.
    pub fn next_items(&self) -> &[SubscriptionItem] {
        self.next_items.as_deref().unwrap_or(&self.items)
    }

    /// Notes that this period, which comes after the current one, is paid or granted. It begins at once if its time has come.
    pub fn cover(&mut self, period: Period, now: Timestamp) {
        self.paid_until = period.end;
        self.charge_at = None;
        if period.start <= now {
            self.begin(period);
        }
    }

    /// Begins the next period, which is paid or granted.
    pub fn begin(&mut self, period: Period) {
        self.current = period;
        self.periods += 1;
        self.status = SubscriptionStatus::Active;
        self.told = 0;
        self.charge_at = None;
        if let Some(items) = self.next_items.take() {
            self.items = items;
        }
    }

    /// Notes that the current period has ended and the next one is not paid.
    pub fn fall_due(&mut self) {
        if self.status != SubscriptionStatus::PastDue {
            self.status = SubscriptionStatus::PastDue;
            self.told = 0;
        }
        self.charge_at = None;
    }

    /// Brings it to its end, as `Canceled` or `Ended`.
    pub fn end(&mut self, status: SubscriptionStatus, now: Timestamp) {
        self.status = status;
        self.ended_at = Some(now);
        self.charge_at = None;
        self.next_items = None;
    }

    /// Puts right what follows from the rest: until when it counts, and when something is to be done next. What has ended
    /// counted no longer than it would have.
    pub fn settle(&mut self) {
        self.due_at = self.next().map(|due| due.at);
        let lasts = match self.cancel_at_period_end {
            true => self.paid_until,
            false => self.paid_until.plus(days(self.grace_days)),
        };
        self.active_until = self.ended_at.map_or(lasts, |ended| ended.min(lasts));
    }
}

fn days(count: i64) -> Duration {
    Duration::from_secs(count.unsigned_abs() * 86_400)
}
