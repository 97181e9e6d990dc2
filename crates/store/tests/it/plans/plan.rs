//! How an engine answers a statement, and what must not stand in it.

use clientele_store::{Conn, Result};

use super::heard::heard;
use crate::harness::{House, run};

/// How a statement is answered.
#[derive(Debug)]
pub struct Plan {
    sql: String,
    steps: Vec<String>,
}

impl Plan {
    /// A step that reads what nobody asked for: a whole table or a whole index.
    pub fn whole(&self) -> Option<&str> {
        let steps = self.steps.iter().enumerate();
        steps
            .map(|(place, step)| (step, self.steps.get(place + 1)))
            .find(|(step, next)| reads_all(step, *next))
            .map(|(step, _)| step.as_str())
    }

    /// A step bound by nothing but merchant and mode: it reads whatever the merchant has until somebody stops it.
    pub fn whole_scope(&self) -> Option<&str> {
        let only_scope = |step: &&String| {
            step.ends_with("(merchant_id=? AND livemode=?)")
                || (step.starts_with("Index Cond: ")
                    && step.contains("merchant_id")
                    && step.matches(" = ").count() == 2)
                    && !step.contains(['<', '>'])
        };
        self.steps.iter().find(only_scope).map(String::as_str)
    }

    /// Whether rows are put in order after they were read, instead of being read in order.
    pub fn sorts(&self) -> bool {
        self.steps.iter().any(|step| {
            step.contains("TEMP B-TREE FOR") || step.starts_with("Sort ") || step.starts_with("Incremental Sort ")
        })
    }

    /// Whether the statement says this.
    pub fn is_of(&self, words: &str) -> bool {
        self.sql.contains(words)
    }

    /// Whether any step says this.
    pub fn says(&self, words: &str) -> bool {
        self.steps.iter().any(|step| step.contains(words))
    }
}

fn reads_all(step: &str, next: Option<&String>) -> bool {
    // SQLite. A virtual table is the index of substrings; `by_…` are the four short lists of a search for a beginning,
    // `newest`, `near`, `known`, `seen` and `first_ones` what a statement has picked, `pieces` and a clause of values what it brings along.
    if let Some(what) = step.strip_prefix("SCAN ") {
        let few = ["by_", "newest", "near", "known", "seen", "first_ones", "pieces"]
            .iter()
            .any(|name| what.starts_with(name));
        return !(few
            || what.contains("VIRTUAL TABLE")
            || what.contains("VALUES CLAUSE")
            || what.contains("CONSTANT ROW"));
    }
    let without_bound = || !next.is_some_and(|next| next.starts_with("Index Cond: "));
    step.contains("AUTOMATIC")
        || step.contains("ANY(")
        // PostgreSQL.
        || step.starts_with("Seq Scan on ")
        || (["Index Scan ", "Index Only Scan ", "Bitmap Index Scan "].iter().any(|scan| step.starts_with(scan))
            && without_bound())
}

/// PostgreSQL tells the plan of whatever runs, with the values it runs with. Tables of a few thousand rows it would
/// rather read whole, one beside the other; without that choice, it still does where no index helps.
const TELL: [&str; 6] = [
    "LOAD 'auto_explain'",
    "SET LOCAL auto_explain.log_min_duration = 0",
    "SET LOCAL auto_explain.log_level = notice",
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL enable_hashjoin = off",
    "SET LOCAL enable_mergejoin = off",
];

/// A statement that ends those before it: until then, an engine may keep one open and say nothing of it.
const AND_THEN: &str = "SELECT 1";

/// The plans of all that a function of the store asks. What it changed is undone.
pub async fn plans<T>(house: &House, ask: impl AsyncFnOnce(&mut Conn<'_>) -> Result<T>) -> Vec<Plan> {
    let mut tx = house.begin().await;
    let conn = &mut tx.conn();
    if !house.db.is_sqlite() {
        for sql in TELL {
            run(conn, sql).await;
        }
    }
    let (answer, told) = heard(async {
        let answer = ask(conn).await;
        run(conn, AND_THEN).await;
        answer
    })
    .await;
    assert!(answer.is_ok(), "the store refused: {:?}", answer.err());
    let mut plans = Vec::new();
    for text in told {
        let plan = if house.db.is_sqlite() { explained(conn, text).await } else { read(&text) };
        plans.extend(plan.filter(|plan| plan.sql != AND_THEN));
    }
    assert!(!plans.is_empty(), "no plan was told");
    plans
}

/// SQLite plans a statement before it knows the values.
async fn explained(conn: &mut Conn<'_>, sql: String) -> Option<Plan> {
    let Conn::Sqlite(c) = conn else { return None };
    // The driver keeps statements of a few words to itself.
    if sql.is_empty() {
        return None;
    }
    let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
    let steps: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(explain).fetch_all(&mut **c).await.expect("a statement that was run");
    Some(Plan { sql, steps: steps.into_iter().map(|(_, _, _, step)| step).collect() })
}

/// `duration: … plan:`, `Query Text: …` over some lines, and the plan, whose first line is the first with a cost.
fn read(text: &str) -> Option<Plan> {
    let (_, rest) = text.split_once("Query Text: ")?;
    let lines: Vec<&str> = rest.lines().collect();
    let first = lines.iter().position(|line| line.contains("(cost="))?;
    let steps = lines[first..].iter().map(|line| line.trim().trim_start_matches("-> ").trim().to_owned());
    Some(Plan { sql: lines[..first].join("\n").trim().to_owned(), steps: steps.collect() })
}
