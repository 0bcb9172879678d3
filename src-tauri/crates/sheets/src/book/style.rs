//! Formats of cells. SimSun throughout: every office PC has it.

/// Where a text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// 左
    #[default]
    Left,
    /// 中
    Center,
    /// 右
    Right,
}

/// Lines around a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Border {
    /// None.
    #[default]
    None,
    /// Thin on all sides.
    Thin,
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    /// In half points: 22 is 11 pt.
    pub half_points: u16,
    /// 加粗
    pub bold: bool,
    /// Across; always in the middle of the height.
    pub align: Align,
    /// 自动换行
    pub wrap: bool,
    /// 边框
    pub border: Border,
    /// RGB behind the text.
    pub fill: Option<u32>,
    /// RGB of the text.
    pub color: u32,
    /// Number format: 0 general, 49 text, 10 percent with two places.
    pub number_format: u16,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            half_points: 22,
            bold: false,
            align: Align::Left,
            wrap: false,
            border: Border::None,
            fill: None,
            color: 0,
            number_format: 0,
        }
    }
}

/// A format of one workbook. Each has a twin with the quote prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StyleId(pub(super) u32);

/// All formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    pub fn id(&mut self, style: &Style) -> StyleId {
        let at = self.0.iter().position(|known| known == style).unwrap_or_else(|| {
            self.0.push(*style);
            self.0.len() - 1
        });
        // Number 0 is the plain format, after it each format and its twin.
        StyleId(u32::try_from(at).unwrap_or(0) * 2 + 1)
    }

    pub fn xml(&self) -> String {
        let plain = [Style::default()];
        let all = || plain.iter().chain(&self.0);
        let count = self.0.len() + 1;
        let mut text = format!(
            "{}<styleSheet xmlns=\"{}\"><fonts count=\"{count}\">",
            super::xml::HEAD,
            super::xml::MAIN
        );
        for style in all() {
            let bold = if style.bold { "<b/>" } else { "" };
            text.push_str(&format!(
                "<font>{bold}<sz val=\"{}\"/><color rgb=\"FF{:06X}\"/><name val=\"宋体\"/><family val=\"3\"/>\
                 <charset val=\"134\"/></font>",
                f64::from(style.half_points) / 2.0,
                style.color
            ));
        }
        text.push_str(&format!(
            "</fonts><fills count=\"{}\"><fill><patternFill patternType=\"none\"/></fill>\
             <fill><patternFill patternType=\"gray125\"/></fill>",
            count + 2
        ));
        for style in all() {
            match style.fill {
                Some(rgb) => text.push_str(&format!(
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{rgb:06X}\"/></patternFill></fill>"
                )),
                None => text.push_str("<fill><patternFill patternType=\"none\"/></fill>"),
            }
        }
        let side = |name: &str| format!("<{name} style=\"thin\"><color rgb=\"FF000000\"/></{name}>");
        text.push_str(&format!(
            "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>{}{}{}{}\
             <diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" \
             borderId=\"0\"/></cellStyleXfs><cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" \
             borderId=\"0\" xfId=\"0\"/>",
            side("left"),
            side("right"),
            side("top"),
            side("bottom"),
            self.0.len() * 2 + 1
        ));
        for (index, style) in self.0.iter().enumerate() {
            for quote in ["", " quotePrefix=\"1\""] {
                let across = match style.align {
                    // Off the line, where there is one.
                    Align::Left if style.border == Border::Thin => "left\" indent=\"1",
                    Align::Left => "left",
                    Align::Center => "center",
                    Align::Right => "right",
                };
                let wrap = if style.wrap { " wrapText=\"1\"" } else { "" };
                text.push_str(&format!(
                    "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"{}\" borderId=\"{}\" xfId=\"0\"{quote} \
                     applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">\
                     <alignment horizontal=\"{across}\" vertical=\"center\"{wrap}/></xf>",
                    style.number_format,
                    index + 1,
                    index + 3,
                    u8::from(style.border == Border::Thin),
                ));
            }
        }
        text.push_str(
            "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"常规\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        );
        text
    }
}
