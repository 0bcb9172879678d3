//! `cargo xtask picture`: one page of a real exported roster for README.md, drawn by LibreOffice and poppler.

use crate::Done;
use crate::demo::{ROSTER, folder};
use crate::steps::run as run_command;
use crate::tools::{self, PICTURE, READERS};
use std::path::Path;
use std::process::Command;

/// Draws a page of a building; the summary comes first and takes up to two.
pub fn run(root: &Path) -> Done {
    tools::system(&[READERS, PICTURE])?;
    let book = folder(root).join(ROSTER);
    if !book.is_file() {
        return Err("先运行 cargo xtask demo run the demo first".into());
    }
    let out = root.join("target").join("picture");
    run_command(
        Command::new("soffice")
            .args(["--headless", "--norestore", "--convert-to", "pdf", "--outdir"])
            .arg(&out)
            .arg(&book),
    )?;
    let pdf = out.join(ROSTER).with_extension("pdf");
    let assets = root.join("assets").join("readme");
    std::fs::create_dir_all(&assets).map_err(|e| format!("{}：{e}", assets.display()))?;
    let picture = assets.join("roster");
    run_command(
        Command::new("pdftoppm")
            .args(["-png", "-singlefile", "-r", "80", "-f", "3", "-l", "3"])
            .arg(&pdf)
            .arg(&picture),
    )?;
    println!("✓ {}", picture.with_extension("png").display());
    Ok(())
}
