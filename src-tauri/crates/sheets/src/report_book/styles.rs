//! How cells look: 宋体 for the title, 黑体 for headings, 仿宋 for what is read, thin rules – the habits of GB/T 9704.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub(super) struct Styles {
    pub title: Format,
    pub subtitle: Format,
    pub note: Format,
    pub section: Format,
    pub group: Format,
    pub head: Format,
    pub label: Format,
    pub place: Format,
    pub number: Format,
    pub rooms: Format,
    pub items: Format,
    pub change: Format,
    pub rate: Format,
    pub total_label: Format,
    pub total: Format,
    pub total_rate: Format,
    pub text: Format,
    pub warning: Format,
    pub sign: Format,
    pub seal: Format,
}

const SHADE: Color = Color::RGB(0xF2_F2_F2);
const RED: Color = Color::RGB(0xC0_00_00);

impl Styles {
    pub fn new() -> Self {
        let plain = |font: &str, size: f64| {
            Format::new().set_font_name(font).set_font_size(size).set_align(FormatAlign::VerticalCenter)
        };
        let cell = |font: &str| plain(font, 10.5).set_border(FormatBorder::Thin);
        let centred = |font: &str| cell(font).set_align(FormatAlign::Center);
        let total = centred("黑体").set_background_color(SHADE);
        Self {
            title: plain("宋体", 20.0).set_bold().set_align(FormatAlign::Center).set_shrink(),
            subtitle: plain("仿宋", 11.0).set_align(FormatAlign::Center),
            note: plain("仿宋", 9.0),
            section: plain("黑体", 12.0),
            group: centred("黑体").set_background_color(SHADE),
            head: centred("黑体").set_text_wrap(),
            label: cell("仿宋").set_indent(1).set_shrink(),
            place: centred("仿宋").set_shrink(),
            number: centred("仿宋"),
            rooms: centred("仿宋").set_num_format("0\"间\""),
            items: centred("仿宋").set_num_format("0\"条\""),
            change: centred("仿宋").set_num_format("+0;-0;0"),
            rate: centred("仿宋").set_num_format("0.00%"),
            total_rate: total.clone().set_num_format("0.00%"),
            total_label: total.clone(),
            total,
            text: cell("仿宋").set_text_wrap(),
            warning: cell("仿宋").set_text_wrap().set_bold().set_font_color(RED),
            sign: plain("仿宋", 12.0),
            seal: plain("仿宋", 12.0).set_align(FormatAlign::Right).set_indent(4),
        }
    }
}
