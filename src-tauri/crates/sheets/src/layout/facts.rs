//! What a row of a ledger says, as values. Shapes only: how a row is read is in `reader`, what the office makes of
//! it (create, update, conflict) is the plan's business.
use std::fmt;

use louce_core::values::{
    Birth, Day, IdNumber, IdType, Parsed, PersonName, Phone, Phones, PresenceState, Relation, RoomAddress,
    Sex, TagKind, Why,
};

use super::Field;

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowOutcome {
    /// It speaks of a person, a room or a building.
    Facts(Box<RowFacts>),
    /// It holds nothing for the office.
    Skip(SkipReason),
    /// It holds something that a person has to put right first.
    Reject(RejectReason),
}

/// Why a row is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// 空行: nothing but a serial number or what is pre-printed.
    Blank,
    /// 表头 or a repetition of it.
    Header,
    /// 标题 or a line such as “12号楼” above a group of rows.
    Title,
    /// 合计 / 小计.
    Total,
    /// 填表人 / 审核人 / 说明 under the table.
    Footer,
    /// 示例 / 填写说明.
    Comment,
}

impl SkipReason {
    /// For programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blank => "blank_row",
            Self::Header => "header_row",
            Self::Title => "title_row",
            Self::Total => "total_row",
            Self::Footer => "footer_row",
            Self::Comment => "comment_row",
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blank => "空行",
            Self::Header => "表头",
            Self::Title => "标题行",
            Self::Total => "合计行",
            Self::Footer => "表尾说明行",
            Self::Comment => "示例或填写说明行",
        })
    }
}

/// Why a row cannot be taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RejectReason {
    /// Data of a person, but no name.
    MissingName,
    /// Several persons in one name cell, or in two name columns of one row.
    SeveralPersons,
}

impl RejectReason {
    /// For programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingName => "missing_name",
            Self::SeveralPersons => "several_persons",
        }
    }
}

impl fmt::Display for RejectReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingName => "缺少姓名",
            Self::SeveralPersons => "一行有多人，请分行填写",
        })
    }
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A person 居民.
    Person,
    /// A room in which the ledger names nobody.
    Room(RoomState),
    /// A building or entrance 楼栋/单元 only: whose are its 楼组长, 网格员.
    Building,
}

/// State of a room that a ledger lists without a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoomState {
    /// 空关
    Vacant,
    /// 出租, nobody named.
    Rented,
    /// 商铺, under its name (in `room_label`).
    Shop,
    /// Listed, nothing said.
    Unknown,
}

impl RoomState {
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vacant => "vacant",
            Self::Rented => "rented",
            Self::Shop => "shop",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for RoomState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vacant => "空关",
            Self::Rented => "出租",
            Self::Shop => "商铺",
            Self::Unknown => "未登记",
        })
    }
}

/// All that one row says.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFacts {
    /// Row number as Excel shows it (from 1).
    pub row: u32,
    /// What the row is about.
    pub kind: RowKind,
    /// 姓名.
    pub name: Parsed<PersonName>,
    /// The name cell as it was.
    pub name_raw: String,
    /// 户主姓名.
    pub head_name: Option<String>,
    /// 证件号.
    pub id: Parsed<IdNumber>,
    /// 证件类型 as declared.
    pub id_type: Option<IdType>,
    /// The ID cell as it was; of a number cell, what Excel still knew.
    pub id_raw: String,
    /// 出生日期: of a valid ID, else of the cell, else of what survives of a damaged ID.
    pub birth: Parsed<Birth>,
    /// 年龄 as stated (often stale).
    pub age: Option<u32>,
    /// 性别: of a valid ID, else of the cell.
    pub sex: Parsed<Sex>,
    /// 电话.
    pub phones: Phones,
    /// 地址 with what the sheet's name, title or merged cells add.
    pub address: Parsed<RoomAddress>,
    /// The address cells as they were, joined by a space.
    pub address_raw: String,
    /// 户号.
    pub household_no: Option<String>,
    /// 与户主关系.
    pub relation: Parsed<Relation>,
    /// 人员类型 (户籍 / 常住 / 人户分离 …), several joined by 、.
    pub residence_type: Option<String>,
    /// 户籍地址.
    pub registered: Option<String>,
    /// 国籍.
    pub nationality: Option<String>,
    /// 民族.
    pub ethnicity: Option<String>,
    /// 工作单位.
    pub employer: Option<String>,
    /// 文化程度.
    pub education: Option<String>,
    /// 政治面貌.
    pub political: Option<String>,
    /// 婚姻状况.
    pub marriage: Option<String>,
    /// 房屋标签, or the name of a shop.
    pub room_label: Option<String>,
    /// 网格.
    pub grid: Option<String>,
    /// 块.
    pub block: Option<String>,
    /// 在住、外出、隔离 …
    pub presence: Vec<PresenceFact>,
    /// 重点类别.
    pub tags: Vec<TagFact>,
    /// 紧急联系人, 监护人, 子女.
    pub contacts: Vec<ContactFact>,
    /// 网格员, 楼组长, 块长, 管家.
    pub responsible: Vec<ResponsibleFact>,
    /// 采样 mark, tube or time.
    pub sampled: Option<Mark>,
    /// 未检原因.
    pub untested_reason: Option<String>,
    /// 备注 as imported.
    pub remark: Option<String>,
    /// (header, text) of columns that have no place of their own.
    pub extra: Vec<(String, String)>,
    /// Cells that need a person's eye.
    pub flags: Vec<Flag>,
}

