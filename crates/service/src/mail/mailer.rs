//! How a mail leaves the house. The way itself is passed in, for this crate knows nothing of SMTP. It has two steps, so that
//! what happens before anybody can have taken the mail is told apart from what happens after.

use std::pin::Pin;
use std::sync::Arc;

use clientele_domain::mail::Mail;

/// Why a mail was not delivered, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// Nobody took it; somebody may later.
    Later(String),
    /// Nobody takes it, however often it is tried.
    Refused(String),
    /// Whether somebody took it is not known.
    Unknown(String),
}

type Way<T> = Pin<Box<dyn Future<Output = Result<T, Undelivered>> + Send>>;

/// A mail that somebody is about to take: nothing of it has been handed over.
pub struct Ready(Box<dyn FnOnce() -> Way<()> + Send>);

impl Ready {
    /// The step that hands it over.
    pub fn from_fn<F>(hand_over: impl FnOnce() -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<(), Undelivered>> + Send + 'static,
    {
        Self(Box::new(move || Box::pin(hand_over())))
    }

    pub(super) async fn hand_over(self) -> Result<(), Undelivered> {
        (self.0)().await
    }
}

/// Takes mails where they are to go. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    /// Whether mails reach people: a folder does not.
    pub reaches_people: bool,
    /// Whether a mail can be handed over twice and is there once.
    pub can_repeat: bool,
    open: Arc<dyn Fn(Mail) -> Way<Ready> + Send + Sync>,
}

impl Mailer {
    /// A mailer to people.
    pub fn to_people<F>(open: impl Fn(Mail) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Ready, Undelivered>> + Send + 'static,
    {
        Self { reaches_people: true, can_repeat: false, open: Arc::new(move |mail| Box::pin(open(mail))) }
    }

    /// A mailer to a place of our own, where a mail that comes twice is there once.
    pub fn to_place<F>(open: impl Fn(Mail) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Ready, Undelivered>> + Send + 'static,
    {
        Self { reaches_people: false, can_repeat: true, ..Self::to_people(open) }
    }

    /// For commands that send nothing.
    pub fn nowhere() -> Self {
        Self::to_place(|_| async { Err(Undelivered::Later("No mail is sent from here.".to_owned())) })
    }

    pub(super) async fn open(&self, mail: Mail) -> Result<Ready, Undelivered> {
        (self.open)(mail).await
    }
}
