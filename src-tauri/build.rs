//! Makes permissions for the window's own commands, so that the page may call these and no others.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "rpc",
        "cancel",
        "upload",
        "save",
        "show",
        "choose_folder",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)).unwrap_or_else(|error| {
        println!("cargo::error={error:#}");
    });
}
