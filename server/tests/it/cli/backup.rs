//! Copies of the database, and the check of its figures.

use clientele_service::{Db, House, customers};

use super::run;
use crate::database::{Engine, Fresh};
use crate::harness::{TestApp, both_engines};

both_engines!(verify_finds_no_difference_and_says_when_there_is_one);
async fn verify_finds_no_difference_and_says_when_there_is_one(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").tag("vip").create().await;
    shop.payment(ada, 4800).await;
    run(&app, &["verify"]).await.assert_status(0);

    app.sql("UPDATE customers SET spent = spent + 1").await;
    let broken = run(&app, &["verify"]).await;

    broken.assert_status(1);
    assert!(broken.out.contains(&ada.to_string()) && broken.err.contains("differ from the ledger"), "{broken:?}");
    app.sql("UPDATE customers SET spent = spent - 1").await;
}

both_engines!(a_backup_holds_everything_committed_before_it);
async fn a_backup_holds_everything_committed_before_it(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    shop.payment(ada, 4800).await;
    let file = app.database().folder().join("copy");
    let path = file.to_str().expect("a Unicode path").to_owned();

    run(&app, &["backup", &path]).await.assert_status(0);

    shop.customer().name("Too late").create().await;
    let restored = restore(&app, &path).await;
    let house = House::new(Db::connect(&restored.url).await.expect("the copy opens"));
    house.db.migrate().await.expect("the copy is up to date");
    let ctx = clientele_service::Ctx::system(&house, shop.scope, "Test");
    let copy = customers::get(&ctx, ada).await.expect("the customer");
    assert_eq!(copy.customer.fields.name, "Ada Lovelace");
    assert_eq!((copy.payments.len(), copy.totals[0].spent.minor), (1, 4800));
    assert_eq!(customers::count(&ctx).await.expect("a count"), 1);
    assert_eq!(clientele_store::verify::differences(&house.db).await.ok(), Some(vec![]));
    house.db.close().await;
    restored.remove().await;
}

both_engines!(no_file_is_overwritten);
async fn no_file_is_overwritten(app: TestApp) {
    let file = app.database().folder().join("precious");
    std::fs::write(&file, "precious").expect("a file");

    let refused = run(&app, &["backup", file.to_str().expect("a Unicode path")]).await;

    refused.assert_status(1);
    assert!(refused.err.contains("exists. Choose another name"), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), "precious");
}

/// A database made from the copy, as the documentation says it.
async fn restore(app: &TestApp, path: &str) -> Fresh {
    let sqlite = app.house().db.is_sqlite();
    let engine = if sqlite { Engine::Sqlite } else { Engine::Postgres };
    let fresh = Fresh::new(engine).await.expect("the engine is not skipped");
    if sqlite {
        std::fs::copy(path, fresh.folder().join("clientele.db")).expect("the copy is a file");
    } else {
        let mut command = tokio::process::Command::new("pg_restore");
        let done =
            command.args(["--no-owner", "--dbname", &fresh.url, path]).output().await.expect("pg_restore starts");
        assert!(done.status.success(), "{done:?}");
    }
    fresh
}
