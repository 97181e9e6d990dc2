//! German.

use super::BillTexts;

pub(super) static TEXTS: BillTexts = BillTexts {
    title: |number| format!("Rechnung {number}"),
    window: |merchant| format!("Rechnung von {merchant}"),
    number: "Nummer",
    to: "Rechnung an",
    issued: "Ausgestellt",
    due: "Fällig",
    period: "Zeitraum",
    from_to: |from, to| format!("{from} bis {to}"),
    description: "Beschreibung",
    quantity: "Menge",
    unit: "Einzelpreis",
    amount: "Betrag",
    total: "Summe",
    credited: "Aus Ihrem Guthaben",
    paid: "Bezahlt",
    left: "Zu zahlen",

    open: |day| format!("Zu zahlen bis {day}"),
    renews: |days| format!("Diese Zahlung verlängert Ihr Abonnement: {days}."),
    overdue: |day| format!("Fällig war dies am {day}"),
    is_paid: "Bezahlt. Danke.",
    paid_on: "Bezahlt am",
    paid_with: "Bezahlt mit",
    void: ("Diese Rechnung ist ungültig", "Der Händler hat sie zurückgenommen. Es ist nichts zu zahlen."),
    written_off: (
        "Diese Rechnung ist geschlossen",
        "Sie kann hier nicht mehr bezahlt werden. Fragen Sie beim Händler, wenn Sie weitermachen möchten.",
    ),
    stamps: ("Bezahlt", "Ungültig", "Geschlossen"),
    pay: |amount| format!("{amount} bezahlen"),
    download: "PDF herunterladen",
    print: "Drucken",
    unknown: (
        "Diese Rechnung gibt es nicht",
        "Vielleicht ist die Adresse abgeschnitten oder vertippt. Öffnen Sie den ganzen Link des Händlers noch einmal.",
    ),
    test: ("Testrechnung.", "Niemand schuldet dieses Geld."),

    pay_at: "Online bezahlen:",
    page_of: |page, pages| format!("Seite {page} von {pages}"),
    no_shapes: "□ steht für ein Zeichen, das diese Datei nicht darstellen kann. Die Rechnungsseite im Netz zeigt alle.",
    day: |c| {
        let months = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
        let month = months.get(c.month as usize - 1).copied().unwrap_or_default();
        format!("{}. {month} {}", c.day, c.year)
    },
};
