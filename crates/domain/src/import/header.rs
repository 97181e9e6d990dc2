//! How a file's layout comes about: from its header, or from column names that a person gives; and what a layout must
//! give before any row is read.

use super::field::{canonical, fields};
use super::suggest::meant;
use super::{Delimiter, Layout, What, payment};
use crate::violation::Violation;

/// What a column is called that is left out.
const LEFT_OUT: &str = "-";

impl Layout {
    /// The layout of a file with a header. `map` renames columns (`Kundennummer` to `external_id`; to `-` to leave one
    /// out), `set` gives fields that are the same in every row.
    ///
    /// Errors: every column that is no field, with the field that was probably meant, and whatever [`Layout::check`] says.
    pub fn from_header(
        what: What,
        header: &[String],
        delimiter: Delimiter,
        map: &[(String, String)],
        set: &[(String, String)],
    ) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        for (column, _) in map {
            if !header.iter().any(|name| same(name, column)) {
                found.push(Violation::new(
                    column,
                    format!("The file has no column \"{column}\". It has {}.", listed(header)),
                ));
            }
        }
        let renamed = |name: &String| {
            let exact = map.iter().find(|(column, _)| column == name);
            exact.or_else(|| map.iter().find(|(column, _)| same(column, name))).map_or(name, |(_, field)| field).clone()
        };
        let names: Vec<String> = header.iter().map(renamed).collect();
        Self::of(what, &names, true, delimiter, set, found)
    }

    /// The layout of a file without a header, whose columns are named from outside.
    ///
    /// Errors: as [`Layout::from_header`].
    pub fn from_columns(
        what: What,
        columns: &[String],
        delimiter: Delimiter,
        set: &[(String, String)],
    ) -> Result<Self, Vec<Violation>> {
        Self::of(what, columns, false, delimiter, set, Vec::new())
    }

    fn of(
        what: What,
        names: &[String],
        has_header: bool,
        delimiter: Delimiter,
        set: &[(String, String)],
        mut found: Vec<Violation>,
    ) -> Result<Self, Vec<Violation>> {
        let mut field = |name: &String| match name.trim() {
            "" | LEFT_OUT => None,
            named => canonical(what, named).or_else(|| {
                found.push(unknown(what, named));
                None
            }),
        };
        let columns = names.iter().map(&mut field).collect();
        let set = set.iter().filter_map(|(name, value)| Some((field(name)?, value.clone()))).collect();
        if !found.is_empty() {
            return Err(found);
        }
        let layout = Self { what, columns, has_header, delimiter, set };
        layout.check().map(|()| layout)
    }

    /// Whether rows can be read this way: every field is known and given once, nothing that every row needs is missing,
    /// and the constants are right.
    ///
    /// Errors: everything that stands in the way.
    pub fn check(&self) -> Result<(), Vec<Violation>> {
        let given: Vec<&String> = self.columns.iter().flatten().chain(self.set.iter().map(|(name, _)| name)).collect();
        let mut found = Vec::new();
        for (place, name) in given.iter().enumerate() {
            if canonical(self.what, name).as_ref() != Some(*name) {
                found.push(unknown(self.what, name));
            } else if given[..place].contains(name) {
                found.push(Violation::new(*name, format!("{name} is given twice. Leave one of the two out.")));
            }
        }
        if found.is_empty() {
            match self.what {
                What::Customers => self.needs_identity(&mut found, &["external_id", "email", "phone", "name", "did"]),
                What::Payments => {
                    self.needs_identity(&mut found, &["external_id", "email", "customer_id", "name", "phone"]);
                    self.needs_money(&mut found);
                }
            }
            found.extend(self.wrong_constants());
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    fn needs_identity(&self, found: &mut Vec<Violation>, identifying: &[&str]) {
        if !identifying.iter().any(|field| self.gives(field)) {
            let message = format!("Nothing says who the customer is. Give at least one of {}.", identifying.join(", "));
            found.push(Violation::new(identifying[0], message));
        }
    }

    fn needs_money(&self, found: &mut Vec<Violation>) {
        match (self.gives("amount"), self.gives("amount_decimal")) {
            (true, true) => found.push(Violation::new(
                "amount",
                "Both amount and amount_decimal are given. Leave out one of the two.",
            )),
            (false, false) => found.push(Violation::new(
                "amount",
                "Nothing says how much was paid. Give amount (in minor units, such as 2933) or amount_decimal (such as 29.33).",
            )),
            _ => {}
        }
        if !self.gives("currency") {
            let message = "Nothing says in which currency. Give a column currency, or one currency for every row.";
            found.push(Violation::new("currency", message));
        }
    }

    /// A wrong constant would be wrong in every row.
    fn wrong_constants(&self) -> Vec<Violation> {
        let constants = Self { columns: Vec::new(), ..self.clone() };
        let never = crate::time::Timestamp::from_micros(i64::MAX);
        let violations = match self.what {
            What::Customers => constants.customer(&[], never).err(),
            What::Payments => constants.payment(&[], never).err(),
        };
        let mut violations = violations.unwrap_or_default();
        violations.retain(|violation| {
            let constant = |(name, value): &(String, String)| *name == violation.field && !value.trim().is_empty();
            self.set.iter().any(constant) && !(self.what == What::Payments && payment::depends(&violation.field))
        });
        violations
    }
}

fn unknown(what: What, name: &str) -> Violation {
    let nearest = meant(what, name);
    let known = fields(what).iter().map(|field| field.path.to_owned()).chain(["metadata.KEY".to_owned()]);
    let advice = match nearest {
        _ if name.trim().to_lowercase().starts_with("metadata.") => {
            "A metadata key has up to 100 letters, digits, dashes and underscores.".to_owned()
        }
        Some(field) => format!("Did you mean {field}?"),
        None => format!("The fields are {}.", listed(&known.collect::<Vec<_>>())),
    };
    Violation::new(name, format!("{} have no field \"{name}\". {advice}", what.label()))
}

/// Whether two column names are the same but for case, spaces and dashes.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
    };
    plain(a) == plain(b)
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 40;
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).collect();
    match names.len() {
        0 => "no named column".to_owned(),
        count if count > SHOWN => format!("{} and {} more", names[..SHOWN].join(", "), count - SHOWN),
        _ => names.join(", "),
    }
}
