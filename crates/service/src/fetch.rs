//! Asking somebody outside for something: a GET. The way itself is passed in, for this crate knows nothing of HTTP.

use std::pin::Pin;
use std::sync::Arc;

use clientele_domain::rules::Reach;
use url::Url;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Where.
    pub url: Url,
    /// How far it may go.
    pub reach: Reach,
}

/// What came back, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
}

type Way = Pin<Box<dyn Future<Output = Result<Fetched, String>> + Send>>;

/// Goes on an errand once, by the straight way, and brings back what it was given, unless that is too much or takes too
/// long. Its error is a sentence that says why there is nothing. Cheap to clone.
#[derive(Clone)]
pub struct Fetcher(Arc<dyn Fn(Errand) -> Way + Send + Sync>);

impl Fetcher {
    /// A fetcher of the caller's own.
    pub fn from_fn<F>(fetch: impl Fn(Errand) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Fetched, String>> + Send + 'static,
    {
        Self(Arc::new(move |errand| Box::pin(fetch(errand))))
    }

    /// One that stays at home: for commands that ask nobody.
    pub fn nowhere() -> Self {
        Self::from_fn(|_| async { Err("Nobody outside is asked here.".to_owned()) })
    }

    /// What is at this address.
    pub(crate) async fn get(&self, url: Url, reach: Reach) -> Result<String, String> {
        let host = url.host_str().unwrap_or_default().to_owned();
        match (self.0)(Errand { url, reach }).await? {
            Fetched { status: 200, body } => Ok(body),
            Fetched { status: 300..=399, .. } => {
                Err(format!("{host} sends on to another address, which is not followed."))
            }
            Fetched { status, .. } => Err(format!("{host} answered with the status {status}.")),
        }
    }
}
