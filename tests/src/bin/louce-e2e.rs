//! The program itself, once more: cargo builds this with the tests of this package, so that they never meet a stale one.

fn main() -> std::process::ExitCode {
    louce_cli::main()
}
