//! Who asks, for which scope, and when: the first parameter of every use case.

use std::sync::Arc;

use clientele_domain::customer::Customer;
use clientele_domain::id::{CustomerId, KeyId, UserId};
use clientele_domain::key::Access;
use clientele_domain::role::{Permission, Role};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, Reader, Tx};
use tokio::sync::OwnedMutexGuard;

use crate::error::{Error, Result};
use crate::house::{House, Randomness};
use crate::once::Once;

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    Staff {
        /// Who.
        user: UserId,
        /// The person's name.
        name: String,
        /// The role at this merchant.
        role: Role,
    },
    /// A program with an API key.
    Key {
        /// Which key.
        id: KeyId,
        /// What people call it.
        name: String,
        /// What it allows.
        access: Access,
    },
    /// A customer, for themselves and for nobody else.
    Customer(CustomerId),
    /// The program itself, for whoever runs it on the machine. May do everything.
    System(&'static str),
    /// A file, imported on behalf of whoever may import: "Import by Maya Lindqvist".
    Import(String),
}

impl Actor {
    /// As the history of changes tells it.
    pub fn name(&self) -> &str {
        match self {
            Self::Staff { name, .. } | Self::Key { name, .. } | Self::Import(name) => name,
            Self::Customer(_) => "Customer",
            Self::System(name) => name,
        }
    }
}

/// Who asks, for which scope, and when.
#[derive(Clone)]
pub struct Ctx {
    /// Database, clock and randomness.
    pub house: House,
    /// Whose data.
    pub scope: Scope,
    /// Who asks.
    pub actor: Actor,
    /// The moment of the request; everything that happens in it happens then.
    pub now: Timestamp,
    /// What makes the request happen once, if its sender wants to be able to repeat it.
    pub once: Option<Arc<Once>>,
}

impl Ctx {
    /// A context of the program itself.
    pub fn system(house: &House, scope: Scope, name: &'static str) -> Self {
        Self::new(house, scope, Actor::System(name))
    }

    /// A context of somebody who acts now.
    pub fn new(house: &House, scope: Scope, actor: Actor) -> Self {
        Self { house: house.clone(), scope, actor, now: house.now(), once: None }
    }

    /// The same for what happens to this customer, who may live on a test clock.
    pub(crate) fn by_the_clock_of(&self, customer: &Customer) -> Self {
        match customer.clock {
            None => self.clone(),
            Some((_, shows)) => Self { house: self.house.turned_to(shows), now: shows, ..self.clone() },
        }
    }

    /// When others outside are to be told of what happens now: nobody waits there until a test clock's moment comes.
    pub(crate) fn told_at(&self) -> Timestamp {
        if self.house.turned_to.is_some() { self.house.clock.now() } else { self.now }
    }

    /// Goes on only if the actor may do this. There is no other place where permission is decided.
    ///
    /// Errors: `Forbidden`.
    pub fn require(&self, permission: Permission) -> Result<()> {
        match &self.actor {
            Actor::System(_) | Actor::Import(_) => Ok(()),
            Actor::Staff { role, .. } if role.allows(permission) => Ok(()),
            Actor::Staff { role, .. } => Err(Error::Forbidden { permission, role: Some(*role) }),
            Actor::Key { access, .. } if access.allows(permission) => Ok(()),
            Actor::Customer(_) if is_of_customers(permission) => Ok(()),
            Actor::Key { .. } | Actor::Customer(_) => Err(Error::Forbidden { permission, role: None }),
        }
    }

    /// Goes on unless the actor is a customer and this is somebody else's.
    ///
    /// Errors: `NotFound`.
    pub(crate) fn owns(&self, customer: CustomerId) -> Result<()> {
        match self.actor {
            Actor::Customer(own) if own != customer => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// Randomness, for ids.
    pub fn randomness(&self) -> &Randomness {
        &self.house.randomness
    }

    /// A connection for looking.
    pub async fn read(&self) -> Result<Reader> {
        Ok(self.house.db.read().await?)
    }

    /// A transaction; see [`transaction!`], which also tries again.
    ///
    /// A request that happens once has one transaction for all that it does, which is ended by whoever began it.
    pub(crate) async fn begin(&self) -> Result<Work> {
        match &self.once {
            None => Ok(Work::Own(self.house.db.begin().await?)),
            Some(once) => Ok(Work::Part(once.join(self).await?)),
        }
    }
}

/// What customers may do, each with what is their own.
fn is_of_customers(permission: Permission) -> bool {
    use Permission::*;
    matches!(
        permission,
        CustomerRead | CustomerWrite | PaymentRead | SubscriptionRead | SubscriptionWrite | InvoiceRead
    )
}

/// A transaction, or the part of one that a use case sees.
pub(crate) enum Work {
    /// Ended here.
    Own(Tx),
    /// Ended by who began it.
    Part(OwnedMutexGuard<Option<Tx>>),
}

impl Work {
    /// The connection.
    pub(crate) fn conn(&mut self) -> Result<Conn<'_>> {
        match self {
            Self::Own(tx) => Ok(tx.conn()),
            Self::Part(held) => {
                held.as_mut().map(Tx::conn).ok_or_else(|| Error::Internal("the transaction has ended".to_owned()))
            }
        }
    }

    /// Makes it true, unless somebody else does.
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Own(tx) => Ok(tx.commit().await?),
            Self::Part(_) => Ok(()),
        }
    }

    /// Whether it can be done again by itself.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self, Self::Own(_))
    }
}

/// How often a transaction that stood in another's way is tried.
pub const TRIES: u32 = 5;

/// Runs the work in one transaction: all of it happens, or nothing. When another transaction stood in the way, the work
/// is done again from its beginning.
///
/// A macro, because futures that borrow from a closure's arguments can't yet be shown to move between threads.
macro_rules! transaction {
    ($ctx:expr, |$conn:ident| $work:block) => {{
        let mut tries = 1;
        loop {
            let mut tx = $ctx.begin().await?;
            let whole = tx.is_whole();
            let done: $crate::Result<_> = async {
                let $conn = &mut tx.conn()?;
                $work
            }
            .await;
            let done = match done {
                Ok(value) => tx.commit().await.map(|()| value),
                Err(error) => Err(error),
            };
            match done {
                Err($crate::Error::Conflict) if whole && tries < $crate::ctx::TRIES => tries += 1,
                done => break done,
            }
        }
    }};
}
pub(crate) use transaction;
