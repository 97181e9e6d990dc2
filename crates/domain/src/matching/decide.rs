//! The decision: the first rule that fits wins.

use serde::{Deserialize, Serialize};

use super::buyer::{Buyer, Creation};
use super::settings::{OtherExternalId, Settings};
use super::write::{WhichFields, Write};
use super::{Rule, Sign};
use crate::customer::Kind;
use crate::id::CustomerId;
use crate::identity::{Evidence, IdentityKind};
use crate::time::Timestamp;

/// Somebody who shares an identifier with the buyer, or was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub id: CustomerId,
    /// Registered or guest.
    pub kind: Kind,
    /// The merchant's id for them; empty when there is none.
    pub external_id: String,
    /// Since when they are there.
    pub created_at: Timestamp,
    /// Which of the buyer's identifiers are theirs.
    pub shares: Vec<IdentityKind>,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who the buyer is.
    pub link: Link,
    /// Who shares something with the buyer and stays somebody else.
    pub related: Vec<Related>,
}

/// Who a buyer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Somebody who is there.
    To(Linked),
    /// Somebody new, of this kind.
    New(Kind),
    /// Nobody that a record could be made of.
    Nobody,
}

/// A link to somebody who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Who the buyer is, once everything is merged.
    pub customer: CustomerId,
    /// The rule that fitted.
    pub rule: Rule,
    /// What pointed there.
    pub signs: Vec<Sign>,
    /// What is written back to the record.
    pub write: Write,
    /// Guests who turn out to be the same person, to be merged into `customer` before anything is written.
    pub merges: Vec<Merger>,
}

/// A guest to be merged into an older one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merger {
    /// Who is merged.
    pub source: CustomerId,
    /// Why they are the same person.
    pub because: Vec<Sign>,
}

/// Somebody who shares something with the buyer and stays somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Who.
    pub customer: CustomerId,
    /// What they share.
    pub shares: Vec<IdentityKind>,
}

/// Decides who a buyer is. `candidates` are all who share an identifier, and the customer who was named; `distinct` are
/// the pairs of them that somebody said are not the same person.
pub fn decide(
    buyer: &Buyer,
    settings: &Settings,
    candidates: &[Candidate],
    distinct: &[(CustomerId, CustomerId)],
) -> Decision {
    let case = Case { buyer, settings, candidates, distinct };
    let (link, ones) = match case.found() {
        Some((found, rule)) => case.linked(found, rule),
        None => (buyer.becomes().map_or(Link::Nobody, Link::New), Vec::new()),
    };
    let others = candidates.iter().filter(|other| !ones.contains(&other.id));
    let related = others.map(|other| Related { customer: other.id, shares: other.shares.clone() }).collect();
    Decision { link, related }
}

struct Case<'c> {
    buyer: &'c Buyer,
    settings: &'c Settings,
    candidates: &'c [Candidate],
    distinct: &'c [(CustomerId, CustomerId)],
}

impl<'c> Case<'c> {
    /// Rules 1 to 6.
    fn found(&self) -> Option<(&'c Candidate, Rule)> {
        if let Some(named) = self.buyer.customer {
            return self.candidates.iter().find(|one| one.id == named).map(|one| (one, Rule::CustomerId));
        }
        let by_external_id = oldest(self.sharing(IdentityKind::ExternalId)).map(|one| (one, Rule::ExternalId));
        by_external_id.or_else(|| Some((self.by_email()?, Rule::Email))).or_else(|| self.by_what_guests_leave())
    }

