//! A mail server on this machine. It speaks SMTP as RFC 5321 has it, as far as a sender needs it, and can misbehave.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use clientele::mailer::{Asked, mailer};
use clientele_service::House;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::TestApp;

/// How the next mail is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It is taken.
    Takes,
    /// The recipient can't be reached just now.
    RecipientLater,
    /// There is no such recipient.
    NoRecipient,
    /// The mail is not taken just now, as it says after it has heard all of it.
    MailLater,
    /// The mail is never taken, as it says after it has heard all of it.
    MailRefused,
    /// The connection ends before the mail can begin.
    BreaksOffBefore,
    /// The mail is taken, and the connection ends without a word.
    TakesAndBreaksOff,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub from: String,
    pub to: String,
    /// Headers and body as they were sent, dots unstuffed.
    pub data: String,
}

impl Taken {
    /// A header in one line, empty when there is none.
    pub fn header(&self, name: &str) -> String {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let found = head.lines().find_map(|line| line.split_once(": ").filter(|(known, _)| *known == name));
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    }

    /// The parts of the mail, each as it reads.
    pub fn parts(&self) -> Vec<String> {
        let boundary = self.header("Content-Type");
        let boundary = boundary.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("parts");
        let boundary = format!("--{boundary}");
        let parts = self.data.split(&boundary).skip(1).filter(|part| !part.starts_with("--"));
        parts
            .map(|part| {
                let (head, body) = part.split_once("\r\n\r\n").expect("a part");
                assert!(!head.contains("base64"), "these tests write letters that need no base64: {head}");
                let body = if head.contains("quoted-printable") { unquoted(body) } else { body.to_owned() };
                body.replace("\r\n", "\n").trim_end().to_owned()
            })
            .collect()
    }
}

fn unquoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let text = text.replace("=\r\n", "");
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let digits: String = rest.by_ref().take(2).map(char::from).collect();
        bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
    }
    String::from_utf8(bytes).expect("text")
}

/// A mail server. Cheap to clone.
#[derive(Clone)]
pub struct Smtp(Arc<Inner>);

struct Inner {
    addr: SocketAddr,
    manners: Mutex<VecDeque<Manner>>,
    taken: Mutex<Vec<Taken>>,
}

impl Smtp {
    /// A mail server on this machine.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr = listener.local_addr().expect("an address");
        let smtp = Self(Arc::new(Inner { addr, manners: Mutex::default(), taken: Mutex::default() }));
        let server = smtp.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move { server.serve(stream).await });
            }
        });
        smtp
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.0.addr)
    }

    /// A house that sends its mails here.
    pub fn house(&self, app: &TestApp) -> House {
        let url = self.url();
        let asked = Asked { smtp_url: Some(&url), from: Some("mail@clientele.example"), folder: None };
        House { mailer: mailer(&asked, "").expect("a mailer"), ..app.house().clone() }
    }

    /// Treats the next mails so, one after the other.
    pub fn next(&self, manners: &[Manner]) {
        self.0.manners.lock().expect("nobody failed here").extend(manners);
    }

    /// What was taken so far.
    pub fn taken(&self) -> Vec<Taken> {
        self.0.taken.lock().expect("nobody failed here").clone()
    }

    async fn serve(&self, stream: TcpStream) -> Option<()> {
        let manner = self.0.manners.lock().expect("nobody failed here").pop_front().unwrap_or(Manner::Takes);
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        let (mut from, mut to) = (String::new(), String::new());
        writing.write_all(b"220-mail.example\r\n220 at your service\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let answer = match line.to_ascii_uppercase() {
                said if said.starts_with("EHLO") => "250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
                said if said.starts_with("MAIL FROM:") => {
                    line.split(['<', '>']).nth(1)?.clone_into(&mut from);
                    "250 fine\r\n"
                }
                said if said.starts_with("RCPT TO:") => match manner {
                    Manner::RecipientLater => "450-the mailbox is busy\r\n450 try later\r\n",
                    Manner::NoRecipient => "550 no such user\r\n",
                    _ => {
                        line.split(['<', '>']).nth(1)?.clone_into(&mut to);
                        "250 fine\r\n"
                    }
                },
                said if said == "DATA" => {
                    if manner == Manner::BreaksOffBefore {
                        return None;
                    }
                    writing.write_all(b"354 go on\r\n").await.ok()?;
                    let mut data = String::new();
                    loop {
                        let line = lines.next_line().await.ok()??;
                        match line.strip_prefix('.') {
                            Some("") => break,
                            Some(rest) => data.push_str(rest),
                            None => data.push_str(&line),
                        }
                        data.push_str("\r\n");
                    }
                    if matches!(manner, Manner::Takes | Manner::TakesAndBreaksOff) {
                        let taken = Taken { from: from.clone(), to: to.clone(), data };
                        self.0.taken.lock().expect("nobody failed here").push(taken);
                    }
                    match manner {
                        Manner::MailLater => "451 not now\r\n",
                        Manner::MailRefused => "554-this is no mail\r\n554 for us\r\n",
                        Manner::TakesAndBreaksOff => return None,
                        _ => "250 taken\r\n",
                    }
                }
                said if said == "QUIT" => {
                    writing.write_all(b"221 bye\r\n").await.ok()?;
                    return None;
                }
                _ => "500 what?\r\n",
            };
            writing.write_all(answer.as_bytes()).await.ok()?;
        }
        None
    }
}
