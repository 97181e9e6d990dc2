//! German.

use clientele_domain::payment::OrderStatus;

use super::PortalTexts;
use crate::hosted::portal::{Place, Said};

pub(super) static TEXTS: PortalTexts = PortalTexts {
    window: |merchant| format!("Ihr Konto bei {merchant}"),
    account_of: "Konto von",
    menu: "Ihr Konto",
    place: |place| match place {
        Place::Overview => "Überblick",
        Place::Profile => "Profil und Erstattungen",
        Place::Subscriptions => "Abonnements",
        Place::Orders => "Bestellungen",
        Place::Invoices => "Rechnungen",
    },
    sign_out: "Abmelden",
    close: "Schließen",
    said: |said| {
        match said {
        Said::Saved => "Gespeichert.".to_owned(),
        Said::Mailed(email) => {
            format!("Wir haben einen Link an {email} geschickt. Sobald Sie dort bestätigen, gilt die neue Adresse.")
        }
        Said::Same => "Dorthin gehen Erstattungen schon.".to_owned(),
        Said::Canceled => "Gekündigt. Was bezahlt ist, behalten Sie bis zum Ende der Laufzeit.".to_owned(),
        Said::Resumed => "Das Abonnement läuft weiter.".to_owned(),
        Said::Changed => {
            "Ihre Angaben wurden inzwischen an anderer Stelle geändert. Was Sie geschrieben haben, steht noch hier: Bitte \
             prüfen und noch einmal speichern."
                .to_owned()
        }
        Said::TooLate => "Das geht nicht mehr, oder eine Zahlung läuft gerade. So steht es jetzt.".to_owned(),
        Said::TooOften => {
            "Das haben Sie gerade mehrmals angefordert. Sehen Sie in Ihre Mails, oder versuchen Sie es in einer \
             Viertelstunde noch einmal."
                .to_owned()
        }
        Said::Wrong => "Es ist noch nichts gespeichert. Sehen Sie nach, was unten markiert ist.".to_owned(),
    }
    },
    test: ("Testkonto.", "Nichts hier ist echt."),

    profile: "Profil",
    email_stays: "Daran erkennt Sie der Händler. Er kann es für Sie ändern.",
    save: "Speichern",
    refund_address: "Erstattungsadresse",
    refunds_go_to: "Erstattungen gehen an",
    new_refund_address: "Neue Erstattungsadresse",
    refund_address_hint: "Eine Lightning-Adresse, ein BOLT12-Angebot oder eine Bitcoin- oder Ethereum-Adresse.",
    confirmed_by_mail: "Sie gilt, sobald Sie sie mit einem Link bestätigen, den wir Ihnen mailen.",
    ask_refund_address: "Link zum Bestätigen schicken",
    not_confirmable: "Wir haben keine E-Mail von Ihnen, um eine andere zu bestätigen. Bitten Sie den Händler darum.",

    subscriptions: "Abonnements",
    all_subscriptions: "Alle Abonnements",
    no_subscriptions: "Sie haben keine Abonnements.",
    renews_on: |day| format!("Verlängert sich am {day}"),
    ends_on: |day| format!("Endet am {day}"),
    ended_on: |day| format!("Endete am {day}"),
    trial_until: |day| format!("Probezeit bis {day}"),
    past_due_since: |day| format!("Nicht bezahlt seit {day}"),
    renew: |amount| format!("Für {amount} verlängern"),
    cancel: "Abonnement kündigen",
    resume: "Abonnement behalten",
    about_subscription: "von",

    orders: "Bestellungen",
    no_orders: "Sie haben noch keine Bestellungen.",
    order: |number| format!("Bestellung {number}"),
    all_orders: "Alle Bestellungen",
    order_status: |status| match status {
        OrderStatus::Open => "Wartet auf Zahlung",
        OrderStatus::Paid => "Bezahlt",
        OrderStatus::PartiallyRefunded => "Teilweise erstattet",
        OrderStatus::Refunded => "Erstattet",
        OrderStatus::Canceled => "Storniert",
    },
    bought: "Für",
    ordered_on: "Datum",
    status: "Status",
    paid_with: "Bezahlt mit",
    given_back: "Erstattet",
    invoices: "Rechnungen",
    no_invoices: "Sie haben keine Rechnungen.",
    older: "Ältere",

    ways: (
        "Öffnen Sie Ihr Konto beim Händler",
        "Nehmen Sie den Link beim Händler oder den aus Ihrer Mail. Falls Sie schon hier waren, ist Ihre Zeit vielleicht um.",
    ),
    ask: (
        "Ihr Konto",
        "Geben Sie die E-Mail ein, unter der Sie der Händler kennt. Wir schicken Ihnen einen Link zu Ihrem Konto.",
    ),
    send_link: "Link schicken",
    asked: (
        "Sehen Sie in Ihre Mails",
        "Falls der Händler diese E-Mail kennt, ist ein Link unterwegs. Er öffnet Ihr Konto einmal, innerhalb von 30 Minuten.",
    ),
    ask_again: "Noch einen Link anfordern",
    open: ("Ihr Konto öffnen", "Drücken Sie den Knopf, um weiterzugehen. Der Link ist dann verbraucht."),
    open_button: "Mein Konto öffnen",
    confirm: (
        "Erstattungsadresse bestätigen",
        "Erstattungen gehen künftig hierhin. Drücken Sie den Knopf nur, wenn Sie das selbst veranlasst haben.",
    ),
    confirm_button: "Diese Adresse verwenden",
    confirmed: ("Bestätigt", "Erstattungen gehen ab jetzt an die neue Adresse. Sie können diese Seite schließen."),
    spent: (
        "Dieser Link gilt nicht mehr",
        "Er wurde schon benutzt, ein anderer ist an seine Stelle getreten, oder seine Zeit ist um.",
    ),
    unknown: (
        "Hier ist nichts",
        "Vielleicht ist die Adresse abgeschnitten oder vertippt. Öffnen Sie den ganzen Link noch einmal, oder beginnen Sie beim \
         Händler.",
    ),
    ended: (
        "Ihre Sitzung ist zu Ende",
        "Laden Sie die Seite des Händlers neu, um weiterzumachen. Es wurde nichts geändert.",
    ),
    not_for: (
        "Das lässt sich hier nicht öffnen",
        "Der Händler hat diese Sitzung für anderes gemacht. Fragen Sie dort.",
    ),
    elsewhere: (
        "Von dieser Seite aus geht das nicht",
        "Die Anfrage kam nicht von der Seite, für die sie ist, oder diese Seite verbirgt, wo sie ist. Gehen Sie vom Händler \
         aus dorthin.",
    ),
};
