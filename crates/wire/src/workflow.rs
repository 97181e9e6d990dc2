//! Workflows, and what came of them.

use std::collections::BTreeMap;

use clientele_domain::mail::Wording;
use clientele_domain::scope::Scope;
use clientele_domain::tongue::Tongue;
use clientele_domain::workflow::{self as domain, Action, BuiltIn};
use serde::{Deserialize, Serialize};

use crate::customer::{CustomerKind, given};
use crate::event::EventType;
use crate::read::{Sent, request, word};
use crate::time::Time;

/// When something happens to customers who fit, wait, and then send a mail or call an address. Some are part of Clientele:
/// they can be switched off and worded anew, but not removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workflow {
    /// Always `workflow`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether it runs for real data.
    pub livemode: bool,
    /// What people call it.
    pub name: String,
    /// Which of those that are part of Clientele; null for one of the merchant's own.
    pub built_in: Option<BuiltInWorkflow>,
    /// The type of event that begins it.
    pub trigger: EventType,
    /// For whom it runs.
    pub filter: WorkflowFilter,
    /// How long it waits before it acts, in minutes.
    pub wait_minutes: i64,
    /// What it does.
    pub action: WorkflowAction,
    /// Where to, for a call.
    pub url: Option<String>,
    /// The merchant's words for its mail, by language. A mail of Clientele's has Clientele's words in the languages that are
    /// left out here; any other has those of the first language.
    pub wordings: BTreeMap<String, MailWording>,
    /// Whether it runs.
    pub enabled: bool,
    /// When it was made; null for one that is part of Clientele and that nobody has changed.
    pub created_at: Option<Time>,
    /// When it was changed last.
    pub updated_at: Option<Time>,
    /// Grows with each change; also the ETag.
    pub version: i64,
}

/// For whom a workflow runs: everything that is not null has to fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowFilter {
    /// Registered customers or guests only.
    pub kind: Option<CustomerKind>,
    /// Customers with this tag only.
    pub tag: Option<String>,
    /// Customers in this country only, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Customers with an active subscription only, or those without.
    pub has_active_subscription: Option<bool>,
}

/// Subject and text of a mail, with placeholders such as `{customer.name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailWording {
    /// Subject, in one line.
    pub subject: String,
    /// Text. Paragraphs stand apart by an empty line.
    pub text: String,
}

impl Workflow {
    /// The workflow.
    pub fn new(scope: Scope, workflow: &domain::Workflow) -> Self {
        let (url, wordings) = match &workflow.action {
            Action::Mail { wordings } => (None, wordings.iter().map(told).collect()),
            Action::Call { url } => (Some(url.clone()), BTreeMap::new()),
        };
        let changed = workflow.version > 0;
        Self {
            object: "workflow".to_owned(),
            id: workflow.id.to_string(),
            livemode: scope.livemode(),
            name: workflow.name.clone(),
            built_in: workflow.built_in.map(BuiltInWorkflow),
            trigger: EventType(workflow.trigger),
            filter: WorkflowFilter {
                kind: workflow.filter.kind.map(CustomerKind),
                tag: given(&workflow.filter.tag),
                country: given(&workflow.filter.country),
                has_active_subscription: workflow.filter.active_subscription,
            },
            wait_minutes: workflow.wait_minutes,
            action: WorkflowAction(workflow.action.kind()),
            url,
            wordings,
            enabled: workflow.enabled,
            created_at: changed.then(|| workflow.created_at.into()),
            updated_at: changed.then(|| workflow.updated_at.into()),
            version: workflow.version,
        }
    }
}

fn told((tongue, wording): &(Tongue, Wording)) -> (String, MailWording) {
    let wording = MailWording { subject: wording.subject.clone(), text: wording.text.clone() };
    (tongue.as_str().to_owned(), wording)
}

/// What remains of a workflow that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedWorkflow {
    /// Always `workflow`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Always true.
    pub deleted: bool,
}

impl DeletedWorkflow {
    /// What remains of this one.
    pub fn new(id: clientele_domain::id::WorkflowId) -> Self {
        Self { object: "workflow".to_owned(), id: id.to_string(), deleted: true }
    }
}

