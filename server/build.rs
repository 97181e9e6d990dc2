//! What browsers load is inside the binary wherever it isn't read from disk, as it is during development.

fn main() {
    let embedded = std::env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_none();
    println!("cargo::rerun-if-changed={}", if embedded { "../target/site" } else { "build.rs" });
}
