//! Files that are uploaded: kept until their import has come to its end, and carried on with by whoever looks first.

use std::fmt::Write as _;
use std::time::Duration;

use clientele_domain::id::UserId;
use clientele_domain::import::{Delimiter, Layout, What};
use clientele_domain::role::Role;
use clientele_service::imports::{self, Chosen, Import, MOST_BYTES, Upload, status};
use clientele_service::{Actor, Clock, Ctx, Error, House};
use clientele_store::imports::chunks;

use crate::shop::{Shop, on_each_engine};

const ROWS: i64 = 900;

/// A file of several pieces: customers with a wordy column, one row of them without an email.
fn people() -> String {
    let mut text = "Email,Story\n".to_owned();
    for number in 1..=ROWS {
        let email = if number == 700 { "nobody".to_owned() } else { format!("person{number}@example.com") };
        writeln!(text, "{email},{}", "word ".repeat(120)).expect("memory");
    }
    text
}

fn staff(shop: &Shop, role: Role) -> Ctx {
    let user = UserId::new(shop.house.now(), [1; 10]);
    Ctx { actor: Actor::Staff { user, name: "Maya Lindqvist".into(), role }, ..shop.ctx() }
}

/// Uploads a text in parts of odd sizes, as browsers send it.
async fn upload(ctx: &Ctx, what: What, text: &str) -> Result<Import, Error> {
    let mut upload = Upload::begin(ctx, what, "people.csv").await?;
    for part in text.as_bytes().chunks(100_003) {
        upload.push(part).await?;
    }
    upload.finish().await
}

/// What was guessed of an import, as a person would confirm it.
fn as_guessed(import: &Import) -> Chosen {
    let layout: Layout = serde_json::from_str(&import.layout).expect("a layout");
    let Layout { delimiter, has_header, columns, set, .. } = layout;
    Chosen { delimiter, has_header, columns, set }
}

/// Uploads and begins in one go.
async fn begun(ctx: &Ctx, text: &str) -> Import {
    let import = upload(ctx, What::Customers, text).await.expect("a file that waits");
    let chosen = as_guessed(&import);
    imports::begin(ctx, import.id, chosen, false).await.expect("an import that begins")
}

/// How many pieces of the import's file are kept.
async fn pieces(shop: &Shop, import: &Import) -> i64 {
    let mut reader = shop.house.db.read().await.expect("a reader");
    chunks::count(&mut reader.conn(), shop.scope, import.id).await.expect("a count")
}

/// The same house, so much later.
fn later(shop: &Shop, by: Duration) -> House {
    let clock = shop.house.clock.clone();
    House { clock: Clock::from_fn(move || clock.now().plus(by)), ..shop.house.clone() }
}

#[test]
fn from_the_upload_to_the_last_row() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Admin);

        let waiting = upload(&ctx, What::Customers, &people()).await.expect("a file that waits");
        assert_eq!((waiting.status.as_str(), pieces(shop, &waiting).await), (status::MAPPING, 3));
        let columns = imports::columns(&ctx, &waiting).await.expect("its columns");
        assert_eq!(columns.headings, ["Email", "Story"]);
        assert_eq!(columns.metadata, ["metadata.email", "metadata.story"]);
        assert_eq!(columns.layout.columns, [Some("email".to_owned()), None]);
        assert_eq!((columns.rows.len(), columns.rows[0][0].as_str()), (5, "person1@example.com"));

        let mut chosen = as_guessed(&waiting);
        chosen.columns[1] = Some("metadata.story".to_owned());
        let (report, rejects) = imports::check(&ctx, waiting.id, chosen.clone(), 20).await.expect("a report");
        assert_eq!((report.rows, report.accepted, report.rejected), (ROWS, ROWS - 1, 1));
        assert_eq!((rejects[0].line, shop.count().await), (701, 0));

        let running = imports::begin(&ctx, waiting.id, chosen, false).await.expect("an import that begins");
        assert_eq!((running.id, running.status.as_str(), running.total_lines), (waiting.id, status::RUNNING, ROWS));
        let (system, claimed) = imports::claim(&shop.house).await.expect("an answer").expect("something to carry on");
        assert!(imports::claim(&shop.house).await.expect("an answer").is_none(), "it was given to two");
        let done = imports::carry_on(&system, &claimed).await.expect("an import that ends");

        assert_eq!((done.status.as_str(), done.accepted, done.rejected), (status::DONE, ROWS - 1, 1));
        assert_eq!((shop.count().await, pieces(shop, &done).await), (ROWS - 1, 0));
        let mut reader = shop.house.db.read().await.expect("a reader");
        let one = clientele_store::customers::by_email(&mut reader.conn(), shop.scope, "person1@example.com").await;
        drop(reader);
        let detail = shop.detail(one.expect("an answer").expect("the customer").id).await;
        assert!(format!("{:?}", detail.timeline).contains("Import by Maya Lindqvist"), "{:?}", detail.timeline);
    });
}

