//! Into a folder, a file a mail, for whoever has no mail server: to look at, or to be sent by other means. A mail that comes
//! twice is the same file.

use std::io;
use std::path::{Path, PathBuf};

use clientele_service::mail::{Mailer, Ready, Undelivered};
use lettre::message::Mailbox;
use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::written::written;

/// A mailer into this folder, which is made with the first mail.
pub fn to_folder(folder: PathBuf, from: Mailbox) -> Mailer {
    Mailer::to_place(move |mail| {
        let (folder, from) = (folder.clone(), from.clone());
        async move {
            let message = written(&mail, &from)?.formatted();
            Ok(Ready::from_fn(move || async move {
                let name = format!("{}.eml", mail.id);
                store(&folder, &name, &message).await.map_err(|error| {
                    Undelivered::Later(format!("{} can't be written: {error}.", folder.join(&name).display()))
                })
            }))
        }
    })
}

/// Writes a file whole or not at all.
async fn store(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{name}.unfinished"));
    let mut file = fs::File::create(&unfinished).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(&unfinished, folder.join(name)).await
}
