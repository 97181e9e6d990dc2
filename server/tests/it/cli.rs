//! The command line: the program itself, started as people start it.

mod backup;
mod make;
mod migrations;
mod serve;
mod usage;

use std::process::{Output, Stdio};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::harness::TestApp;

/// The program, with nothing of this process's own settings.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientele"));
    for name in
        ["CLIENTELE_DATABASE_URL", "CLIENTELE_ADDR", "CLIENTELE_PUBLIC_URL", "CLIENTELE_TRUST_PROXY", "RUST_LOG"]
    {
        command.env_remove(name);
    }
    command.kill_on_drop(true);
    command
}

/// A server on the database of a test, with these options more, and where it listens.
pub async fn serving(app: &TestApp, options: &[&str]) -> (Child, String) {
    let mut command = program();
    command.args(["serve", "--addr", "127.0.0.1:0", "--rate-limit", "0", "--database", &app.database().url]);
    // Beside a database on a server there is no place.
    command.args(["--mail-dir", concat!(env!("CARGO_TARGET_TMPDIR"), "/mail")]);
    let mut server =
        command.args(options).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut lines = BufReader::new(server.stdout.take().expect("its output")).lines();
    let line = lines.next_line().await.expect("its output").expect("a line");
    (server, line.strip_prefix("Clientele is at http://").unwrap_or_else(|| panic!("{line}")).to_owned())
}

/// Runs a command on the database of a test.
async fn run(app: &TestApp, arguments: &[&str]) -> Done {
    let output = program().args(arguments).args(["--database", &app.database().url]).output().await;
    Done::from(output.expect("the program starts"))
}

/// What came of a command.
#[derive(Debug)]
struct Done {
    status: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Done {
    #[track_caller]
    fn assert_status(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{self:?}");
        self
    }

    /// What it printed for programs.
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }
}
