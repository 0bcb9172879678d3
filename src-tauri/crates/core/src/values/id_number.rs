//! 证件号 (GB 11643-1999 and the permits and passports beside it): what is right, and why a number is not.
//! A damaged number is never repaired. Whose number it is does not belong here.
use super::text::{fold_width, is_dash, is_han, is_placeholder};
use super::{Birth, Parsed, Sex, Why};
use std::fmt;

/// 证件类型.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum IdType {
    /// 居民身份证
    ResidentId,
    /// 港澳台居民居住证
    HkMoTwResidencePermit,
    /// 港澳居民来往内地通行证 (回乡证)
    HomeReturnPermit,
    /// 台湾居民来往大陆通行证 (台胞证)
    TaiwanPermit,
    /// 外国人永久居留身份证
    ForeignPermanentResidence,
    /// 护照
    Passport,
    /// 其他
    Other,
}

impl IdType {
    /// Every type.
    pub const ALL: [Self; 7] = [
        Self::ResidentId,
        Self::HkMoTwResidencePermit,
        Self::HomeReturnPermit,
        Self::TaiwanPermit,
        Self::ForeignPermanentResidence,
        Self::Passport,
        Self::Other,
    ];

    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HkMoTwResidencePermit => "hk_mo_tw_residence_permit",
            Self::HomeReturnPermit => "home_return_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::ForeignPermanentResidence => "foreign_permanent_residence",
            Self::Passport => "passport",
            Self::Other => "other",
        }
    }

    /// Back from [`IdType::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ResidentId => "居民身份证",
            Self::HkMoTwResidencePermit => "港澳台居民居住证",
            Self::HomeReturnPermit => "回乡证",
            Self::TaiwanPermit => "台胞证",
            Self::ForeignPermanentResidence => "外国人永久居留证",
            Self::Passport => "护照",
            Self::Other => "其他",
        }
    }

    /// Reads a 证件类型 cell or a label before a number; None when it names no type.
    pub fn parse(text: &str) -> Option<Self> {
        if is_placeholder(text) {
            return None;
        }
        let text = fold_width(text);
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let overseas = has(&["港", "澳", "台"]);
        Some(if has(&["永久居留", "永居", "外国人居留", "绿卡"]) {
            Self::ForeignPermanentResidence
        } else if has(&["居住证"]) {
            if overseas { Self::HkMoTwResidencePermit } else { Self::Other }
        } else if has(&["台胞", "台湾居民", "台湾通行证", "来往大陆", "台湾来往"]) {
            Self::TaiwanPermit
        } else if has(&["回乡", "来往内地", "港澳居民", "港澳通行证"]) {
            Self::HomeReturnPermit
        } else if has(&["护照"]) || text.to_ascii_lowercase().contains("passport") {
            Self::Passport
        } else if has(&["身份证", "公民身份", "身份号"]) {
            if overseas { Self::Other } else { Self::ResidentId }
        } else if has(&[
            "户口",
            "军官",
            "士兵",
            "警官",
            "警察",
            "出生",
            "驾驶",
            "驾照",
            "其他",
            "其它",
            "社保",
            "通行证",
            "军人",
            "学生证",
        ]) {
            Self::Other
        } else {
            match text.trim() {
                "111" | "ID" | "id" | "身份" => Self::ResidentId,
                "414" => Self::Passport,
                "511" => Self::TaiwanPermit,
                "513" | "516" => Self::HomeReturnPermit,
                "553" => Self::ForeignPermanentResidence,
                _ => return None,
            }
        })
    }
}

impl fmt::Display for IdType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A 证件号 that is right as far as its kind can be checked; upper case, no spaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdNumber {
    kind: IdType,
    text: String,
}

/// Weights of GB 11643-1999.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum modulo 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// The check character of 17 digits; None when they are not digits.
fn check_character(digits: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (digit, weight) in digits.iter().zip(WEIGHTS) {
        if !digit.is_ascii_digit() {
            return None;
        }
        sum += u32::from(digit - b'0') * weight;
    }
    CHECKS.get((sum % 11) as usize).copied()
}

impl IdNumber {
    /// Reads a text cell. `declared` is what a 证件类型 column says; a valid 18-digit number wins over it.
    ///
    /// A number of the right length with a wrong check digit, a lost precision (…000, 3.1E+17) or an impossible birth
    /// date is unreadable. Eight bare digits without a declared type are a doubtful 台胞证.
    pub fn parse(text: &str, declared: Option<IdType>) -> Parsed<Self> {
        let mut buffer = [0u8; 18];
        if let Some(clean) = plain_18(text, &mut buffer) {
            return Self::eighteen(clean, text);
        }
        if is_placeholder(text) {
            return Parsed::Blank;
        }
        let unreadable = |why| Parsed::unreadable(text, why);
        if text.len() > 160 {
            return unreadable(Why::IdUnknownShape);
        }
        if is_scientific(text) {
            return unreadable(Why::IdPrecisionLost);
        }
        let folded = fold_width(text);
        let (label, body) = split_label(&folded);
        let declared = declared.or_else(|| IdType::parse(label));
        let float = body.trim().strip_suffix(".0").filter(|whole| whole.bytes().all(|b| b.is_ascii_digit()));
        let Some(clean) = clean(float.unwrap_or(body)) else {
            return if declared == Some(IdType::Other) {
                Self::other(&folded, text)
            } else {
                unreadable(Why::IdUnknownShape)
            };
        };
        if float.is_some() && clean.len() > 15 {
            return unreadable(Why::IdPrecisionLost);
        }
        Self::shaped(&clean, declared, text)
    }

