//! Without a mail server mails are files.

use std::path::Path;

use clientele::mailer::{Asked, mailer};
use clientele_service::{House, mail};

use super::Post;
use crate::harness::{TestApp, both_engines};

fn files(folder: &Path) -> Vec<String> {
    let Ok(there) = std::fs::read_dir(folder) else { return Vec::new() };
    there.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect()
}

both_engines!(each_mail_is_one_file_also_when_a_server_stops);
async fn each_mail_is_one_file_also_when_a_server_stops(app: TestApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("not there yet");
    let asked = Asked { smtp_url: None, from: None, folder: Some(&inside) };
    let post = Post::open(&app).await;
    let house = House { mailer: mailer(&asked, "").expect("a mailer"), ..post.house.clone() };
    let post = Post { house, ..post };
    let ada = post.ada().await;
    post.pays(ada).await;

    post.work().await;

    let there = files(&inside);
    let (mails, _) = mail::list(&post.ctx(), None, 5).await.expect("mails");
    assert_eq!(there, [format!("{}.eml", mails[0].id)]);
    let text = std::fs::read_to_string(inside.join(&there[0])).expect("a mail");
    assert!(text.contains("Subject: [Test] Your receipt from Analytical Engines\r\n"), "{text}");
    assert!(text.contains("To: ada@analytical.example\r\n"), "{text}");
    // A server that stopped before it could note so: the file is written again, and is one.
    app.sql("UPDATE mails SET status = 'sending', next_attempt_at = 0, sent_at = NULL").await;
    post.work().await;
    assert_eq!((files(&inside).len(), post.mails().await[0].0), (1, "sent"));
}
