//! A shop in memory, to which buyers come one after another.

use super::super::*;
use crate::customer::{CustomerFields, Kind};
use crate::id::CustomerId;
use crate::time::Timestamp;

/// A record as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub id: CustomerId,
    pub kind: Kind,
    pub created_at: Timestamp,
    pub fields: CustomerFields,
    /// What was seen: kinds with values.
    pub seen: Vec<(IdentityKind, String)>,
}

/// Records, and who bought what: the place of each buyer with the record.
#[derive(Debug, Clone, Default)]
pub struct Shop {
    pub records: Vec<Record>,
    pub bought: Vec<(usize, Option<CustomerId>)>,
    pub distinct: Vec<(CustomerId, CustomerId)>,
    made: i64,
}

impl Shop {
    /// Somebody whom the merchant knows.
    pub fn register(&mut self, fields: CustomerFields) -> CustomerId {
        self.make(Kind::Registered, fields, Vec::new())
    }

    fn make(&mut self, kind: Kind, fields: CustomerFields, seen: Vec<(IdentityKind, String)>) -> CustomerId {
        self.made += 1;
        let created_at = Timestamp::from_micros(self.made * 1_000_000);
        let id = CustomerId::new(created_at, [0; 10]);
        self.records.push(Record { id, kind, created_at, fields, seen });
        id
    }

    pub fn record(&self, id: CustomerId) -> &Record {
        self.records.iter().find(|record| record.id == id).expect("a record")
    }

    fn shares(record: &Record, buyer: &Buyer) -> Vec<IdentityKind> {
        let has = |kind: IdentityKind, value: &str| match (record.kind, kind) {
            (_, IdentityKind::ExternalId) => record.fields.external_id == value,
            (Kind::Registered, IdentityKind::Email) => record.fields.email == value,
            _ => record.seen.iter().any(|(there, known)| *there == kind && known == value),
        };
        buyer
            .identifiers()
            .into_iter()
            .filter(|(sign, value)| has(sign.kind, value))
            .map(|(sign, _)| sign.kind)
            .collect()
    }

    /// Decides who the buyer is.
    pub fn decide(&self, buyer: &Buyer, settings: &Settings) -> Decision {
        let candidates: Vec<Candidate> = self
            .records
            .iter()
            .map(|record| Candidate {
                id: record.id,
                kind: record.kind,
                external_id: record.fields.external_id.clone(),
                created_at: record.created_at,
                shares: Self::shares(record, buyer),
            })
            .filter(|candidate| !candidate.shares.is_empty() || buyer.customer == Some(candidate.id))
            .collect();
        decide(buyer, settings, &candidates, &self.distinct)
    }

    /// Lets a buyer come, and does what is decided.
    pub fn come(&mut self, place: usize, buyer: &Buyer, settings: &Settings) -> Decision {
        let decision = self.decide(buyer, settings);
        let who = match &decision.link {
            Link::Nobody => None,
            Link::New(kind) => Some(self.make(*kind, buyer.told.clone(), Vec::new())),
            Link::To(linked) => {
                for merger in &linked.merges {
                    self.merge(merger.source, linked.customer);
                }
                let record = self.records.iter_mut().find(|record| record.id == linked.customer).expect("a record");
                record.fields = linked.write.over(&record.fields, &buyer.told);
                if !record.fields.external_id.is_empty() {
                    record.kind = Kind::Registered;
                }
                Some(linked.customer)
            }
        };
        if let Some(record) = self.records.iter_mut().find(|record| Some(record.id) == who) {
            record.seen.extend(buyer.identifiers().into_iter().map(|(sign, value)| (sign.kind, value.to_owned())));
        }
        self.bought.push((place, who));
        decision
    }

    fn merge(&mut self, source: CustomerId, into: CustomerId) {
        let place = self.records.iter().position(|record| record.id == source).expect("a record");
        let gone = self.records.remove(place);
        let survivor = self.records.iter_mut().find(|record| record.id == into).expect("a record");
        assert!(gone.kind == Kind::Guest && survivor.kind == Kind::Guest, "only guests are merged by themselves");
        assert!(survivor.created_at < gone.created_at, "the older survives");
        survivor.fields = joined(&gone.fields, &survivor.fields, &Choices::default());
        survivor.seen.extend(gone.seen);
        for (_, who) in &mut self.bought {
            if *who == Some(source) {
                *who = Some(into);
            }
        }
    }

    /// Which buyers are one person, whatever the ids.
    pub fn persons(&self) -> Vec<Vec<usize>> {
        let mut persons: Vec<Vec<usize>> = Vec::new();
        let mut ids = Vec::new();
        let mut bought = self.bought.clone();
        bought.sort_by_key(|(place, _)| *place);
        for (place, who) in bought {
            match ids.iter().position(|id| *id == who).filter(|_| who.is_some()) {
                Some(person) => persons[person].push(place),
                None => {
                    ids.push(who);
                    persons.push(vec![place]);
                }
            }
        }
        persons
    }
}
