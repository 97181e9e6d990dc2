//! The audit log: nothing in it is changed or goes away, whoever asks, and what is asked for comes newest first.

use clientele_domain::audit::{Act, ActorKind, Entry};
use clientele_domain::customer::FieldChange;
use clientele_domain::id::AuditId;
use clientele_domain::scope::{Mode, Scope};
use clientele_store::Conn;
use clientele_store::audit::{AuditFilter, append, page};
use sqlx::AssertSqlSafe;

use crate::harness::{House, both_engines, minutes, random};

/// What `actor` did to `object` so many minutes after the morning.
pub fn entry(minute: i64, act: Act, actor: &str, object: &str) -> Entry {
    let at = minutes(minute);
    Entry {
        id: AuditId::new(at, random()),
        act,
        actor_kind: ActorKind::Staff,
        actor: actor.into(),
        actor_name: actor.to_uppercase(),
        object: object.into(),
        fields: vec![FieldChange { field: "amount".into(), from: String::new(), to: "48.00".into() }],
        created_at: at,
    }
}

async fn written(house: &House, scope: Scope, entries: &[Entry]) {
    let mut tx = house.begin().await;
    for entry in entries {
        append(&mut tx.conn(), scope, entry, None).await.expect("an entry");
    }
    tx.commit().await.expect("a commit");
}

async fn found(house: &House, scope: Scope, filter: AuditFilter) -> Vec<String> {
    let found = page(&mut house.begin().await.conn(), scope, &filter, None, 100).await.expect("entries");
    found.into_iter().map(|entry| entry.object).collect()
}

both_engines!(nobody_changes_what_was_written_or_takes_it_away);
async fn nobody_changes_what_was_written_or_takes_it_away(house: &House) {
    let scope = house.merchant().await;
    let entry = entry(0, Act::RefundCreated, "ada", "re_1");
    written(house, scope, std::slice::from_ref(&entry)).await;

    let replace = format!(
        "INSERT OR REPLACE INTO audit_log SELECT * FROM (SELECT * FROM audit_log WHERE merchant_id = '{}') AS own",
        scope.merchant
    );
    let mut attempts = vec!["UPDATE audit_log SET actor_name = 'Nobody'", "DELETE FROM audit_log"];
    attempts.push(if house.db.is_sqlite() { &replace } else { "TRUNCATE audit_log" });
    for sql in attempts {
        let refused = attempt(house, sql).await.expect_err("the log only grows");
        assert!(refused.to_string().contains("the audit log only grows"), "{sql}: {refused}");
    }

    let kept = page(&mut house.begin().await.conn(), scope, &AuditFilter::default(), None, 9).await.expect("entries");
    assert_eq!(kept, [entry]);
}

async fn attempt(house: &House, sql: &str) -> Result<(), sqlx::Error> {
    let mut tx = house.begin().await;
    let sql = AssertSqlSafe(sql.to_owned());
    match &mut tx.conn() {
        Conn::Sqlite(c) => sqlx::query(sql).execute(&mut **c).await.map(drop),
        Conn::Postgres(c) => sqlx::query(sql).execute(&mut **c).await.map(drop),
    }
}

both_engines!(entries_come_newest_first_page_by_page);
async fn entries_come_newest_first_page_by_page(house: &House) {
    let scope = house.merchant().await;
    let entries: Vec<Entry> = (0..7).map(|at| entry(at, Act::CustomerUpdated, "ada", &format!("cus_{at}"))).collect();
    written(house, scope, &entries).await;

    let (mut read, mut after) = (Vec::new(), None);
    loop {
        let page =
            page(&mut house.begin().await.conn(), scope, &AuditFilter::default(), after, 3).await.expect("a page");
        after = page.last().map(|entry| entry.id);
        if page.is_empty() {
            break;
        }
        read.extend(page);
    }

    assert_eq!(read, entries.into_iter().rev().collect::<Vec<_>>());
}

both_engines!(entries_are_found_by_act_actor_object_and_time);
async fn entries_are_found_by_act_actor_object_and_time(house: &House) {
    let scope = house.merchant().await;
    let elsewhere = Scope { mode: Mode::Live, ..scope };
    let entries = [
        entry(0, Act::RefundCreated, "ada", "re_1"),
        entry(1, Act::RefundApproved, "grace", "re_1"),
        entry(2, Act::RefundCreated, "ada", "re_2"),
        entry(3, Act::KeyCreated, "ada", "key_1"),
    ];
    written(house, scope, &entries).await;
    written(house, elsewhere, &[entry(4, Act::RefundCreated, "ada", "re_3")]).await;
    let none = AuditFilter::default;

    let created = found(house, scope, AuditFilter { act: Some(Act::RefundCreated), ..none() }).await;
    let by_grace = found(house, scope, AuditFilter { actor: Some("grace".into()), ..none() }).await;
    let on_one = found(house, scope, AuditFilter { object: Some("re_1".into()), ..none() }).await;
    let early = found(house, scope, AuditFilter { from: Some(minutes(1)), before: Some(minutes(3)), ..none() }).await;
    let both = AuditFilter { act: Some(Act::RefundCreated), actor: Some("grace".into()), ..none() };

    assert_eq!(created, ["re_2", "re_1"]);
    assert_eq!(by_grace, ["re_1"]);
    assert_eq!(on_one, ["re_1", "re_1"]);
    assert_eq!(early, ["re_2", "re_1"]);
    assert_eq!(found(house, scope, both).await, Vec::<String>::new());
}
