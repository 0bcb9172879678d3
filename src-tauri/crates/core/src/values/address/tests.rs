use super::*;
use proptest::prelude::*;

const NONE: AddressHint<'static> = AddressHint { building: None, unit: None };

fn parts(text: &str, hint: &AddressHint<'_>) -> (String, String, String) {
    let address =
        RoomAddress::parse(text, hint).into_value().unwrap_or_else(|| panic!("{text} is an address"));
    (address.building, address.unit, address.room)
}
#[track_caller]
fn reads(text: &str, building: &str, unit: &str, room: &str) {
    assert_eq!(parts(text, &NONE), (building.into(), unit.into(), room.into()), "{text}");
}
#[track_caller]
fn reads_in(hint: &str, text: &str, building: &str, unit: &str, room: &str) {
    let hint = AddressHint { building: Some(hint), unit: None };
    assert_eq!(parts(text, &hint), (building.into(), unit.into(), room.into()), "{text}");
}

#[test]
fn one_room_in_every_notation() {
    for text in [
        "12号402室",
        "12号402",
        "12-402",
        "12栋402",
        "12幢402室",
        "12号楼402",
        "12号楼402室",
        "12#402",
        "12#-402",
        "12#楼402",
        "12座402",
        "１２号４０２室",
        "12 号 402 室",
        "12号-402",
        "12—402",
        "12/402",
        "12 402",
        "十二号402室",
        "十二号四〇二室",
        "第12栋402",
        "X路99弄12号402室",
        "延吉七村12号402室",
        "上海市杨浦区国和路99弄12号402室",
        "12号402房",
        "12-402室",
        "12-0402",
        "012号402",
        "12号0402室",
        "12号楼-402",
        "12楼402室",
        "12号4楼402室",
        "12号4层02室",
        "12号402室（租）",
        "12栋402号",
        "12号楼402户",
        "12号，402室",
        "12．402",
        "12号四楼402",
        "12－402",
        "12号402 室",
        "延吉七村十二号402室",
        "12号402室,",
        "#12-402",
        "88号12栋402",
        "12号\n402室",
    ] {
        reads(text, "12", "", "402");
    }
}

#[test]
fn units_in_every_notation() {
    for text in [
        "12号楼2单元501",
        "12栋2单元501室",
        "12-2-501",
        "12号楼2-501",
        "12#2-501",
        "十二栋二单元501",
        "12幢2单元5楼501室",
        "12号楼2单元5层01室",
        "12栋2门501",
        "12号楼2单元501房",
        "12-2单元501",
        "12号楼二单元五〇一室",
        "12栋-2-501",
        "12号2单元501",
        "幸福小区12号楼2单元501室",
        "12-2-5-01",
        "12－2－501",
        "12/2/501",
        "12号楼2单元0501",
        "12号楼2梯501",
        "12栋2门洞501",
        "12-2-501室",
        "12号楼 2 单元 501",
        "12号楼2单元5-501",
    ] {
        reads(text, "12", "2", "501");
    }
    reads("6-2-301", "6", "2", "301");
    reads("1栋402", "1", "", "402");
    reads("二栋", "2", "", "");
    reads("12号楼甲单元402", "12", "甲", "402");
    reads("12号楼东单元402", "12", "东", "402");
    reads("3号楼A座1201", "3", "A", "1201");
    reads("A座1201", "A", "", "1201");
    reads("88号2栋1单元1层02号", "2", "1", "102");
    reads("3-2幢楼", "3-2", "", "");
    reads("3-2幢402", "3-2", "", "402");
    reads("4座", "4", "", "");
}

