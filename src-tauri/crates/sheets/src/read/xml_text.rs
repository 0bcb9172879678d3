//! Small helps for the XML formats read with quick-xml.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart};

/// An attribute by its name without the prefix, unescaped.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| {
        quick_xml::escape::unescape(&a.value).map_or_else(|_| a.value.to_string(), |v| v.into_owned())
    })
}

/// A whole number in an attribute.
pub fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Appends what `&name;` stands for; an unknown name stays as written.
pub fn push_entity(text: &mut String, entity: &BytesRef<'_>) {
    if let Some(known) = resolve_predefined_entity(entity.as_ref()) {
        text.push_str(known);
    } else if let Ok(Some(c)) = entity.resolve_char_ref() {
        text.push(c);
    } else {
        text.push('&');
        text.push_str(entity.as_ref());
        text.push(';');
    }
}
