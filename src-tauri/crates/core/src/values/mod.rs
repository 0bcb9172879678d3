//! What a cell can say: identity numbers, names, phones, addresses, days, relations, tags.
//!
//! Every value is *parsed* from the text a person typed; nothing here validates by throwing away. What cannot be
//! understood keeps its text ([`Unreadable`]). Nothing in this folder knows of storage, workbooks or today's date:
//! time is a parameter.
mod address;
mod date_text;
mod day;
mod id_number;
mod mask;
mod person_name;
mod phone;
mod pinyin;
mod presence;
mod relation;
mod sex;
mod tag;
mod text;

pub use address::{
    AddressHint, RoomAddress, RoomKind, building_label, building_name, floor_of_room, natural_key, room_name,
    unit_name,
};
pub use day::{Birth, Day};
pub use id_number::{IdNumber, IdType};
pub use mask::{mask_id, mask_name, mask_phone};
pub use person_name::PersonName;
pub use phone::{Phone, Phones};
pub use pinyin::{initials, pinyin};
pub use presence::PresenceState;
pub use relation::Relation;
pub use sex::{Sex, SexCoding};
pub use tag::{TagKind, Tags};
pub use text::{fold_width, is_placeholder, squeeze};

/// A text that was given for a value and could not be understood; nothing a user typed is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The cell's text, as it was.
    pub raw: String,
    /// Why it could not be read.
    pub why: Why,
}

/// What became of a cell's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed<T> {
    /// Nothing was said: empty, or a placeholder such as 无 / - / —.
    Blank,
    /// Understood.
    Value(T),
    /// Understood, but a person should look at it (a two-digit year, a bare eight-digit phone …).
    Doubtful(T, Why),
    /// Not understood.
    Unreadable(Unreadable),
}

impl<T> Parsed<T> {
    /// The value, doubtful or not.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) | Self::Doubtful(value, _) => Some(value),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
    /// As [`Parsed::value`], by value.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) | Self::Doubtful(value, _) => Some(value),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
    /// Why a person should look at this cell, if they should.
    pub fn why(&self) -> Option<Why> {
        match self {
            Self::Doubtful(_, why) => Some(*why),
            Self::Unreadable(unreadable) => Some(unreadable.why),
            Self::Blank | Self::Value(_) => None,
        }
    }
    /// The text kept of what could not be read.
    pub fn raw(&self) -> Option<&str> {
        match self {
            Self::Unreadable(unreadable) => Some(&unreadable.raw),
            _ => None,
        }
    }
}

/// Why a cell needs a person's eye. `code` is for programs, `Display` is Chinese for people; neither holds a resident's data.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// 身份证号校验位不对
    IdCheckDigit,
    /// 身份证号位数不对
    IdLength,
    /// 身份证号中的出生日期不存在
    IdBirthDate,
    /// 证件号被 Excel 存成数字，末几位已丢失
    IdPrecisionLost,
    /// 证件号不像任何一种证件
    IdUnknownShape,
    /// 电话号码位数或号段不对
    PhoneShape,
    /// 地址看不懂
    AddressShape,
    /// 地址被 Excel 变成了日期
    AddressBecameDate,
    /// 日期看不懂
    DateShape,
    /// 日期不存在、在将来，或早得不可能
    DateImpossible,
    /// 两位数的年份
    DateTwoDigitYear,
    /// 姓名看不懂
    NameShape,
    /// 性别看不懂
    SexShape,
    /// 与户主关系看不懂
    RelationShape,
    /// 在住状态看不懂
    PresenceShape,
}

impl Why {
    /// For programs: snake_case.
    pub fn code(self) -> &'static str {
        match self {
            Self::IdCheckDigit => "id_check_digit",
            Self::IdLength => "id_length",
            Self::IdBirthDate => "id_birth_date",
            Self::IdPrecisionLost => "id_precision_lost",
            Self::IdUnknownShape => "id_unknown_shape",
            Self::PhoneShape => "phone_shape",
            Self::AddressShape => "address_shape",
            Self::AddressBecameDate => "address_became_date",
            Self::DateShape => "date_shape",
            Self::DateImpossible => "date_impossible",
            Self::DateTwoDigitYear => "date_two_digit_year",
            Self::NameShape => "name_shape",
            Self::SexShape => "sex_shape",
            Self::RelationShape => "relation_shape",
            Self::PresenceShape => "presence_shape",
        }
    }
    /// For people.
    pub fn text(self) -> &'static str {
        match self {
            Self::IdCheckDigit => "身份证号校验位不对",
            Self::IdLength => "身份证号位数不对",
            Self::IdBirthDate => "身份证号中的出生日期不存在",
            Self::IdPrecisionLost => "证件号被 Excel 存成数字，末几位已丢失",
            Self::IdUnknownShape => "证件号不像任何一种证件",
            Self::PhoneShape => "电话号码位数或号段不对",
            Self::AddressShape => "地址看不懂",
            Self::AddressBecameDate => "地址被 Excel 变成了日期",
            Self::DateShape => "日期看不懂",
            Self::DateImpossible => "日期不存在、在将来，或早得不可能",
            Self::DateTwoDigitYear => "年份只有两位",
            Self::NameShape => "姓名看不懂",
            Self::SexShape => "性别看不懂",
            Self::RelationShape => "与户主关系看不懂",
            Self::PresenceShape => "在住状态看不懂",
        }
    }
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text())
    }
}

impl<T> Parsed<T> {
    /// Not understood; the text is kept.
    fn unreadable(raw: &str, why: Why) -> Self {
        Self::Unreadable(Unreadable { raw: raw.to_owned(), why })
    }
}

#[cfg(test)]
mod tests {
    use super::Why;

    #[test]
    fn the_code_of_a_reason_is_its_serialized_form() {
        for why in [Why::IdCheckDigit, Why::AddressBecameDate, Why::DateTwoDigitYear, Why::PresenceShape] {
            assert_eq!(serde_json::to_string(&why).unwrap(), format!("\"{}\"", why.code()));
            assert!(!why.to_string().is_empty());
        }
    }
}
