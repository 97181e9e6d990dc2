//! Files of customers.

use clientele_domain::customer::{CustomerFields, Kind};
use clientele_domain::id::UserId;
use clientele_domain::import::What;
use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_service::imports::{self, rejects_csv};
use clientele_service::{Actor, Ctx, Error};

use crate::shop::{file, layout, on_each_engine, places};

const PEOPLE: &str = "\
external_id,name,email,address.country,tags,metadata.plan,created_at
u-1,Ada Lovelace,ADA@example.com,GB,vip;early,pro,2024-02-29
u-2,\"Grace
Hopper\",grace@example.com,US,,,
u-3,Björk,nobody,IS,,,
u-1,Ada again,ada2@example.com,GB,,,
u-taken,Somebody,some@example.com,DE,,,
u-6,Zoë,zoe@example.com,NL,vip,basic,
too,few
u-8,Mary,mary@example.com,Atlantis,,,31.12.2024
";

#[test]
fn what_is_right_is_stored_and_the_rest_is_told_with_its_line() {
    on_each_engine(async |shop| {
        let owner = shop.customer(CustomerFields { external_id: "u-taken".into(), ..CustomerFields::default() }).await;
        let layout = layout(What::Customers, PEOPLE);

        let import = shop.import(&layout, PEOPLE).await;

        let rejects = shop.rejects(&import).await;
        assert_eq!((import.total_lines, import.accepted, import.rejected), (8, 2, 6));
        assert_eq!(
            places(&rejects),
            [
                (3, "name"),
                (5, "email"),
                (6, "external_id"),
                (7, "external_id"),
                (9, "row"),
                (10, "address.country"),
                (10, "created_at"),
            ]
        );
        assert!(rejects[3].violation.message.contains(&owner.to_string()));
        assert_eq!(shop.count().await, 3);
        let ada = shop.by_external_id("u-1").await.expect("Ada");
        assert_eq!((ada.fields.email.as_str(), ada.kind), ("ada@example.com", Kind::Registered));
        assert_eq!((ada.fields.tags.len(), Some(ada.created_at)), (2, Timestamp::from_date(2024, 2, 29)));
    });
}

#[test]
fn a_trial_stores_nothing_and_refuses_the_same() {
    on_each_engine(async |shop| {
        shop.customer(CustomerFields { external_id: "u-taken".into(), ..CustomerFields::default() }).await;
        let layout = layout(What::Customers, PEOPLE);

        let (report, refused) = shop.trial(&layout, PEOPLE).await;

        assert_eq!((report.rows, report.accepted, report.rejected, shop.count().await), (8, 2, 6, 1));
        assert!(refused.iter().any(|reject| reject.violation.message.contains("on line 2")));
        assert!(imports::list(&shop.ctx(), None, 10).await.expect("imports").0.is_empty());
        let import = shop.import(&layout, PEOPLE).await;
        assert_eq!(places(&refused), places(&shop.rejects(&import).await));
    });
}

#[test]
fn a_file_that_was_imported_is_refused_unless_asked_for_again() {
    on_each_engine(async |shop| {
        let text = "email\nada@example.com\n";
        let layout = layout(What::Customers, text);
        shop.import(&layout, text).await;

        let refusal = shop.start(&layout, text, false).await;

        assert!(matches!(refusal, Err(Error::InvalidState(message)) if message.contains("1 row was stored")));
        let again = shop.start(&layout, text, true).await.expect("a second import");
        imports::run(&shop.ctx(), &again, file(text), |_| {}).await.expect("an import that ends");
        assert_eq!(shop.count().await, 2);
    });
}

#[test]
fn the_report_is_safe_to_open_in_a_spreadsheet_and_comes_in_parts() {
    on_each_engine(async |shop| {
        let text = format!("email,-\n{}", "=HYPERLINK(\"\"x\"\"),\n".repeat(1_500));
        let import = shop.import(&layout(What::Customers, &text), &text).await;

        let mut report = String::new();
        let mut next = Some(0);
        while let Some(after) = next {
            let part = rejects_csv(&shop.ctx(), import.id, after).await.expect("a part");
            report.push_str(&part.text);
            next = part.next;
        }

        let lines: Vec<&str> = report.lines().collect();
        assert_eq!((lines.len(), lines[0]), (1_501, "line,field,message"));
        assert!(lines[1].starts_with("2,email,") && lines[1_500].starts_with("1501,email,"));
        assert!(lines.iter().all(|line| !line.split(',').any(|cell| cell.starts_with(['=', '+', '-', '@']))));
    });
}

#[test]
fn who_may_not_import_learns_nothing_of_imports() {
    on_each_engine(async |shop| {
        let text = "email\nada@example.com\n";
        let layout = layout(What::Customers, text);
        let import = shop.import(&layout, text).await;
        let user = UserId::new(shop.house.now(), [1; 10]);
        let viewer = Ctx { actor: Actor::Staff { user, name: "Vi".into(), role: Role::Viewer }, ..shop.ctx() };
        let live = Ctx { scope: Scope { mode: Mode::Live, ..shop.scope }, ..shop.ctx() };

        assert!(matches!(imports::list(&viewer, None, 10).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::run(&viewer, &import, file(text), |_| {}).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::dry_run(&viewer, &layout, file(text), |_| {}).await, Err(Error::Forbidden { .. })));
        assert!(matches!(imports::get(&live, import.id).await, Err(Error::NotFound)));
        assert!(matches!(imports::rejects(&live, import.id, 0, 100).await, Err(Error::NotFound)));
    });
}

#[test]
fn files_that_are_no_rows_are_refused_with_what_to_do() {
    on_each_engine(async |shop| {
        let text = "email\n";
        let layout = layout(What::Customers, text);

        assert!(
            matches!(shop.start(&layout, text, false).await, Err(Error::Invalid(violations)) if violations[0].field == "file")
        );
        for bytes in [&b"\xff\xfee\0m\0a\0"[..], b"PK\x03\x04sheet", b"em\0ail"] {
            let refusal = imports::preview(std::io::Cursor::new(bytes.to_vec()), What::Customers, None, 5).await;
            assert!(matches!(refusal, Err(Error::Invalid(violations)) if violations[0].field == "file"));
        }
    });
}

#[test]
fn a_preview_shows_the_first_rows_and_suggests_fields() {
    on_each_engine(async |_| {
        let text = "Kunde;E-Mail;Full name;Mail\n17;ada@example.com;\"Lovelace; Ada\";x\n18;grace@example.com;Grace;y\n19;;;z\n";

        let preview = imports::preview(file(text), What::Customers, None, 2).await.expect("a preview");

        assert_eq!(preview.header, ["Kunde", "E-Mail", "Full name", "Mail"]);
        assert_eq!(preview.suggestions, [None, Some("email".to_owned()), Some("name".to_owned()), None]);
        assert_eq!((preview.rows.len(), preview.rows[0][2].as_str()), (2, "Lovelace; Ada"));
    });
}
