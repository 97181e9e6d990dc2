//! Addresses that lead inside, by their host, by a redirect, by a callback, by a verify address, or by what names stand for:
//! nobody within is ever connected to.
//!
//! The network of these tests has one address outside, where a provider answers as `wallet.example`. Whatever else somebody
//! would connect to is a trap: a real listener on this machine, which counts.

mod forms;

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientele::fetcher::{fetcher, fetcher_by};
use clientele::outbound::Network;
use clientele_domain::destination::Found;
use clientele_domain::lightning::Told;
use clientele_domain::refund::PayoutInvoice;
use clientele_domain::rules::Reach;
use clientele_service::{Ctx, Error, House};
use tokio::net::{TcpListener, TcpStream};

use super::{at, destination};
use crate::harness::{Lure, Provider, TestApp, both_engines};

/// Where the provider is, for those who look its name up.
const OUTSIDE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(8, 8, 8, 8));

/// A listener that nobody is to be connected to.
struct Trap {
    addr: SocketAddr,
    caught: Arc<AtomicUsize>,
}

impl Trap {
    async fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (addr, caught) = (listener.local_addr().expect("an address"), Arc::new(AtomicUsize::new(0)));
        let counter = caught.clone();
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counter.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { addr, caught }
    }

    /// Steps into it. Connections are taken in order: when this one is counted, all before it are.
    async fn caught_nobody_but_me(&self) {
        let _me = TcpStream::connect(self.addr).await.expect("the trap");
        let counted = async {
            while self.caught.load(Ordering::SeqCst) == 0 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), counted).await.expect("the trap counts");
        assert_eq!(self.caught.load(Ordering::SeqCst), 1, "somebody within was connected to");
    }
}

/// What names stand for: one answer after another, the last again and again.
type Names = Arc<Mutex<HashMap<String, Vec<Vec<IpAddr>>>>>;

/// A shop in such a network.
struct Outside {
    ctx: Ctx,
    provider: Provider,
    trap: Trap,
    names: Names,
    /// Names that were looked up, in order.
    looked_up: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    async fn open(app: &TestApp) -> Self {
        let (provider, roots, real) = Provider::start_outside().await;
        let (trap, names, looked_up) = (Trap::set().await, Names::default(), Arc::new(Mutex::new(Vec::new())));
        let (trapped, known, seen) = (trap.addr, names.clone(), looked_up.clone());
        let look_up = move |name: String, port: u16| {
            let name = name.trim_end_matches('.').to_owned();
            seen.lock().expect("nobody failed here").push(name.clone());
            let found = answer(&known, &name);
            async move { found.map(|found| found.into_iter().map(|ip| SocketAddr::new(ip, port)).collect()) }
        };
        let connect = move |to: SocketAddr| TcpStream::connect(if to.ip() == OUTSIDE { real } else { trapped });
        let fetch = fetcher_by(roots, Network::from_fns(look_up, connect)).expect("a fetcher");
        let house = House { reach: Reach::Public, fetch, ..app.house().clone() };
        let outside = Self { ctx: at(&house, &app.merchant().await), provider, trap, names, looked_up };
        outside.name("wallet.example", &[&[OUTSIDE]]);
        outside
    }

    /// What a name stands for from now on.
    fn name(&self, name: &str, answers: &[&[IpAddr]]) {
        let answers = answers.iter().map(|answer| answer.to_vec()).collect();
        self.names.lock().expect("nobody failed here").insert(name.to_owned(), answers);
    }

    /// Whether an address is refused, or said to be unreachable.
    async fn refuses(&self, text: &str) -> bool {
        refuses(&self.ctx, text).await
    }

    async fn invoice(&self) -> Result<PayoutInvoice, Error> {
        let to = destination::parse(&self.ctx, "shop@wallet.example").expect("an address");
        destination::invoice(&self.ctx, &to, 2100).await
    }

    async fn says_nothing(&self, invoice: &PayoutInvoice) -> bool {
        matches!(destination::verified(&self.ctx, invoice).await.expect("an answer"), Told::Nothing(_))
    }
}

fn answer(names: &Names, name: &str) -> Option<Vec<IpAddr>> {
    let mut names = names.lock().expect("nobody failed here");
    let answers = names.get_mut(name)?;
    if answers.len() > 1 { Some(answers.remove(0)) } else { answers.first().cloned() }
}

async fn refuses(ctx: &Ctx, text: &str) -> bool {
    match destination::check(ctx, text).await {
        Err(Error::Invalid(_)) => true,
        Ok(checked) => matches!(checked.found, Found::Unreachable { .. }),
        Err(error) => panic!("{text}: {error:?}"),
    }
}

