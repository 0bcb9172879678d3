//! Addresses.
use super::Parsed;
use std::fmt;

/// What a room is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// 住宅
    #[default]
    Residence,
    /// 商铺
    Shop,
    /// 别墅
    Villa,
    /// 集体户
    Collective,
    /// 其他
    Other,
}
impl RoomKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Residence, Self::Shop, Self::Villa, Self::Collective, Self::Other];
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Residence => "residence",
            Self::Shop => "shop",
            Self::Villa => "villa",
            Self::Collective => "collective",
            Self::Other => "other",
        }
    }
    /// Back from [`RoomKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residence => "住宅",
            Self::Shop => "商铺",
            Self::Villa => "别墅",
            Self::Collective => "集体户",
            Self::Other => "其他",
        }
    }
}
impl fmt::Display for RoomKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the sheet already says of the place: its name or title, or the row's own columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AddressHint<'a> {
    /// 楼号, bare.
    pub building: Option<&'a str>,
    /// 单元, bare.
    pub unit: Option<&'a str>,
}

/// A room's address, its parts bare: 12 / 2 / 402; "" when absent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RoomAddress {
    /// 小区 or road and lane: X路99弄.
    pub compound: String,
    /// 楼号.
    pub building: String,
    /// 单元.
    pub unit: String,
    /// 室号.
    pub room: String,
    /// What the room is.
    pub kind: RoomKind,
}
impl RoomAddress {
    /// Reads an address cell.
    pub fn parse(_text: &str, _hint: &AddressHint<'_>) -> Parsed<Self> {
        Parsed::Blank
    }
    /// An address cell that became a date: 3月4日 was 3-4.
    pub fn from_date(_month: u32, _day: u32, _hint: &AddressHint<'_>) -> Parsed<Self> {
        Parsed::Blank
    }
    /// 12号楼2单元402 / 12号402.
    pub fn label(&self) -> String {
        String::new()
    }
    /// Byte-sortable in natural order.
    pub fn sort_key(&self) -> String {
        String::new()
    }
}
/// 12号楼 → 12; None when the text names no building.
pub fn building_name(_text: &str) -> Option<String> {
    None
}
/// 2单元 → 2.
pub fn unit_name(_text: &str) -> Option<String> {
    None
}
/// 402室 → 402.
pub fn room_name(_text: &str) -> Option<String> {
    None
}
/// 402 → 4.
pub fn floor_of_room(_room: &str) -> Option<i32> {
    None
}
/// Byte-sortable natural order: 2 before 10.
pub fn natural_key(text: &str) -> String {
    text.to_owned()
}
