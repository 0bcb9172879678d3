//! Pinyin of names for search: surnames by their surname reading, ü as v. No tone, no ranking.
use super::person_name::surname_chars;
use super::text::fold_width;
use ::pinyin::ToPinyin;

/// Readings a character has as a surname and hardly elsewhere.
fn surname_reading(c: char) -> Option<&'static str> {
    Some(match c {
        '单' | '單' => "shan",
        '曾' => "zeng",
        '解' => "xie",
        '仇' => "qiu",
        '查' => "zha",
        '任' => "ren",
        '华' | '華' => "hua",
        '区' | '區' => "ou",
        '盖' | '蓋' => "ge",
        '朴' => "piao",
        '乐' | '樂' => "yue",
        '缪' | '繆' => "miao",
        '翟' => "zhai",
        '覃' => "qin",
        '冼' | '洗' => "xian",
        '秘' => "bi",
        '员' | '員' => "yun",
        '种' => "chong",
        '召' => "shao",
        '句' => "gou",
        '谌' | '諶' => "chen",
        '隗' => "wei",
        '黑' => "he",
        '折' => "she",
        '柏' => "bai",
        '牟' => "mou",
        '祭' => "zhai",
        '那' => "na",
        '能' => "nai",
        '幺' | '么' => "yao",
        '贲' => "ben",
        '燕' => "yan",
        '应' | '應' => "ying",
        '郗' => "xi",
        '行' => "xing",
        '繁' => "po",
        '都' => "du",
        '藏' => "zang",
        '车' | '車' => "che",
        '尉' => "wei",
        '於' => "yu",
        '宁' | '甯' => "ning",
        '重' => "chong",
        '撒' => "sa",
        '盛' => "sheng",
        '卜' => "bu",
        '贾' | '賈' => "jia",
        '谷' => "gu",
        '乜' => "nie",
        '佴' => "nai",
        '相' => "xiang",
        '干' => "gan",
        '宿' => "su",
        '沈' => "shen",
        '石' => "shi",
        '葛' => "ge",
        '长' | '長' => "chang",
        '哈' => "ha",
        '俞' => "yu",
        '纪' | '紀' => "ji",
        '曲' => "qu",
        '尹' => "yin",
        '俱' => "ju",
        '逄' => "pang",
        '訾' => "zi",
        '艾' => "ai",
        '辟' => "pi",
        '麦' => "mai",
        '陆' | '陸' => "lu",
        '叶' | '葉' => "ye",
        '巷' => "xiang",
        '镡' => "tan",
        _ => return None,
    })
}

/// 复姓 whose characters read otherwise together.
fn compound_reading(name: &str) -> Option<[&'static str; 2]> {
    Some(match name.chars().next()? {
        '尉' if name.starts_with("尉迟") => ["yu", "chi"],
        '万' if name.starts_with("万俟") => ["mo", "qi"],
        '长' if name.starts_with("长孙") => ["zhang", "sun"],
        '澹' if name.starts_with("澹台") => ["tan", "tai"],
        '单' if name.starts_with("单于") => ["chan", "yu"],
        '令' if name.starts_with("令狐") => ["ling", "hu"],
        '宰' if name.starts_with("宰父") => ["zai", "fu"],
        '亓' if name.starts_with("亓官") => ["qi", "guan"],
        '夏' if name.starts_with("夏侯") => ["xia", "hou"],
        '百' if name.starts_with("百里") => ["bai", "li"],
        _ => return None,
    })
}

/// Characters whose first reading in the table is not the one given names use.
fn given_reading(c: char) -> Option<&'static str> {
    Some(match c {
        '长' | '長' => "chang",
        '茜' => "qian",
        '晟' => "sheng",
        '乐' | '樂' => "le",
        '莎' => "sha",
        '娜' => "na",
        '朝' => "chao",
        '行' => "xing",
        '强' | '強' => "qiang",
        '兴' | '興' => "xing",
        '传' | '傳' => "chuan",
        '重' => "chong",
        '柏' => "bai",
        '曾' => "zeng",
        '盛' => "sheng",
        '宁' => "ning",
        '还' => "huan",
        '仔' => "zai",
        '厦' => "xia",
        '琨' => "kun",
        _ => return None,
    })
}

/// Calls `each` with the reading of every character: a Han syllable or one lower-case Latin letter or digit.
fn readings(name: &str, mut each: impl FnMut(&str)) {
    let name = fold_width(name);
    let name = name.trim();
    let compound = if surname_chars(name) == 2 { compound_reading(name) } else { None };
    let mut letter = [0u8; 1];
    for (i, c) in name.chars().enumerate() {
        if c.is_ascii_alphanumeric() {
            letter[0] = c.to_ascii_lowercase() as u8;
            each(std::str::from_utf8(&letter).unwrap_or_default());
            continue;
        }
        let special = match (i, &compound) {
            (0 | 1, Some(pair)) => pair.get(i).copied(),
            (0, None) => surname_reading(c),
            _ => given_reading(c),
        };
        if let Some(reading) = special.or_else(|| c.to_pinyin().map(|p| p.plain())) {
            each(reading);
        }
    }
}

/// 张国英 → zhangguoying. ü is v, Latin letters are lower-cased, characters without a reading are skipped.
pub fn pinyin(name: &str) -> String {
    let mut out = String::with_capacity(name.len() * 2);
    readings(name, |reading| out.extend(reading.chars().map(|c| if c == 'ü' { 'v' } else { c })));
    out
}

/// 张国英 → zgy; of Latin words every letter, as in [`pinyin`].
pub fn initials(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    readings(name, |reading| out.extend(reading.chars().next()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_read_as_people_type_them() {
        assert_eq!(pinyin("张国英"), "zhangguoying");
        assert_eq!(initials("张国英"), "zgy");
        assert_eq!(pinyin("吕绿"), "lvlv");
        assert_eq!(pinyin("John 王"), "johnwang");
        assert_eq!(pinyin("买买提·艾力"), "maimaitiaili");
        assert_eq!(pinyin(""), "");
    }

    #[test]
    fn surnames_have_their_own_reading() {
        for (name, reading) in [
            ("单田芳", "shantianfang"),
            ("曾志伟", "zengzhiwei"),
            ("解晓东", "xiexiaodong"),
            ("仇英", "qiuying"),
            ("查良镛", "zhaliangyong"),
            ("任志强", "renzhiqiang"),
            ("华罗庚", "hualuogeng"),
            ("区小明", "ouxiaoming"),
            ("盖叫天", "gejiaotian"),
            ("朴树", "piaoshu"),
            ("尉迟恭", "yuchigong"),
            ("万俟卨", "moqixie"),
            ("长孙无忌", "zhangsunwuji"),
            ("沈一", "shenyi"),
            ("吴长春", "wuchangchun"),
            ("欧阳修", "ouyangxiu"),
            ("令狐冲", "linghuchong"),
            ("夏侯惇", "xiahoudun"),
            ("贾平", "jiaping"),
            ("翟天", "zhaitian"),
            ("石磊", "shilei"),
        ] {
            assert_eq!(pinyin(name), reading, "{name}");
        }
        assert_eq!(pinyin("李单"), "lidan", "only the first character is a surname");
    }

    proptest! {
        #[test]
        fn any_text_reads_as_ascii(text in ".{0,30}") {
            prop_assert!(pinyin(&text).is_ascii());
            prop_assert!(initials(&text).len() <= pinyin(&text).len());
        }
    }
}
