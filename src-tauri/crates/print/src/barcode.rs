//! Code 128, set C: two digits a character, drawn as one vector shape. What the digits mean is the office's.

use typst::foundations::{Content, NativeElement};
use typst::layout::{Abs, Axes, Rel};
use typst::visualize::{Color, Paint, PolygonElem};

/// Widths of bars and spaces in modules, by character (ISO/IEC 15417, table 1).
const WIDTHS: [&[u8; 6]; 106] = [
    b"212222", b"222122", b"222221", b"121223", b"121322", b"131222", b"122213", b"122312", b"132212",
    b"221213", b"221312", b"231212", b"112232", b"122132", b"122231", b"113222", b"123122", b"123221",
    b"223211", b"221132", b"221231", b"213212", b"223112", b"312131", b"311222", b"321122", b"321221",
    b"312212", b"322112", b"322211", b"212123", b"212321", b"232121", b"111323", b"131123", b"131321",
    b"112313", b"132113", b"132311", b"211313", b"231113", b"231311", b"112133", b"112331", b"132131",
    b"113123", b"113321", b"133121", b"313121", b"211331", b"231131", b"213113", b"213311", b"213131",
    b"311123", b"311321", b"331121", b"312113", b"312311", b"332111", b"314111", b"221411", b"431111",
    b"111224", b"111422", b"121124", b"121421", b"141122", b"141221", b"112214", b"112412", b"122114",
    b"122411", b"142112", b"142211", b"241211", b"221114", b"413111", b"241112", b"134111", b"111242",
    b"121142", b"121241", b"114212", b"124112", b"124211", b"411212", b"421112", b"421211", b"212141",
    b"214121", b"412121", b"111143", b"111341", b"131141", b"114113", b"114311", b"411113", b"411311",
    b"113141", b"114131", b"311141", b"411131", b"211412", b"211214", b"211232",
];
const START_C: usize = 105;
const STOP: &[u8; 7] = b"2331112";

/// Widths of bars and spaces in turn, in modules, a bar first; `None` for anything but digits of even count.
pub fn modules(digits: &str) -> Option<Vec<u8>> {
    if digits.is_empty() || digits.len() % 2 == 1 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut characters = vec![START_C];
    for pair in digits.as_bytes().chunks_exact(2) {
        characters.push(pair.iter().fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0')));
    }
    let check =
        characters.iter().enumerate().map(|(at, character)| at.max(1) * character).sum::<usize>() % 103;
    characters.push(check);
    let mut widths = Vec::new();
    for character in characters {
        widths.extend(WIDTHS.get(character)?.iter().map(|width| width - b'0'));
    }
    widths.extend(STOP.iter().map(|width| width - b'0'));
    Some(widths)
}

/// The bars as one shape: down each bar and along the foot between them, which has no area.
pub(crate) fn draw(digits: &str, width_mm: f64, height_mm: f64) -> Option<Content> {
    let modules = modules(digits)?;
    let all: u32 = modules.iter().map(|width| u32::from(*width)).sum();
    let module = width_mm / f64::from(all);
    let point = |x: f64, y: f64| Axes::new(Rel::from(Abs::mm(x)), Rel::from(Abs::mm(y)));
    let (mut points, mut x) = (Vec::with_capacity(modules.len() * 2), 0.0);
    for (index, width) in modules.iter().enumerate() {
        let end = x + f64::from(*width) * module;
        if index % 2 == 0 {
            points.extend([point(x, height_mm), point(x, 0.0), point(end, 0.0), point(end, height_mm)]);
        }
        x = end;
    }
    Some(PolygonElem::new(points).with_fill(Some(Paint::Solid(Color::BLACK))).pack())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_the_standard_says() {
        // ISO/IEC 15417's own example of set C: 123456 has the check character 44.
        let widths = modules("123456").unwrap();
        let text: String = widths.iter().map(|width| char::from(b'0' + width)).collect();
        let expected = ["211232", "112232", "131123", "331121", "132131", "2331112"];
        assert_eq!(text, expected.concat());
        assert_eq!(widths.iter().map(|width| u32::from(*width)).sum::<u32>(), 11 * 5 + 13);
    }

    #[test]
    fn every_character_is_eleven_modules_wide() {
        for widths in WIDTHS {
            assert_eq!(widths.iter().map(|width| width - b'0').sum::<u8>(), 11);
        }
        assert_eq!((modules("123"), modules("12a4"), modules("")), (None, None, None));
    }
}
