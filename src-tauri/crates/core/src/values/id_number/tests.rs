use super::*;
use proptest::prelude::*;

fn id(text: &str) -> IdNumber {
    IdNumber::parse(text, None).into_value().unwrap_or_else(|| panic!("{text} is a number"))
}
fn why(text: &str) -> Option<Why> {
    let parsed = IdNumber::parse(text, None);
    assert_eq!(parsed.raw(), Some(text), "{text} keeps its text");
    parsed.why()
}

#[test]
fn the_standard_s_examples_are_valid() {
    let number = id("11010519491231002X");
    assert_eq!(number.kind(), IdType::ResidentId);
    assert_eq!(number.birth().unwrap().as_iso(), "1949-12-31");
    assert_eq!(number.sex(), Some(Sex::Female));
    assert_eq!(id("440524188001010014").sex(), Some(Sex::Male));
    assert_eq!(id("440524188001010014").birth().unwrap().as_iso(), "1880-01-01");
    assert_eq!(number.masked(), "110***********002X");
}

#[test]
fn every_way_to_type_the_last_letter_and_the_spaces() {
    for text in [
        "11010519491231002x",
        "11010519491231002Ｘ",
        "11010519491231002×",
        "11010519491231002*",
        "'11010519491231002X",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
        "身份证号：11010519491231002X",
        "\u{FEFF}11010519491231002X",
        "11010519491231002Х",
    ] {
        assert_eq!(id(text).as_str(), "11010519491231002X", "{text}");
    }
}

#[test]
fn the_fifteen_digit_form_becomes_eighteen() {
    assert_eq!(id("110105491231002").as_str(), "11010519491231002X");
    assert_eq!(why("110105491331002"), Some(Why::IdBirthDate));
}

#[test]
fn damaged_numbers_say_what_is_wrong() {
    assert_eq!(why("110105194912310021"), Some(Why::IdCheckDigit));
    assert_eq!(why("11010519491231002"), Some(Why::IdLength));
    assert_eq!(why("1101051949123100210"), Some(Why::IdLength));
    assert_eq!(why("310110193805123000"), Some(Why::IdPrecisionLost));
    assert_eq!(why("3.10110E+17"), Some(Why::IdPrecisionLost));
    assert_eq!(why("310110193805123421.0"), Some(Why::IdPrecisionLost));
    assert_eq!(why("310***********1234"), Some(Why::IdUnknownShape));
    assert_eq!(why("没带身份证"), Some(Why::IdUnknownShape));
    assert_eq!(why("110105 19490230 002X"), Some(Why::IdCheckDigit));
    let mut impossible = "11010519490230002".to_owned();
    impossible.push(char::from(check_character(impossible.as_bytes()).unwrap()));
    assert_eq!(why(&impossible), Some(Why::IdBirthDate));
}

#[test]
fn placeholder_numbers_are_never_values() {
    for text in [
        "111111111111111111",
        "000000000000000000",
        "123456789012345678",
        "999999999999999999",
        "11111111",
        "123456789012345",
        "000000000000000",
    ] {
        assert_eq!(IdNumber::parse(text, None).value(), None, "{text}");
        assert!(IdNumber::parse(text, None).raw().is_some(), "{text}");
    }
    assert_eq!(IdNumber::parse("无", None), Parsed::Blank);
}

#[test]
fn permits_and_passports() {
    let kind = |text, declared| IdNumber::parse(text, declared).into_value().map(|number| number.kind());
    assert_eq!(kind("H12345678", None), Some(IdType::HomeReturnPermit));
    assert_eq!(kind("12345678", Some(IdType::TaiwanPermit)), Some(IdType::TaiwanPermit));
    assert_eq!(IdNumber::parse("12345678", None).why(), Some(Why::IdUnknownShape));
    assert_eq!(kind("E12345678", None), Some(IdType::Passport));
    assert_eq!(kind("ea1234567", None), Some(IdType::Passport));
    assert_eq!(kind("123456789", Some(IdType::Passport)), Some(IdType::Passport));
    assert_eq!(kind("USA110000123456", None), Some(IdType::ForeignPermanentResidence));
    assert_eq!(kind("护照E12345678", None), Some(IdType::Passport));
    assert_eq!(kind("军字第1234567号", Some(IdType::Other)), Some(IdType::Other));
    assert_eq!(kind("11010519491231002X", Some(IdType::Passport)), Some(IdType::ResidentId));
    for (region, expected) in [
        ("810000", IdType::HkMoTwResidencePermit),
        ("830000", IdType::HkMoTwResidencePermit),
        ("911840", IdType::ForeignPermanentResidence),
    ] {
        let mut text = format!("{region}19800101123");
        text.push(char::from(check_character(text.as_bytes()).unwrap()));
        assert_eq!(id(&text).kind(), expected);
        assert_eq!(id(&text).birth().unwrap().year, 1980);
    }
}

