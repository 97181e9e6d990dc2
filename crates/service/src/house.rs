//! What every use case stands on: the database, the clock, and randomness. The last two are passed in, so that a test
//! can choose them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use clientele_domain::rules::Reach;
use clientele_domain::time::Timestamp;
use clientele_store::Db;
use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::fetch::Fetcher;
use crate::mail::Mailer;

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(|| {
            let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp::from_micros(i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX))
        }))
    }

    /// A clock of the caller's own.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// Gives random bytes.
#[derive(Clone)]
pub struct Randomness(Arc<Mutex<StdRng>>);

impl Randomness {
    /// Seeded by the operating system; fit for secrets.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// The same bytes for the same seed, for demo data and tests.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Fresh bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
}

/// The database with its clock, its randomness, and how far it sends messages. Cheap to clone.
#[derive(Clone)]
pub struct House {
    /// The database.
    pub db: Db,
    /// Tells the time.
    pub clock: Clock,
    /// Gives random bytes.
    pub randomness: Randomness,
    /// How far webhooks and questions may go.
    pub reach: Reach,
    /// Where people and programs reach this house, such as `https://pay.example.com`.
    pub origin: Arc<str>,
    /// Asks others outside: the providers of Lightning addresses, and what bitcoin costs.
    pub fetch: Fetcher,
    /// What a test clock shows, in what happens to the customers on it.
    pub turned_to: Option<Timestamp>,
    /// Takes mails where they are to go.
    pub mailer: Mailer,
}

impl House {
    /// A house on the machine's clock and randomness, which is reached on this machine, sends messages to the public
    /// internet only, asks nobody outside, and sends no mail.
    pub fn new(db: Db) -> Self {
        let (clock, randomness) = (Clock::system(), Randomness::system());
        let origin = Arc::from("http://127.0.0.1:3000");
        let (fetch, mailer) = (Fetcher::nowhere(), Mailer::nowhere());
        Self { db, clock, randomness, reach: Reach::Public, origin, fetch, mailer, turned_to: None }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.turned_to.unwrap_or_else(|| self.clock.now())
    }

    /// The same house at the moment that a test clock shows.
    #[must_use]
    pub fn turned_to(&self, moment: Timestamp) -> Self {
        Self { turned_to: Some(moment), ..self.clone() }
    }

    /// The whole address of a path in this house.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin.trim_end_matches('/'))
    }
}
