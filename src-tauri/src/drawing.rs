//! How the web view draws on Linux. Not here: what it draws.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// Read by WebKitGTK when it starts.
const WITHOUT_CARD: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// A computer without a graphics card would imitate one, pixel by pixel: its web view draws without. WebKit hears of that only by
/// the environment it starts in, so the program starts itself anew; it comes back where that is not needed or not possible.
pub fn as_the_computer_can(args: &[OsString]) {
    if std::env::var_os(WITHOUT_CARD).is_some() || has_card(Path::new("/dev/dri")) {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let _not_started = Command::new(program).args(args.iter().skip(1)).env(WITHOUT_CARD, "1").exec();
    }
}

/// Whether one of the system's devices draws.
fn has_card(devices: &Path) -> bool {
    let Ok(devices) = devices.read_dir() else { return false };
    devices.flatten().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::has_card;

    #[test]
    fn a_screen_alone_is_no_graphics_card() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!has_card(&devices.path().join("dri")));
        std::fs::write(devices.path().join("card0"), "").unwrap();
        assert!(!has_card(devices.path()));
        std::fs::write(devices.path().join("renderD128"), "").unwrap();
        assert!(has_card(devices.path()));
    }
}