both_engines!(nobody_within_is_connected_to_in_any_form);
async fn nobody_within_is_connected_to_in_any_form(app: TestApp) {
    let outside = Outside::open(&app).await;
    let trap = outside.trap.addr.port();
    let mut tried = 0;

    // The arrangement works: who is outside is reached, by its name.
    assert!(!outside.refuses("shop@wallet.example").await);
    let sound = outside.invoice().await.expect("an invoice");
    assert_eq!(destination::verified(&outside.ctx, &sound).await.expect("an answer"), Told::Unpaid);

    // Hosts, as they can be written. Once more by the machine's own network: nothing is looked up for these.
    let machine = House { fetch: fetcher().expect("a fetcher"), ..outside.ctx.house.clone() };
    let machine = Ctx { house: machine, ..outside.ctx.clone() };
    let looked_up = outside.looked_up.lock().expect("nobody failed here").len();
    let lnurls = forms::urls(trap).into_iter().map(|url| Provider::lnurl_of(&url));
    for text in lnurls.chain(forms::addresses()) {
        assert!(outside.refuses(&text).await, "{text}");
        assert!(refuses(&machine, &text).await, "{text}");
        tried += 1;
    }
    assert_eq!(outside.looked_up.lock().expect("nobody failed here").len(), looked_up);

    // Names that stand for what is within, alone or among others.
    for (number, answer) in forms::answers(OUTSIDE).iter().enumerate() {
        let name = format!("inside{number}.example");
        outside.name(&name, &[answer]);
        assert!(outside.refuses(&format!("ada@{name}")).await, "{answer:?}");
        assert!(outside.refuses(&Provider::lnurl_of(&format!("https://{name}:{trap}/"))).await, "{answer:?}");
        tried += 1;
    }

    // A provider outside that leads inside.
    for url in forms::places(trap) {
        for status in [301, 302, 303, 307, 308] {
            outside.provider.lures(Lure::Redirect("lnurlp", status, url.clone()));
            assert!(outside.refuses("shop@wallet.example").await, "{status} {url}");
            outside.provider.lures(Lure::Redirect("pay", status, url.clone()));
            assert!(outside.invoice().await.is_err(), "{status} {url}");
            outside.provider.lures(Lure::Redirect("verify", status, url.clone()));
            assert!(outside.says_nothing(&sound).await, "{status} {url}");
        }
        outside.provider.lures(Lure::Callback(url.clone()));
        assert!(outside.refuses("shop@wallet.example").await, "{url}");
        assert!(outside.invoice().await.is_err(), "{url}");
        outside.provider.lures(Lure::Verify(url.clone()));
        // The invoice counts, and its verify address for none.
        let invoice = outside.invoice().await.expect("an invoice");
        assert_eq!(invoice.verify_url, "", "{url}");
        // One that was kept before the rule knew better.
        let kept = PayoutInvoice { verify_url: url.clone(), ..invoice };
        assert!(outside.says_nothing(&kept).await, "{url}");
        tried += 7;
    }
    outside.provider.lures(None);

    assert!(tried >= 60, "{tried} forms");
    outside.trap.caught_nobody_but_me().await;
}

both_engines!(a_callback_whose_name_leads_inside_is_not_asked);
async fn a_callback_whose_name_leads_inside_is_not_asked(app: TestApp) {
    let outside = Outside::open(&app).await;
    let sound = outside.invoice().await.expect("an invoice");

    for (number, answer) in forms::answers(OUTSIDE).iter().enumerate() {
        let name = format!("inside{number}.example");
        outside.name(&name, &[answer]);
        outside.provider.lures(Lure::Callback(format!("https://{name}/pay?user=shop&session=a%20b")));
        assert!(outside.invoice().await.is_err(), "{answer:?}");
        let kept = PayoutInvoice { verify_url: format!("https://{name}/verify"), ..sound.clone() };
        assert!(outside.says_nothing(&kept).await, "{answer:?}");
    }

    outside.trap.caught_nobody_but_me().await;
}

both_engines!(a_name_that_changes_leads_nowhere_it_was_not_checked_for);
async fn a_name_that_changes_leads_nowhere_it_was_not_checked_for(app: TestApp) {
    let outside = Outside::open(&app).await;
    let within: IpAddr = outside.trap.addr.ip();
    let looked_up = || outside.looked_up.lock().expect("nobody failed here").len();

    // Each message looks the name up once, and goes to what was found then: no second answer is ever asked for.
    outside.name("wallet.example", &[&[OUTSIDE], &[within]]);
    let before = looked_up();
    assert!(!outside.refuses("shop@wallet.example").await);
    assert_eq!(looked_up(), before + 1);
    assert!(outside.refuses("shop@wallet.example").await);

    // Between the question what is taken and that for an invoice; and between the invoice and the question after it.
    outside.name("wallet.example", &[&[OUTSIDE], &[within]]);
    assert!(outside.invoice().await.is_err());
    outside.name("wallet.example", &[&[OUTSIDE], &[OUTSIDE], &[within]]);
    let invoice = outside.invoice().await.expect("an invoice");
    assert!(outside.says_nothing(&invoice).await);

    outside.trap.caught_nobody_but_me().await;
}
