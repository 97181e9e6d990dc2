//! The store on both engines: how its statements are answered, what its migrations make, what its figures say.
//!
//! Each test has a database of its own, so that all run at once; PostgreSQL comes from `bin/with-postgres`.

#[allow(dead_code, reason = "shared with the server's tests, which use other parts of it")]
mod audit;
#[allow(dead_code, reason = "shared with the server's tests, which use other parts of it")]
mod database;
mod figures;
mod harness;
mod migrations;
mod plans;
mod queries;
