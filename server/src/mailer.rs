//! How mails leave the server: to a mail server, or into a folder.

mod folder;
mod smtp;
mod written;

use std::path::Path;

use clientele_service::mail::Mailer;
use lettre::message::Mailbox;

pub use folder::to_folder;
pub use smtp::to_server;

/// Where mails are to go.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// The address of a mail server.
    pub smtp_url: Option<&'a str>,
    /// From whom they are.
    pub from: Option<&'a str>,
    /// The folder, where there is no mail server.
    pub folder: Option<&'a Path>,
}

/// The mailer that was asked for; without a mail server or a folder, one to the folder `mail` beside the database.
///
/// Errors: a sentence that says what to write instead.
pub fn mailer(asked: &Asked<'_>, database: &str) -> Result<Mailer, String> {
    let from = asked.from.map(sender).transpose()?;
    match (asked.smtp_url.filter(|url| !url.is_empty()), from) {
        (Some(url), Some(from)) => to_server(url, from),
        (Some(_), None) => {
            Err("CLIENTELE_SMTP_URL is set, but not from whom mails are. Set CLIENTELE_MAIL_FROM, such as \
                                mail@example.com."
                .to_owned())
        }
        (None, from) => {
            let from = from.map_or_else(|| sender("clientele@localhost"), Ok)?;
            let folder = asked.folder.map_or_else(|| beside(database), Path::to_path_buf);
            Ok(to_folder(folder, from))
        }
    }
}

fn sender(text: &str) -> Result<Mailbox, String> {
    text.parse().map_err(|error| {
        format!("CLIENTELE_MAIL_FROM is {text:?}, which is no address ({error}). Write one such as mail@example.com.")
    })
}

/// The folder `mail` where the database's file is.
fn beside(database: &str) -> std::path::PathBuf {
    let file = database.strip_prefix("sqlite:").map(|rest| rest.trim_start_matches("//"));
    let file = file.map(|file| file.split('?').next().unwrap_or_default());
    let folder = file.and_then(|file| Path::new(file).parent()).unwrap_or(Path::new(""));
    folder.join("mail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_beside_the_database() {
        for (database, folder) in [
            ("sqlite://clientele.db", "mail"),
            ("sqlite:///var/lib/clientele/data.db?mode=rwc", "/var/lib/clientele/mail"),
            ("sqlite://data/clientele.db", "data/mail"),
            ("postgres://user:password@host/name", "mail"),
        ] {
            assert_eq!(beside(database), Path::new(folder), "{database}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let asked = |smtp_url, from| Asked { smtp_url, from, folder: None };
        let refused = |asked| mailer(&asked, "").err().unwrap_or_default();

        assert!(refused(asked(Some("smtp://mail.example.com"), None)).contains("Set CLIENTELE_MAIL_FROM"));
        assert!(refused(asked(None, Some("nobody"))).contains("no address"));
        for url in ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://a?tls=some"] {
            assert!(refused(asked(Some(url), Some("mail@example.com"))).contains("CLIENTELE_SMTP_URL"), "{url}");
        }
        assert!(
            mailer(&asked(Some("smtps://me:p%40ss@mail.example.com"), Some("Shop <mail@example.com>")), "").is_ok()
        );
    }
}
