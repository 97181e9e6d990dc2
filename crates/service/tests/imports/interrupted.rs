//! Imports that are stopped, started twice, or given the wrong file.

use std::time::Duration;

use clientele_domain::import::What;
use clientele_service::Error;
use clientele_service::imports::{self, status};

use crate::cdnow::{beginning, is_complete};
use crate::shop::{file, layout, on_each_engine};

#[test]
fn stopped_between_batches_it_goes_on_as_if_nothing_had_happened() {
    on_each_engine(async |shop| {
        let (layout, text) = beginning();
        let mut stops = 0;
        loop {
            let import = shop.start(&layout, text, false).await.expect("the same import");
            let (ctx, given) = (shop.ctx(), import.clone());
            let (sender, mut batches) = tokio::sync::mpsc::unbounded_channel();
            let run = tokio::spawn(async move {
                imports::run(&ctx, &given, file(text), move |import| _ = sender.send(import.done_lines)).await
            });
            // Each time it comes a little further before it is cut off, at a batch's end or in the midst of one.
            for _ in 0..=stops {
                batches.recv().await;
            }
            tokio::time::sleep(Duration::from_millis(stops % 7)).await;
            run.abort();
            if let Ok(Ok(done)) = run.await {
                assert_eq!((done.accepted, done.rejected, done.status.as_str()), (1_200, 0, status::DONE));
                break;
            }
            let now = imports::get(&shop.ctx(), import.id).await.expect("the import");
            assert_eq!((now.accepted, now.rejected), (now.done_lines, 0));
            stops += 1;
        }

        assert!(stops > 1, "it was stopped {stops} times");
        is_complete(shop, text).await;
    });
}

#[test]
fn started_by_two_at_once_every_row_is_stored_once() {
    on_each_engine(async |shop| {
        let (layout, text) = beginning();
        let (one, two) = tokio::join!(shop.start(&layout, text, false), shop.start(&layout, text, false));
        let (one, two) = (one.expect("an import"), two.expect("the same import"));
        assert_eq!(one.id, two.id);

        let (first, second) = (shop.ctx(), shop.ctx());
        let runs = tokio::join!(
            imports::run(&first, &one, file(text), |_| {}),
            imports::run(&second, &two, file(text), |_| {}),
        );

        let ended = [runs.0, runs.1];
        assert!(ended.iter().any(|run| run.as_ref().is_ok_and(|import| import.status == status::DONE)));
        assert!(ended.iter().all(|run| matches!(run, Ok(_) | Err(Error::InvalidState(_)))));
        is_complete(shop, text).await;
    });
}

#[test]
fn called_off_it_stops_and_can_be_taken_up_again() {
    on_each_engine(async |shop| {
        let (layout, text) = beginning();
        let import = shop.start(&layout, text, false).await.expect("an import");
        imports::cancel(&shop.ctx(), import.id).await.expect("called off");

        let stopped = imports::run(&shop.ctx(), &import, file(text), |_| {}).await;

        assert!(matches!(stopped, Err(Error::InvalidState(message)) if message.contains("called off")));
        assert_eq!(shop.count().await, 0);
        let again = shop.start(&layout, text, false).await.expect("the same import");
        assert_eq!((again.id, again.status.as_str()), (import.id, status::RUNNING));
    });
}

#[test]
fn another_file_is_noticed() {
    on_each_engine(async |shop| {
        let text = "email\na@example.com\nb@example.com\n";
        let layout = layout(What::Customers, text);
        let import = shop.start(&layout, text, false).await.expect("an import");

        let shorter = imports::run(&shop.ctx(), &import, file("email\na@example.com\n"), |_| {}).await;
        assert!(matches!(shorter, Err(Error::InvalidState(message)) if message.contains("2 rows")));
        let longer = format!("{text}c@example.com\nd@example.com\n");
        let longer = imports::run(&shop.ctx(), &import, file(&longer), |_| {}).await;
        assert!(matches!(longer, Err(Error::InvalidState(message)) if message.contains("2 rows")));
    });
}
