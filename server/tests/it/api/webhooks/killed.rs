//! A server that is killed in the middle of its work.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use serde_json::json;

use super::Told;
use crate::cli::program;
use crate::harness::{TestApp, both_engines};

const EVENTS: usize = 1000;

both_engines!(what_a_killed_server_was_sending_arrives_all_the_same_and_repeats_are_equal);
async fn what_a_killed_server_was_sending_arrives_all_the_same_and_repeats_are_equal(app: TestApp) {
    let told = Told::open(&app).await;
    told.endpoint("/", &["customer.created"]).await;
    for number in 0..EVENTS {
        told.api.customer(json!({ "name": format!("Person {number}") })).await;
    }
    let mut command = program();
    command.args(["serve", "--addr", "127.0.0.1:0", "--allow-private-webhooks", "--database", &app.database().url]);
    let mut server = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");

    told.receiver.has_heard(EVENTS / 4).await;
    // As the power goes out: nothing of it is asked first.
    server.kill().await.expect("it is killed");
    let before = told.receiver.heard().len();

    // Another server, once it may take over.
    app.pass(Duration::from_secs(61));
    while told.deliver().await > 0 {}

    let mut bodies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for heard in told.receiver.heard() {
        bodies.entry(heard.header("webhook-id").to_owned()).or_default().push(heard.body);
    }
    assert!(before < EVENTS, "the server was killed too late to prove anything");
    assert_eq!(bodies.len(), EVENTS);
    assert!(bodies.values().all(|same| same.iter().all(|body| *body == same[0])));
}
