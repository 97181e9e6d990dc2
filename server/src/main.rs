//! The Clientele server and its command line.

// The types of whole pages are deep.
#![recursion_limit = "1024"]

use std::process::ExitCode;

use clap::Parser;
use clientele::cli;

/// Bytes of stack for each thread. Where nothing is optimised, the nested views of a page take more than the usual two million.
const STACK: usize = 8 << 20;

fn main() -> ExitCode {
    // Wrong usage ends here with status 2.
    let cli = cli::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().thread_stack_size(STACK).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("clientele: the system gave no threads to run on: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("clientele: {message}");
            ExitCode::FAILURE
        }
    }
}
