//! Why a command ended early.

use std::io;

use louce_api::WireError;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Something to tell.
    Told(WireError),
    /// Nobody reads our output any more; nothing to tell, and nobody to tell it.
    Pipe,
}

impl Failure {
    /// A failure of the command line's own.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self::Told(WireError::new(code, message))
    }
}

impl<E: Into<WireError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Told(error.into())
    }
}

/// A failure to write our output.
pub fn writing(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Pipe,
        io::ErrorKind::StorageFull => Failure::new("disk_full", "磁盘已满，结果没有写完。"),
        _ => Failure::new("io", format!("写结果失败：{error}")),
    }
}
