//! Text into XML, references, and how wide a text is in SimSun.

use unicode_width::UnicodeWidthStr;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Appends text for an element or attribute. Characters XML cannot hold are written as Excel writes them, `_x000B_`.
pub(super) fn escape(out: &mut String, text: &str) {
    let plain = |b: u8| b >= 0x20 && !matches!(b, b'&' | b'<' | b'>' | b'"' | b'_') && b < 0xEF;
    if text.bytes().all(plain) {
        out.push_str(text);
        return;
    }
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            // A text that looks like such an escape would be taken for one.
            '_' if is_escape(text.as_bytes().get(at..at + 7)) => out.push_str("_x005F_"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push_str(&format!("_x{:04X}_", c as u32)),
            c => out.push(c),
        }
    }
}

fn is_escape(bytes: Option<&[u8]>) -> bool {
    matches!(bytes, Some([b'_', b'x', a, b, c, d, b'_']) if [a, b, c, d].iter().all(|b| b.is_ascii_hexdigit()))
}

/// The most a cell holds is 32,767 UTF-16 units; Excel calls a file with more damaged.
pub(super) fn fitting(text: &str) -> &str {
    if text.len() <= 32_767 { text } else { super::cut(text, 32_767) }
}

/// 0 → A, 26 → AA.
pub fn column_letters(col: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(col) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A sheet's name as formulas write it: 'O''Brien'.
pub fn quoted_sheet(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// Width in half-width characters, the widest line counting; √ and × are full-width in SimSun.
pub fn text_width(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\n') {
        return text.len();
    }
    text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(&mut out, text);
        out
    }

    #[test]
    fn markup_and_characters_xml_cannot_hold_are_escaped() {
        assert_eq!(escaped("张三 <b>&\"'"), "张三 &lt;b&gt;&amp;&quot;'");
        assert_eq!(escaped("a\u{b}b\u{0}"), "a_x000B_b_x0000_");
        assert_eq!(escaped("_x0041_ _x_"), "_x005F_x0041_ _x_");
        assert_eq!(escaped("𠮷\u{FFFE}"), "𠮷_xFFFE_");
    }

    #[test]
    fn columns_and_widths() {
        assert_eq!(
            [column_letters(0), column_letters(25), column_letters(26), column_letters(702)],
            ["A", "Z", "AA", "AAA"]
        );
        assert_eq!(text_width("张三A"), 5);
        assert_eq!(text_width("一\n二三"), 4);
        assert_eq!(quoted_sheet("O'B"), "'O''B'");
    }
}
