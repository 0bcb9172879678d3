//! Numbers 号码 that a scanner or a tired hand brings to the table and that are no tube's: an ID card's, a telephone's, a shop's barcode.

use super::Token;
use crate::values::{IdNumber, IdType, Parsed, fold_width};

/// What a long number is, when it is not a tube's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    /// Somebody's ID card 身份证, check digit right.
    Id(String),
    /// As long as one, check digit wrong.
    WrongId,
    /// A mobile phone 手机.
    Phone(String),
    /// EAN-13 of goods sold in China: 690–699, check digit right.
    Goods,
    /// A person's or household's 条码.
    Token,
}

impl Number {
    /// Reads one; `None`: none of these.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if Token::parse(&text).is_some() {
            return Some(Self::Token);
        }
        if text.len() == 11 && digits(&text) && matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..]) {
            return Some(Self::Phone(text));
        }
        if text.len() == 13 && text.starts_with("69") && digits(&text) && is_ean(&text) {
            return Some(Self::Goods);
        }
        let body = text.get(..17).filter(|body| text.len() == 18 && digits(body))?;
        let born = body.get(6..8).is_some_and(|century| matches!(century, "19" | "20"));
        match IdNumber::parse(&text, Some(IdType::ResidentId)) {
            Parsed::Value(number) => Some(Self::Id(number.as_str().to_owned())),
            _ => (born && !text.starts_with(['0', '9'])).then_some(Self::WrongId),
        }
    }

    /// Why it is no tube's number, in Chinese; the number is not repeated.
    pub fn no_tube(&self) -> &'static str {
        match self {
            Self::Id(_) => "这是身份证号，不是管号，没有开管。",
            Self::WrongId => "这像身份证号，不是管号，没有开管。请扫采样管上的条码。",
            Self::Phone(_) => "这是手机号，不是管号，没有开管。请扫采样管上的条码。",
            Self::Goods => "这是商品的条码，不是管号，没有开管。请扫采样管上的条码。",
            Self::Token => "这是人或一户的条码，不是管号，没有开管。请扫采样管上的条码。",
        }
    }
}

/// The last of 13 digits checks the others: weights 1 and 3.
fn is_ean(text: &str) -> bool {
    let sum: u32 =
        text.bytes().zip([1, 3].into_iter().cycle()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_and_goods_are_told_from_those_of_tubes() {
        let id = Some(Number::Id("11010519491231002X".into()));
        assert_eq!(Number::parse("11010519491231002x"), id);
        assert_eq!(Number::parse("１1010519491231002Ｘ"), id);
        assert_eq!(Number::parse("110105194912310021"), Some(Number::WrongId));
        assert_eq!(Number::parse("13812345678"), Some(Number::Phone("13812345678".into())));
        assert_eq!(Number::parse("6901234567892"), Some(Number::Goods));
        assert_eq!(Number::parse(&Token::Person(1 << 40 | 77).text()), Some(Number::Token));
        for tube in
            ["SH0001", "2204100001", "SH20220410001", "12345678901", "6901234567893", "202204100000000001"]
        {
            assert_eq!(Number::parse(tube), None, "{tube}");
        }
    }
}