impl RowFacts {
    /// Nothing said yet.
    pub(crate) fn blank(row: u32) -> Self {
        Self {
            row,
            kind: RowKind::Person,
            name: Parsed::Blank,
            name_raw: String::new(),
            head_name: None,
            id: Parsed::Blank,
            id_type: None,
            id_raw: String::new(),
            birth: Parsed::Blank,
            age: None,
            sex: Parsed::Blank,
            phones: Phones::default(),
            address: Parsed::Blank,
            address_raw: String::new(),
            household_no: None,
            relation: Parsed::Blank,
            residence_type: None,
            registered: None,
            nationality: None,
            ethnicity: None,
            employer: None,
            education: None,
            political: None,
            marriage: None,
            room_label: None,
            grid: None,
            block: None,
            presence: Vec::new(),
            tags: Vec::new(),
            contacts: Vec::new(),
            responsible: Vec::new(),
            sampled: None,
            untested_reason: None,
            remark: None,
            extra: Vec::new(),
            flags: Vec::new(),
        }
    }

    pub(crate) fn flag(&mut self, field: Field, why: FlagWhy, raw: impl Into<String>) {
        self.flags.push(Flag { field, why, raw: raw.into() });
    }
}

/// 在住状态 with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresenceFact {
    /// Where the person is.
    pub state: PresenceState,
    /// From this day on.
    pub since: Option<Day>,
    /// Up to and with this day.
    pub until: Option<Day>,
    /// 隔离点, 医院.
    pub place: Option<String>,
    /// 隔离房间号.
    pub room: Option<String>,
    /// 原因.
    pub reason: Option<String>,
}

impl PresenceFact {
    pub(crate) fn of(state: PresenceState) -> Self {
        Self { state, since: None, until: None, place: None, room: None, reason: None }
    }
}

/// A special population the row says the person belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagFact {
    /// Which.
    pub kind: TagKind,
    /// From this day on.
    pub since: Option<Day>,
    /// Up to this day.
    pub until: Option<Day>,
    /// The column or title that says so.
    pub evidence: String,
    /// What was said with it (孕8月, 预产期, 诊断).
    pub data: Option<String>,
    /// 结对志愿者.
    pub carer_name: Option<String>,
    /// 志愿者电话.
    pub carer_phone: Option<Phone>,
}

/// What a contact is to the resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactRole {
    /// 紧急联系人
    Emergency,
    /// 监护人
    Guardian,
    /// 子女
    Child,
}

impl ContactRole {
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Guardian => "guardian",
            Self::Child => "child",
        }
    }
}

impl fmt::Display for ContactRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Emergency => "紧急联系人",
            Self::Guardian => "监护人",
            Self::Child => "子女",
        })
    }
}

/// Somebody to call about the resident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFact {
    /// What they are to the resident.
    pub role: ContactRole,
    /// Name as given, may be empty.
    pub name: String,
    /// Phones, may be none.
    pub phones: Vec<Phone>,
}