#[test]
fn a_pair_is_read_by_what_the_sheet_says() {
    reads("2-301", "2", "", "301");
    reads_in("12", "2-301", "12", "2", "301");
    reads_in("12", "12-402", "12", "", "402");
    reads_in("2", "2-301", "2", "", "301");
    let hint = AddressHint { building: Some("2"), unit: None };
    let address = RoomAddress::parse_unit_pair("2-301", &hint).into_value().unwrap();
    assert_eq!((address.building.as_str(), address.unit.as_str()), ("2", "2"));
    reads_in("6", "6-2-301", "6", "2", "301");
    reads_in("6", "2-3-301", "6", "2", "301");
    reads_in("12", "402", "12", "", "402");
    reads_in("12", "402室", "12", "", "402");
    reads_in("12", "302房", "12", "", "302");
    reads_in("12", "2单元501", "12", "2", "501");
    reads_in("12", "甲-501", "12", "甲", "501");
    reads_in("12", "402号", "12", "", "402");
    reads_in("12", "5-12号", "12", "5", "12");
    reads_in("5", "5-12号", "5", "", "12");
    reads_in("12", "12号402", "12", "", "402");
    reads_in("12", "4楼402", "12", "", "402");
    assert_eq!(
        RoomAddress::parse("88-402", &AddressHint { building: Some("12"), unit: None }).why(),
        Some(Why::AddressShape)
    );
    let both = AddressHint { building: Some("12"), unit: Some("2") };
    assert_eq!(parts("402", &both), ("12".into(), "2".into(), "402".into()));
    assert_eq!(parts("2-402", &both), ("12".into(), "2".into(), "402".into()));
    assert_eq!(
        parts("3号402", &both),
        ("3".into(), String::new(), "402".into()),
        "a unit of another building is not filled in"
    );
}

#[test]
fn rooms_that_are_no_plain_number() {
    for (text, room) in [
        ("402A", "402A"),
        ("402a室", "402A"),
        ("402室A", "402A"),
        ("402-1", "402-1"),
        ("402室-1", "402-1"),
        ("402-1室", "402-1"),
        ("底层", "底层"),
        ("阁楼", "阁楼"),
        ("亭子间", "亭子间"),
        ("B1", "B1"),
        ("负二楼", "B2"),
        ("地下一层", "B1"),
        ("负二楼03室", "B203"),
        ("B101", "B101"),
        ("东户", "东户"),
        ("西户", "西户"),
        ("402东户", "402东"),
        ("402东", "402东"),
        ("3A层", "3A层"),
        ("3A层02室", "3A02"),
        ("2楼", "2楼"),
        ("二楼亭子间", "2楼亭子间"),
        ("3楼东户", "3楼东户"),
        ("底楼", "底层"),
        ("底层02室", "102"),
        ("402甲", "402甲"),
        ("三层02室", "302"),
        ("12", "12"),
        ("05", "5"),
    ] {
        reads_in("7", text, "7", "", room);
        if !room.starts_with(|c: char| c.is_ascii_digit()) || room.len() > 2 {
            reads(&format!("7号{text}"), "7", "", room);
        }
    }
    reads("12-402-1", "12", "", "402-1");
    reads("12-底层", "12", "", "底层");
    reads("12-东户", "12", "", "东户");
    reads("12-2-501-1", "12", "2", "501-1");
    reads("12号401、402室", "12", "", "401-402");
    reads("12甲号402", "12甲", "", "402");
}

#[test]
fn kinds_of_rooms() {
    let kind = |text| {
        let address = RoomAddress::parse(text, &NONE).into_value().unwrap_or_else(|| panic!("{text}"));
        (address.kind, address.building, address.room)
    };
    assert_eq!(kind("别墅8号"), (RoomKind::Villa, "8".into(), String::new()));
    assert_eq!(kind("8号别墅"), (RoomKind::Villa, "8".into(), String::new()));
    assert_eq!(kind("12号底商3"), (RoomKind::Shop, "12".into(), "商铺3".into()));
    assert_eq!(kind("商铺5号"), (RoomKind::Shop, String::new(), "商铺5".into()));
    assert_eq!(kind("12号门面"), (RoomKind::Shop, "12".into(), "商铺".into()));
    assert_eq!(kind("12号楼底商3号"), (RoomKind::Shop, "12".into(), "商铺3".into()));
    assert_eq!(kind("集体户口"), (RoomKind::Collective, String::new(), "集体户".into()));
    assert_eq!(kind("12号集体户"), (RoomKind::Collective, "12".into(), "集体户".into()));
    assert_eq!(kind("12号车库3"), (RoomKind::Other, "12".into(), "车库3".into()));
    for kind in RoomKind::ALL {
        assert_eq!(RoomKind::from_code(kind.code()), Some(kind));
    }
}

#[test]
fn compounds_are_what_stands_before() {
    for (text, compound) in [
        ("X路99弄12号402室", "X路99弄"),
        ("88号2栋1单元1层02号", "88号"),
        ("延吉七村12号402", "延吉七村"),
        ("A区12号楼402", "A区"),
        ("二期12栋402", "二期"),
        ("5号院2号楼402", "5号院"),
        ("12号402", ""),
        ("X路88号12号402室", "X路88号"),
    ] {
        assert_eq!(RoomAddress::parse(text, &NONE).into_value().unwrap().compound, compound, "{text}");
    }
}

