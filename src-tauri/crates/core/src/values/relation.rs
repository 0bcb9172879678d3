//! 与户主关系 by GB/T 4761-2008, with the everyday words for it. Who the head of a household is does not belong here.
use super::text::{is_placeholder, squeeze};
use super::{Parsed, Why};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::LazyLock;

/// 与户主关系: a code of GB/T 4761-2008 and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Relation {
    code: u8,
    text: &'static str,
}

/// Code, name, everyday words.
const TABLE: &[(u8, &str, &[&str])] = &[
    (1, "本人", &["自己"]),
    (2, "户主", &["户主本人", "户长"]),
    (10, "配偶", &["爱人", "夫妻", "对象", "老伴", "伴侣"]),
    (11, "夫", &["丈夫", "老公", "先生", "夫君"]),
    (12, "妻", &["妻子", "老婆", "太太", "夫人"]),
    (20, "子", &["儿子", "儿", "小儿子", "男孩", "子（儿子）"]),
    (21, "独生子", &["独子"]),
    (22, "长子", &["大儿子", "大儿"]),
    (23, "次子", &["二儿子", "二子", "二儿"]),
    (24, "三子", &["三儿子"]),
    (25, "四子", &["四儿子"]),
    (26, "五子", &["五儿子"]),
    (27, "养子或继子", &["养子", "继子"]),
    (28, "女婿", &["婿", "姑爷"]),
    (29, "其他儿子", &[]),
    (30, "女", &["女儿", "闺女", "小女儿", "女孩"]),
    (31, "独生女", &["独女"]),
    (32, "长女", &["大女儿"]),
    (33, "次女", &["二女儿", "二女"]),
    (34, "三女", &["三女儿"]),
    (35, "四女", &["四女儿"]),
    (36, "五女", &["五女儿"]),
    (37, "养女或继女", &["养女", "继女"]),
    (38, "儿媳", &["儿媳妇", "儿子媳妇"]),
    (39, "其他女儿", &[]),
    (40, "孙辈", &["孙子女", "孙", "孙子、孙女"]),
    (41, "孙子", &["孙儿", "长孙", "大孙子"]),
    (42, "孙女", &["孙女儿", "大孙女"]),
    (43, "外孙子", &["外孙", "外孙儿"]),
    (44, "外孙女", &["外孙女儿"]),
    (45, "孙媳妇或外孙媳妇", &["孙媳妇", "外孙媳妇", "孙媳", "外孙媳"]),
    (46, "孙女婿或外孙女婿", &["孙女婿", "外孙女婿", "孙婿", "外孙婿"]),
    (47, "曾孙子或外曾孙子", &["曾孙子", "曾孙", "外曾孙子", "外曾孙", "重孙子", "重孙"]),
    (48, "曾孙女或外曾孙女", &["曾孙女", "外曾孙女", "重孙女"]),
    (49, "其他孙辈", &[]),
    (50, "父母", &["爸妈"]),
    (51, "父", &["父亲", "爸爸", "爸", "老爸", "爹"]),
    (52, "母", &["母亲", "妈妈", "妈", "老妈", "娘"]),
    (53, "公公", &["公爹"]),
    (54, "婆婆", &["婆母"]),
    (55, "岳父", &["丈人", "老丈人"]),
    (56, "岳母", &["丈母娘", "丈母"]),
    (57, "继父或养父", &["继父", "养父"]),
    (58, "继母或养母", &["继母", "养母"]),
    (59, "其他父母关系", &[]),
    (60, "祖父母或外祖父母", &["祖父母", "外祖父母"]),
    (61, "祖父", &["爷爷"]),
    (62, "祖母", &["奶奶"]),
    (63, "外祖父", &["外公", "姥爷"]),
    (64, "外祖母", &["外婆", "姥姥"]),
    (65, "配偶的祖父母或外祖父母", &[]),
    (66, "曾祖父", &["太爷爷"]),
    (67, "曾祖母", &["太奶奶"]),
    (69, "其他祖父母或外祖父母关系", &[]),
    (70, "兄弟姐妹", &["兄妹", "姐弟", "兄弟", "姐妹", "姊妹"]),
    (71, "兄", &["哥哥", "哥", "大哥", "二哥", "兄长"]),
    (72, "嫂", &["嫂子", "嫂嫂"]),
    (73, "弟", &["弟弟", "大弟", "二弟", "小弟"]),
    (74, "弟媳", &["弟媳妇", "弟妹"]),
    (75, "姐", &["姐姐", "姊", "大姐", "二姐"]),
    (76, "姐夫", &[]),
    (77, "妹", &["妹妹", "大妹", "二妹", "小妹"]),
    (78, "妹夫", &[]),
    (79, "其他兄弟姐妹", &[]),
    (81, "伯父", &["伯伯", "大伯"]),
    (82, "伯母", &["大妈"]),
    (83, "叔父", &["叔叔", "叔"]),
    (84, "婶母", &["婶婶", "婶"]),
    (85, "舅父", &["舅舅", "舅"]),
    (86, "舅母", &["舅妈"]),
    (87, "姨父", &["姨夫"]),
    (88, "姨母", &["阿姨（姨母）", "姨妈", "姨"]),
    (89, "姑父", &["姑夫"]),
    (90, "姑母", &["姑姑", "姑妈", "姑"]),
    (91, "堂兄弟、堂姐妹", &["堂兄", "堂弟", "堂姐", "堂妹", "堂哥"]),
    (92, "表兄弟、表姐妹", &["表兄", "表弟", "表姐", "表妹", "表哥"]),
    (93, "侄子", &["侄儿", "侄", "内侄"]),
    (94, "侄女", &["侄女儿", "内侄女"]),
    (95, "外甥", &["外甥子"]),
    (96, "外甥女", &[]),
    (97, "其他亲属", &["亲属", "亲戚", "其他亲戚"]),
    (
        99,
        "非亲属",
        &[
            "保姆",
            "住家保姆",
            "阿姨",
            "住家阿姨",
            "护工",
            "月嫂",
            "租客",
            "租户",
            "租赁",
            "承租人",
            "租住",
            "房客",
            "合租",
            "室友",
            "舍友",
            "朋友",
            "同事",
            "同学",
            "雇员",
            "员工",
            "寄宿",
            "寄住",
            "男友",
            "女友",
            "男朋友",
            "女朋友",
            "无亲属关系",
            "其他非亲属",
            "未婚妻",
            "未婚夫",
        ],
    ),
];

