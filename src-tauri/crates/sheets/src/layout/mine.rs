//! What free text says besides: tags, presence, phones, an empty room. The text itself is always kept as imported;
//! what is found here is only ever added to what the columns say.
use louce_core::values::{Parsed, Phones, PresenceState, TagKind, Tags};

use super::{ContactFact, ContactRole, Field, FlagWhy, PresenceFact, RoomState, RowFacts, TagFact};

/// Adds a tag once; what was said with it is kept if nothing was before.
pub(crate) fn add_tag(facts: &mut RowFacts, kind: TagKind, evidence: &str, data: Option<String>) {
    if let Some(known) = facts.tags.iter_mut().find(|tag| tag.kind == kind) {
        if known.data.is_none() {
            known.data = data;
        }
        return;
    }
    facts.tags.push(TagFact {
        kind,
        since: None,
        until: None,
        evidence: evidence.to_owned(),
        data,
        carer_name: None,
        carer_phone: None,
    });
}

/// Adds all tags of a cell.
pub(crate) fn add_tags(facts: &mut RowFacts, tags: Tags, evidence: &str) {
    for kind in tags.kinds {
        let data = tags.data.iter().find(|(of, _)| *of == kind).map(|(_, text)| text.clone());
        add_tag(facts, kind, evidence, data);
    }
}

/// Looks through a remark.
pub(crate) fn remark(facts: &mut RowFacts, text: &str, evidence: &str) {
    add_tags(facts, Tags::mine(text), evidence);
    presence(facts, text);
    if text.bytes().filter(u8::is_ascii_digit).count() >= 7 {
        phones(facts, text);
    }
}

/// 出差, 已搬走, 住院 … as a piece of its own; “父母外出” is somebody else.
fn presence(facts: &mut RowFacts, text: &str) {
    let pieces = text.split(['、', ',', '，', ';', '；', '。', ' ', '\n', '(', ')', '（', '）', '/', '+']);
    let mut found: Option<PresenceState> = None;
    for piece in pieces {
        let piece = piece.trim();
        let count = piece.chars().count();
        if !(2..=8).contains(&count)
            || OTHERS.iter().any(|other| piece.contains(other))
            || piece.starts_with(['无', '未', '非', '曾'])
        {
            continue;
        }
        if !piece.chars().any(|c| STATE_CHARS.contains(c)) {
            continue;
        }
        if let Parsed::Value(state) = PresenceState::parse(piece) {
            match found {
                Some(known) if known != state => {
                    facts.flag(Field::Remark, FlagWhy::PresenceAmbiguous, text);
                    return;
                }
                _ => found = Some(state),
            }
        }
    }
    let stated = facts.presence.first().map(|fact| fact.state);
    match (found, stated) {
        (Some(state), None) => facts.presence.push(PresenceFact::of(state)),
        (Some(state), Some(known)) if known != state && state != PresenceState::Home => {
            facts.flag(Field::Remark, FlagWhy::PresenceAmbiguous, text);
        }
        _ => {}
    }
}

/// Whose state it is then.
const OTHERS: &[&str] = &[
    "父", "母", "子", "女", "儿", "媳", "婿", "妻", "夫", "丈", "爱人", "配偶", "老伴", "家属", "家人",
    "其他", "房东", "业主", "租客", "孙", "兄", "弟", "姐", "妹", "保姆", "偶尔", "经常", "有时", "可能",
    "是否", "?", "？", "计划", "准备", "即将", "拟",
];

/// At least one of these stands in every state people write.
const STATE_CHARS: &str = "在不外出住院隔闭环迁搬死亡故去世走卖回老家舱挂离常";

/// Phones within free text: behind 电话 the resident's own, behind 儿子 a child's, behind anybody else a contact's. A bare
/// number is the resident's only if no column gives one.
pub(crate) fn phones(facts: &mut RowFacts, text: &str) {
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + start;
        let rest = text.get(start..).unwrap_or("");
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        let run = rest.get(..end).unwrap_or("").trim_end_matches('-');
        let before = text.get(at..start).unwrap_or("");
        at = start + end.max(1);
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let mobile = digits == 11 && run.starts_with('1');
        let landline = run.starts_with('0') && (10..=12).contains(&digits);
        let labelled = LABELS.iter().any(|label| tail(before, 12).contains(label));
        if !(mobile || landline || (labelled && digits == 8)) {
            continue;
        }
        let found = Phones::parse(run).phones;
        if found.is_empty() {
            continue;
        }
        let near = tail(before, 10);
        let near = near.rsplit(['，', ',', '；', ';', '。', '\n']).next().unwrap_or(near);
        let child = ["儿", "女", "媳", "婿"].iter().any(|word| near.contains(word))
            || near.trim_end_matches([':', '：', ' ']).ends_with('子');
        if child {
            contact(facts, ContactRole::Child, near, found);
        } else if CONTACTS.iter().any(|word| near.contains(word)) {
            contact(facts, ContactRole::Emergency, near, found);
        } else if labelled || (near.trim().is_empty() && facts.phones.phones.is_empty()) {
            for phone in found {
                if !facts.phones.phones.contains(&phone) {
                    facts.phones.phones.push(phone);
                }
            }
        }
    }
}

const LABELS: &[&str] = &["电话", "手机", "联系方式", "TEL", "Tel", "tel", "☎", "联系号码", "号码"];
const CONTACTS: &[&str] = &[
    "紧急",
    "联系人",
    "家属",
    "妻",
    "夫",
    "爱人",
    "老伴",
    "配偶",
    "父",
    "母",
    "孙",
    "亲",
    "邻居",
    "志愿者",
    "保姆",
    "护工",
    "房东",
    "物业",
    "兄",
    "弟",
    "姐",
    "妹",
    "监护",
    "同事",
    "朋友",
    "单位",
    "中介",
    "租",
    "业主",
];

fn tail(text: &str, chars: usize) -> &str {
    let at = text.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(at..).unwrap_or(text)
}

fn contact(facts: &mut RowFacts, role: ContactRole, label: &str, phones: Vec<louce_core::values::Phone>) {
    let name = label
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '(' | '（' | '、' | '/'))
        .trim_end_matches("电话")
        .trim_end_matches("手机")
        .trim_end_matches([':', '：', ' '])
        .to_owned();
    facts.contacts.push(ContactFact { role, name, phones });
}

/// What a label or a remark says of a room in which nobody is named.
pub(crate) fn room_state(text: &str) -> Option<RoomState> {
    const VACANT: &[&str] = &[
        "空关",
        "空置",
        "空户",
        "空房",
        "空屋",
        "无人",
        "没人",
        "闲置",
        "毛坯",
        "未入住",
        "未装修",
        "待售",
        "不住人",
        "未住人",
        "空着",
    ];
    if VACANT.iter().any(|word| text.contains(word)) || text.trim() == "空" {
        return Some(RoomState::Vacant);
    }
    if ["商铺", "门面", "店面", "店铺", "底商", "网点"].iter().any(|word| text.contains(word)) {
        return Some(RoomState::Shop);
    }
    ["出租", "群租", "待租"].iter().any(|word| text.contains(word)).then_some(RoomState::Rented)
}
