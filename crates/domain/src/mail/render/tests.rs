use proptest::prelude::*;

use super::*;
use crate::mail::default_wording;

fn looks() -> Looks {
    Looks { merchant: "Analytical Engines".into(), ..Looks::default() }
}

/// The tags of a document, with their attributes.
fn tags(html: &str) -> Vec<String> {
    html.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_mail_has_a_text_and_a_document_that_say_the_same() {
    let wording = Wording {
        subject: "{amount} from {customer.name}".into(),
        text: "{greeting}\n\nThank you for {amount}.\n{description}\n\nBye".into(),
    };
    let values = vec![
        (Placeholder::Greeting, "Hello Ada,".into()),
        (Placeholder::CustomerName, "Ada".into()),
        (Placeholder::Amount, "€10.00".into()),
    ];
    let looks = Looks { off_link: "https://example.com/off".into(), test: true, ..looks() };

    let mail = render(MailKind::Receipt, Tongue::English, &wording, &values, &looks).expect("a mail");

    assert_eq!(mail.subject, "[Test] €10.00 from Ada");
    assert_eq!(
        mail.text,
        "Hello Ada,\n\nThank you for €10.00.\n\nBye\n\n-- \nAnalytical Engines\n\
         No more mails of this kind: https://example.com/off\n"
    );
    assert!(mail.html.contains("<p><bdi>Hello Ada,</bdi></p><p>Thank you for <bdi>€10.00</bdi>.</p><p>Bye</p>"));
    // Without its one style it is as wide as there is room, so that a phone shows all of it.
    assert!(mail.html.contains(MEASURE) && !mail.html.replace(MEASURE, "").contains("style"));
    let elsewhere = mail.html.replace(OUTLOOK_OPENS, "");
    assert_eq!(elsewhere.matches(" width=").count(), elsewhere.matches(" width=\"100%\"").count(), "{elsewhere}");
}

#[test]
fn a_link_alone_is_a_button_and_arabic_runs_from_right_to_left() {
    let wording = Wording { subject: "x".into(), text: "{link}\n\nhere: {link}".into() };
    let values = vec![(Placeholder::Link, "https://example.com/?a=1&b=2".to_owned())];
    let mail = render(MailKind::Overdue, Tongue::Arabic, &wording, &values, &looks()).expect("a mail");

    assert!(mail.html.contains("dir=\"rtl\"") && mail.html.contains("ادفع الآن"));
    assert_eq!(mail.html.matches("href=\"https://example.com/?a=1&amp;b=2\"").count(), 2);
    assert!(mail.html.contains(">https://exam<wbr>ple.com/?a=1<wbr>&amp;b=2</a>"), "{}", mail.html);
    assert!(mail.text.starts_with("https://example.com/?a=1&b=2\n\nhere: https"));
}

#[test]
fn every_default_can_be_rendered_in_every_language() {
    for kind in MailKind::ALL {
        for tongue in Tongue::ALL {
            let wording = default_wording(*kind, *tongue);
            assert_eq!(crate::mail::check(*kind, &wording), [], "{kind:?} {tongue:?}");
            let values = crate::mail::sample(*kind, *tongue, "Ada Lovelace", "Analytical Engines");
            let mail = render(*kind, *tongue, &wording, &values, &looks()).expect("a mail");
            assert!(!mail.text.contains(['{', '}']), "{}", mail.text);
        }
    }
}

proptest! {
    #[test]
    fn no_value_becomes_markup_or_another_line(
        hostile in "\\PC{0,20}|[<>\"'&/a-z =\\r\\n\u{2028}\u{0}]{1,30}",
        place in 0..MailKind::Notice.placeholders().len(),
        tongue in 0..3usize,
    ) {
        let tongue = Tongue::ALL[tongue];
        let placeholder = MailKind::Notice.placeholders()[place];
        let written = format!("{{{}}}", placeholder.as_str());
        let wording = Wording { subject: format!("a {written} b"), text: format!("a {written} b\n\nc\nd") };
        let with = |value: &str| {
            let values = vec![(placeholder, value.to_owned())];
            let looks = Looks { merchant: value.to_owned(), support_email: "ask@example.com".into(), ..looks() };
            render(MailKind::Notice, tongue, &wording, &values, &looks).expect("a mail")
        };
        let (mail, harmless) = (with(&hostile), with("x"));

        prop_assert!(!mail.subject.contains(char::is_control));
        prop_assert_eq!(mail.text.lines().count(), harmless.text.lines().count());
        // Where a long address may break is no markup of its own.
        let names = |html: &str| tags(html).into_iter().filter(|tag| tag != "wbr")
            .map(|tag| if tag.starts_with("a href") { "a href".to_owned() } else { tag })
            .collect::<Vec<_>>();
        prop_assert_eq!(names(&mail.html), names(&harmless.html));
        // What stands in an attribute does not end it.
        prop_assert!(tags(&mail.html).iter().all(|tag| tag.matches('"').count() % 2 == 0));
    }

    #[test]
    fn no_text_of_a_merchant_becomes_markup(text in "[<>\"'&/a-z =\\n]{1,60}") {
        prop_assume!(!text.trim().is_empty());
        let wording = Wording { subject: "s".into(), text };
        let mail = render(MailKind::Notice, Tongue::English, &wording, &Vec::new(), &looks()).expect("a mail");
        let body = mail.html.split("color=\"#1c2224\">").nth(1).and_then(|rest| rest.split("</font>").next());
        let allowed = ["p", "/p", "br", "wbr"];
        prop_assert!(tags(body.unwrap_or_default()).iter().all(|tag| allowed.contains(&tag.as_str())));
    }
}
