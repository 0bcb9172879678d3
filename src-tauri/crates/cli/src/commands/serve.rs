//! 在浏览器里使用.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use louce_core::Clock;
use louce_serve::{Options, ServeError, Server};
use serde_json::json;

use super::reader;
use crate::args::DeskArgs;
use crate::failure::Failure;
use crate::output::Out;

/// As typed.
pub struct Serve {
    pub ui: Option<PathBuf>,
    pub port: u16,
    pub office_dir: PathBuf,
    pub backup_dir: Option<PathBuf>,
    pub quiet: u64,
}

/// `louce serve`
pub fn serve(desk: &DeskArgs, asked: Serve, out: &mut Out) -> Result<(), Failure> {
    let (began, first) = (Instant::now(), desk.clock()?);
    let given = desk.is_given_a_time();
    let clock = move || match given {
        true => Clock { now: first.now + began.elapsed() },
        false => Clock::system(),
    };
    let failed = |error: ServeError| Failure::new("not_served", error.to_string());
    let server = Server::bind(Options {
        ui: asked.ui,
        port: asked.port,
        backups: asked.backup_dir.unwrap_or_else(|| asked.office_dir.join("备份")),
        offices: asked.office_dir,
        isolation: reader::isolation()?,
        clock: Box::new(clock),
        quiet: Duration::from_secs(asked.quiet),
    })
    .map_err(failed)?;
    let url = server.url();
    out.either(&json!({ "url": url }), |out| out.say(format!("请在浏览器里打开：{url}")))?;
    out.finish()?;
    server.run().map_err(failed)
}
