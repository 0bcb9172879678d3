//! How requests name files: by path for the command line, by handle for a page, which never sees a path of this computer.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::WireError;

/// 文件盘: files a page handed in and files that were written for it, each under a handle. Clones are the same tray.
#[derive(Debug, Clone)]
pub struct Tray(Arc<Mutex<Held>>);

#[derive(Debug)]
struct Held {
    folder: PathBuf,
    files: HashMap<String, PathBuf>,
    next: u64,
}

impl Held {
    fn handle(&mut self) -> String {
        let handle = format!("f{}", self.next);
        self.next += 1;
        handle
    }
}

impl Tray {
    /// An empty tray that keeps its files in a folder of its own.
    pub fn new(folder: PathBuf) -> Self {
        Self(Arc::new(Mutex::new(Held { folder, files: HashMap::new(), next: 1 })))
    }

    /// A place for a new file: its handle, and where it is to be written.
    ///
    /// # Errors
    /// When its folder cannot be made.
    pub fn place(&self, name: &str) -> std::io::Result<(String, PathBuf)> {
        let mut held = self.held();
        let handle = held.handle();
        let folder = held.folder.join(&handle);
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(plain_name(name));
        held.files.insert(handle.clone(), path.clone());
        Ok((handle, path))
    }

    /// Gives a handle to a file that a person chose in a dialog of the program.
    pub fn adopt(&self, path: PathBuf) -> String {
        let mut held = self.held();
        let handle = held.handle();
        held.files.insert(handle.clone(), path);
        handle
    }

    /// Forgets every file, and deletes those it keeps itself: handles given before open nothing any more.
    pub fn clear(&self) {
        let mut held = self.held();
        held.files.clear();
        // What another program still has open goes when this one stops.
        let _ = std::fs::remove_dir_all(&held.folder);
    }

    /// Where a file is.
    pub fn get(&self, handle: &str) -> Option<PathBuf> {
        self.held().files.get(handle).cloned()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How the files of a session are named.
pub enum Files<'a> {
    /// By path.
    Paths,
    /// By handle in a tray; files that are to be written, by the name they should have.
    Tray(&'a Tray),
}

/// A file about to be written.
pub struct Output {
    /// Where.
    pub path: PathBuf,
    /// What the answer calls it: the path, or its handle.
    pub named: PathBuf,
}

impl Files<'_> {
    /// The file a request names.
    ///
    /// # Errors
    /// `no_such_file` for a handle nobody was given.
    pub fn input(&self, named: &Path) -> Result<PathBuf, WireError> {
        match self {
            Self::Paths => Ok(named.to_owned()),
            Self::Tray(tray) => named
                .to_str()
                .and_then(|handle| tray.get(handle))
                .ok_or_else(|| WireError::new("no_such_file", "找不到这个文件，请重新选择。")),
        }
    }

    /// Where the file a request asks for is to be written.
    ///
    /// # Errors
    /// When the tray's folder cannot be written.
    pub fn output(&self, named: &Path) -> Result<Output, WireError> {
        match self {
            Self::Paths => Ok(Output { path: named.to_owned(), named: named.to_owned() }),
            Self::Tray(tray) => {
                let (handle, path) = tray.place(&named.to_string_lossy())?;
                Ok(Output { path, named: handle.into() })
            }
        }
    }
}

/// A file name without any folder, that every system takes.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let kept: String = last
        .chars()
        .map(|c| if c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .take(100)
        .collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let device = kept.split('.').next().unwrap_or("").to_ascii_uppercase();
    let numbered = |word: &str| device.strip_prefix(word).is_some_and(|n| n.len() == 1);
    match device.as_str() {
        "" => format!("文件{kept}"),
        "CON" | "PRN" | "AUX" | "NUL" => format!("_{kept}"),
        _ if numbered("COM") || numbered("LPT") => format!("_{kept}"),
        _ => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_its_folder() {
        for (given, kept) in [
            ("七村.xlsx", "七村.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\名册.xlsx", "名册.xlsx"),
            ("..", "文件"),
            ("", "文件"),
            ("a:b?.xlsx", "a_b_.xlsx"),
            ("con.xlsx", "_con.xlsx"),
            ("LPT1", "_LPT1"),
        ] {
            assert_eq!(plain_name(given), kept, "{given}");
        }
    }

    #[test]
    fn a_tray_knows_only_the_handles_it_gave() {
        let folder = tempfile::tempdir().unwrap();
        let tray = Tray::new(folder.path().to_owned());
        let (handle, path) = tray.place("../名册.xlsx").unwrap();
        assert!(path.starts_with(folder.path()));
        let files = Files::Tray(&tray);
        assert_eq!(files.input(Path::new(&handle)).unwrap(), path);
        assert_eq!(files.input(&path).unwrap_err().code, "no_such_file");
    }
}
