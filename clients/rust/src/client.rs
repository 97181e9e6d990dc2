//! The client: where Clientele is, the session that the page holds, and the answer that it has.

use std::sync::Arc;
#[cfg(target_arch = "wasm32")]
use std::sync::{Mutex, PoisonError};

use crate::session::Session;

/// What a page needs to ask Clientele about its customer. Cheap to clone; everything on the page that shows the customer
/// shares one, and with it the session.
///
/// It may be made on a server that renders the page, where it does nothing.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "servers ask nothing"))]
    address: String,
    session: Session,
    /// The newest answer and its name.
    #[cfg(target_arch = "wasm32")]
    known: Mutex<Option<(String, crate::Customer)>>,
}

impl Client {
    /// A client of the Clientele at an address, such as `https://pay.example.com`.
    ///
    /// `session` asks your own server for a customer session of whoever is signed in, and gives its `client_secret`; `None`
    /// if Clientele knows no such customer (`POST /v1/customer_sessions` said 422 about the field `customer`) or nobody is
    /// signed in; or a sentence that says what went wrong. It is called when there is no session yet and when one is over,
    /// once for all who wait.
    pub fn new<S, F>(address: &str, session: S) -> Self
    where
        S: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<Option<String>, String>> + 'static,
    {
        Self(Arc::new(Inner {
            address: address.trim_end_matches('/').to_owned(),
            session: Session::new(session),
            #[cfg(target_arch = "wasm32")]
            known: Mutex::default(),
        }))
    }

    /// The same with the secret of a session that your server put into the page, which saves a call.
    #[must_use]
    pub fn with_secret(self, client_secret: &str) -> Self {
        self.0.session.hold(client_secret, now());
        self
    }

    /// Whom the session shows, or none if there is no such customer. Dropping the future aborts the request.
    ///
    /// An answer that hasn't changed since the last one is not sent again. If the session is over, another one is asked for
    /// and the question is put once more; so it is if the session shows somebody else, of whom nothing is told.
    #[cfg(target_arch = "wasm32")]
    pub async fn customer(&self, whom: &crate::Identifier) -> Result<Option<crate::Customer>, crate::Error> {
        crate::ask::ask(&self.0.session, whom, now(), async |secret| self.get(&secret.text).await).await
    }

    #[cfg(target_arch = "wasm32")]
    async fn get(&self, secret: &str) -> Result<crate::Customer, crate::Error> {
        use crate::browser::{Reply, get};

        let lock = || self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().clone();
        match (get(&self.0.address, secret, known.as_ref().map(|(tag, _)| tag.as_str())).await?, known) {
            (Reply::Customer(customer, tag), _) => {
                *lock() = tag.map(|tag| (tag, (*customer).clone()));
                Ok(*customer)
            }
            (Reply::Unchanged, Some((_, customer))) => Ok(customer),
            (Reply::Unchanged, None) => {
                Err(crate::Error::Unreadable("nothing changed, but nothing is known".to_owned()))
            }
        }
    }
}

/// Since 1970.
fn now() -> std::time::Duration {
    #[cfg(target_arch = "wasm32")]
    return std::time::Duration::from_secs_f64(js_sys::Date::now() / 1000.0);
    #[cfg(not(target_arch = "wasm32"))]
    return std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
}
