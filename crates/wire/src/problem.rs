//! Why a request was not done: problem details as RFC 9457 has them.

use serde::{Deserialize, Serialize};

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/docs#external_id_taken"))]
    pub kind: String,
    /// The status in words.
    #[cfg_attr(feature = "openapi", schema(example = "Conflict"))]
    pub title: String,
    /// HTTP status.
    #[cfg_attr(feature = "openapi", schema(example = 409))]
    pub status: u16,
    /// What is wrong and what would be right, for people.
    pub detail: String,
    /// The same for programs; codes stay as they are.
    #[cfg_attr(feature = "openapi", schema(example = "external_id_taken"))]
    pub code: String,
    /// Path of the first field that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false, example = "external_id"))]
    pub param: Option<String>,
    /// Everything that is wrong, when it is about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub errors: Vec<FieldProblem>,
    /// The record that stands in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub existing_id: Option<String>,
    /// Where in a query the fault begins: so many characters come before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false, example = 0))]
    pub position: Option<usize>,
    /// How many characters of a query are at fault; none where something is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false, example = 5))]
    pub length: Option<usize>,
    /// The whole query as it was meant, when that can be guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false, example = "status:active"))]
    pub suggestion: Option<String>,
    /// The request's name in the log.
    pub request_id: String,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// `parameter_invalid`, `parameter_missing` or `parameter_unknown`.
    pub code: String,
    /// Path of the field, such as `address.country`.
    pub param: String,
    /// What is wrong and what would be right.
    pub message: String,
}
