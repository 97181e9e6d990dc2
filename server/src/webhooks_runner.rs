//! Sends webhooks that are due, for as long as the server runs. Any number of servers may do so at once.

use std::collections::HashMap;
use std::time::Duration;

use clientele_domain::id::WebhookEndpointId;
use clientele_service::webhooks::{self, Courier};
use clientele_service::{Error, House};
use tokio::task::{Id, JoinSet};

/// How often to look for what is due.
const LOOK: Duration = Duration::from_secs(1);

/// So many messages are under way at a time,
const AT_ONCE: usize = 32;

/// and so many to one endpoint, so that one which takes its time does not keep the others waiting.
const TO_ONE: usize = 4;

/// Sends what is due, at once and every moment. Never ends; what is under way when it is dropped is sent again by whoever
/// looks next.
pub async fn run(house: House, courier: Courier) {
    let mut under_way = UnderWay::default();
    loop {
        match look(&house, &courier, &mut under_way).await {
            // There may be more.
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(?error, "webhooks can't be looked for"),
        }
        tokio::select! {
            () = under_way.one_ended(), if !under_way.is_empty() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Begins what is due; says whether there was anything, and room for more.
async fn look(house: &House, courier: &Courier, under_way: &mut UnderWay) -> Result<bool, Error> {
    if under_way.len() >= AT_ONCE {
        return Ok(false);
    }
    let claimed = webhooks::claim(house, &under_way.busy()).await?;
    let found = !claimed.is_empty();
    for one in claimed {
        let (endpoint, courier) = (one.endpoint(), courier.clone());
        under_way.begin(endpoint, async move {
            match webhooks::attempt(&courier, one).await {
                Ok(status) => tracing::debug!(%endpoint, status = status.as_str(), "a webhook was sent"),
                Err(error) => tracing::warn!(%endpoint, ?error, "what came of a webhook was not noted"),
            }
        });
    }
    Ok(found)
}

/// What is being sent, and where to.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<()>,
    endpoints: HashMap<Id, WebhookEndpointId>,
}

impl UnderWay {
    fn len(&self) -> usize {
        self.tasks.len()
    }

    fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    fn begin(&mut self, endpoint: WebhookEndpointId, task: impl Future<Output = ()> + Send + 'static) {
        let id = self.tasks.spawn(task).id();
        self.endpoints.insert(id, endpoint);
    }

    async fn one_ended(&mut self) {
        let id = match self.tasks.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(error)) => error.id(),
            None => return,
        };
        self.endpoints.remove(&id);
    }

    /// The endpoints that are to wait.
    fn busy(&self) -> Vec<WebhookEndpointId> {
        let mut counts: HashMap<WebhookEndpointId, usize> = HashMap::new();
        for endpoint in self.endpoints.values() {
            *counts.entry(*endpoint).or_default() += 1;
        }
        counts.into_iter().filter(|(_, count)| *count >= TO_ONE).map(|(endpoint, _)| endpoint).collect()
    }
}