/// A workflow that runs for something that happened. It is kept for 90 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowRun {
    /// Always `workflow_run`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether it is about real data.
    pub livemode: bool,
    /// Which workflow.
    pub workflow_id: String,
    /// What happened.
    pub event_id: String,
    /// Of which type that was.
    pub event_type: EventType,
    /// To whom, if that is known.
    pub customer_id: Option<String>,
    /// How far it is.
    pub status: WorkflowRunStatus,
    /// Why it is so, in a sentence.
    pub outcome: Option<String>,
    /// The mail that it sent.
    pub mail_id: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is to be done; null once it is over.
    pub due_at: Option<Time>,
    /// When what it runs for happened.
    pub created_at: Time,
    /// When it was over.
    pub ended_at: Option<Time>,
}

impl WorkflowRun {
    /// The run.
    pub fn new(livemode: bool, run: &domain::Run) -> Self {
        Self {
            object: "workflow_run".to_owned(),
            id: run.id.to_string(),
            livemode,
            workflow_id: run.workflow.to_string(),
            event_id: run.event.to_string(),
            event_type: EventType(run.event_kind),
            customer_id: run.customer.map(|customer| customer.to_string()),
            status: WorkflowRunStatus(run.status),
            outcome: given(&run.outcome),
            mail_id: run.mail.map(|mail| mail.to_string()),
            attempts: run.attempts,
            // What is due at once is due since it is there.
            due_at: run.due_at.map(|due| due.max(run.created_at).into()),
            created_at: run.created_at.into(),
            ended_at: run.ended_at.map(Time),
        }
    }
}

request! {
    /// A workflow, or what is to be changed of one: what is left out of a change stays. A new one needs a `name` and a
    /// `trigger`; a mail needs words in at least one language, a call needs a `url`.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "name": "Welcome", "trigger": "customer.created", "filter": { "tag": "vip" }, "wait_minutes": 1440, "action": "mail",
        "wordings": { "en": { "subject": "Welcome", "text": "{greeting}\n\nGood that you are here." } }
    })))]
    WorkflowRequest {
        /// What people call it, at most 100 characters.
        name: String,
        /// The type of event that begins it.
        trigger: EventType,
        /// For whom it runs; everybody when a new one says nothing. In a change, parts that are left out stay.
        filter: WorkflowFilterRequest,
        /// How long it waits before it acts, in minutes: at most 525600, and 0 when a new one says nothing.
        wait_minutes: i64,
        /// What it does; a new one that says nothing sends a mail.
        action: WorkflowAction,
        /// Where to, for a call: an https address.
        url: String,
        /// The words of its mail. In a change, languages that are left out stay, and null removes one.
        wordings: WordingsRequest,
        /// Whether it runs; a new one that says nothing does.
        enabled: bool,
    }
}

request! {
    /// For whom a workflow runs. Null is everybody again.
    WorkflowFilterRequest {
        /// Registered customers or guests only.
        kind: CustomerKind,
        /// Customers with this tag only.
        tag: String,
        /// Customers in this country only: ISO 3166-1 alpha-2, or its English name.
        country: String,
        /// Customers with an active subscription only, or those without.
        has_active_subscription: bool,
    }
}

request! {
    /// The words of a mail, by language.
    WordingsRequest {
        /// In English.
        en: WordingRequest,
        /// In German.
        de: WordingRequest,
        /// In Arabic.
        ar: WordingRequest,
    }
}

impl WordingsRequest {
    /// The languages that are spoken of: their words, or none for those that are to be removed.
    pub fn spoken(self) -> Vec<(Tongue, Option<Wording>)> {
        let spoken = [(Tongue::English, self.en), (Tongue::German, self.de), (Tongue::Arabic, self.ar)];
        let words = |(tongue, sent)| match sent {
            Sent::Absent => None,
            Sent::Null => Some((tongue, None)),
            Sent::Value(WordingRequest { subject, text }) => {
                let wording =
                    Wording { subject: subject.value().unwrap_or_default(), text: text.value().unwrap_or_default() };
                Some((tongue, Some(wording)))
            }
        };
        spoken.into_iter().filter_map(words).collect()
    }
}

request! {
    /// Subject and text of a mail, both of them.
    WordingRequest {
        /// Subject, in one line.
        subject: String,
        /// Text, with placeholders such as `{customer.name}`; a brace itself is written twice.
        text: String,
    }
}

word! {
    /// What a workflow does: it sends the customer a `mail`, or it sends the event to an address, a `call`.
    WorkflowAction(domain::ActionKind)
}

word! {
    /// A workflow that is part of Clientele.
    BuiltInWorkflow(BuiltIn)
}

word! {
    /// What came of a run.
    WorkflowRunStatus(domain::RunStatus)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_worded() {
        assert_eq!(WordingsRequest::FIELDS, Tongue::ALL.iter().map(|tongue| tongue.as_str()).collect::<Vec<_>>());
    }
}
