//! The values of one row by field, and what can be said of the row as a whole.

use super::Layout;
use super::field::METADATA;
use crate::customer::{Address, CustomerFields};
use crate::time::Timestamp;
use crate::violation::Violation;

/// The field of a violation that concerns the row as a whole.
pub const ROW: &str = "row";

/// The filled values of a row, by path of the field.
pub(super) struct Values<'a>(Vec<(&'a str, &'a str)>);

impl Layout {
    /// The values of a row, constants included. Blank values are left out.
    ///
    /// Errors: there are more or fewer values than columns, which makes it doubtful which is which.
    pub(super) fn values<'a>(&'a self, cells: &'a [String]) -> Result<Values<'a>, Violation> {
        let (given, columns) = (cells.len(), self.columns.len());
        let surplus = cells.get(columns..).unwrap_or_default().iter().any(|cell| !cell.trim().is_empty());
        if given < columns || surplus {
            let values = if given == 1 { "one value".to_owned() } else { format!("{given} values") };
            return Err(Violation::new(
                ROW,
                format!(
                    "This row has {values} where {columns} belong. Look for a missing separator or quotation mark."
                ),
            ));
        }
        let of_columns = self.columns.iter().zip(cells);
        let of_columns = of_columns.filter_map(|(field, cell)| Some((field.as_deref()?, plain(cell))));
        let constant = self.set.iter().map(|(field, value)| (field.as_str(), plain(value)));
        Ok(Values(of_columns.chain(constant).filter(|(_, value)| !value.is_empty()).collect()))
    }
}

/// Without the spaces around it, and without the apostrophe that keeps a spreadsheet from calculating.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

fn part_of<'a>(address: &'a mut Address, part: &str) -> Option<&'a mut String> {
    match part {
        "name" => Some(&mut address.name),
        "line1" => Some(&mut address.line1),
        "line2" => Some(&mut address.line2),
        "postal_code" => Some(&mut address.postal_code),
        "city" => Some(&mut address.city),
        "state" => Some(&mut address.state),
        "country" => Some(&mut address.country),
        _ => None,
    }
}

impl<'a> Values<'a> {
    /// The value of a field.
    pub(super) fn get(&self, field: &str) -> Option<&'a str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, value)| *value)
    }

    /// The value of a field, or nothing.
    pub(super) fn text(&self, field: &str) -> String {
        self.get(field).unwrap_or_default().to_owned()
    }

    /// The keys and values of the metadata.
    pub(super) fn metadata(&self) -> Vec<(String, String)> {
        let keyed = self.0.iter().filter_map(|(field, value)| Some((field.strip_prefix(METADATA)?, value)));
        keyed.map(|(key, value)| (key.to_owned(), (*value).to_owned())).collect()
    }

    /// What the row says of a customer, as a draft.
    pub(super) fn customer(&self) -> CustomerFields {
        let mut draft = CustomerFields::default();
        for (field, value) in &self.0 {
            let place = match *field {
                "name" => &mut draft.name,
                "email" => &mut draft.email,
                "phone" => &mut draft.phone,
                "external_id" => &mut draft.external_id,
                "did" => &mut draft.did,
                "refund_address" => &mut draft.refund_address,
                "locale" => &mut draft.locale,
                "tags" => {
                    let words = value.split(';').map(str::trim).filter(|tag| !tag.is_empty());
                    draft.tags = words.map(str::to_owned).collect();
                    continue;
                }
                other => {
                    let part = match other.split_once('.') {
                        Some(("address", part)) => part_of(&mut draft.address, part),
                        Some(("shipping", part)) => part_of(&mut draft.shipping, part),
                        _ => None,
                    };
                    let Some(part) = part else { continue };
                    part
                }
            };
            *place = (*value).to_owned();
        }
        draft
    }

    /// A moment that is not later than `latest`.
    pub(super) fn moment(&self, field: &str, latest: Timestamp) -> Result<Option<Timestamp>, Violation> {
        let Some(text) = self.get(field) else { return Ok(None) };
        match super::moment(text) {
            Ok(at) if at > latest => {
                Err(Violation::new(field, format!("{} has not come yet. Check the year.", at.date())))
            }
            Ok(at) => Ok(Some(at)),
            Err(message) => Err(Violation::new(field, message)),
        }
    }
}
