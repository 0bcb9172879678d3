//! What typst alone takes for a roster: one document over the whole round, set as a plain user of typst would. Measurements
//! compare [`crate::roster`] with it; nothing else uses it.

use louce_core::Reader;
use louce_core::testing::Round;
use typst::foundations::{Array, Dict, Value};

use crate::press::{compile, export};
use crate::roster::{BUILDING, RosterOptions, parts};
use crate::{PrintError, fonts};

const WHOLE: &str = r#"
#for (index, part) in sys.inputs.parts.enumerate() {
  let end = label("end-" + str(index))
  let count = context [第#counter(page).get().first()页　共#counter(page).at(end).first()页]
  counter(page).update(1)
  [#building(part.data, part.bars, count) #metadata(none) #end]
}
"#;

/// A roster's data, ready in memory.
pub struct Whole(Array);

impl Whole {
    /// Of a round.
    ///
    /// # Errors
    /// As any query.
    pub fn of(reader: Reader<'_>, round: &Round) -> Result<Self, PrintError> {
        let (parts, _) = parts(reader, "测量", round, &RosterOptions::default())?;
        // Without the cover, which typst would have to be told apart.
        Ok(Self(parts.iter().skip(1).map(|part| Value::Dict(part.data().clone())).collect()))
    }

    /// The document as PDF, and its pages.
    ///
    /// # Errors
    /// [`PrintError`].
    pub fn set(&self) -> Result<(Vec<u8>, usize), PrintError> {
        let mut inputs = Dict::new();
        inputs.insert("parts".into(), Value::Array(self.0.clone()));
        let document = compile(&format!("{BUILDING}{WHOLE}"), inputs, fonts::installed()?)?;
        Ok((export(&document)?, document.pages().len()))
    }
}
