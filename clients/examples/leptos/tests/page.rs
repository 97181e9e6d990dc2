//! What the server renders.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

/// The shop, which is stopped when it is dropped.
struct Shop {
    process: Child,
    address: String,
}

impl Shop {
    fn open(clientele: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_clientele-example-leptos"))
            .env("SHOP_ADDR", "127.0.0.1:0")
            .env("SHOP_PRICE", "price_none")
            .env("CLIENTELE_URL", clientele)
            .env("CLIENTELE_SECRET_KEY", "sk_test_none")
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shop");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("The shop is at http://").expect("an address").to_owned();
        Self { process, address }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        write!(stream, "{request}").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.process.kill().expect("the shop closes");
        self.process.wait().expect("the shop has closed");
    }
}

#[test]
fn the_server_says_that_it_loads_and_asks_nothing() {
    let clientele = TcpListener::bind("127.0.0.1:0").expect("a port");
    clientele.set_nonblocking(true).expect("a listener that does not wait");
    let url = format!("http://{}", clientele.local_addr().expect("an address"));
    let shop = Shop::open(&url);
    let form = "email=ada%40analytical.example";
    let signed_in = shop.ask(&format!(
        "POST /sign-in HTTP/1.0\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    ));
    let cookie = signed_in.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).expect("a cookie");

    let page = shop.ask(&format!("GET / HTTP/1.0\r\ncookie: {cookie}\r\n\r\n"));

    assert!(page.contains("Loading…"), "{page}");
    assert!(page.contains("ada@analytical.example"), "{page}");
    assert!(!page.contains("Subscribe</button>"), "nothing is offered before it is known what there is");
    assert!(page.contains(&format!("connect-src 'self' {url}")), "{page}");
    assert_eq!(clientele.accept().map_err(|error| error.kind()).err(), Some(ErrorKind::WouldBlock));
}