/// Words that are understood but may mean something else, with the code assumed.
const DOUBTFUL: &[(&str, u8)] = &[
    ("媳妇", 38),
    ("其他", 99),
    ("其它", 99),
    ("房主", 2),
    ("业主", 2),
    ("房东", 2),
    ("产权人", 2),
    ("家属", 97),
];

impl Relation {
    /// Reads a relation cell: a name of the standard, its code (02, 10-配偶) or an everyday word (老公, 户主之子).
    pub fn parse(text: &str) -> Parsed<Self> {
        if let Some(found) = Self::named(text) {
            return Parsed::Value(found);
        }
        if is_placeholder(text) {
            return Parsed::Blank;
        }
        let squeezed: String = squeeze(text).chars().filter(|c| *c != ' ').collect();
        let mut word = squeezed.trim_matches(['\'', '.', '。', ':', '"']);
        word = word.strip_suffix(".0").unwrap_or(word);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if let Some((code, rest)) = word.split_at_checked(digits).filter(|_| (1..=2).contains(&digits)) {
            let rest = rest.trim_start_matches(['-', '.', ':', '、', '—']);
            if let Some(found) = code.parse().ok().and_then(Self::from_code).filter(|_| rest.is_empty()) {
                return Parsed::Value(found);
            }
            word = rest;
        }
        let word = word.split(['(', '[']).next().filter(|word| !word.is_empty()).unwrap_or(word);
        if let Some(found) = Self::named(word) {
            return Parsed::Value(found);
        }
        let inner =
            ["与户主关系:", "与户主关系", "系户主之", "系户主", "户主之", "户主的", "户主", "之", "其", "为"]
                .iter()
                .find_map(|prefix| word.strip_prefix(prefix))
                .filter(|inner| !inner.is_empty())
                .unwrap_or(word);
        if let Some(found) = Self::named(inner) {
            return Parsed::Value(found);
        }
        let doubtful =
            DOUBTFUL.iter().find(|(name, _)| *name == inner).and_then(|(_, code)| Self::from_code(*code));
        doubtful.map_or_else(
            || Parsed::unreadable(text, Why::RelationShape),
            |found| Parsed::Doubtful(found, Why::RelationShape),
        )
    }