    fn sharing(&self, kind: IdentityKind) -> impl Iterator<Item = &'c Candidate> {
        self.candidates.iter().filter(move |one| one.shares.contains(&kind))
    }

    /// Registered before guest, older before younger. A record with another external id is another user's, unless the
    /// merchant says otherwise; and what was merely typed may not reach registered customers at all.
    fn by_email(&self) -> Option<&'c Candidate> {
        let typed = self.buyer.email == Evidence::Typed;
        self.sharing(IdentityKind::Email)
            .filter(|one| one.kind == Kind::Guest || !typed || self.settings.link_typed_emails)
            .filter(|one| !self.is_another_user(one) || self.settings.other_external_id == OtherExternalId::Link)
            .filter(|one| one.kind == Kind::Registered || !self.stays_a_guest(one))
            .min_by_key(|one| (one.kind == Kind::Guest, self.is_another_user(one), one.created_at, one.id))
    }

    /// Whether a buyer who is to be registered would become a guest by this link: then they get a record of their own, and
    /// the guest is shown as related.
    fn stays_a_guest(&self, one: &Candidate) -> bool {
        self.buyer.creation == Creation::Always && !self.attaches(one)
    }

    /// Whether a link by email gives the record the external id that was told.
    fn attaches(&self, one: &Candidate) -> bool {
        let told = !self.buyer.told.external_id.is_empty();
        told && one.external_id.is_empty() && self.buyer.email != Evidence::Typed
    }

    fn is_another_user(&self, one: &Candidate) -> bool {
        let told = &self.buyer.told.external_id;
        !told.is_empty() && !one.external_id.is_empty() && *told != one.external_id
    }

    /// Rules 4 to 6 are among guests: whoever is to be registered doesn't become a guest by a shared telephone.
    fn by_what_guests_leave(&self) -> Option<(&'c Candidate, Rule)> {
        if self.buyer.becomes() == Some(Kind::Registered) {
            return None;
        }
        [IdentityKind::Phone, IdentityKind::Card, IdentityKind::Wallet]
            .into_iter()
            .filter(|kind| self.settings.tells_guests(*kind))
            .find_map(|kind| Some((oldest(self.guests_sharing(kind))?, Rule::by(kind)?)))
    }

    fn guests_sharing(&self, kind: IdentityKind) -> impl Iterator<Item = &'c Candidate> {
        self.sharing(kind).filter(|one| one.kind == Kind::Guest)
    }

    /// The link to who was found, with the guests who are the same person; and all who are.
    fn linked(&self, found: &'c Candidate, rule: Rule) -> (Link, Vec<CustomerId>) {
        let write = self.written_back(found, rule);
        // Who gets an external id is a guest no longer.
        let ones = if found.kind == Kind::Guest && !write.external_id { self.same_as(found) } else { vec![found] };
        let survivor = oldest(ones.iter().copied()).unwrap_or(found);
        let merges = ones.iter().filter(|one| one.id != survivor.id).map(|one| {
            // Whichever of the two is not the one that was found says what brought them together.
            let other = if one.id == found.id { survivor } else { one };
            Merger { source: one.id, because: self.signs(|kind| other.shares.contains(&kind)) }
        });
        let linked = Linked {
            customer: survivor.id,
            rule,
            signs: self.signs(|kind| ones.iter().any(|one| one.shares.contains(&kind))),
            write,
            merges: merges.collect(),
        };
        (Link::To(linked), ones.iter().map(|one| one.id).collect())
    }

    /// The guest with every other guest whom the buyer's identifiers point at, except those whom somebody said to be
    /// somebody else.
    fn same_as(&self, found: &'c Candidate) -> Vec<&'c Candidate> {
        let mut others: Vec<&Candidate> = self
            .candidates
            .iter()
            .filter(|other| other.id != found.id && other.kind == Kind::Guest)
            .filter(|other| other.shares.iter().any(|kind| self.settings.tells_guests(*kind)))
            .collect();
        others.sort_by_key(|other| (other.created_at, other.id));
        let mut ones = vec![found];
        for other in others {
            if !ones.iter().any(|one| self.are_distinct(one.id, other.id)) {
                ones.push(other);
            }
        }
        ones
    }

    fn are_distinct(&self, a: CustomerId, b: CustomerId) -> bool {
        self.distinct.contains(&(a, b)) || self.distinct.contains(&(b, a))
    }

    fn written_back(&self, found: &Candidate, rule: Rule) -> Write {
        let attach = rule == Rule::Email && self.attaches(found);
        let fields = match rule {
            Rule::ExternalId => WhichFields::Sent,
            _ if found.kind == Kind::Guest => WhichFields::Missing,
            Rule::CustomerId => WhichFields::Allowed(self.buyer.may_update),
            _ => WhichFields::None,
        };
        Write { fields, external_id: attach }
    }

    /// The buyer's identifiers of these kinds that tell something about this match.
    fn signs(&self, of: impl Fn(IdentityKind) -> bool) -> Vec<Sign> {
        self.buyer.identifiers().into_iter().map(|(sign, _)| sign).filter(|sign| of(sign.kind)).collect()
    }
}

fn oldest<'c>(candidates: impl Iterator<Item = &'c Candidate>) -> Option<&'c Candidate> {
    candidates.min_by_key(|one| (one.created_at, one.id))
}
