//! German.

use clientele_domain::checkout::{Decline, Interval, SubmitType, Word};
use clientele_domain::payment::MethodKind;

use super::Texts;
use crate::hosted::TestCard;

pub(super) static TEXTS: Texts = Texts {
    window: |merchant| format!("Bezahlen bei {merchant}"),
    order: "Bestellung",
    show_lines: |lines| format!("Die {lines} Artikel zeigen"),
    total: "Summe",
    recurring: |recurring| match (recurring.interval, recurring.count) {
        (Interval::Month, 1) => "jeden Monat".to_owned(),
        (Interval::Quarter, 1) => "jedes Quartal".to_owned(),
        (Interval::Year, 1) => "jedes Jahr".to_owned(),
        (Interval::Month, count) => format!("alle {count} Monate"),
        (Interval::Quarter, count) => format!("alle {count} Quartale"),
        (Interval::Year, count) => format!("alle {count} Jahre"),
    },
    questions: "Fragen?",
    language: "Sprache",
    back: |merchant| format!("Zurück zu {merchant}"),
    test_checkout: "Testkasse.",
    nothing_is_charged: "Es wird nichts abgebucht.",

    your_details: "Ihre Angaben",
    welcome_back: |name| format!("Willkommen zurück, {name}"),
    paying_as: |known| format!("Sie bezahlen als {known}."),
    email: "E-Mail",
    name: "Vor- und Nachname",
    phone: "Telefon",
    phone_hint: |prefix| format!("Mit Landesvorwahl, etwa {prefix}."),
    phone_hint_plain: "Mit Landesvorwahl, etwa +49.",
    billing_address: "Rechnungsadresse",
    shipping_address: "Lieferadresse",
    recipient: "Name des Empfängers",
    country: "Land",
    use_country: "Dieses Land verwenden",
    word: |word| match word {
        Word::Street => "Straße und Hausnummer",
        Word::Flat => "Wohnung, Stockwerk, Gebäude",
        Word::PostalCode | Word::Postcode => "Postleitzahl",
        Word::ZipCode => "Postleitzahl (ZIP)",
        Word::Eircode => "Postleitzahl (Eircode)",
        Word::PinCode => "Postleitzahl (PIN)",
        Word::Cep => "Postleitzahl (CEP)",
        Word::City | Word::Town => "Ort",
        Word::Suburb => "Ort oder Vorort",
        Word::District => "Bezirk",
        Word::State => "Bundesstaat",
        Word::Province => "Provinz",
        Word::County => "Grafschaft",
        Word::Prefecture => "Präfektur",
        Word::Emirate => "Emirat",
        Word::Governorate => "Gouvernement",
        Word::Department => "Departement",
        Word::Region => "Region",
    },
    optional: "freiwillig",
    locked: "Aus Ihren Daten beim Händler; hier nicht zu ändern.",
    choose: "Bitte wählen",
    characters: |least, most| match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least} Zeichen."),
        (Some(least), Some(most)) => format!("{least} bis {most} Zeichen."),
        (Some(least), None) => format!("Mindestens {least} Zeichen."),
        (None, Some(most)) => format!("Höchstens {most} Zeichen."),
        (None, None) => String::new(),
    },

    pay_with: "Bezahlen mit",
    method: |kind| match kind {
        MethodKind::Card => "Karte",
        MethodKind::Lightning => "Lightning",
        MethodKind::Wallet => "Wallet",
        MethodKind::MobileMoney => "Mobiles Geld",
        MethodKind::BankTransfer => "Überweisung",
        MethodKind::Cash => "Bar",
        MethodKind::Other => "Auf andere Weise",
    },
    no_method: "Hier kann man noch nicht bezahlen. Bitte fragen Sie beim Händler nach.",
    another_card: "Eine andere Karte",
    card_number: "Kartennummer",
    card_expiry: "Gültig bis",
    card_expiry_form: "MM / JJ",
    card_cvc: "Prüfziffer",
    card_is_kept: |merchant| format!("{merchant} behält diese Karte für Ihre nächsten Zahlungen."),
    test_cards: "Karten zum Testen",
    test_card: |card| match card {
        TestCard::Paid => "wird belastet",
        TestCard::Declined => "wird abgelehnt",
        TestCard::LacksFunds => "ist nicht gedeckt",
        TestCard::Slow => "wird belastet, die Antwort dauert zehn Sekunden",
        TestCard::AnswerLost => "wird belastet, die Antwort geht verloren",
        TestCard::RefundFails => "wird belastet und nimmt keine Erstattungen an",
    },
    lightning_explained: "Sie erhalten einen Code für jedes Lightning-Wallet. Der Preis in Bitcoin gilt einige Minuten.",
    manual_explained: "Sie erhalten die Angaben zum Bezahlen. Der Händler bestätigt, wenn das Geld da ist.",
    submit: |kind, amount| match kind {
        SubmitType::Pay => format!("{amount} bezahlen"),
        SubmitType::Subscribe => format!("Für {amount} abonnieren"),
        SubmitType::Book => format!("Für {amount} buchen"),
        SubmitType::Donate => format!("{amount} spenden"),
    },
    confirm: "Bestätigen",
    working: "Einen Moment",

    to_fix: |count| match count {
        1 => "Eine Angabe stimmt noch nicht:".to_owned(),
        count => format!("{count} Angaben stimmen noch nicht:"),
    },
    missing: |label| format!("{label} fehlt."),
    wrong: |label| format!("{label} stimmt nicht. Bitte prüfen."),
    wrong_email: "Das ist keine E-Mail-Adresse. Richtig wäre etwa name@example.com.",
    wrong_phone: "Das ist keine Telefonnummer. Bitte mit + und Landesvorwahl schreiben.",
    wrong_card_number: "Das ist keine Kartennummer. Bitte die Ziffern prüfen.",
    wrong_card_expiry: "Bitte Monat und Jahr so eintragen, wie sie auf der Karte stehen; sie darf nicht abgelaufen sein.",
    wrong_card_cvc: "Bitte die 3 oder 4 Ziffern auf der Karte eintragen.",
    choose_method: "Bitte wählen Sie, wie Sie bezahlen.",
    too_short: |least| format!("Bitte mindestens {least} Zeichen schreiben."),
    too_long: |most| format!("Bitte höchstens {most} Zeichen schreiben."),
    no_number: "Bitte eine Zahl schreiben.",
    no_option: "Bitte eine der Möglichkeiten wählen.",
    not_ticked: "Bitte ankreuzen.",
    declined: |decline| match decline {
        Decline::Declined => {
            "Ihre Bank hat diese Karte abgelehnt. Es wurde nichts abgebucht. Versuchen Sie eine andere Karte oder eine andere Zahlungsart."
        }
        Decline::InsufficientFunds => {
            "Diese Karte ist nicht gedeckt. Es wurde nichts abgebucht. Versuchen Sie eine andere Karte oder eine andere Zahlungsart."
        }
        Decline::InvoiceExpired => {
            "Die Rechnung wurde nicht rechtzeitig bezahlt. Es wurde nichts abgebucht. Beginnen Sie noch einmal."
        }
        Decline::Unavailable => {
            "Diese Zahlungsart geht gerade nicht. Es wurde nichts abgebucht. Versuchen Sie eine andere."
        }
    },

    processing: "Ihre Zahlung ist unterwegs",
    do_not_pay_again: "Wir warten auf die Antwort. Bitte nicht noch einmal bezahlen; diese Seite geht von selbst weiter.",
    check_again: "Noch einmal nachsehen",
    pay_with_lightning: "Mit Lightning bezahlen",
    another_way: "Andere Zahlungsart",
    waiting_for_wallet: "Warten auf Ihr Wallet",
    holds_for: |left| format!("Dieser Preis gilt noch {left}"),
    time_left: "Verbleibende Zeit zu diesem Preis",
    qr: |amount| format!("Lightning-Rechnung über {amount} als QR-Code"),
    open_wallet: "Im Wallet öffnen",
    copy: "Rechnung kopieren",
    copied: "Kopiert",
    invoice: "Rechnung",
    simulate: "Simulierte Rechnung bezahlen",
    amount: "Betrag",
    reference: "Verwendungszweck",
    reference_hint: "Bitte bei der Zahlung angeben, damit der Händler sie zuordnen kann.",
    waiting_for_merchant: "Der Händler bestätigt, wenn das Geld da ist. Sie können diese Seite schließen und wiederkommen.",

    thank_you: |name| match name {
        "" => "Danke. Es ist bezahlt.".to_owned(),
        name => format!("Danke, {name}. Es ist bezahlt."),
    },
    thank_you_free: |name| match name {
        "" => "Danke. Das war alles.".to_owned(),
        name => format!("Danke, {name}. Das war alles."),
    },
    paid: "Bezahlt",
    date: "Datum",
    going_on: |merchant| format!("Es geht zurück zu {merchant}."),
    go_on: "Weiter",
    expired: (
        "Diese Kasse ist abgelaufen",
        "Sie war nur begrenzte Zeit offen. Es wurde nichts abgebucht. Beginnen Sie beim Händler noch einmal.",
    ),
    canceled: (
        "Diese Kasse wurde geschlossen",
        "Der Händler hat sie geschlossen. Es wurde nichts abgebucht. Fragen Sie dort nach, wenn Sie das nicht erwartet haben.",
    ),
    unknown: (
        "Diese Kasse gibt es nicht",
        "Vielleicht ist die Adresse abgeschnitten oder vertippt. Öffnen Sie den ganzen Link des Händlers noch einmal.",
    ),
    archived: (
        "Dieser Link ist nicht mehr in Gebrauch",
        "Der Händler verkauft darüber nichts mehr. Sehen Sie beim Händler selbst nach, oder fragen Sie dort.",
    ),
    failed: (
        "Hier ist etwas schiefgegangen",
        "Das liegt nicht an Ihnen. Sehen Sie sich diese Seite noch einmal an, bevor Sie erneut bezahlen.",
    ),
    too_many: (
        "Das war zu oft",
        "Warten Sie eine Minute, und versuchen Sie es dann noch einmal. Es wurde nichts abgebucht.",
    ),
    moment: |c| {
        let months = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
        let month = months.get(c.month as usize - 1).copied().unwrap_or_default();
        format!("{}. {month} {}, {:02}:{:02} UTC", c.day, c.year, c.hour, c.minute)
    },
};