    fn named(word: &str) -> Option<Self> {
        static BY_WORD: LazyLock<FxHashMap<&str, Relation>> = LazyLock::new(|| {
            let words = |(code, text, words): &'static (u8, &'static str, &'static [&'static str])| {
                words.iter().chain([text]).map(|word| (*word, Relation { code: *code, text }))
            };
            TABLE.iter().flat_map(words).collect()
        });
        BY_WORD.get(word).copied()
    }

    /// GB/T 4761 code.
    pub fn code(self) -> u8 {
        self.code
    }

    /// By its code.
    pub fn from_code(code: u8) -> Option<Self> {
        TABLE.iter().find(|(known, ..)| *known == code).map(|(code, text, _)| Self { code: *code, text })
    }

    /// The standard's name.
    pub fn as_str(self) -> &'static str {
        self.text
    }

    /// Back from [`Relation::as_str`].
    pub fn from_stored(text: &str) -> Option<Self> {
        TABLE.iter().find(|(_, name, _)| *name == text).map(|(code, text, _)| Self { code: *code, text })
    }

    /// 户主 or 本人.
    pub fn is_head(self) -> bool {
        matches!(self.code, 1 | 2)
    }

    /// Whether this one says nothing that `other` does not say more exactly: 子 of 长子, 配偶 of 妻.
    fn covers(self, other: Self) -> bool {
        match self.code {
            10 => matches!(other.code, 11 | 12),
            20 => matches!(other.code, 21..=27 | 29),
            30 => matches!(other.code, 31..=37 | 39),
            40 => matches!(other.code, 41..=44 | 47..=49),
            50 => matches!(other.code, 51 | 52 | 57..=59),
            51 => other.code == 57,
            52 => other.code == 58,
            60 => matches!(other.code, 61..=64),
            70 => matches!(other.code, 71 | 73 | 75 | 77 | 79),
            97 => matches!(other.code, 45 | 46 | 65..=69 | 72 | 74 | 76 | 78 | 81..=96),
            1 => other.code == 2,
            _ => false,
        }
    }

    /// Whether both may be said of one person: 子 and 长子, 独生子 and 长子, 配偶 and 妻, but not 长子 and 次子.
    pub fn compatible(self, other: Self) -> bool {
        let only_and_first = |a: Self, b: Self| matches!((a.code, b.code), (21, 22) | (31, 32));
        self == other
            || self.covers(other)
            || other.covers(self)
            || only_and_first(self, other)
            || only_and_first(other, self)
    }

    /// Of two compatible relations the one that says more.
    pub fn more_specific(self, other: Self) -> Self {
        if self.covers(other) { other } else { self }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn relation(text: &str) -> Relation {
        Relation::parse(text).into_value().unwrap_or_else(|| panic!("{text} is a relation"))
    }

    #[test]
    fn every_name_and_code_of_the_standard_round_trips() {
        for (code, name, words) in TABLE {
            let found = relation(name);
            assert_eq!((found.code(), found.as_str()), (*code, *name));
            assert_eq!(Relation::from_code(*code), Some(found));
            assert_eq!(Relation::from_stored(name), Some(found));
            assert_eq!(Relation::parse(&format!("{code:02}")), Parsed::Value(found));
            for word in *words {
                assert_eq!(relation(word), found, "{word}");
            }
        }
    }

    #[test]
    fn no_word_stands_for_two_relations() {
        let mut words: Vec<&str> =
            TABLE.iter().flat_map(|(_, name, words)| words.iter().chain([name])).copied().collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn everyday_words() {
        for (text, name) in [
            ("老公", "夫"),
            ("丈夫", "夫"),
            ("妻子", "妻"),
            ("儿子", "子"),
            ("女儿", "女"),
            ("大儿子", "长子"),
            ("儿媳妇", "儿媳"),
            ("爸爸", "父"),
            ("母亲", "母"),
            ("奶奶", "祖母"),
            ("外婆", "外祖母"),
            ("保姆", "非亲属"),
            ("租客", "非亲属"),
            ("室友", "非亲属"),
            ("户主本人", "户主"),
            ("户主之子", "子"),
            ("之妻", "妻"),
            ("户主的女儿", "女"),
            ("10-配偶", "配偶"),
            ("妻（已核）", "妻"),
            (" 户 主 ", "户主"),
            ("2", "户主"),
            ("媳妇", "儿媳"),
        ] {
            assert_eq!(relation(text).as_str(), name, "{text}");
        }
        assert_eq!(
            Relation::parse("媳妇").why(),
            Some(Why::RelationShape),
            "wife in the north, daughter-in-law in Shanghai"
        );
        assert_eq!(Relation::parse("邻居家的猫").raw(), Some("邻居家的猫"));
        assert_eq!(Relation::parse("无"), Parsed::Blank);
        assert!(relation("户主").is_head() && relation("本人").is_head() && !relation("妻").is_head());
    }

    #[test]
    fn relations_that_may_be_one_person_s() {
        for (a, b, specific) in [
            ("子", "长子", "长子"),
            ("独生子", "子", "独生子"),
            ("妻", "配偶", "妻"),
            ("户主", "本人", "户主"),
            ("女", "女", "女"),
        ] {
            let (a, b) = (relation(a), relation(b));
            assert!(a.compatible(b) && b.compatible(a), "{a} {b}");
            assert_eq!(a.more_specific(b).as_str(), specific);
            assert_eq!(b.more_specific(a).as_str(), specific);
        }
        for (a, b) in [("长子", "次子"), ("妻", "夫"), ("子", "女"), ("父", "母"), ("户主", "妻")]
        {
            assert!(!relation(a).compatible(relation(b)), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in "(.|[0-9户主之子]){0,15}", code in any::<u8>()) {
            let _ = (Relation::parse(&text), Relation::from_code(code), Relation::from_stored(&text));
        }
    }
}
