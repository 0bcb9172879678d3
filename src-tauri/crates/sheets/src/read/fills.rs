//! Yellow cells of an `.xlsx`: in some offices a yellow fill means "done".
//!
//! Only colours that stand in the file itself are judged, not those of its theme. The sheets are looked at a second time only
//! when some cell format has such a fill; other files pay a glance at their styles. Not here: what the colour means.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::ReadError;
use super::pack::Packer;
use super::parts::Parts;
use super::xlsx::parse_ref;

/// Cells between two looks at the clock.
const STRIDE: usize = 1 << 16;
/// Yellows of the palette that files without one of their own mean.
const YELLOW_INDEXES: [usize; 5] = [5, 13, 26, 34, 43];

/// Which cell formats (`cellXfs`) have a solid yellow fill.
pub struct Yellow(Vec<bool>);

/// Where in the styles one is.
#[derive(PartialEq)]
enum Section {
    Fills,
    Formats,
    Other,
}

/// The colour of a fill, as written.
#[derive(Clone, Copy)]
enum Paint {
    Rgb(u32),
    Indexed(usize),
}

impl Yellow {
    /// Looks through the workbook's styles; `None` when nothing in them is yellow.
    pub fn of(parts: &Parts) -> Option<Yellow> {
        let styles =
            parts.list.iter().position(|part| part.name.to_ascii_lowercase().ends_with("/styles.xml"))?;
        Yellow::from_styles(parts.stream(styles).ok()?)
    }

    fn from_styles(styles: impl BufRead) -> Option<Yellow> {
        let mut xml = quick_xml::Reader::from_reader(styles);
        xml.config_mut().check_end_names = false;
        xml.config_mut().allow_unmatched_ends = true;
        let (mut fills, mut formats, mut palette) = (Vec::<Option<Paint>>::new(), Vec::new(), Vec::new());
        let (mut section, mut solid) = (Section::Other, false);
        let mut buf = Vec::new();
        loop {
            buf.clear();
            match xml.read_event_into(&mut buf) {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "fills" => section = Section::Fills,
                    "cellXfs" => section = Section::Formats,
                    // The formats of conditions (dxfs) have fills of their own.
                    "borders" | "cellStyleXfs" | "cellStyles" | "dxfs" => section = Section::Other,
                    "fill" if section == Section::Fills => fills.push(None),
                    "patternFill" => solid = text(&tag, "patternType").as_deref() == Some("solid"),
                    "fgColor" if solid && section == Section::Fills => {
                        if let Some(fill) = fills.last_mut() {
                            *fill = paint(&tag);
                        }
                    }
                    "xf" if section == Section::Formats => {
                        formats.push(number::<usize>(&tag, "fillId").unwrap_or(0))
                    }
                    "rgbColor" => palette.push(text(&tag, "rgb").and_then(|rgb| rgb_of(&rgb))),
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let yellow = |fill: &usize| match fills.get(*fill).copied().flatten() {
            Some(Paint::Rgb(rgb)) => is_yellow(rgb),
            Some(Paint::Indexed(index)) if palette.is_empty() => YELLOW_INDEXES.contains(&index),
            Some(Paint::Indexed(index)) => palette.get(index).copied().flatten().is_some_and(is_yellow),
            None => false,
        };
        let formats: Vec<bool> = formats.iter().map(yellow).collect();
        formats.contains(&true).then_some(Yellow(formats))
    }

    /// Tells `to` the cells of a sheet that wear such a format, blank ones too.
    pub fn cells(&self, sheet: impl BufRead, to: &mut Packer<'_>) -> Result<(), ReadError> {
        let mut xml = quick_xml::Reader::from_reader(sheet);
        xml.config_mut().check_end_names = false;
        xml.config_mut().allow_unmatched_ends = true;
        let mut buf = Vec::new();
        // Where a cell without a reference stands: behind the one before.
        let (mut row, mut col) = (0u32, 0u32);
        let mut seen = 0usize;
        loop {
            buf.clear();
            match xml.read_event_into(&mut buf) {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "row" => {
                        row = number::<u32>(&tag, "r").unwrap_or(row.saturating_add(1));
                        col = 0;
                    }
                    "c" => {
                        let written = text(&tag, "r").and_then(|place| parse_ref(&place));
                        let (at_row, at_col) = written.unwrap_or((row.saturating_sub(1), col));
                        col = at_col.saturating_add(1);
                        let format = number::<usize>(&tag, "s").unwrap_or(0);
                        if self.0.get(format).copied().unwrap_or(false) {
                            to.yellow(at_row, at_col);
                        }
                        seen += 1;
                        if seen.is_multiple_of(STRIDE) {
                            to.tick()?;
                        }
                    }
                    _ => {}
                },
                Ok(Event::End(tag)) if tag.local_name().as_ref() == "sheetData" => return Ok(()),
                Ok(Event::Eof) | Err(_) => return Ok(()),
                Ok(_) => {}
            }
        }
    }
}

fn text(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.into_owned())
}

