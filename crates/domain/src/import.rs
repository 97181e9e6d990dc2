//! Files of customers and payments: how they are laid out, and what each row says.
//!
//! A [`Layout`] tells which column holds which field; the rules turn a row into what can be stored, or into everything
//! that is wrong with it. Reading the file and storing the rows are others' work.

#[cfg(feature = "rules")]
mod customer;
mod field;
#[cfg(feature = "rules")]
mod header;
mod moment;
#[cfg(feature = "rules")]
mod payment;
#[cfg(feature = "rules")]
mod row;
#[cfg(feature = "rules")]
mod suggest;

use serde::{Deserialize, Serialize};

use crate::words::words;

#[cfg(feature = "rules")]
pub use customer::CustomerRow;
pub use field::{Field, fields};
pub use moment::moment;
#[cfg(feature = "rules")]
pub use payment::PaymentRow;
#[cfg(feature = "rules")]
pub use row::ROW;
#[cfg(feature = "rules")]
pub use suggest::suggest;

words! {
    /// What the rows of a file are.
    What {
        /// A customer each.
        Customers = "customers", "Customers";
        /// A payment each, with who paid.
        Payments = "payments", "Payments";
    }
}

words! {
    /// What stands between the values of a row.
    Delimiter {
        /// `,`
        Comma = "comma", "Comma";
        /// `;`, as spreadsheets write where the comma is the decimal sign.
        Semicolon = "semicolon", "Semicolon";
        /// A tab.
        Tab = "tab", "Tab";
        /// Any number of spaces and tabs; values can't be quoted.
        Whitespace = "whitespace", "White space";
    }
}

impl Delimiter {
    /// The separating byte; none for white space.
    pub fn byte(self) -> Option<u8> {
        match self {
            Self::Comma => Some(b','),
            Self::Semicolon => Some(b';'),
            Self::Tab => Some(b'\t'),
            Self::Whitespace => None,
        }
    }

    /// The likely delimiter of a file that begins with this header: the one that occurs most, a comma when none does.
    pub fn of_header(line: &str) -> Self {
        let mut likely = (0, Self::Comma);
        for delimiter in [Self::Comma, Self::Semicolon, Self::Tab] {
            let count = line.bytes().filter(|byte| Some(*byte) == delimiter.byte()).count();
            if count > likely.0 {
                likely = (count, delimiter);
            }
        }
        likely.1
    }
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Layout {
    /// What the rows are.
    pub what: What,
    /// The path of the field that each column holds, such as `address.city`; none for a column that is left out.
    pub columns: Vec<Option<String>>,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// What stands between values.
    pub delimiter: Delimiter,
    /// Fields that are the same in every row, with their value.
    pub set: Vec<(String, String)>,
}

impl Layout {
    /// Whether a column or a constant gives this field.
    pub fn gives(&self, field: &str) -> bool {
        self.columns.iter().flatten().chain(self.set.iter().map(|(name, _)| name)).any(|name| name == field)
    }
}

#[cfg(all(test, feature = "rules"))]
mod tests;
