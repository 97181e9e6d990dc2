//! Databases of other releases.

use super::run;
use crate::harness::{TestApp, both_engines};

both_engines!(a_database_of_a_newer_release_is_refused);
async fn a_database_of_a_newer_release_is_refused(app: TestApp) {
    app.sql(
        "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
         SELECT 20991231000000, 'from the future', installed_on, success, checksum, 0 FROM _sqlx_migrations LIMIT 1",
    )
    .await;

    for command in [&["verify"][..], &["migrate"], &["serve", "--addr", "127.0.0.1:0"]] {
        let refused = run(&app, command).await;

        refused.assert_status(1);
        assert!(refused.err.contains("made by a newer release of Clientele"), "{refused:?}");
        assert!(refused.err.contains("20991231000000"), "{refused:?}");
    }
}

both_engines!(migrating_twice_changes_nothing);
async fn migrating_twice_changes_nothing(app: TestApp) {
    for _ in 0..2 {
        run(&app, &["migrate"]).await.assert_status(0);
    }
}
