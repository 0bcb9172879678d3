//! Fonts 字体: those of the machine, and those in the folder that `LOUCE_FONTS` names, for machines where nobody may install any;
//! looked for once.

use std::sync::LazyLock;

use typst_kit::fonts::{self, FontStore};

use crate::PrintError;

/// Any of these can set a roster; which one is used where stands in `templates/house.typ`.
const CHINESE: [&str; 12] = [
    "simsun",
    "nsimsun",
    "simhei",
    "fangsong",
    "microsoft yahei",
    "noto serif cjk sc",
    "noto sans cjk sc",
    "source han serif sc",
    "source han sans sc",
    "songti sc",
    "wenquanyi zen hei",
    "wenquanyi micro hei",
];

static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut store = FontStore::new();
    if let Some(folder) = std::env::var_os("LOUCE_FONTS").filter(|folder| !folder.is_empty()) {
        store.extend(fonts::scan(folder.as_ref()));
    }
    store.extend(fonts::system());
    store
});

/// The fonts there are.
///
/// # Errors
/// [`PrintError::NoChineseFont`].
pub fn installed() -> Result<&'static FontStore, PrintError> {
    if CHINESE.iter().any(|family| FONTS.book().contains_family(family)) {
        Ok(&FONTS)
    } else {
        Err(PrintError::NoChineseFont)
    }
}
