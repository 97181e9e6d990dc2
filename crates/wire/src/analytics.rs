//! Figures over time, and of everybody together.
//!
//! Each answer says which days it covers, on which calendar, and in which currency: amounts of different currencies are
//! never added.

mod money;
mod people;

use clientele_domain::analytics as domain;

use crate::read::word;

pub use money::{
    CustomerFigures, CustomerPoint, CustomerSums, ExchangeRate, ProductFigures, ProductFiguresList, RecurringFigures,
    RecurringPoint, RecurringSums, RevenueFigures, RevenuePoint, RevenueSums, SourceFigures, SourceList,
};
pub use people::{
    Cohort, Cohorts, Distribution, Signal, SignalCode, SignalTone, TopCustomer, TopCustomers, TopMetric, TopPeriod,
    ValueBucket,
};

word! {
    /// How long an interval is. Weeks begin on Mondays.
    AnalyticsInterval(domain::Grain)
}
