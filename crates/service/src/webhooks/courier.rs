//! How a message leaves the house. The way itself is passed in, for this crate knows nothing of HTTP; where it may lead is
//! decided here.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use clientele_domain::rules::Reach;
use url::{Host, Url};

/// A message that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Where to.
    pub url: String,
    /// What stands before the body.
    pub headers: Vec<(&'static str, String)>,
    /// What is told.
    pub body: String,
    /// How far it may go.
    pub reach: Reach,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// How the body began.
    pub body: String,
}

type Way = Pin<Box<dyn Future<Output = Result<Answer, String>> + Send>>;

/// Takes a letter where it is to go, once, by the straight way, and brings the answer back. Its error is a sentence that
/// says why there is none. Cheap to clone.
#[derive(Clone)]
pub struct Courier(Arc<dyn Fn(Letter) -> Way + Send + Sync>);

impl Courier {
    /// A courier of the caller's own.
    pub fn from_fn<F>(send: impl Fn(Letter) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Answer, String>> + Send + 'static,
    {
        Self(Arc::new(move |letter| Box::pin(send(letter))))
    }

    pub(crate) async fn send(&self, letter: Letter) -> Result<Answer, String> {
        (self.0)(letter).await
    }
}

/// Looking a name up takes at most so long.
const LOOK_UP: Duration = Duration::from_secs(5);

/// The network addresses that a URL stands for at this moment. Whoever connects has to connect to one of these: asked
/// again, the name may stand for others.
///
/// Errors: a sentence when it stands for none, or for any that is out of reach.
pub async fn addresses(url: &Url, reach: Reach) -> Result<Vec<SocketAddr>, Unreachable> {
    addresses_by(url, reach, looked_up).await
}

/// What the machine knows of a name.
pub async fn looked_up(name: String, port: u16) -> Option<Vec<SocketAddr>> {
    let found = tokio::time::timeout(LOOK_UP, tokio::net::lookup_host((name.as_str(), port))).await;
    found.ok()?.ok().map(Iterator::collect)
}

/// The same, when names are looked up in this way, which gives nothing for a name that nobody knows.
///
/// Errors: as above.
pub async fn addresses_by<F>(
    url: &Url,
    reach: Reach,
    look_up: impl FnOnce(String, u16) -> F,
) -> Result<Vec<SocketAddr>, Unreachable>
where
    F: Future<Output = Option<Vec<SocketAddr>>>,
{
    let port = url.port_or_known_default().unwrap_or(443);
    let found: Vec<SocketAddr> = match url.host() {
        Some(Host::Ipv4(address)) => vec![(address, port).into()],
        Some(Host::Ipv6(address)) => vec![(address, port).into()],
        Some(Host::Domain(name)) => {
            let unknown = || Unreachable::Unknown(format!("No address is known for {name}."));
            look_up(name.to_owned(), port).await.ok_or_else(unknown)?
        }
        None => Vec::new(),
    };
    match found.iter().find(|address| !reach.includes(address.ip())) {
        // The address itself is not told: it would say what the inside of the network looks like.
        Some(_) => Err(Unreachable::Inside(format!(
            "{} stands for an address that is not of the public internet. Nothing is sent there.",
            url.host_str().unwrap_or_default()
        ))),
        None if found.is_empty() => Err(Unreachable::Unknown("No address is known for it.".to_owned())),
        None => Ok(found),
    }
}

/// Why nothing can be sent to a URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// Nobody knows an address of it, just now.
    #[error("{0}")]
    Unknown(String),
    /// It leads where messages may not go.
    #[error("{0}")]
    Inside(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_inside_is_refused_unless_it_may() {
        for text in ["https://localhost/", "https://localhost.:8443/", "https://127.0.0.1/", "https://[::1]/"] {
            let url: Url = text.parse().expect("an address");

            let refused = addresses(&url, Reach::Public).await;
            assert!(matches!(refused, Err(Unreachable::Inside(_) | Unreachable::Unknown(_))), "{text}: {refused:?}");
            if !text.contains("localhost.") {
                let allowed = addresses(&url, Reach::Anywhere).await.expect("an address");
                assert!(allowed.iter().all(|address| address.ip().is_loopback()), "{text}: {allowed:?}");
            }
        }
    }

    #[tokio::test]
    async fn a_number_is_its_own_address() {
        let url: Url = "https://8.8.8.8:8443/".parse().expect("an address");

        assert_eq!(addresses(&url, Reach::Public).await, Ok(vec![([8, 8, 8, 8], 8443).into()]));
    }
}
