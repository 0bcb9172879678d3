//! Other paper in the house style: daily report, household cards, lists of special people, call sheets, bag labels, notices, the
//! 无疫情 board, 复盘. One file a kind; here: which there are, and how they are published.

mod apart;
mod board;
mod cards;
mod figures;
mod labels;
mod lists;
mod poster;
mod retest;
mod table;

pub use labels::LabelSheet;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use louce_core::values::{Day, building_label, mask_phone};
use louce_core::{Clock, Office, Op, OpKind, Reader, exports};
use louce_sheets::publish;
use louce_sheets::publish::PublishError;
use louce_sheets::roster::{pressing, shown_tags};
use serde::{Deserialize, Serialize};

use crate::press::{Part, print};
use crate::{PrintError, Printed};

/// Which paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Paper {
    /// 日报
    Daily {
        /// The day.
        date: Day,
    },
    /// 住户联系卡
    Cards {
        /// Rows of buildings; without them all.
        #[serde(default)]
        buildings: Option<Vec<i64>>,
        /// Rows of households; only theirs.
        #[serde(default)]
        households: Option<Vec<i64>>,
    },
    /// 重点人群名单
    Special {
        /// Which group, by its Chinese name.
        group: String,
        /// 大字版
        #[serde(default)]
        #[ts(as = "Option<bool>", optional)]
        large: bool,
    },
    /// 催检电话单
    Calls {
        /// 第几轮
        round: u32,
        /// 大字版
        #[serde(default)]
        #[ts(as = "Option<bool>", optional)]
        large: bool,
    },
    /// 阳性管的复采名单
    Retest {
        /// 第几轮
        round: u32,
        /// 管号; without it every positive tube.
        #[serde(default)]
        barcode: Option<String>,
    },
    /// 单采、上门名单
    Apart {
        /// 第几轮
        round: u32,
    },
    /// 抗原袋标签
    Labels {
        /// 第几轮
        round: u32,
        /// Which sheets lie in the printer; 3×8 unless said.
        #[serde(default)]
        sheet: Option<LabelSheet>,
        /// Rows of buildings; without them all.
        #[serde(default)]
        buildings: Option<Vec<i64>>,
    },
    /// 大字通知
    Poster {
        /// 第几轮
        round: u32,
        /// Rows of buildings; without them all.
        #[serde(default)]
        buildings: Option<Vec<i64>>,
    },
    /// 无疫情榜
    Board {
        /// Without it today.
        #[serde(default)]
        date: Option<Day>,
    },
    /// 公示, nobody named
    Figures {
        /// 第几轮
        round: u32,
    },
    /// 复盘
    Review {
        /// 第几轮
        round: u32,
    },
}

impl Paper {
    fn code(&self) -> &'static str {
        match self {
            Self::Daily { .. } => "daily_pdf",
            Self::Cards { .. } => "cards_pdf",
            Self::Special { .. } => "special_pdf",
            Self::Calls { .. } => "calls_pdf",
            Self::Retest { .. } => "retest_pdf",
            Self::Apart { .. } => "apart_pdf",
            Self::Labels { .. } => "labels_pdf",
            Self::Poster { .. } => "poster_pdf",
            Self::Board { .. } => "board_pdf",
            Self::Figures { .. } => "figures_pdf",
            Self::Review { .. } => "review_pdf",
        }
    }

    /// Chinese name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Daily { .. } => "日报",
            Self::Cards { .. } => "住户联系卡",
            Self::Special { .. } => "重点人群名单",
            Self::Calls { .. } => "催检电话单",
            Self::Retest { .. } => "复采名单",
            Self::Apart { .. } => "单采、上门名单",
            Self::Labels { .. } => "抗原袋标签",
            Self::Poster { .. } => "大字通知",
            Self::Board { .. } => "无疫情榜",
            Self::Figures { .. } => "公示",
            Self::Review { .. } => "复盘",
        }
    }
}

