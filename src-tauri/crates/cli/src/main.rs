//! `louce`: see the library.

fn main() -> std::process::ExitCode {
    louce_cli::main()
}
