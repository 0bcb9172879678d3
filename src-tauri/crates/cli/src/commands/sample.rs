//! 样本居民区.

use std::path::Path;

use louce_sheets::import::Progress;
use louce_sheets::sample;
use serde_json::json;

use crate::failure::Failure;
use crate::output::Out;
use crate::progress::Watch;

/// `louce sample`
pub fn sample(households: u32, seed: u64, folder: &Path, out: &mut Out) -> Result<(), Failure> {
    let mut watch = Watch::begin();
    let mut hear = |done: u32, total: u32| {
        watch.hear(Progress { label: "编写台账", done: u64::from(done), total: u64::from(total) })
    };
    let written = sample::write_community(households, seed, folder, &mut hear)
        .map_err(|error| Failure::new(error.code(), error.to_string()))?;
    drop(watch);
    out.either(&json!({"households": households, "seed": seed, "files": written}), |out| {
        out.say(format!("虚构的居民区：{households} 户，台账 {} 份。", written.len()))?;
        written.iter().try_for_each(|file| out.say(file.display().to_string()))
    })
}
