//! To a mail server, by SMTP. A connection carries one mail: whether anybody can have taken it is then always clear, up to
//! the moment in which its text goes out.

use std::net::IpAddr;
use std::time::Duration;

use clientele_domain::mail::Mail;
use clientele_service::mail::{Mailer, Ready, Undelivered};
use lettre::Message;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as From, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::written::written;

/// Everything up to the text of the mail takes no longer,
const OPEN: Duration = Duration::from_secs(60);

/// and so does handing that over.
const HAND_OVER: Duration = Duration::from_secs(180);

/// A good-bye that is not answered changes nothing.
const GOOD_BYE: Duration = Duration::from_secs(5);

/// How the way to the mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    /// From the first byte.
    Tls,
    /// After a word in the open; without it nothing is sent.
    StartTls,
    /// As the server likes: it is on this machine, or somebody wants it so.
    Optional,
}

#[derive(Clone)]
struct Server {
    host: String,
    port: u16,
    secrecy: Secrecy,
    credentials: Option<Credentials>,
    from: Mailbox,
}

/// A mailer to the server at an address such as `smtp://user:password@mail.example.com:587` or `smtps://…`.
///
/// Errors: a sentence that says how to write it.
pub fn to_server(url: &str, from: Mailbox) -> Result<Mailer, String> {
    let server = read(url, from)?;
    Ok(Mailer::to_people(move |mail| {
        let server = server.clone();
        async move {
            let late = |_| Undelivered::Later(format!("{} did not answer in time.", server.host));
            let message = written(&mail, &server.from)?;
            let connection = tokio::time::timeout(OPEN, open(&server, &mail, &message)).await.map_err(late)??;
            Ok(Ready::from_fn(move || hand_over(connection, message.formatted())))
        }
    }))
}

fn read(text: &str, from: Mailbox) -> Result<Server, String> {
    // The address holds a password: it is not repeated.
    let unreadable = || {
        "CLIENTELE_SMTP_URL can't be read. Write smtp://user:password@mail.example.com:587, or smtps:// for TLS from the \
         beginning; characters such as @ in a password as %40. ?tls=none allows a connection that anybody can read."
            .to_owned()
    };
    let url: Url = text.parse().map_err(|_| unreadable())?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(unreadable)?.to_owned();
    // The scheme is none that the parser knows a host of: numbers stay names.
    let here = match url.host() {
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let open = match url.query() {
        None | Some("") => here,
        Some("tls=none") => true,
        Some(_) => return Err(unreadable()),
    };
    let (secrecy, port) = match url.scheme() {
        "smtps" => (Secrecy::Tls, 465),
        "smtp" if open => (Secrecy::Optional, 587),
        "smtp" => (Secrecy::StartTls, 587),
        _ => return Err(unreadable()),
    };
    let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let credentials = (!url.username().is_empty())
        .then(|| Credentials::new(plain(url.username()), plain(url.password().unwrap_or_default())));
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    Ok(Server { host, port: url.port().unwrap_or(port), secrecy, credentials, from })
}

/// A connection on which a mail is about to be handed over: sender and recipient were accepted.
async fn open(server: &Server, mail: &Mail, message: &Message) -> Result<AsyncSmtpConnection, Undelivered> {
    let tls = || {
        TlsParameters::new_rustls(server.host.clone())
            .map_err(|error| Undelivered::Later(format!("No secure connection is possible: {error}.")))
    };
    let hello = ClientId::Domain(server.from.email.domain().to_owned());
    let at_once = if server.secrecy == Secrecy::Tls { Some(tls()?) } else { None };
    let address = (server.host.as_str(), server.port);
    let connected = AsyncSmtpConnection::connect_tokio1(address, Some(OPEN), &hello, at_once, None).await;
    let mut connection =
        connected.map_err(|error| Undelivered::Later(format!("{} can't be reached: {error}.", server.host)))?;
    if server.secrecy != Secrecy::Tls && connection.can_starttls() {
        connection.starttls(tls()?, &hello).await.map_err(|error| heard(&error, "the secure connection"))?;
    } else if server.secrecy == Secrecy::StartTls {
        let sentence = format!("{} offers no secure connection. Nothing was sent.", server.host);
        return Err(Undelivered::Later(sentence));
    }
    if let Some(credentials) = &server.credentials {
        // Whoever runs the house can mend it: it is tried again.
        let refused = |error: Error| Undelivered::Later(format!("The mail server did not take the password: {error}."));
        connection.auth(DEFAULT_MECHANISMS, credentials).await.map_err(refused)?;
    }
    let envelope = message.envelope();
    let mut parameters = Vec::new();
    if !envelope.to().iter().all(|to| AsRef::<str>::as_ref(to).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let sentence = format!("The mail server takes no address with such letters: {}.", mail.to);
            return Err(Undelivered::Refused(sentence));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let from = From::new(envelope.from().cloned(), parameters);
    connection.command(from).await.map_err(|error| heard(&error, "the sender"))?;
    for to in envelope.to() {
        let rcpt = Rcpt::new(to.clone(), Vec::new());
        connection.command(rcpt).await.map_err(|error| heard(&error, "the recipient"))?;
    }
    Ok(connection)
}

/// What it means that the server did not accept something before the mail itself.
fn heard(error: &Error, what: &str) -> Undelivered {
    let sentence = format!("The mail server did not take {what}: {error}.");
    if error.is_permanent() { Undelivered::Refused(sentence) } else { Undelivered::Later(sentence) }
}

async fn hand_over(mut connection: AsyncSmtpConnection, message: Vec<u8>) -> Result<(), Undelivered> {
    match tokio::time::timeout(OPEN, connection.command(Data)).await {
        Ok(begun) => begun.map_err(|error| heard(&error, "the mail"))?,
        Err(_) => return Err(Undelivered::Later("The mail server did not answer in time.".to_owned())),
    };
    // From here on it may have the mail although nobody hears that it does.
    let sent = tokio::time::timeout(HAND_OVER, connection.message(&message)).await;
    let unknown = |why: &str| {
        Undelivered::Unknown(format!(
            "{why} Whether the mail was sent is not known, so that it is not sent again by itself."
        ))
    };
    match sent {
        Ok(Ok(_)) => {
            let _ = tokio::time::timeout(GOOD_BYE, connection.quit()).await;
            Ok(())
        }
        Ok(Err(error)) if error.is_permanent() || error.is_transient() => Err(heard(&error, "the mail")),
        Ok(Err(error)) => Err(unknown(&format!("The mail server broke off: {error}."))),
        Err(_) => Err(unknown("The mail server did not answer in time.")),
    }
}
