//! The first start of the program, where there is no session bus to find it by: a lock held for its lifetime, and beside it the
//! loopback port at which it hears that somebody started the program again. A call says nothing but that.

use std::fs::{File, OpenOptions, TryLockError};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

/// The first start.
pub struct First {
    listener: TcpListener,
    /// Held as long as the program runs.
    lock: File,
}

/// Who is first.
pub enum Claim {
    /// This start.
    First(First),
    /// Another, and it was called.
    Called,
    /// There is no place to find out.
    Unknown,
}

impl First {
    /// Finds out who is first.
    pub fn claim() -> Claim {
        Self::in_folder(folder())
    }

    fn in_folder(folder: Option<PathBuf>) -> Claim {
        let Some(folder) = folder.filter(|folder| std::fs::create_dir_all(folder).is_ok()) else {
            return Claim::Unknown;
        };
        let open =
            OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("first-lock"));
        let Ok(lock) = open else { return Claim::Unknown };
        let place = folder.join("first-port");
        match lock.try_lock() {
            Ok(()) => {
                let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)) else { return Claim::Unknown };
                let told = listener.local_addr().and_then(|at| std::fs::write(place, at.port().to_string()));
                if told.is_ok() { Claim::First(Self { listener, lock }) } else { Claim::Unknown }
            }
            Err(TryLockError::WouldBlock) => {
                let port = std::fs::read_to_string(place).ok().and_then(|text| text.trim().parse().ok());
                let call = |port: u16| {
                    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
                    TcpStream::connect_timeout(&at, Duration::from_secs(2)).is_ok()
                };
                if port.is_some_and(call) { Claim::Called } else { Claim::Unknown }
            }
            Err(TryLockError::Error(_)) => Claim::Unknown,
        }
    }

    /// Calls `come` whenever the program is started again, for as long as it runs.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn listen(self, come: impl Fn() + Send + 'static) -> std::io::Result<()> {
        let Self { listener, lock } = self;
        std::thread::Builder::new().name("first".into()).spawn(move || {
            let _held = lock;
            for _ in listener.incoming().flatten() {
                come();
            }
        })?;
        Ok(())
    }
}

/// A folder of this user's own.
fn folder() -> Option<PathBuf> {
    let of = |variable: &str| std::env::var_os(variable).filter(|text| !text.is_empty()).map(PathBuf::from);
    let folder = of("XDG_RUNTIME_DIR").or_else(|| of("XDG_CACHE_HOME"));
    Some(folder.or_else(|| of("HOME").map(|home| home.join(".cache")))?.join("louce"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::{Claim, First};

    #[test]
    fn a_second_start_calls_the_first_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let place = || Some(folder.path().join("louce"));
        let Claim::First(first) = First::in_folder(place()) else { unreachable!("nobody is there") };
        let (call, called) = channel();
        first.listen(move || call.send(()).unwrap()).unwrap();
        assert!(matches!(First::in_folder(place()), Claim::Called));
        called.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(matches!(First::in_folder(None), Claim::Unknown));
    }
}