#[test]
fn another_server_goes_on_where_one_stopped() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Developer);
        let import = begun(&ctx, &people()).await;
        let (system, claimed) = imports::claim(&shop.house).await.expect("an answer").expect("something to carry on");
        let first = tokio::spawn(async move { imports::carry_on(&system, &claimed).await });
        while imports::get(&ctx, import.id).await.expect("the import").done_lines == 0 {
            tokio::task::yield_now().await;
        }
        first.abort();
        assert!(first.await.is_err_and(|error| error.is_cancelled()), "it ended before it could be stopped");

        assert!(imports::claim(&shop.house).await.expect("an answer").is_none(), "somebody is at it");
        let house = later(shop, Duration::from_secs(21));
        let (system, claimed) = imports::claim(&house).await.expect("an answer").expect("nobody is at it");
        let done = imports::carry_on(&system, &claimed).await.expect("an import that ends");

        assert_eq!((done.id, done.accepted, done.rejected), (import.id, ROWS - 1, 1));
        assert_eq!(shop.count().await, ROWS - 1);
    });
}

#[test]
fn two_servers_at_once_store_every_row_once() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Owner);
        let import = begun(&ctx, &people()).await;

        let system = shop.ctx();
        let ended = tokio::join!(imports::carry_on(&system, &import), imports::carry_on(&system, &import));

        let ended = [ended.0, ended.1];
        assert!(ended.iter().any(|run| run.as_ref().is_ok_and(|import| import.status == status::DONE)));
        assert!(ended.iter().all(|run| matches!(run, Ok(_) | Err(Error::InvalidState(_)))));
        let import = imports::get(&ctx, import.id).await.expect("the import");
        assert_eq!((import.done_lines, import.accepted, shop.count().await), (ROWS, ROWS - 1, ROWS - 1));
    });
}

#[test]
fn called_off_it_keeps_no_file_and_the_same_file_goes_on_with_it() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Admin);
        let waiting = upload(&ctx, What::Customers, &people()).await.expect("a file that waits");
        let called_off = imports::cancel(&ctx, waiting.id).await.expect("called off");
        assert_eq!((called_off.status.as_str(), pieces(shop, &waiting).await), (status::CANCELED, 0));
        assert!(matches!(imports::columns(&ctx, &called_off).await, Err(Error::InvalidState(_))));
        let chosen = as_guessed(&waiting);
        assert!(matches!(imports::begin(&ctx, waiting.id, chosen, false).await, Err(Error::InvalidState(_))));

        let running = begun(&ctx, &people()).await;
        imports::cancel(&ctx, running.id).await.expect("called off");
        assert_eq!(pieces(shop, &running).await, 0);
        assert!(imports::claim(&shop.house).await.expect("an answer").is_none());

        let resumed = begun(&ctx, &people()).await;
        assert_eq!((resumed.id, pieces(shop, &resumed).await > 0), (running.id, true));
        let joined = begun(&ctx, &people()).await;
        assert_eq!(joined.id, running.id);
        let (system, claimed) = imports::claim(&shop.house).await.expect("an answer").expect("something to carry on");
        imports::carry_on(&system, &claimed).await.expect("an import that ends");
        assert_eq!(imports::list(&ctx, None, 10).await.expect("imports").0.len(), 2);
    });
}

