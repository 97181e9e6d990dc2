//! How long a list may look for its rows. PostgreSQL ends whatever takes too long by itself; SQLite asks this.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clientele_domain::query::Query;

use crate::conn::Conn;
use crate::error::Result;

/// So long a list is looked through before other ways are thought of.
pub(crate) const FOR_A_GLANCE: Duration = Duration::from_millis(50);
/// Nobody waits longer for a page.
pub(crate) const FOR_A_PAGE: Duration = Duration::from_secs(3);
/// Nor for a figure beside one.
pub(crate) const FOR_A_COUNT: Duration = Duration::from_secs(1);
/// SQLite asks after so many steps of its machine, which take a fraction of a millisecond.
const STEPS: i32 = 20_000;

/// While it is there, statements on the connection end when they take too long: with `TooLong`.
pub(crate) struct Patience(Arc<AtomicBool>);

impl Patience {
    /// Begins to wait for an answer to this query. Everybody is listed at once.
    pub async fn begin(conn: &mut Conn<'_>, query: &Query, limit: Duration) -> Result<Self> {
        let waiting = Arc::new(AtomicBool::new(true));
        if let Conn::Sqlite(c) = conn
            && !query.is_everybody()
        {
            let (waiting, begun) = (Arc::clone(&waiting), Instant::now());
            // The connection keeps asking after this is gone; it is told to go on then.
            let may_go_on = move || !waiting.load(Ordering::Relaxed) || begun.elapsed() < limit;
            c.lock_handle().await?.set_progress_handler(STEPS, may_go_on);
        }
        Ok(Self(waiting))
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
