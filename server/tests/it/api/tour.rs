//! docs/API.md, run from top to bottom against a server that listens, with the commands as they are printed.

use std::process::Command;

use serde_json::Value;
use tokio::net::TcpListener;

use crate::harness::{TestApp, both_engines};

/// A command of the tour and what it says the answer holds.
struct Step {
    command: String,
    answer: Value,
}

fn steps(tour: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut command = None;
    for block in tour.split("\n```").skip(1).step_by(2) {
        let (kind, text) = block.split_once('\n').expect("a block with a first line");
        match kind {
            "sh" if text.contains("curl") => command = Some(text.to_owned()),
            "json" => {
                let command = command.take().expect("a command before its answer");
                steps.push(Step { command, answer: serde_json::from_str(text).expect("JSON") });
            }
            _ => {}
        }
    }
    assert!(command.is_none(), "the last command has no answer");
    steps
}

both_engines!(the_tour_does_what_it_says);
async fn the_tour_does_what_it_says(app: TestApp) {
    let key = app.merchant().await.api().await.key;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(axum::serve(listener, app.router().clone()).into_future());

    let steps = steps(include_str!("../../../../docs/API.md"));
    assert!(steps.len() >= 10);
    for Step { command, answer } in steps {
        let run = Command::new("bash").arg("-c").arg(&command).env("CLIENTELE", &address).env("KEY", &key).output();
        let told = run.expect("a shell with curl").stdout;
        let told: Value = serde_json::from_slice(&told).unwrap_or_else(|error| panic!("{command}: {error}"));
        for (field, expected) in answer.as_object().expect("an object") {
            assert_eq!(&told[field], expected, "{command}: {told:#}");
        }
    }
    server.abort();
}
