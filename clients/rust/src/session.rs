//! The secret of the customer session that a page holds, and how another takes its place.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use send_wrapper::SendWrapper;

use crate::Error;

/// What the app's callback gives: a secret, or nothing when there is no such customer.
type Given = Result<Option<String>, String>;
type Renewal = Shared<LocalBoxFuture<'static, Given>>;

/// Sessions end within a day. One that was over for another day is forgotten, and then no page can read why it was refused:
/// so a secret of this age isn't tried.
const LONGEST: Duration = Duration::from_secs(86_400);

/// A secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Secret {
    pub text: Arc<str>,
    /// Which one it is of those that the page had.
    nth: u64,
    /// When it came, since 1970.
    since: Duration,
}

/// The secret that a page holds. Everything on the page that shows the customer shares it.
pub(crate) struct Session {
    give: Box<dyn Fn() -> LocalBoxFuture<'static, Given> + Send + Sync>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    secret: Option<Secret>,
    /// How often one was asked for.
    renewals: u64,
    /// The one that is awaited. It lives in browsers alone, and there on one thread.
    renewal: Option<SendWrapper<Renewal>>,
}

impl Session {
    pub fn new<G, F>(give: G) -> Self
    where
        G: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Given> + 'static,
    {
        Self { give: Box::new(move || give().boxed_local()), held: Mutex::default() }
    }

    /// Begins with a secret that came with the page.
    pub fn hold(&self, text: &str, now: Duration) {
        self.held().secret = Some(Secret { text: text.into(), nth: 0, since: now });
    }

    /// The secret, asked for if there is none. None says that there is no such customer.
    pub async fn secret(&self, now: Duration) -> Result<Option<Secret>, Error> {
        let held = self.held().secret.clone();
        match held {
            Some(secret) if now.saturating_sub(secret.since) < LONGEST => Ok(Some(secret)),
            worn => self.after(worn.as_ref(), now).await,
        }
    }

    /// The one that takes the place of a secret. However many ask for it, the app is asked once.
    pub async fn after(&self, worn: Option<&Secret>, now: Duration) -> Result<Option<Secret>, Error> {
        let (renewal, nth) = {
            let mut held = self.held();
            if let Some(secret) = held.secret.as_ref().filter(|secret| worn.is_none_or(|worn| worn.nth != secret.nth)) {
                return Ok(Some(secret.clone()));
            }
            let renewal = held.renewal.get_or_insert_with(|| SendWrapper::new((self.give)().shared()));
            (Renewal::clone(renewal), held.renewals + 1)
        };
        let given = renewal.await;
        let mut held = self.held();
        let secret = given.clone().ok().flatten().map(|text| Secret { text: text.into(), nth, since: now });
        // The first of those who waited puts it in its place.
        if held.renewals < nth {
            held.renewals = nth;
            held.renewal = None;
            held.secret.clone_from(&secret);
        }
        given.map(|_| secret).map_err(Error::NoSession)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
