//! Invented names: surnames as frequent as they are, given names of their decade, and the characters that break programs.

use super::{person::Sex, rng::Rng};

/// Surnames with rough shares. The rare ones have readings or characters that go wrong easily.
const SURNAMES: &[(&str, u32)] = &[
    ("王", 720),
    ("李", 700),
    ("张", 670),
    ("刘", 420),
    ("陈", 560),
    ("杨", 310),
    ("黄", 240),
    ("赵", 200),
    ("吴", 260),
    ("周", 290),
    ("徐", 280),
    ("孙", 220),
    ("马", 120),
    ("朱", 240),
    ("胡", 140),
    ("郭", 100),
    ("何", 120),
    ("高", 110),
    ("林", 120),
    ("罗", 80),
    ("郑", 100),
    ("梁", 60),
    ("谢", 70),
    ("宋", 80),
    ("唐", 110),
    ("许", 110),
    ("韩", 60),
    ("冯", 80),
    ("邓", 50),
    ("曹", 110),
    ("彭", 50),
    ("曾", 40),
    ("肖", 40),
    ("田", 30),
    ("董", 70),
    ("潘", 80),
    ("袁", 70),
    ("蔡", 80),
    ("蒋", 110),
    ("余", 60),
    ("于", 40),
    ("杜", 40),
    ("叶", 80),
    ("程", 60),
    ("魏", 40),
    ("苏", 50),
    ("吕", 50),
    ("丁", 90),
    ("任", 50),
    ("卢", 40),
    ("姚", 80),
    ("沈", 240),
    ("钟", 40),
    ("姜", 50),
    ("崔", 30),
    ("谭", 30),
    ("陆", 190),
    ("范", 60),
    ("汪", 60),
    ("廖", 20),
    ("石", 30),
    ("金", 110),
    ("韦", 10),
    ("贾", 20),
    ("夏", 70),
    ("付", 20),
    ("方", 60),
    ("邹", 40),
    ("熊", 20),
    ("白", 20),
    ("孟", 20),
    ("秦", 40),
    ("邱", 40),
    ("侯", 20),
    ("江", 40),
    ("尹", 20),
    ("薛", 40),
    ("闫", 10),
    ("段", 10),
    ("雷", 10),
    ("龙", 10),
    ("黎", 10),
    ("史", 30),
    ("陶", 50),
    ("贺", 20),
    ("毛", 40),
    ("郝", 10),
    ("顾", 180),
    ("龚", 60),
    ("邵", 60),
    ("万", 20),
    ("钱", 80),
    ("严", 60),
    ("戴", 60),
    ("华", 20),
    ("俞", 60),
    ("单", 8),
    ("解", 6),
    ("仇", 8),
    ("查", 6),
    ("区", 3),
    ("盖", 3),
    ("朴", 3),
    ("乐", 4),
    ("宓", 3),
    ("欧阳", 12),
    ("上官", 4),
    ("诸葛", 4),
    ("司徒", 4),
    ("司马", 3),
    ("夏侯", 2),
    ("尉迟", 2),
    ("皇甫", 3),
    ("慕容", 2),
    ("令狐", 2),
    ("万俟", 2),
    ("长孙", 2),
];

/// First and second characters of two-character given names, and the ones that stand alone.
struct Decade {
    first: &'static str,
    second: &'static str,
    alone: &'static str,
    /// How many of a thousand have one character.
    alone_per_mille: u32,
}

