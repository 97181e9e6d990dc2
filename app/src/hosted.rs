//! The pages that buyers see.

#[cfg(feature = "ssr")]
pub mod qr;