#[test]
fn numbers_keep_fifteen_digits() {
    let lost = IdNumber::parse_number(310110193805123421.0);
    assert_eq!((lost.raw(), lost.why()), (Some("310110193805123000"), Some(Why::IdPrecisionLost)));
    assert_eq!(IdNumber::birth_in_damaged("310110193805123000").unwrap().as_iso(), "1938-05-12");
    assert_eq!(IdNumber::birth_in_damaged("310110193805123008").unwrap().as_iso(), "1938-05-12");
    assert_eq!(IdNumber::birth_in_damaged("111111111111111111"), None);
    assert_eq!(IdNumber::birth_in_damaged("123456789012345678"), None);
    assert_eq!(IdNumber::parse_number(110105491231002.0).value().unwrap().as_str(), "11010519491231002X");
    assert_eq!(IdNumber::parse_number(31011019380512342.0).why(), Some(Why::IdLength));
    assert_eq!(IdNumber::parse_number(12345678.0).value().unwrap().kind(), IdType::TaiwanPermit);
}

#[test]
fn types_are_read_from_their_names() {
    for (text, kind) in [
        ("身份证", IdType::ResidentId),
        ("居民身份证", IdType::ResidentId),
        ("护照", IdType::Passport),
        ("台胞证", IdType::TaiwanPermit),
        ("回乡证", IdType::HomeReturnPermit),
        ("港澳居民来往内地通行证", IdType::HomeReturnPermit),
        ("台湾居民来往大陆通行证", IdType::TaiwanPermit),
        ("户口簿", IdType::Other),
        ("港澳台居民居住证", IdType::HkMoTwResidencePermit),
        ("外国人永久居留身份证", IdType::ForeignPermanentResidence),
        ("香港身份证", IdType::Other),
        ("军官证", IdType::Other),
    ] {
        assert_eq!(IdType::parse(text), Some(kind), "{text}");
    }
    for kind in IdType::ALL {
        assert_eq!(IdType::from_code(kind.code()), Some(kind));
        assert_eq!(IdType::parse(kind.name()), Some(kind));
    }
    assert_eq!(IdType::parse("无"), None);
}

fn valid() -> impl Strategy<Value = String> {
    (110000u32..659000, 1920i32..2022, 1u32..=12, 1u32..=28, 0u32..1000).prop_map(|(region, y, m, d, seq)| {
        let mut text = format!("{region}{y}{m:02}{d:02}{seq:03}");
        text.push(char::from(check_character(text.as_bytes()).unwrap()));
        text
    })
}

proptest! {
    #[test]
    fn parsing_never_panics(text in ".{0,40}", number in any::<f64>()) {
        for declared in IdType::ALL {
            let _ = IdNumber::parse(&text, Some(declared));
        }
        let _ = (IdNumber::parse(&text, None), IdNumber::parse_number(number), IdNumber::birth_in_damaged(&text), IdType::parse(&text));
        let stored = IdNumber::from_stored(IdType::ResidentId, &text);
        let _ = (stored.birth(), stored.sex(), stored.masked());
    }
    #[test]
    fn valid_numbers_round_trip(text in valid()) {
        let number = id(&text);
        prop_assert_eq!(number.to_string(), text);
        prop_assert!(number.sex().is_some() && number.birth().is_some());
    }
    #[test]
    fn the_check_digit_finds_any_single_changed_digit(text in valid(), at in 0usize..17, step in 1u8..10) {
        let mut bytes = text.into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
        let changed = String::from_utf8(bytes).unwrap();
        prop_assert!(IdNumber::parse(&changed, None).value().is_none());
    }
    #[test]
    fn eighteen_digits_in_a_number_cell_never_become_a_value(number in 100_000_000_000_000_000u64..999_999_999_999_999_999) {
        let parsed = IdNumber::parse_number(number as f64);
        prop_assert_eq!(parsed.why(), Some(Why::IdPrecisionLost));
    }
}
