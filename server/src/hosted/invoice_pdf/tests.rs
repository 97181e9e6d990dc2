use clientele_app::hosted::BillLine;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::time::Timestamp;

use super::*;

fn eur(minor: i64) -> Amount {
    Amount { minor, currency: "EUR".parse::<Currency>().expect("a currency") }
}

fn bill(lines: usize, state: BillState) -> Bill {
    let day = |day| Timestamp::from_date(2026, 11, day).expect("a day").civil();
    let line = |place| BillLine {
        description: format!("Storage for your photos, a year, box {place}"),
        unit: eur(1_200),
        quantity: 2,
        amount: eur(2_400),
    };
    let total = eur(2_400 * lines as i64);
    Bill {
        number: "42".to_owned(),
        state,
        to: vec!["Ngô Thị Ánh".to_owned(), "Ολγα Παπαδοπούλου".to_owned(), "محمد الفاسي".to_owned()],
        issued: day(1),
        due: day(8),
        ended: Some(day(3)),
        period: Some((day(1), day(30))),
        renews: true,
        lines: (1..=lines).map(line).collect(),
        total,
        credited: eur(100),
        paid: eur(0),
        left: eur(total.minor - 100),
        method: None,
        url: "https://pay.shop.example/invoice/in_1/abc".to_owned(),
    }
}

fn head() -> Letterhead {
    Letterhead {
        merchant: "Kelp & Co".to_owned(),
        accent: "#8a3c2a".parse().ok(),
        support_email: "help@shop.example".to_owned(),
        sandbox: false,
    }
}

fn file(bill: &Bill, tongue: Tongue, country: &str) -> Vec<u8> {
    let file = write(bill, tongue, &head(), Paper::of_country(country)).expect("a file");
    if let Ok(folder) = std::env::var("CLIENTELE_KEEP_PDF") {
        let name = format!("{folder}/{}-{}-{:?}.pdf", bill.lines.len(), tongue.as_str(), bill.state);
        std::fs::write(name, &file).expect("a folder");
    }
    file
}

/// How often this stands in the file.
fn times(file: &[u8], text: &str) -> usize {
    file.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
}

#[test]
fn a_short_invoice_is_one_sheet_with_its_fonts_in_it() {
    let file = file(&bill(2, BillState::Open), Tongue::English, "DE");

    assert!(file.starts_with(b"%PDF-") && file.trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(times(&file, "/Count 1"), 1);
    assert_eq!(times(&file, "/MediaBox[0 0 595.28 841.89]"), 1);
    assert_eq!(times(&file, "(Invoice 42)"), 1);
    // The two weights of one script, the other script, each with what tells a reader which letters they are.
    assert!(times(&file, "/FontFile2") >= 3 && times(&file, "/ToUnicode") >= 3, "{}", times(&file, "/FontFile2"));
    assert!(times(&file, "https://pay.shop.example/invoice/in_1/abc") >= 1);
    assert!(file.len() < 60_000, "{} bytes", file.len());
}

#[test]
fn many_lines_make_sheets() {
    let file = file(&bill(120, BillState::Paid), Tongue::German, "US");

    let pages = times(&file, "/MediaBox[0 0 612 792]");
    assert!((4..=8).contains(&pages), "{pages}");
    assert_eq!(times(&file, &format!("/Count {pages}")), 1);
}

#[test]
fn every_language_and_every_end_can_be_written() {
    for &tongue in Tongue::ALL {
        for state in [BillState::Open, BillState::Overdue, BillState::Paid, BillState::Void, BillState::WrittenOff] {
            let mut bill = bill(3, state);
            bill.lines[0].description = "長".repeat(300);
            assert!(file(&bill, tongue, "").len() > 5_000);
        }
    }
}

#[test]
fn the_same_invoice_is_the_same_file() {
    let bill = bill(3, BillState::Paid);

    assert_eq!(file(&bill, Tongue::Arabic, ""), file(&bill, Tongue::Arabic, ""));
}

#[test]
fn great_amounts_have_room() {
    assert!(table::fits("€123,456,789.00") && table::fits("1.234.567.890 sats"));
}