#[test]
fn a_file_that_was_imported_before_is_stored_again_only_when_that_is_wanted() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Admin);
        let text = "email\na@example.com\n";
        let first = begun(&ctx, text).await;
        imports::carry_on(&shop.ctx(), &first).await.expect("an import that ends");
        let second = upload(&ctx, What::Customers, text).await.expect("a file that waits");

        let refused = imports::begin(&ctx, second.id, as_guessed(&second), false).await;

        assert!(matches!(refused, Err(Error::Invalid(violations)) if violations[0].field == "again"));
        let begun = imports::begin(&ctx, second.id, as_guessed(&second), true).await.expect("an import that begins");
        let twice = imports::begin(&ctx, second.id, as_guessed(&second), false).await.expect("the same import");
        assert_eq!((begun.id, twice.id), (second.id, second.id));
    });
}

#[test]
fn another_delimiter_makes_other_columns() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Admin);
        let text = "email;name,total\na@example.com;Ada,1\n";
        let waiting = upload(&ctx, What::Payments, text).await.expect("a file that waits");
        let chosen = Chosen { delimiter: Delimiter::Semicolon, has_header: false, ..as_guessed(&waiting) };

        let checked = imports::check(&ctx, waiting.id, chosen.clone(), 20).await;

        assert!(matches!(checked, Err(Error::Invalid(violations)) if violations[0].field == "delimiter"));
        let import = imports::get(&ctx, waiting.id).await.expect("the import");
        let columns = imports::columns(&ctx, &import).await.expect("its columns");
        assert_eq!(columns.layout.columns, [Some("email".to_owned()), None]);
        assert_eq!(columns.headings, ["Column 1", "Column 2"]);
        assert_eq!(columns.rows[0], ["email", "name,total"]);
        let incomplete = imports::begin(&ctx, waiting.id, as_guessed(&import), false).await;
        assert!(
            matches!(incomplete, Err(Error::Invalid(violations)) if violations.len() == 2 && violations[1].field == "currency")
        );
    });
}

#[test]
fn what_is_no_file_of_rows_is_not_kept() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Admin);
        for text in ["", "\n", "\0\0", "PK\u{3}\u{4}sheet", &",".repeat(300)] {
            let refused = upload(&ctx, What::Customers, text).await;
            assert!(matches!(refused, Err(Error::Invalid(violations)) if violations[0].field == "file"), "{text:?}");
        }
        let mut long = Upload::begin(&ctx, What::Customers, "long.csv").await.expect("an upload");
        let part = vec![b'a'; usize::try_from(MOST_BYTES).expect("a size")];
        let mut cut = Upload::begin(&ctx, What::Customers, "cut.csv").await.expect("an upload");
        cut.push(&part[..300_000]).await.expect("room");
        long.push(&part[..300_000]).await.expect("room");
        assert!(
            matches!(long.push(&part).await, Err(Error::Invalid(violations)) if violations[0].message.contains("64 MiB"))
        );
        long.discard().await.expect("nothing kept");

        imports::remove_broken_uploads(&later(shop, Duration::from_secs(3_601))).await.expect("nothing kept");

        assert!(cut.push(&part[..300_000]).await.is_err());
        assert!(imports::list(&ctx, None, 10).await.expect("imports").0.is_empty());
    });
}

#[test]
fn who_may_not_import_uploads_nothing() {
    on_each_engine(async |shop| {
        let (ctx, support) = (staff(shop, Role::Admin), staff(shop, Role::Support));
        let waiting = upload(&ctx, What::Customers, "email\na@example.com\n").await.expect("a file that waits");
        let chosen = as_guessed(&waiting);

        assert!(matches!(upload(&support, What::Customers, "email\n").await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::columns(&support, &waiting).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::choose(&support, waiting.id, chosen.clone()).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::begin(&support, waiting.id, chosen, false).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::cancel(&support, waiting.id).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::sample(&support, What::Customers), Err(Error::Forbidden { .. })));
    });
}

#[test]
fn the_samples_can_be_imported() {
    on_each_engine(async |shop| {
        let ctx = staff(shop, Role::Admin);
        for what in What::ALL {
            let text = imports::sample(&ctx, *what).expect("a sample");
            let waiting = upload(&ctx, *what, text).await.expect("a file that waits");
            assert!(!waiting.layout.contains("null"), "not every column is understood: {}", waiting.layout);
            let (report, rejects) = imports::check(&ctx, waiting.id, as_guessed(&waiting), 20).await.expect("a report");
            assert_eq!((report.accepted, rejects), (2, Vec::new()));
        }
    });
}