fn number<N: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<N> {
    tag.try_get_attribute(name).ok().flatten()?.value.parse().ok()
}

fn paint(tag: &BytesStart<'_>) -> Option<Paint> {
    match text(tag, "rgb") {
        Some(rgb) => rgb_of(&rgb).map(Paint::Rgb),
        None => number(tag, "indexed").map(Paint::Indexed),
    }
}

/// `FFFF00`, or `FFFFFF00` with the opacity before it, which Excel does not look at.
fn rgb_of(text: &str) -> Option<u32> {
    let argb = u32::from_str_radix(text, 16).ok()?;
    (text.len() == 6 || text.len() == 8).then_some(argb & 0xFF_FF_FF)
}

/// What a person would call yellow, from the lemon of the palette to the pale fill of "适中"; neither orange nor cream.
fn is_yellow(rgb: u32) -> bool {
    let [_, red, green, blue] = rgb.to_be_bytes().map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    // Bright, coloured, and blue the least of the three; then the hue in degrees is 60 × (green − blue) / spread for
    // red ≥ green, and its mirror image beyond 60.
    if most < 0xC0 || spread * 5 < most || blue != least {
        return false;
    }
    let hue = if red >= green { 60 * (green - blue) / spread } else { 120 - 60 * (red - blue) / spread };
    (47..=66).contains(&hue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yellow_is_what_people_call_yellow() {
        for rgb in [0xFF_FF_00, 0xFF_FF_99, 0xFF_EB_9C, 0xFF_FF_66, 0xFF_E6_00, 0xF0_F0_20, 0xFF_FF_CC] {
            assert!(is_yellow(rgb), "{rgb:06X}");
        }
        for rgb in [
            0xFF_C0_00, 0xFF_A5_00, 0x92_D0_50, 0x00_B0_50, 0xFF_FF_FF, 0xE8_E8_E8, 0xFF_FF_F0, 0x80_80_00,
            0, 0xFF_00_00, 0x00_B0_F0, 0xFC_E4_D6,
        ] {
            assert!(!is_yellow(rgb), "{rgb:06X}");
        }
    }

    fn formats(styles: &str) -> Option<Vec<bool>> {
        Yellow::from_styles(styles.as_bytes()).map(|yellow| yellow.0)
    }

    #[test]
    fn solid_fills_of_cell_formats_count_and_those_of_conditions_do_not() {
        let fill = |colour: &str, kind: &str| {
            format!(
                r#"<fill><patternFill patternType="{kind}"><fgColor {colour}/><bgColor indexed="64"/></patternFill></fill>"#
            )
        };
        let styles = |fills: &[String], rest: &str| {
            format!(
                r#"<styleSheet><fills>{}</fills><cellStyleXfs><xf fillId="0"/></cellStyleXfs><cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs><cellStyles/>{rest}</styleSheet>"#,
                fills.concat()
            )
        };
        let plain = fill(r#"rgb="FFFFFFFF""#, "solid");
        for yellow in [r#"rgb="FFFFFF00""#, r#"rgb="00ffeb9c""#, r#"rgb="FFFF00""#, r#"indexed="13""#] {
            let found = formats(&styles(&[plain.clone(), fill(yellow, "solid")], ""));
            assert_eq!(found, Some(vec![false, true]), "{yellow}");
            assert_eq!(formats(&styles(&[plain.clone(), fill(yellow, "gray125")], "")), None, "{yellow}");
        }
        for other in [r#"theme="7""#, r#"rgb="FF92D050""#, r#"indexed="64""#, r#"rgb="黄""#, ""] {
            assert_eq!(formats(&styles(&[plain.clone(), fill(other, "solid")], "")), None, "{other}");
        }
        let condition = format!("<dxfs><dxf>{}</dxf></dxfs>", fill(r#"rgb="FFFFFF00""#, "solid"));
        assert_eq!(formats(&styles(std::slice::from_ref(&plain), &condition)), None, "of a condition");
        let palette = r#"<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00FFFF00"/></indexedColors></colors>"#;
        let own = |index: &str| formats(&styles(&[plain.clone(), fill(index, "solid")], palette));
        assert_eq!((own(r#"indexed="1""#), own(r#"indexed="13""#)), (Some(vec![false, true]), None));
    }
}
