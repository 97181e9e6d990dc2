//! What happens to every request before and after its handler.

pub mod client;
pub mod cookie;
pub mod headers;
pub mod request_id;
pub mod same_origin;
pub mod session;
