//! A mail as a message of the internet.

use std::time::{Duration, UNIX_EPOCH};

use clientele_domain::mail::Mail;
use clientele_service::mail::Undelivered;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

/// The message, the same at every attempt but for the boundary of its parts: also its id, by which a reader's program knows
/// one that comes twice.
pub fn written(mail: &Mail, from: &Mailbox) -> Result<Message, Undelivered> {
    let refused = |what: String| Undelivered::Refused(what);
    let to = mail.to.parse().map_err(|error| refused(format!("{:?} can't be written to: {error}.", mail.to)))?;
    let name = if mail.from_name.is_empty() { from.name.clone() } else { Some(mail.from_name.clone()) };
    let seconds = u64::try_from(mail.created_at.micros() / 1_000_000).unwrap_or_default();
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .from(Mailbox::new(name, from.email.clone()))
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone());
    if let Ok(reply_to) = mail.reply_to.parse() {
        message = message.reply_to(Mailbox::new(None, reply_to));
    }
    if !mail.off_link.is_empty() {
        // RFC 8058: a program may say it for its reader, by a POST to the same address.
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{}>", mail.off_link)))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    // No program answers such a mail by itself.
    message = message.raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    message
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| refused(format!("The mail can't be written: {error}.")))
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
