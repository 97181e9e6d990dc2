//! Finding customers by text: who is meant exactly, and who merely contains it.

use clientele_domain::query::{Condition, Query, Words};
use clientele_domain::rules::fold;
use clientele_domain::scope::Scope;

use crate::conn::{Arg, Conn, Statement};
use crate::error::Result;

/// What a query looks for in the search text: the words it asks for, and what must stand there for its other conditions
/// to hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    words: Words,
    hints: Vec<String>,
}

impl Search {
    pub(super) fn of(query: &Query) -> Self {
        let hints = query.parts().iter().filter_map(|part| match part {
            Query::Is(Condition::Name { text, whole: false }) => Some(fold(text)),
            Query::Is(Condition::Email { text, whole: false }) if text.is_ascii() && fold(text) == *text => {
                Some(text.clone())
            }
            _ => None,
        });
        let hints = hints.filter(|hint| hint.chars().count() >= 3).collect();
        Self { words: query.text().map(Words::of).unwrap_or_default(), hints }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.hints.is_empty()
    }

    /// The index of substrings answers only for three characters and more.
    pub(super) fn has_trigrams(&self) -> bool {
        self.words.occur_anywhere() || !self.hints.is_empty()
    }

    /// Every trigram of every word, each quoted, all required.
    fn trigrams(&self) -> String {
        let mut quoted = Vec::new();
        let words = if self.words.occur_anywhere() { &self.words.words[..] } else { &[] };
        for word in words.iter().chain(&self.hints) {
            let chars: Vec<char> = word.chars().collect();
            quoted.extend(chars.windows(3).map(|three| {
                let three: String = three.iter().collect();
                format!("\"{}\"", three.replace('"', "\"\""))
            }));
        }
        quoted.sort();
        quoted.dedup();
        quoted.join(" AND ")
    }
}

/// Where rows come from: SQLite's index of substrings goes first when there is text for it.
pub(super) fn from(statement: &mut Statement, by_index: bool) {
    statement.push(if by_index {
        "customer_search CROSS JOIN customers c ON c.seq = customer_search.rowid"
    } else {
        "customers c"
    });
}

/// Only rows whose text holds every word; `by_index` as in [`from`].
pub(super) fn matching(statement: &mut Statement, scope: Scope, search: &Search, by_index: bool) {
    if by_index {
        statement.push(" AND customer_search MATCH ");
        statement.bind(Arg::Text(search.trigrams()));
    }
    if search.words.occur_anywhere() {
        search.words.words.iter().for_each(|word| holding(statement, " AND ", "c.search_text", word));
    } else if !search.words.is_empty() {
        beginning(statement, scope, &search.words.whole);
    }
    search.hints.iter().for_each(|hint| holding(statement, " AND ", "c.search_text", hint));
}

/// Only rows in whose column this occurs.
pub(super) fn holding(statement: &mut Statement, before: &str, column: &str, text: &str) {
    statement.push(&format!("{before}{column} LIKE "));
    statement.bind(Arg::Text(format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))));
    statement.push(" ESCAPE '\\'");
}

/// The columns whose beginnings a short text is compared with.
pub(super) const BEGINNINGS: [&str; 4] = ["sort_name", "email", "external_id", "phone"];

/// The first and the end of what begins with the text, in a column.
pub(super) fn beginning_in(column: &str, text: &str) -> (String, String) {
    let start = if column == "phone" && !text.starts_with('+') { format!("+{text}") } else { text.to_owned() };
    let end = format!("{start}\u{10ffff}");
    (start, end)
}

/// Only rows of which a name, email, external id or phone begins with the text; capped, for it is a first look.
fn beginning(statement: &mut Statement, scope: Scope, text: &str) {
    statement.push(" AND c.seq IN (");
    for (place, column) in BEGINNINGS.into_iter().enumerate() {
        if place > 0 {
            statement.push(" UNION ALL ");
        }
        // The same conditions as the partial index of the column.
        let filled = if column == "sort_name" { "" } else { &format!("{column} <> '' AND ") };
        let (start, end) = beginning_in(column, text);
        statement.push(&format!(
            "SELECT seq FROM (SELECT seq FROM customers WHERE {filled}deleted_at IS NULL AND merchant_id = "
        ));
        statement.bind(Arg::Text(scope.merchant.to_string()));
        statement.push(" AND livemode = ");
        statement.bind(Arg::Bool(scope.livemode()));
        statement.push(&format!(" AND {column} >= "));
        statement.bind(Arg::Text(start));
        statement.push(&format!(" AND {column} < "));
        statement.bind(Arg::Text(end));
        statement.push(&format!(" ORDER BY {column} LIMIT 500) AS by_{column}"));
    }
    statement.push(")");
}

const BY_EMAIL: &str = "
    SELECT seq FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND email = $3 AND email <> '' AND deleted_at IS NULL ORDER BY seq LIMIT 20";
const BY_ID: &str = "
    SELECT seq FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL";
const BY_EXTERNAL_ID: &str = "
    SELECT seq FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND external_id = $3 AND external_id <> '' AND deleted_at IS NULL";
const BY_PHONE: &str = "
    SELECT seq FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND phone = $3 AND phone <> '' AND deleted_at IS NULL ORDER BY seq LIMIT 20";
const BY_DID: &str = "
    SELECT seq FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND did = $3 AND did <> '' AND deleted_at IS NULL ORDER BY seq LIMIT 20";
const BY_ORDER: &str = "
    SELECT c.seq FROM orders o
    JOIN customers c ON c.merchant_id = o.merchant_id AND c.livemode = o.livemode AND c.id = o.customer_id
    WHERE o.merchant_id = $1 AND o.livemode = $2 AND o.number = $3 AND c.deleted_at IS NULL LIMIT 20";
const BY_LAST4: &str = "
    SELECT DISTINCT c.seq FROM payments p
    JOIN customers c ON c.merchant_id = p.merchant_id AND c.livemode = p.livemode AND c.id = p.customer_id
    WHERE p.merchant_id = $1 AND p.livemode = $2 AND p.last4 = $3 AND p.last4 <> '' AND c.deleted_at IS NULL
    ORDER BY c.seq DESC LIMIT 20";

/// The rows that the text names exactly: by id, external id, email, phone, DID, order number or last four digits.
pub async fn exactly(conn: &mut Conn<'_>, scope: Scope, text: &str) -> Result<Vec<i64>> {
    let text = text.trim();
    let mut found: Vec<i64> = Vec::new();
    if text.is_empty() || text.len() > 300 || text.contains('\0') {
        return Ok(found);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = text.trim_start_matches('#').to_owned();
    let mut questions = vec![(BY_EXTERNAL_ID, text.to_owned()), (BY_ORDER, number)];
    if text.starts_with("cus_") {
        questions.push((BY_ID, text.to_owned()));
    }
    if text.contains('@') {
        questions.push((BY_EMAIL, text.to_lowercase()));
    }
    if text.starts_with("did:") {
        questions.push((BY_DID, text.to_owned()));
    }
    if digits.len() >= 7 && text.chars().all(|c| c.is_ascii_digit() || "+-() ./".contains(c)) {
        questions.push((BY_PHONE, format!("+{}", digits.trim_start_matches("00"))));
    }
    if digits.len() == 4 && text.len() == 4 {
        questions.push((BY_LAST4, digits));
    }
    for (sql, value) in questions {
        let rows = fetch_all!(conn, (i64,), sql, scope.merchant.to_string(), scope.livemode(), value)?;
        for (seq,) in rows {
            if !found.contains(&seq) {
                found.push(seq);
            }
        }
    }
    Ok(found)
}
