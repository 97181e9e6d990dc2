//! What migrations make: the same house on both engines, and the same again when they run again.

mod schema;

use std::collections::BTreeSet;
use std::path::Path;

use clientele_store::Error;

use crate::harness::{Engine, House, both_engines};
use schema::Schema;

#[test]
fn both_engines_have_migrations_of_the_same_names() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let files = std::fs::read_dir(folder).expect("a folder of migrations");
        files.map(|file| file.expect("a file").file_name().into_string().expect("a plain name")).collect()
    };

    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn tables_columns_and_indexes_are_the_same_on_both_engines() {
    let sqlite = House::open(Engine::Sqlite).await.expect("an embedded database");
    let Some(postgres) = House::open(Engine::Postgres).await else { return };

    let (here, there) = (Schema::of(&sqlite).await, Schema::of(&postgres).await);

    assert!(here.tables.contains("customers") && here.columns.contains("customers.email text"), "{here:#?}");
    assert_eq!(here.tables, there.tables);
    assert_eq!(here.columns, there.columns);
    assert_eq!(here.keys, there.keys);
    assert_eq!(here.indexes, there.indexes);
    sqlite.close().await;
    postgres.close().await;
}

both_engines!(migrating_twice_changes_nothing);
async fn migrating_twice_changes_nothing(house: &House) {
    house.merchant().await;
    let before = (Schema::of(house).await, done(house).await, house.texts("SELECT id FROM merchants").await);

    house.db.migrate().await.expect("nothing to do");

    let after = (Schema::of(house).await, done(house).await, house.texts("SELECT id FROM merchants").await);
    assert!(!before.1.is_empty());
    assert_eq!(before, after);
}

both_engines!(a_database_of_a_newer_version_is_refused_and_left_alone);
async fn a_database_of_a_newer_version_is_refused_and_left_alone(house: &House) {
    house
        .sql(
            "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
            SELECT 20991231000000, 'from the future', installed_on, success, checksum, 0 FROM _sqlx_migrations LIMIT 1",
        )
        .await;
    let before = (Schema::of(house).await, done(house).await);

    let refused = house.db.migrate().await.expect_err("a newer database");

    let Error::Unusable(message) = &refused else { panic!("not for people: {refused:?}") };
    for words in ["made by a newer release of Clientele", "20991231000000", "restore a backup"] {
        assert!(message.contains(words), "{message}");
    }
    assert_eq!((Schema::of(house).await, done(house).await), before);
}

/// The migrations that were run, with when and what they were.
async fn done(house: &House) -> Vec<String> {
    house
        .texts("SELECT version || ' ' || description || ' ' || CAST(installed_on AS TEXT) FROM _sqlx_migrations ORDER BY 1")
        .await
}
