//! The window itself: one program, one window, closed only when the office is safe.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use louce_api::{Desk, SharedDesk};
use louce_core::Clock;
use louce_sheets::read::Isolation;
use serde_json::Value;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent};

use crate::first::{Claim, First};
use crate::{files, folders, rpc};

/// What the page hears under.
const EVENT: &str = "program";
/// Time between two looks at idle locks and backups.
const TICK: Duration = Duration::from_secs(5);

/// Runs until the window is closed.
pub fn run() -> ExitCode {
    let mut builder = tauri::Builder::default();
    let mut first = None;
    if has_a_bus() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| come_forward(app)));
    } else {
        match First::claim() {
            Claim::First(claimed) => first = Some(claimed),
            Claim::Called => return ExitCode::SUCCESS,
            // The office's own lock still keeps two programs apart.
            Claim::Unknown => {}
        }
    }
    let built = builder
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            rpc::rpc,
            rpc::cancel,
            files::upload,
            files::save,
            files::show,
            files::choose_folder
        ])
        .setup(move |app| {
            set_up(app)?;
            if let Some(first) = first {
                let app = app.handle().clone();
                first.listen(move || come_forward(&app))?;
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            #[allow(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("楼册打不开窗口：{error}");
            }
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(desk) = app.try_state::<Arc<SharedDesk>>()
        {
            desk.close();
        }
    });
    ExitCode::SUCCESS
}

fn set_up(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let tray = tempfile::Builder::new().prefix("louce-").tempdir()?;
    let places = folders::places(app.handle(), tray.path().to_owned())?;
    std::fs::create_dir_all(&places.offices)?;
    let desk = Desk::new(places, Isolation::own_child()?);
    let listener = app.handle().clone();
    let say = move |event: &Value| {
        // No page listens yet, or no more: nobody misses it.
        let _ = listener.emit(EVENT, event);
    };
    let desk = Arc::new(SharedDesk::new(desk, Box::new(Clock::system), Box::new(say)));
    app.manage(Arc::clone(&desk));
    app.manage(tray);
    fill_small_screen(app);
    std::thread::Builder::new().name("tick".into()).spawn(move || {
        loop {
            std::thread::sleep(TICK);
            desk.tick(Instant::now());
        }
    })?;
    Ok(())
}

/// On the screens most offices have, 1366×768, the window has no room to give away.
fn fill_small_screen(app: &App) {
    let Some(window) = app.get_webview_window("main") else { return };
    let Ok(Some(monitor)) = window.primary_monitor() else { return };
    let size = monitor.size().to_logical::<f64>(monitor.scale_factor());
    if size.width <= 1440.0 || size.height <= 810.0 {
        // Without a window manager there is nothing to fill it by; the window is as good at its own size.
        let _ = window.maximize();
    }
}

/// A second start brings the first window forward. On Linux the two find each other over the session bus; without one (a bare X
/// server) by [`First`].
fn has_a_bus() -> bool {
    if !cfg!(target_os = "linux") || std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() {
        return true;
    }
    std::env::var_os("XDG_RUNTIME_DIR")
        .is_some_and(|folder| std::path::Path::new(&folder).join("bus").exists())
}

fn come_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
