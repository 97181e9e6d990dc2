//! What the measurements have in common: the server under test, and requests over a connection that stays open.

// No measurement uses all of it.
#![allow(dead_code)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Whatever ends a measurement.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The server under test; ends with this value.
pub struct Server(Child);

impl Server {
    /// Starts it on a database; gives its address, too.
    pub fn start(url: &str) -> Result<(Self, String), Failure> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clientele"))
            .args(["serve", "--addr", "127.0.0.1:0", "--rate-limit", "0", "--database", url])
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().ok_or("the server has no output")?;
        for line in BufReader::new(out).lines() {
            if let Some(address) = line?.strip_prefix("Clientele is at http://") {
                return Ok((Self(child), address.to_owned()));
            }
        }
        Err("the server did not say where it is".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A request with one more header, or none.
pub fn get_request(path: &str, header: &str) -> String {
    let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n{header}\r\n")
}

/// One request and its whole answer; the answer's head is given back.
pub async fn exchange(stream: &mut TcpStream, request: &str) -> Result<String, Failure> {
    stream.write_all(request.as_bytes()).await?;
    let mut received = Vec::with_capacity(16 * 1024);
    loop {
        if stream.read_buf(&mut received).await? == 0 {
            return Err("the connection was closed".into());
        }
        let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&received[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let whole = match length {
            Some(length) => received.len() >= end + 4 + length,
            None => received.ends_with(b"0\r\n\r\n") || head.starts_with("http/1.1 303"),
        };
        if whole {
            return Ok(String::from_utf8_lossy(&received[..end]).into_owned());
        }
    }
}

/// Signs in, and gives the cookie.
pub async fn sign_in(address: &str, email: &str, password: &str) -> Result<String, Failure> {
    let body = format!("email={}&password={password}", email.replace('@', "%40"));
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let head = exchange(&mut TcpStream::connect(address).await?, &request).await?;
    let cookie =
        head.lines().find_map(|line| line.to_lowercase().starts_with("set-cookie: ").then(|| line[12..].to_owned()));
    let cookie = cookie.and_then(|cookie| cookie.split(';').next().map(str::to_owned));
    cookie.ok_or_else(|| "the sign-in gave no cookie".into())
}