    /// Reads a cell that was a number: only 15 significant digits survive in a workbook, so a longer number is
    /// unreadable, its text the digits that survived and zeros.
    pub fn parse_number(number: f64) -> Parsed<Self> {
        if !number.is_finite() || number < 0.0 || number.fract() != 0.0 || number >= 1e22 {
            return Parsed::unreadable(&number.to_string(), Why::IdUnknownShape);
        }
        if number < 1e15 {
            return if number == 0.0 { Parsed::Blank } else { Self::parse(&format!("{number:.0}"), None) };
        }
        let scientific = format!("{number:.14e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let mut digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let length = exponent.parse::<usize>().unwrap_or(0).min(25) + 1;
        while digits.len() < length {
            digits.push('0');
        }
        let why = if digits.len() == 18 { Why::IdPrecisionLost } else { Why::IdLength };
        Parsed::unreadable(&digits, why)
    }

    /// By the shape of a cleaned text.
    fn shaped(clean: &str, declared: Option<IdType>, raw: &str) -> Parsed<Self> {
        let unreadable = |why| Parsed::unreadable(raw, why);
        let value = |kind| Self { kind, text: clean.to_owned() };
        let length = clean.len();
        let letters = clean.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits_after = clean.bytes().skip(letters).all(|b| b.is_ascii_digit());
        let all_digits = letters == 0 && digits_after;
        let digits = clean.bytes().filter(u8::is_ascii_digit).count();
        let mut bytes = clean.bytes();
        let first = bytes.next();
        if length > 3 && bytes.all(|b| Some(b) == first) {
            return unreadable(if length == 18 { Why::IdCheckDigit } else { Why::IdUnknownShape });
        }
        if length == 18 {
            return Self::eighteen(clean, raw);
        }
        let shape_fits = match declared {
            Some(IdType::Passport) => (5..=12).contains(&length) && digits > 0,
            Some(IdType::HomeReturnPermit) => {
                clean.starts_with(['H', 'M']) && letters == 1 && digits_after && matches!(length, 9 | 11)
            }
            Some(IdType::TaiwanPermit) => matches!(length, 8 | 10 | 11 | 12) && digits >= 8,
            Some(IdType::ForeignPermanentResidence) => letters == 3 && digits_after && length == 15,
            Some(IdType::Other) => return Self::other(clean, raw),
            Some(IdType::ResidentId | IdType::HkMoTwResidencePermit) | None => false,
        };
        if let Some(kind) = declared.filter(|_| shape_fits) {
            return Parsed::Value(value(kind));
        }
        if length == 15 && all_digits {
            return Self::fifteen(clean, raw);
        }
        let found = match (letters, length) {
            (1, 9 | 11) if digits_after && clean.starts_with(['H', 'M']) => IdType::HomeReturnPermit,
            (3, 15) if digits_after => IdType::ForeignPermanentResidence,
            (1..=3, 7..=12) if digits >= 5 => IdType::Passport,
            (0, 8) if all_digits => {
                return Parsed::Doubtful(value(IdType::TaiwanPermit), Why::IdUnknownShape);
            }
            (_, 6..=12) if !all_digits && digits >= 5 => {
                return Parsed::Doubtful(value(IdType::Passport), Why::IdUnknownShape);
            }
            _ if all_digits || (digits + 1 == length && clean.ends_with('X')) => {
                return unreadable(Why::IdLength);
            }
            _ => return unreadable(Why::IdUnknownShape),
        };
        if declared.is_none() {
            Parsed::Value(value(found))
        } else {
            Parsed::Doubtful(value(found), Why::IdUnknownShape)
        }
    }

    /// 18 characters: resident, residence permit of Hong Kong, Macau or Taiwan, foreigner since 2023.
    fn eighteen(clean: &str, raw: &str) -> Parsed<Self> {
        let unreadable = |why| Parsed::unreadable(raw, why);
        let (Some(body), Some(last)) = (clean.as_bytes().get(..17), clean.as_bytes().get(17)) else {
            return unreadable(Why::IdLength);
        };
        let Some(check) = check_character(body) else {
            return unreadable(Why::IdUnknownShape);
        };
        if check != *last {
            let lost = clean.ends_with("000") && clean.get(6..14).and_then(Birth::from_digits).is_some();
            return unreadable(if lost { Why::IdPrecisionLost } else { Why::IdCheckDigit });
        }
        if clean.starts_with('0') {
            return unreadable(Why::IdUnknownShape);
        }
        if clean.get(6..14).and_then(Birth::from_digits).is_none() {
            return unreadable(Why::IdBirthDate);
        }
        let kind = match clean.get(..6) {
            Some("810000" | "820000" | "830000") => IdType::HkMoTwResidencePermit,
            _ if clean.starts_with('9') => IdType::ForeignPermanentResidence,
            _ => IdType::ResidentId,
        };
        Parsed::Value(Self { kind, text: clean.to_owned() })
    }

    /// The 15-digit form: 19 goes after the region, the check digit behind.
    fn fifteen(clean: &str, raw: &str) -> Parsed<Self> {
        let (region, rest) = clean.split_at_checked(6).unwrap_or((clean, ""));
        let mut text = format!("{region}19{rest}");
        let birth = text.get(6..14).and_then(Birth::from_digits);
        let Some(check) =
            check_character(text.as_bytes()).filter(|_| birth.is_some() && !clean.starts_with('0'))
        else {
            return Parsed::unreadable(raw, Why::IdBirthDate);
        };
        text.push(char::from(check));
        Parsed::Value(Self { kind: IdType::ResidentId, text })
    }

    /// A declared 其他: any short text with a digit.
    fn other(clean: &str, raw: &str) -> Parsed<Self> {
        let text = clean.trim();
        if text.chars().count() <= 30 && text.bytes().filter(u8::is_ascii_digit).count() >= 4 {
            Parsed::Value(Self { kind: IdType::Other, text: text.to_owned() })
        } else {
            Parsed::unreadable(raw, Why::IdUnknownShape)
        }
    }

    /// The birth date in an unreadable 18-digit text: the first 14 digits survive what damages the last.
    pub fn birth_in_damaged(raw: &str) -> Option<Birth> {
        let folded = fold_width(raw);
        let (_, body) = split_label(&folded);
        let clean = clean(body.trim().strip_suffix(".0").unwrap_or(body))?;
        if clean.len() != 18 || clean.starts_with('0') {
            return None;
        }
        clean.get(6..14).filter(|date| date.bytes().all(|b| b.is_ascii_digit())).and_then(Birth::from_digits)
    }

    /// No checks: from our own database.
    pub fn from_stored(kind: IdType, text: &str) -> Self {
        Self { kind, text: text.to_owned() }
    }

    /// 证件类型.
    pub fn kind(&self) -> IdType {
        self.kind
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn holds_birth(&self) -> bool {
        let kind = matches!(
            self.kind,
            IdType::ResidentId | IdType::HkMoTwResidencePermit | IdType::ForeignPermanentResidence
        );
        kind && self.text.len() == 18
    }

    /// Birth date, of the 18-digit kinds.
    pub fn birth(&self) -> Option<Birth> {
        self.text.get(6..14).filter(|_| self.holds_birth()).and_then(Birth::from_digits)
    }

    /// Sex, of the 18-digit kinds: the 17th digit is odd for 男.
    pub fn sex(&self) -> Option<Sex> {
        let digit = self.text.as_bytes().get(16).filter(|b| self.holds_birth() && b.is_ascii_digit())?;
        Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// Masked for paper.
    pub fn masked(&self) -> String {
        super::mask_id(&self.text)
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The common case without allocation: 17 digits and a digit or x.
fn plain_18<'b>(text: &str, buffer: &'b mut [u8; 18]) -> Option<&'b str> {
    if text.len() != 18
        || !text.bytes().take(17).all(|b| b.is_ascii_digit())
        || text.bytes().all(|b| text.starts_with(b as char))
    {
        return None;
    }
    buffer.copy_from_slice(text.as_bytes());
    let last = buffer.get_mut(17)?;
    match last {
        b'0'..=b'9' | b'X' => {}
        b'x' | b'*' => *last = b'X',
        _ => return None,
    }
    std::str::from_utf8(buffer).ok()
}

/// 3.10110E+17: the number as a narrow column showed it.
fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits(mantissa) && digits(exponent)
}

/// Chinese words in front of the number (身份证：…), and the rest.
fn split_label(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(0);
    match text.split_at_checked(end) {
        Some((label, body)) if label.chars().any(is_han) => (label, body),
        _ => ("", text),
    }
}

/// Upper case without spaces, quotes and dashes; ×, * and the Cyrillic letter at the end are X. None when anything
/// else is in it.
fn clean(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim_end_matches(['。', '.', ',', '，', ';', '；']).chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'A'..='Z' | '0'..='9' => out.push(c),
            'a'..='z' => out.push(c.to_ascii_uppercase()),
            '×' | '*' | '✕' | '╳' | 'х' | 'Х' | 'Χ' if chars.peek().is_none() && out.len() == 17 => {
                out.push('X')
            }
            c if c.is_whitespace() || c.is_control() || is_dash(c) || "'`‘’\"“”()".contains(c) => {}
            _ => return None,
        }
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests;
