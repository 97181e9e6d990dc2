//! Migrations are inside the library: a new one is compiled in, although no file that was there changed.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
