//! One question over fetch.

use clientele_wire::Problem;
use gloo_net::http::{Request, Response};
use web_sys::{AbortController, RequestCache, RequestCredentials};

use crate::{Customer, Error};

/// What was answered.
pub(crate) enum Reply {
    /// The customer, and the name of the answer.
    Customer(Box<Customer>, Option<String>),
    /// What is known is still so.
    Unchanged,
}

/// Aborts the request of whoever doesn't wait for it any longer. Of one that was answered there is nothing to abort.
struct WhileAwaited(AbortController);

impl Drop for WhileAwaited {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks who the customer of a session is; `known` names the answer that is there already.
pub(crate) async fn get(address: &str, secret: &str, known: Option<&str>) -> Result<Reply, Error> {
    let unreachable = |error: gloo_net::Error| Error::Unreachable(error.to_string());
    let controller = AbortController::new().map_err(|_| Error::Unreachable("this is no browser".to_owned()))?;
    let request = WhileAwaited(controller);
    let mut question = Request::get(&format!("{address}/client/v1/customer"))
        .abort_signal(Some(&request.0.signal()))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .header("authorization", &format!("Bearer {secret}"));
    if let Some(tag) = known {
        question = question.header("if-none-match", tag);
    }
    let answer = question.send().await.map_err(unreachable)?;
    match answer.status() {
        200 => {
            let tag = answer.headers().get("etag");
            let customer = answer.json().await.map_err(|error| Error::Unreadable(error.to_string()))?;
            Ok(Reply::Customer(Box::new(customer), tag))
        }
        304 => Ok(Reply::Unchanged),
        _ => Err(refused(answer).await),
    }
}

async fn refused(answer: Response) -> Error {
    match answer.json::<Problem>().await {
        Ok(problem) => Error::Refused { status: problem.status, code: problem.code, detail: problem.detail },
        Err(_) => {
            let detail = format!("Clientele answered with status {}", answer.status());
            Error::Refused { status: answer.status(), code: String::new(), detail }
        }
    }
}