#[test]
fn an_address_that_became_a_date_is_doubtful() {
    for text in ["3月4日", "2022-03-04", "2022/3/4", "2022年3月4日", "2022-03-04 00:00:00", "4-Mar", "Mar-4"]
    {
        let parsed = RoomAddress::parse(text, &NONE);
        assert_eq!(parsed.why(), Some(Why::AddressBecameDate), "{text}");
        let address = parsed.into_value().unwrap();
        assert_eq!((address.building.as_str(), address.room.as_str()), ("3", "4"), "{text}");
    }
    assert_eq!(RoomAddress::from_date(13, 4, &NONE).value(), None);
}

#[test]
fn what_is_no_address_keeps_its_text() {
    for text in ["同上", "自购房", "13812345678", "老家", "："] {
        assert!(RoomAddress::parse(text, &NONE).value().is_none(), "{text}");
    }
    for text in ["", "无", "-", "／"] {
        assert_eq!(RoomAddress::parse(text, &NONE), Parsed::Blank, "{text}");
    }
    assert_eq!(RoomAddress::parse("402", &NONE).why(), Some(Why::AddressShape), "no building is known");
    assert_eq!(RoomAddress::parse("5-12号", &NONE).why(), Some(Why::AddressShape));
    reads("5-12号", "5", "", "12");
    reads("5-12号402", "5-12", "", "402");
}

#[test]
fn buildings_are_found_in_names_and_titles() {
    for text in [
        "12号楼",
        "12栋",
        "12幢",
        "12#",
        "12#楼",
        "12座",
        "第12栋",
        "12号",
        "12",
        "012",
        "１２号楼",
        "十二栋",
        "延吉七村12号楼",
        "12号楼人员名单",
        "12号楼2单元",
        "12.0",
        "2022年3月12号楼名单",
        "12号402室",
        "12楼",
        "12-402",
        " 12号楼 ",
        "延吉七村居民区12号楼居民花名册（2022年3月）",
        "12号楼共36户，98人",
    ] {
        assert_eq!(building_name(text).as_deref(), Some("12"), "{text}");
    }
    for (text, name) in [
        ("二栋", "2"),
        ("4座", "4"),
        ("A栋", "A"),
        ("A", "A"),
        ("3-2幢", "3-2"),
        ("12甲号", "12甲"),
        ("一号楼", "1"),
    ] {
        assert_eq!(building_name(text).as_deref(), Some(name), "{text}");
    }
    for text in [
        "2022年",
        "6月",
        "2022",
        "3月5日",
        "3月12号",
        "Sheet1",
        "",
        "无",
        "人员名单",
        "第3轮",
        "共36户",
        "402室",
        "2单元",
        "延吉七村居民区名单",
        "2022年3月5日核酸检测",
        "本楼道共36户，98人居住",
        "13812345678",
        "0",
    ] {
        assert_eq!(building_name(text), None, "{text}");
    }
}

#[test]
fn units_and_rooms_on_their_own() {
    for text in ["2单元", "二单元", "2门", "2", "02", "第2单元", "2门洞", "2梯", "12号楼2单元", "2.0"]
    {
        assert_eq!(unit_name(text).as_deref(), Some("2"), "{text}");
    }
    assert_eq!(unit_name("甲单元").as_deref(), Some("甲"));
    assert_eq!(unit_name("甲").as_deref(), Some("甲"));
    assert_eq!(unit_name("东单元").as_deref(), Some("东"));
    assert_eq!(unit_name("无"), None);
    assert_eq!(unit_name("402室"), None);
    for (text, room) in [
        ("402", "402"),
        ("402室", "402"),
        ("0302", "302"),
        ("302房", "302"),
        ("402-1", "402-1"),
        ("402a", "402A"),
        ("B101", "B101"),
        ("底层", "底层"),
        ("4楼402", "402"),
        ("2-301", "301"),
        ("5号", "5"),
        ("402.0", "402"),
        ("12号402室", "402"),
        ("101", "101"),
    ] {
        assert_eq!(room_name(text).as_deref(), Some(room), "{text}");
    }
    assert_eq!(room_name("无"), None);
}

