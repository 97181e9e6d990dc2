//! Who asks, for which scope, and when: the first parameter of every use case.

use clientele_domain::id::UserId;
use clientele_domain::role::{Permission, Role};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::{Reader, Tx};

use crate::error::{Error, Result};
use crate::house::{House, Randomness};

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
    /// The program itself, for whoever runs it on the machine. May do everything.
    System(&'static str),
    /// A file, imported on behalf of whoever may import: "Import by Maya Lindqvist".
    Import(String),
}

impl Actor {
    /// As the history of changes tells it.
    pub fn name(&self) -> &str {
        match self {
            Self::Staff { name, .. } | Self::Import(name) => name,
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
}

impl Ctx {
    /// A context of the program itself.
    pub fn system(house: &House, scope: Scope, name: &'static str) -> Self {
        Self { house: house.clone(), scope, actor: Actor::System(name), now: house.now() }
    }

    /// Goes on only if the actor may do this. There is no other place where permission is decided.
    ///
    /// Errors: `Forbidden`.
    pub fn require(&self, permission: Permission) -> Result<()> {
        match &self.actor {
            Actor::System(_) | Actor::Import(_) => Ok(()),
            Actor::Staff { role, .. } if role.allows(permission) => Ok(()),
            Actor::Staff { role, .. } => Err(Error::Forbidden { permission, role: Some(*role) }),
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
    pub async fn begin(&self) -> Result<Tx> {
        Ok(self.house.db.begin().await?)
    }
}

/// How often a transaction that stood in another's way is tried.
pub(crate) const TRIES: u32 = 5;

/// Runs the work in one transaction: all of it happens, or nothing. When another transaction stood in the way, the work
/// is done again from its beginning.
///
/// A macro, because futures that borrow from a closure's arguments can't yet be shown to move between threads.
macro_rules! transaction {
    ($ctx:expr, |$conn:ident| $work:block) => {{
        let mut tries = 1;
        loop {
            let mut tx = $ctx.begin().await?;
            let done: $crate::Result<_> = async {
                let $conn = &mut tx.conn();
                $work
            }
            .await;
            let done = match done {
                Ok(value) => tx.commit().await.map(|()| value).map_err($crate::Error::from),
                Err(error) => Err(error),
            };
            match done {
                Err($crate::Error::Conflict) if tries < $crate::ctx::TRIES => tries += 1,
                done => break done,
            }
        }
    }};
}
pub(crate) use transaction;