/// What every paper needs.
struct Desk<'a> {
    reader: Reader<'a>,
    office: &'a str,
    today: Day,
    unmasked: bool,
}

impl Desk<'_> {
    fn phone(&self, phone: &str) -> String {
        if self.unmasked { phone.to_owned() } else { mask_phone(phone) }
    }

    /// 重点 in a few words: those of illness and isolation only unmasked.
    fn tags(&self, tags: &[&'static str]) -> String {
        pressing(&shown_tags(tags, self.unmasked))
    }

    fn phones(&self, joined: Option<&str>) -> String {
        let phones = joined.unwrap_or("").split('、').filter(|phone| !phone.is_empty());
        phones.map(|phone| self.phone(phone)).collect::<Vec<_>>().join("\n")
    }
}

/// Prints a paper to `target`. Phones and words of illness and isolation are masked unless `unmasked`, which is recorded before the file is published. `progress`
/// hears parts done and in all, and may cancel.
///
/// # Errors
/// [`PrintError`]; the target is as it was then.
pub fn paper(
    office: &mut Office,
    paper: &Paper,
    target: &Path,
    unmasked: bool,
    clock: Clock,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, PrintError> {
    let (parts, people) = {
        let name = office.name()?;
        let _snapshot = exports::snapshot(office.reader())?;
        let desk = Desk { reader: office.reader(), office: &name, today: clock.today(), unmasked };
        match paper {
            Paper::Daily { date } => lists::daily(&desk, *date)?,
            Paper::Cards { buildings, households } => {
                cards::cards(&desk, buildings.as_deref(), households.as_deref())?
            }
            Paper::Special { group, large } => lists::special(&desk, group, *large)?,
            Paper::Calls { round, large } => lists::calls(&desk, *round, *large)?,
            Paper::Retest { round, barcode } => retest::lists(&desk, *round, barcode.as_deref())?,
            Paper::Apart { round } => apart::list(&desk, *round)?,
            Paper::Labels { round, sheet, buildings } => {
                labels::labels(&desk, *round, sheet.unwrap_or_default(), buildings.as_deref())?
            }
            Paper::Poster { round, buildings } => poster::posters(&desk, *round, buildings.as_deref())?,
            Paper::Board { date } => board::poster(&desk, date.unwrap_or(desk.today))?,
            Paper::Figures { round } => figures::figures(&desk, *round)?,
            Paper::Review { round } => lists::review(&desk, *round)?,
        }
    };
    if parts.is_empty() {
        return Err(louce_core::Error::Refused(format!("没有可打印的{}。", paper.name())).into());
    }
    publish(target, |draft| {
        let (pdf, pages) = print(&parts, progress)?;
        draft.write_all(&pdf).map_err(PublishError::Io)?;
        let mut done = Printed { file: target.to_owned(), pages, people, operation: None };
        if unmasked {
            let summary = format!("打印不打码的{}，{people}人", paper.name());
            let outcome = office.transact(Op::new(OpKind::Export, summary), clock, |tx| {
                exports::record(tx, paper.code(), target, people, clock)
            })?;
            done.operation = outcome.operation;
        }
        Ok(done)
    })
}

/// Parts of a paper, and people on them.
type Parts = (Vec<Part>, u32);

/// "2-402"
fn door(unit: &str, room: &str) -> String {
    if unit.is_empty() { room.to_owned() } else { format!("{unit}-{room}") }
}

/// "甲小区12号楼 2-402"; what has no door of its own, or is called like its building, is said once.
fn place(compound: Option<&str>, building: &str, unit: &str, room: &str) -> String {
    at_door(&format!("{}{}", compound.unwrap_or(""), building_label(building)), unit, room)
}

/// "12号楼 2-402" of a building's label.
fn at_door(building: &str, unit: &str, room: &str) -> String {
    match door(unit, room).as_str() {
        "" => building.to_owned(),
        door if building.ends_with(door) && !door.starts_with(|c: char| c.is_ascii_digit()) => {
            building.to_owned()
        }
        door => format!("{building} {door}"),
    }
}

fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