const OLD_WOMEN: Decade = Decade {
    first: "秀桂玉凤兰美月翠宝招金素惠淑爱菊杏阿云根",
    second: "英珍芳兰娣妹琴宝凤仙华珠芬云娥贞宝囡",
    alone: "英珍兰芳琴",
    alone_per_mille: 60,
};
const OLD_MEN: Decade = Decade {
    first: "国根宝阿金福永德志文荣长水兴炳银关仁",
    second: "根宝林福祥生发明荣兴泉昌良海华余清章",
    alone: "明荣林祥",
    alone_per_mille: 60,
};
const MIDDLE_WOMEN: Decade = Decade {
    first: "建丽美秀惠国爱小玉红佩雅文慧跃春莉蓓",
    second: "华萍芳珍英敏琴红娟丽芬霞琳蓉妹勤",
    alone: "敏红萍芳丽英娟燕",
    alone_per_mille: 220,
};
const MIDDLE_MEN: Decade = Decade {
    first: "建国志伟卫文永明新海红荣学德跃维正",
    second: "国华明平强军民忠伟康良东刚龙庆敏",
    alone: "伟明平强军勇刚毅",
    alone_per_mille: 220,
};
const YOUNG_WOMEN: Decade = Decade {
    first: "晓佳文雅嘉雪海思婷静玉怡丽诗晨",
    second: "燕玲敏倩雯婷洁蕾丹莹琳薇君颖菁",
    alone: "静敏洁艳丽婷倩蕾莉雯颖璐",
    alone_per_mille: 330,
};
const YOUNG_MEN: Decade = Decade {
    first: "晓佳文志嘉海俊思建明子宏家立振",
    second: "杰峰斌磊鑫鹏辉涛超俊宇骏毅凯翔",
    alone: "伟磊杰勇军涛超鹏斌骏毅俊",
    alone_per_mille: 330,
};
const GIRLS: Decade = Decade {
    first: "子梓雨思欣诗一可若沐奕语悦安",
    second: "涵怡萱琪瑶诺然桐妍彤宁汐玥瑾",
    alone: "玥萱瑶",
    alone_per_mille: 60,
};
const BOYS: Decade = Decade {
    first: "子梓浩宇一沐奕皓俊天嘉宸博铭",
    second: "轩宸泽诺然桐辰睿阳晨霖洋煜恒",
    alone: "睿煜宸",
    alone_per_mille: 60,
};

/// Given names with characters outside GBK, outside the BMP, or that few fonts hold. They come up in turn.
const RARE: &[&str] = &["䶮", "𠮷", "㛃", "𬭎", "喆", "堃", "𠅤", "燚", "玥䶮", "小𠮷", "翀", "㛃怡"];

/// Foreigners as their passports write them.
const FOREIGN: &[&str] = &[
    "SMITH JOHN",
    "TANAKA KENICHI",
    "KIM MINJUN",
    "GARCIA MARIA",
    "MÜLLER ANNA",
    "NGUYEN VAN AN",
    "DUBOIS CLAIRE",
    "IVANOVA OLGA",
    "O'BRIEN PATRICK",
    "SINGH RAJ",
    "PARK SO-YEON",
    "ROSSI MARCO",
];

pub(super) fn surname(rng: &mut Rng) -> &'static str {
    rng.weighted(SURNAMES)
}

/// A given name for someone of this sex born in this year.
pub(super) fn given(rng: &mut Rng, sex: Sex, born: i32) -> String {
    let decade = match (born, sex) {
        (..1950, Sex::Female) => &OLD_WOMEN,
        (..1950, Sex::Male) => &OLD_MEN,
        (1950..1970, Sex::Female) => &MIDDLE_WOMEN,
        (1950..1970, Sex::Male) => &MIDDLE_MEN,
        (1970..1997, Sex::Female) => &YOUNG_WOMEN,
        (1970..1997, Sex::Male) => &YOUNG_MEN,
        (_, Sex::Female) => &GIRLS,
        (_, Sex::Male) => &BOYS,
    };
    if rng.per_mille(decade.alone_per_mille) {
        return rng.letter(decade.alone).to_string();
    }
    [rng.letter(decade.first), rng.letter(decade.second)].iter().collect()
}

/// The `n`th rare given name, round and round.
pub(super) fn rare(n: u64) -> &'static str {
    RARE.get((n % RARE.len() as u64) as usize).copied().unwrap_or("喆")
}

pub(super) fn foreign(rng: &mut Rng) -> &'static str {
    rng.word(FOREIGN)
}

/// The surname of the list with which this name begins; the longest, so 欧阳 before 欧.
pub(super) fn surname_of(name: &str) -> Option<&'static str> {
    SURNAMES
        .iter()
        .map(|entry| entry.0)
        .filter(|surname| name.starts_with(surname))
        .max_by_key(|surname| surname.len())
}
