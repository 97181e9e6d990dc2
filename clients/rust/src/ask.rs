//! How a customer is asked for, whatever carries the question: with the secret that is there, and once more with another
//! one if the session is over or somebody else's.

use std::time::Duration;

use crate::session::{Secret, Session};
use crate::{Customer, Error, Identifier};

/// The customer, or none if there is none.
pub(crate) async fn ask(
    session: &Session,
    whom: &Identifier,
    now: Duration,
    get: impl AsyncFn(&Secret) -> Result<Customer, Error>,
) -> Result<Option<Customer>, Error> {
    let Some(secret) = session.secret(now).await? else { return Ok(None) };
    match get(&secret).await {
        Ok(customer) if whom.fits(&customer) => return Ok(Some(customer)),
        Err(error) if !error.session_is_over() => return Err(error),
        _ => {}
    }
    let Some(secret) = session.after(Some(&secret), now).await? else { return Ok(None) };
    let customer = get(&secret).await?;
    if whom.fits(&customer) { Ok(Some(customer)) } else { Err(Error::SomebodyElse) }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::FutureExt;
    use futures_util::future::{join, join_all};

    use super::*;
    use crate::testing::{ada, bob, pause, run};

    const NOW: Duration = Duration::from_secs(1_800_000_000);

    /// An app whose server gives one secret after the other, after a while.
    fn app(secrets: &[Result<Option<&'static str>, &'static str>]) -> (Session, Arc<AtomicUsize>) {
        let (asked, secrets) = (Arc::new(AtomicUsize::new(0)), secrets.to_vec());
        let counted = Arc::clone(&asked);
        let session = Session::new(move || {
            let nth = counted.fetch_add(1, Ordering::Relaxed);
            let given = secrets[nth].map(|secret| secret.map(str::to_owned)).map_err(str::to_owned);
            async move {
                pause().await;
                given
            }
        });
        (session, asked)
    }

    fn over() -> Error {
        Error::Refused { status: 401, code: "session_expired".to_owned(), detail: "Over.".to_owned() }
    }

    /// Clientele, where one secret is over.
    async fn but(worn: &str, secret: &Secret) -> Result<Customer, Error> {
        pause().await;
        if &*secret.text == worn { Err(over()) } else { Ok(ada()) }
    }

    #[test]
    fn without_a_secret_the_app_is_asked_for_one() {
        let (session, asked) = app(&[Ok(Some("first"))]);

        let answer = run(ask(&session, &Identifier::external_id("ada"), NOW, async |secret| but("none", secret).await));

        assert_eq!(answer, Ok(Some(ada())));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_session_that_is_over_is_renewed_once_for_all_who_wait() {
        let (session, asked) = app(&[Ok(Some("second"))]);
        session.hold("first", NOW);
        let whom = Identifier::external_id("ada");

        let answers =
            run(join_all((0..5).map(|_| ask(&session, &whom, NOW, async |secret| but("first", secret).await))));

        assert!(answers.into_iter().all(|answer| answer == Ok(Some(ada()))));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn whoever_comes_late_with_the_old_secret_takes_the_new_one() {
        let (session, asked) = app(&[Ok(Some("second"))]);
        session.hold("first", NOW);

        let (worn, new) = run(async {
            let worn = session.secret(NOW).await.expect("held").expect("a secret");
            session.after(Some(&worn), NOW).await.expect("renewed");
            (worn.clone(), session.after(Some(&worn), NOW).await.expect("renewed").expect("a secret"))
        });

        assert_ne!(worn, new);
        assert_eq!(&*new.text, "second");
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_renewal_goes_on_when_the_first_who_asked_for_it_goes_away() {
        let (session, asked) = app(&[Ok(Some("second"))]);
        session.hold("first", NOW);
        let whom = Identifier::external_id("ada");

        let answer = run(async {
            // It asks Clientele, hears that the session is over, asks the app, and is dropped.
            let gone = async {
                pause().await;
                pause().await;
            };
            let impatient = ask(&session, &whom, NOW, async |secret| but("first", secret).await);
            futures_util::future::select(impatient.boxed_local(), gone.boxed_local()).await;
            ask(&session, &whom, NOW, async |secret| but("first", secret).await).await
        });

        assert_eq!(answer, Ok(Some(ada())));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_secret_that_does_not_open_either_is_not_renewed_again() {
        let (session, asked) = app(&[Ok(Some("second"))]);
        session.hold("first", NOW);

        let answer = run(ask(&session, &Identifier::external_id("ada"), NOW, async |_| Err(over())));

        assert_eq!(answer, Err(over()));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_renewal_that_fails_is_tried_again_the_next_time() {
        let (session, _) = app(&[Err("The shop is closed"), Ok(Some("second"))]);
        let whom = Identifier::external_id("ada");

        let (first, same, next) = run(async {
            let get = async |secret: &Secret| but("first", secret).await;
            let (first, same) = join(ask(&session, &whom, NOW, &get), ask(&session, &whom, NOW, &get)).await;
            (first, same, ask(&session, &whom, NOW, &get).await)
        });

        assert_eq!(first, Err(Error::NoSession("The shop is closed".to_owned())));
        assert_eq!(same, first);
        assert_eq!(next, Ok(Some(ada())));
    }

    #[test]
    fn no_customer_is_no_error() {
        let (session, _) = app(&[Ok(None)]);

        let answer = run(ask(&session, &Identifier::external_id("ada"), NOW, async |_| Ok(ada())));

        assert_eq!(answer, Ok(None));
    }

    #[test]
    fn a_day_old_secret_is_not_tried() {
        let (session, _) = app(&[Ok(Some("second"))]);
        session.hold("first", NOW);
        let tried = RefCell::new(Vec::new());

        run(ask(&session, &Identifier::external_id("ada"), NOW + LONGEST, async |secret| {
            tried.borrow_mut().push(secret.text.to_string());
            Ok(ada())
        }))
        .expect("an answer");

        assert_eq!(tried.into_inner(), ["second"]);
    }

    const LONGEST: Duration = Duration::from_secs(86_400);

    #[test]
    fn somebody_elses_session_is_exchanged_and_nothing_of_theirs_is_told() {
        let whom = Identifier::external_id("ada");
        let theirs = Cell::new(1);
        let get = async |_: &Secret| {
            let turn = theirs.replace(theirs.get() - 1);
            Ok(if turn > 0 { bob() } else { ada() })
        };
        let (session, _) = app(&[Ok(Some("second")), Ok(Some("third"))]);
        session.hold("first", NOW);
        assert_eq!(run(ask(&session, &whom, NOW, &get)), Ok(Some(ada())));

        theirs.set(2);
        assert_eq!(run(ask(&session, &whom, NOW, &get)), Err(Error::SomebodyElse));
    }
}