#[test]
fn floors_come_from_room_numbers() {
    for (room, floor) in [
        ("402", Some(4)),
        ("1201", Some(12)),
        ("402A", Some(4)),
        ("402-1", Some(4)),
        ("B101", Some(-1)),
        ("B1", Some(-1)),
        ("B203", Some(-2)),
        ("3A02", Some(3)),
        ("底层", Some(1)),
        ("2楼", Some(2)),
        ("3A层", Some(3)),
        ("12", None),
        ("阁楼", None),
        ("", None),
        ("402东", Some(4)),
        ("地下室", Some(-1)),
        ("商铺3", None),
    ] {
        assert_eq!(floor_of_room(room), floor, "{room}");
    }
}

#[test]
fn natural_order_is_what_people_expect() {
    let order = ["1", "2", "3-2", "10", "10甲", "10乙", "12", "100", "1234567890", "A", "底层"];
    for pair in order.windows(2) {
        assert!(natural_key(pair[0]) < natural_key(pair[1]), "{pair:?}");
    }
    let key = |text: &str| RoomAddress::parse(text, &NONE).into_value().unwrap().sort_key();
    assert!(
        key("2号1001") < key("10号101")
            && key("2号楼2单元101") < key("2号楼10单元101")
            && key("2号301") < key("2号1001")
    );
}

fn address() -> impl Strategy<Value = RoomAddress> {
    let building = prop_oneof!["[1-9][0-9]{0,2}", "[1-9]-[1-9]", "[A-H]", "[1-9][0-9]?[甲乙]"];
    let unit = prop_oneof![Just(String::new()), "[1-9]", Just("甲".to_owned()), Just("东".to_owned())];
    let room = prop_oneof![
        "[1-9][0-9]{2,3}[A-D]?",
        "[1-9]0[1-9]-[1-9]",
        Just("底层".to_owned()),
        Just("亭子间".to_owned()),
        "[2-9]楼",
        "商铺[1-9]",
        "B[1-9]",
        "[1-9][0-9]?",
        Just(String::new())
    ];
    (building, unit, room).prop_map(|(building, unit, room)| {
        let kind = if room.starts_with("商铺") { RoomKind::Shop } else { RoomKind::Residence };
        RoomAddress { compound: String::new(), building, unit, room, kind }
    })
}

proptest! {
    #[test]
    fn labels_read_back(address in address()) {
        let read = RoomAddress::parse(&address.label(), &NONE);
        prop_assert_eq!(read.value(), Some(&address), "{}", address.label());
    }
    #[test]
    fn labels_read_back_whatever_the_hint(address in address(), hint in "[1-9][0-9]?") {
        let read = RoomAddress::parse(&address.label(), &AddressHint { building: Some(&hint), unit: Some("1") });
        let read = read.into_value().unwrap();
        prop_assert_eq!((&read.building, &read.room), (&address.building, &address.room), "{}", address.label());
    }
    #[test]
    fn the_short_way_reads_as_the_long_one(
        text in "[0-9]{0,4}(号楼|号|栋|幢|#)?([1-9]{1,2}单元)?[0-9]{0,5}室?",
        building in proptest::option::of("[1-9][0-9]?"),
        unit in proptest::option::of("[1-9]"),
    ) {
        let hint = AddressHint { building: building.as_deref(), unit: unit.as_deref() };
        if let Some(address) = plain(&text, &hint) {
            let long = reading::read(&tokens::tokenize(&text).unwrap(), &hint, false);
            prop_assert_eq!(long, Some((address, false)));
        }
    }
    #[test]
    fn parsing_never_panics(text in "(.|[0-9号楼栋单元室层负二东甲#-]){0,20}", month in any::<u32>()) {
        for hint in [NONE, AddressHint { building: Some("12"), unit: Some("2") }] {
            if let Some(address) = RoomAddress::parse(&text, &hint).into_value() {
                let _ = (address.label(), address.sort_key(), floor_of_room(&address.room));
            }
            let _ = RoomAddress::from_date(month, month, &hint);
        }
        let _ = (building_name(&text), unit_name(&text), room_name(&text), floor_of_room(&text), natural_key(&text));
    }
    #[test]
    fn natural_order_is_the_order_of_numbers(a in any::<u64>(), b in any::<u64>()) {
        prop_assert_eq!(a.cmp(&b), natural_key(&a.to_string()).cmp(&natural_key(&b.to_string())));
    }
}
