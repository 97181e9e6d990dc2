//! Serving, from start to stop.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::program;
use crate::harness::{TestApp, both_engines};

both_engines!(it_says_where_it_is_answers_and_stops_when_told);
async fn it_says_where_it_is_answers_and_stops_when_told(app: TestApp) {
    let mut command = program();
    command.args(["serve", "--addr", "127.0.0.1:0", "--database", &app.database().url]);
    let mut server = command.stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut lines = BufReader::new(server.stdout.take().expect("its output")).lines();
    let line = lines.next_line().await.expect("its output").expect("a line");
    let address = line.strip_prefix("Clientele is at http://").unwrap_or_else(|| panic!("{line}")).to_owned();

    for (path, status) in [("/healthz", "200"), ("/readyz", "200"), ("/sign-up", "200"), ("/nothing", "404")] {
        let answer = ask(&address, path).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{path}: {answer}");
    }

    let number = server.id().expect("it is running").to_string();
    let told = tokio::process::Command::new("kill").args(["-TERM", &number]).status().await.expect("kill starts");
    assert!(told.success());
    assert_eq!(server.wait().await.expect("it ends").code(), Some(0));
}

async fn ask(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    answer
}
