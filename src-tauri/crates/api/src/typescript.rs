//! The wire in TypeScript, written from the one list of commands: `ui/src/ipc/types.ts` and `commands.ts`. The test below compares
//! them with what is committed; `LOUCE_WRITE_TYPES=1 cargo test -p louce-api typescript` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use ts_rs::{Config, TS, TypeVisitor};

use crate::schema;

const HEAD: &str = "// Written by `cargo test -p louce-api` from the commands in Rust. Do not edit.\n\n";

/// Gathers the declarations that types need, each once.
struct Declarations<'a> {
    config: &'a Config,
    found: &'a mut BTreeMap<String, (&'static str, String)>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only what is declared in Rust of ours has a file; numbers, lists and options do not.
        if T::output_path().is_some() {
            let declared = declaration::<T>(self.config);
            let path = std::any::type_name::<T>();
            if let Some((other, _)) = self.found.get(&T::ident(self.config)) {
                assert_eq!(*other, path, "two types of one name: {}", T::ident(self.config));
                return;
            }
            self.found.insert(T::ident(self.config), (path, declared));
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

fn declaration<T: TS + ?Sized>(config: &Config) -> String {
    format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(config))
}

/// Hears of every command.
pub(crate) struct Commands<'a> {
    config: &'a Config,
    found: BTreeMap<String, (&'static str, String)>,
    list: String,
}

impl Commands<'_> {
    /// One command.
    pub(crate) fn command<Q: TS + 'static, A: TS + 'static>(&mut self, name: &str, doc: &str) {
        let mut visitor = Declarations { config: self.config, found: &mut self.found };
        visitor.visit::<Q>();
        visitor.visit::<A>();
        let (request, response) = (Q::name(self.config), A::name(self.config));
        let _ =
            writeln!(self.list, "  /** {doc} */\n  {name}: {{ request: {request}; response: {response} }}");
    }
}

fn files() -> [(PathBuf, String); 2] {
    let config = Config::new().with_large_int("number");
    let mut commands = Commands { config: &config, found: BTreeMap::new(), list: String::new() };
    schema::each_command(&mut commands);
    let mut visitor = Declarations { config: &config, found: &mut commands.found };
    visitor.visit::<crate::WireError>();
    let types: Vec<&str> = commands.found.values().map(|(_, declared)| declared.as_str()).collect();
    let used: Vec<&str> =
        commands.found.keys().map(String::as_str).filter(|name| mentions(&commands.list, name)).collect();
    let imports: String = used.iter().map(|name| format!("  {name},\n")).collect();
    let list = &commands.list;
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc");
    [
        (folder.join("types.ts"), format!("{HEAD}{}", types.join("\n"))),
        (
            folder.join("commands.ts"),
            format!(
                "{HEAD}import type {{\n{imports}}} from './types'\n\n/** Every command: what it is asked and what it answers. */\nexport interface Commands {{\n{list}}}\n"
            ),
        ),
    ]
}

/// Whether a text holds a name as a word.
fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == name)
}

#[test]
fn the_types_of_the_page_are_those_of_the_program() {
    for (path, text) in files() {
        if std::env::var_os("LOUCE_WRITE_TYPES").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            committed == text,
            "{} is out of date: LOUCE_WRITE_TYPES=1 cargo test -p louce-api typescript",
            path.display()
        );
    }
}