/// What somebody answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ResponsibleRole {
    /// 网格员
    GridLeader,
    /// 楼组长
    BuildingLeader,
    /// 块长
    BlockLeader,
    /// 管家
    Keeper,
}

impl ResponsibleRole {
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::GridLeader => "grid_leader",
            Self::BuildingLeader => "building_leader",
            Self::BlockLeader => "block_leader",
            Self::Keeper => "keeper",
        }
    }
}

impl fmt::Display for ResponsibleRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GridLeader => "网格员",
            Self::BuildingLeader => "楼组长",
            Self::BlockLeader => "块长",
            Self::Keeper => "管家",
        })
    }
}

/// Who answers for the grid, block, building or entrance of the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponsibleFact {
    /// For what.
    pub role: ResponsibleRole,
    /// Name as given.
    pub name: String,
    /// Phone, if one stands with it.
    pub phone: Option<Phone>,
}

/// A 采样 cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Tested or not.
    pub yes: bool,
    /// The cell as it was.
    pub raw: String,
    /// 采样管编号.
    pub tube: Option<String>,
    /// 采样时间 as written; `08:30` of a time cell.
    pub time: Option<String>,
}

/// A cell that needs a person's eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// What the cell should have held.
    pub field: Field,
    /// Why.
    pub why: FlagWhy,
    /// The cell as it was.
    pub raw: String,
}

/// Why a cell needs a person's eye. Neither `code` nor `Display` holds a resident's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FlagWhy {
    /// It could not be read, or only doubtfully.
    Value(Why),
    /// The birth date is not the ID number's.
    BirthDisagrees,
    /// The sex is not the ID number's.
    SexDisagrees,
    /// Two address cells of the row say different things.
    AddressDisagrees,
    /// The address was blank and taken from the row above, without a merged cell saying so.
    FilledFromAbove,
    /// 同上 in a column that is never copied.
    NotCopied,
    /// 0/1 for the sex, and nothing says which is which.
    SexCodingUnknown,
    /// Isolation dates, but neither 居家 nor 集中.
    IsolationKindUnknown,
    /// The remark names several states of presence.
    PresenceAmbiguous,
    /// A mark that means neither yes nor no.
    MarkUnclear,
    /// The tag's column, but not clearly yes or no.
    TagUnclear,
    /// An error value of a formula.
    ErrorCell,
    /// Several different ID numbers in the row.
    SeveralIds,
    /// A shop's name where a person's should stand, and no room to put it.
    ShopName,
}

impl FlagWhy {
    /// For programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Value(why) => why.code(),
            Self::BirthDisagrees => "birth_disagrees",
            Self::SexDisagrees => "sex_disagrees",
            Self::AddressDisagrees => "address_disagrees",
            Self::FilledFromAbove => "filled_from_above",
            Self::NotCopied => "not_copied",
            Self::SexCodingUnknown => "sex_coding_unknown",
            Self::IsolationKindUnknown => "isolation_kind_unknown",
            Self::PresenceAmbiguous => "presence_ambiguous",
            Self::MarkUnclear => "mark_unclear",
            Self::TagUnclear => "tag_unclear",
            Self::ErrorCell => "error_cell",
            Self::SeveralIds => "several_ids",
            Self::ShopName => "shop_name",
        }
    }
}

impl fmt::Display for FlagWhy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value(why) => return fmt::Display::fmt(why, f),
            Self::BirthDisagrees => "出生日期与证件号不一致，以证件号为准",
            Self::SexDisagrees => "性别与证件号不一致，以证件号为准",
            Self::AddressDisagrees => "同一行的两处地址不一致",
            Self::FilledFromAbove => "地址空白，已按上一行填入",
            Self::NotCopied => "此栏不能写“同上”",
            Self::SexCodingUnknown => "性别写作 0/1，无法判断哪个是女",
            Self::IsolationKindUnknown => "看不出是居家隔离还是集中隔离",
            Self::PresenceAmbiguous => "备注中有几种在住状态",
            Self::MarkUnclear => "采样一栏看不出是否已采",
            Self::TagUnclear => "重点类别一栏看不出是或否",
            Self::ErrorCell => "单元格是公式错误值",
            Self::SeveralIds => "同一行有几个不同的证件号",
            Self::ShopName => "姓名像店名",
        })
    }
}
