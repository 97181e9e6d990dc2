//! Where messages may lead, and what receivers can do to who sends them.

use std::time::Duration;

use clientele::webhooks_sender::courier_trusting;
use clientele_service::webhooks::deliver_due;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::{Told, text};
use crate::harness::{Receiver, TestApp, both_engines};

both_engines!(a_redirect_is_not_followed);
async fn a_redirect_is_not_followed(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/here", &["*"]).await;
    told.receiver.answers(307, &told.receiver.url("/there"));
    told.shop.customer().name("Ada").create().await;

    assert_eq!(told.deliver().await, 1);

    assert_eq!(told.receiver.heard().iter().map(|heard| heard.path.as_str()).collect::<Vec<_>>(), ["/here"]);
    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    assert_eq!((&delivery["status"], &delivery["attempts"][0]["response_status"]), (&json!("pending"), &json!(307)));
    assert!(text(&delivery["attempts"][0]["error"]).contains("other addresses"));
}

both_engines!(where_a_message_leads_is_looked_at_again_when_it_is_sent);
async fn where_a_message_leads_is_looked_at_again_when_it_is_sent(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let path = format!("/v1/webhook_endpoints/{}", text(&endpoint["id"]));
    told.shop.customer().name("Ada").create().await;
    // The name led outside when it was entered; now it leads inside. The switch for development is off.
    for url in ["https://localhost/hook", "https://127.0.0.1/hook", &told.receiver.url("/hook")] {
        told.app.sql(&format!("UPDATE webhook_endpoints SET url = '{url}'")).await;
        assert_eq!(deliver_due(told.app.house(), &told.courier).await.expect("noted"), 1, "{url}");
        told.app.pass(Duration::from_secs(3600));
    }

    assert_eq!(told.receiver.heard().len(), 0);
    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    let errors: Vec<&str> =
        delivery["attempts"].as_array().expect("attempts").iter().map(|attempt| text(&attempt["error"])).collect();
    assert!(errors[0].contains("https only"), "{errors:?}");
    assert!(errors[1].contains("public internet") && errors[2].contains("localhost"), "{errors:?}");
    // Such an endpoint can still be turned off, and given another name.
    let api = told.shop.api().await;
    let change = json!({ "enabled": false, "description": "Old" });
    api.patch(&path, change).await.assert_status(200);
}

both_engines!(an_answer_is_read_as_far_as_it_is_kept);
async fn an_answer_is_read_as_far_as_it_is_kept(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.receiver.answers(200, &"x".repeat(1024 * 1024));
    told.shop.customer().name("Ada").create().await;

    assert_eq!(told.deliver().await, 1);

    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    assert_eq!(delivery["status"], "delivered");
    assert_eq!(text(&delivery["attempts"][0]["response_body"]).len(), 4096);
}

both_engines!(who_does_not_speak_http_or_nobody_at_all_is_no_answer);
async fn who_does_not_speak_http_or_nobody_at_all_is_no_answer(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let addr = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        // The first is told nonsense, the second an endless head; then nobody is there any more.
        let (mut first, _) = listener.accept().await.expect("somebody");
        first.write_all(b"220 mail.example ESMTP\r\n").await.expect("it listens");
        drop(first);
        let (mut second, _) = listener.accept().await.expect("somebody");
        drop(listener);
        let _ = second.write_all(b"HTTP/1.1 200 OK\r\nx: ").await;
        while second.write_all(&[b'x'; 4096]).await.is_ok() {}
    });
    let id = text(&endpoint["id"]);
    let elsewhere = json!({ "url": format!("http://{addr}/"), "description": "Elsewhere" });
    told.api.patch(&format!("/v1/webhook_endpoints/{id}"), elsewhere).await.assert_status(200);
    told.shop.customer().name("Ada").create().await;

    for _ in 0..3 {
        assert_eq!(told.deliver().await, 1);
        told.app.pass(Duration::from_secs(3600));
    }

    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    assert_eq!(delivery["status"], "pending");
    for attempt in delivery["attempts"].as_array().expect("attempts") {
        assert_eq!(attempt["response_status"], Value::Null, "{attempt}");
        assert!(!text(&attempt["error"]).is_empty());
    }
}

both_engines!(over_https_a_message_goes_to_whom_the_certificate_names);
async fn over_https_a_message_goes_to_whom_the_certificate_names(app: TestApp) {
    let told = Told::open(&app).await;
    let (receiver, roots, port) = Receiver::start_secure().await;
    let trusting = courier_trusting(roots).expect("a courier");
    let endpoint = told.endpoint("/", &["*"]).await;
    let path = format!("/v1/webhook_endpoints/{}", text(&endpoint["id"]));
    let to = async |url: String| {
        told.api.patch(&path, json!({ "url": url })).await.assert_status(200);
        told.app.pass(Duration::from_secs(3600));
    };
    told.shop.customer().name("Ada").create().await;

    // Nobody vouches for it; the certificate is made out for another; all is well.
    to(format!("https://localhost:{port}/a")).await;
    assert_eq!(told.deliver().await, 1);
    to(format!("https://127.0.0.1:{port}/b")).await;
    assert_eq!(deliver_due(&told.house, &trusting).await.expect("noted"), 1);
    to(format!("https://localhost:{port}/c?shop=1")).await;
    assert_eq!(deliver_due(&told.house, &trusting).await.expect("noted"), 1);

    let heard = receiver.heard();
    assert_eq!(heard.iter().map(|heard| heard.path.as_str()).collect::<Vec<_>>(), ["/c"]);
    assert!(heard[0].is_signed_with(text(&endpoint["secret"])));
    assert_eq!(heard[0].header("host"), format!("localhost:{port}"));
    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    let errors: Vec<&Value> =
        delivery["attempts"].as_array().expect("attempts").iter().map(|attempt| &attempt["error"]).collect();
    assert_eq!(errors[0], &Value::Null);
    assert!(errors[1..].iter().all(|error| text(error).starts_with("No secure connection")), "{errors:?}");
}

both_engines!(who_shows_no_certificate_that_counts_is_told_nothing);
async fn who_shows_no_certificate_that_counts_is_told_nothing(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    // The receiver speaks plain HTTP where a certificate is expected.
    let url = told.receiver.url("/").replace("http://", "https://");
    let id = text(&endpoint["id"]);
    told.api.patch(&format!("/v1/webhook_endpoints/{id}"), json!({ "url": url })).await.assert_status(200);
    told.shop.customer().name("Ada").create().await;

    assert_eq!(told.deliver().await, 1);

    assert_eq!(told.receiver.heard().len(), 0);
    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    assert!(text(&delivery["attempts"][0]["error"]).starts_with("No secure connection"), "{delivery}");
}
