//! A row of a file of customers.

use super::Layout;
use crate::customer::CustomerFields;
use crate::rules;
use crate::time::Timestamp;
use crate::violation::Violation;

/// A customer as a row tells it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// What is stored.
    pub fields: CustomerFields,
    /// Since when, if the row tells.
    pub created_at: Option<Timestamp>,
}

impl Layout {
    /// What a row says of a customer. Moments after `latest` are refused.
    ///
    /// Errors: everything that is wrong with the row, each with its field.
    pub fn customer(&self, cells: &[String], latest: Timestamp) -> Result<CustomerRow, Vec<Violation>> {
        let values = self.values(cells).map_err(|violation| vec![violation])?;
        let draft = CustomerFields { metadata: values.metadata(), ..values.customer() };
        let mut found = Vec::new();
        let fields = rules::check(&draft).unwrap_or_else(|violations| {
            found.extend(violations);
            CustomerFields::default()
        });
        if found.is_empty() {
            found.extend(rules::required_identity(&fields).err());
        }
        let created_at = values.moment("created_at", latest).unwrap_or_else(|violation| {
            found.push(violation);
            None
        });
        if found.is_empty() { Ok(CustomerRow { fields, created_at }) } else { Err(found) }
    }
}
