//! The truth about one community: places, households and people as they are, before any office writes them down.
//!
//! Only plain data and what follows from it. How it comes about is in `family` and `community`; how it is (mis)written
//! in `ledgers`.

use chrono::{Datelike, Days, NaiveDate};

/// 性别
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// 男 or 女.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

/// 证件类型
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Document {
    /// 居民身份证
    ResidentId,
    /// 港澳台居民居住证
    HkMoTwPermit,
    /// 回乡证
    HomeReturnPermit,
    /// 台胞证
    TaiwanPermit,
    /// 护照
    Passport,
}

impl Document {
    /// As an office writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ResidentId => "居民身份证",
            Self::HkMoTwPermit => "港澳台居民居住证",
            Self::HomeReturnPermit => "回乡证",
            Self::TaiwanPermit => "台胞证",
            Self::Passport => "护照",
        }
    }
}

/// A document and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What kind of document.
    pub document: Document,
    /// Its number, right in every digit.
    pub text: String,
}

/// What kind of place a door leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// 住宅
    Residence,
    /// 商铺
    Shop,
    /// 别墅: a building number of its own kind and no room
    Villa,
    /// 集体户
    Collective,
}

/// 房屋: one door, bare (`12`, `2`, `402`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 楼号; a villa's own number; empty for the 集体户.
    pub building: String,
    /// 单元, empty where the building has but one entrance.
    pub unit: String,
    /// 室号; `底商1` for a shop; empty for villas and the 集体户.
    pub room: String,
    /// What it is.
    pub kind: PlaceKind,
}

/// Somebody to ring up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// 姓名
    pub name: String,
    /// 电话
    pub phone: String,
}

/// 在住状态, with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// 在住
    Home,
    /// 外出 since a day, to a place.
    Away(NaiveDate, &'static str),
    /// 住院 since a day.
    Hospital(NaiveDate, &'static str),
    /// 居家隔离 from, until, why.
    HomeIsolation(NaiveDate, NaiveDate, &'static str),
    /// 集中隔离 from, until, why, and where.
    CentralIsolation(NaiveDate, NaiveDate, &'static str, Quarters),
}

/// 隔离点 and room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarters {
    /// 隔离点名称
    pub site: &'static str,
    /// 隔离房间号
    pub room: String,
}

/// 重点类别: the office's word for it and what the office notes beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// 独居, 血透, …
    pub word: &'static str,
    /// `每周一三五` for 血透, `孕8月` for 孕产妇.
    pub detail: Option<String>,
    /// 预产期 or 确诊日期.
    pub date: Option<NaiveDate>,
}

/// 返沪
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// 来源地
    pub origin: &'static str,
    /// 返回时间
    pub day: NaiveDate,
    /// 交通方式
    pub transport: &'static str,
    /// 车次/航班
    pub trip: String,
}

/// In which ledger a person first appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// 居民底册
    Roster,
    /// Not in the roster: moved in since, and only in 租户登记.
    TenantsOnly,
    /// Not in the roster: came back, and only in 返沪人员登记.
    ReturneesOnly,
}

/// How the roster has the identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdWriting {
    /// Right.
    Right,
    /// Stored as a number: the last three digits are gone.
    LostDigits,
    /// With a wrong check digit.
    WrongCheckDigit,
    /// In the old form of fifteen digits.
    FifteenDigits,
    /// Not at all.
    Missing,
}

/// What two ledgers say differently about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disagreement {
    /// The 独居老人 list has another birth date.
    BirthDate(NaiveDate),
    /// The 慢性病 list has another (valid) identity number.
    IdNumber(String),
    /// The roster lists the name twice in one room, the second time with this (valid) identity number.
    ListedTwice(String),
}

/// A resident.
#[derive(Debug, Clone)]
pub struct Person {
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Sex,
    /// 出生日期
    pub born: NaiveDate,
    /// 证件
    pub identity: Identity,
    /// 电话; mobiles first, landlines of eight digits.
    pub phones: Vec<String>,
    /// The number of the 电话更新 list.
    pub new_phone: Option<String>,
    /// 与户主关系
    pub relation: &'static str,
    /// 户籍, 人户分离, 租户, 境外, 集体户.
    pub residence: &'static str,
    /// 国籍/地区, for those from outside the mainland.
    pub nationality: Option<&'static str>,
    /// 重点类别
    pub tags: Vec<Tag>,
    /// 在住状态
    pub presence: Presence,
    /// 紧急联系人 (a child, as a rule).
    pub emergency: Option<Contact>,
    /// 结对志愿者
    pub carer: Option<Contact>,
    /// Where they are listed first.
    pub listing: Listing,
    /// How the roster has the ID.
    pub id_writing: IdWriting,
    /// 返沪
    pub returned: Option<Return>,
    /// What another ledger says.
    pub disagreement: Option<Disagreement>,
}

impl Person {
    /// 周岁 on a day.
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        day.years_since(self.born).unwrap_or(0)
    }

    /// True when a ledger other than the tenants' and the returnees' has them.
    pub fn in_roster(&self) -> bool {
        self.listing == Listing::Roster
    }

    /// The tag of this word.
    pub fn tag(&self, word: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.word == word)
    }
}

/// 户
#[derive(Debug, Clone, Default)]
pub struct Household {
    /// The head (户主) first.
    pub people: Vec<Person>,
    /// 房东, for tenants.
    pub landlord: Option<Contact>,
}

/// One door and who lives behind it.
#[derive(Debug, Clone)]
pub struct Door {
    /// Where.
    pub place: Place,
    /// Nobody: an empty room, or a shop where nobody lives.
    pub household: Option<Household>,
    /// 便利店 … for shops.
    pub trade: Option<&'static str>,
}

impl Door {
    /// Everybody behind this door.
    pub fn people(&self) -> &[Person] {
        self.household.as_ref().map_or(&[], |household| &household.people)
    }

    /// True when the roster has people here.
    pub fn occupied_in_roster(&self) -> bool {
        self.people().iter().any(Person::in_roster)
    }

    /// True when the roster has this as an empty room (空关房).
    pub fn empty_in_roster(&self) -> bool {
        self.trade.is_none() && !self.occupied_in_roster()
    }
}

/// 楼栋, or the villas and the 集体户 together.
#[derive(Debug, Clone)]
pub struct Building {
    /// 0, 1, 2 … in the order of the ledgers.
    pub index: u32,
    /// `12`; empty for villas and the 集体户.
    pub name: String,
    /// Its doors in order.
    pub doors: Vec<Door>,
    /// 网格 number, from 1.
    pub grid: u32,
    /// 网格员
    pub grid_leader: Contact,
    /// 楼组长
    pub leader: Option<Contact>,
}

/// `day` moved by a number of days; the same day where the calendar ends.
pub(super) fn shift(day: NaiveDate, days: i64) -> NaiveDate {
    let moved = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(moved) } else { day.checked_add_days(moved) }.unwrap_or(day)
}

/// `3.5` for the fifth of March.
pub(super) fn month_day(day: NaiveDate) -> String {
    format!("{}.{}", day.month(), day.day())
}
