//! What a column holds, by the shape of its values. Used where no header says it, and to settle what headers leave open.
use louce_core::values::{AddressHint, IdNumber, Parsed, RoomAddress};

use super::text::{cell_text, is_han, is_han_char};
use super::{Field, text};
use crate::read::Cell;

/// The commonest surnames; a column of names has them in front nearly everywhere.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢\
姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞\
颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕\
屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎\
甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆\
巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅\
利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";

/// Two-character surnames that lists know.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "长孙", "宇文",
    "夏侯", "万俟", "端木", "闻人", "澹台", "南宫", "轩辕",
];

/// Whether a text looks like a Han name of two to four characters.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let text = text.trim();
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    if !(2..=4).contains(&count) || !text.chars().all(|c| is_han_char(c) || c.is_whitespace()) {
        return false;
    }
    text.chars().next().is_some_and(|first| SURNAMES.contains(first))
        && !NOT_NAMES.iter().any(|word| text.contains(word))
}

/// Short Han words that begin like a surname and are none.
const NOT_NAMES: &[&str] = &[
    "小区", "居民", "本市", "外地", "汉族", "男女", "说明", "合计", "小计", "备注", "单元", "号楼", "隔离",
    "居家", "户籍", "常住", "和平", "高中", "文盲", "党员", "离异", "成年", "未婚",
];

/// 张三、李四: several persons in one name cell.
pub(crate) fn several_names(raw: &str) -> bool {
    if raw.is_ascii() {
        return false;
    }
    let bare = raw.split(['(', '（']).next().unwrap_or(raw).trim();
    if ["夫妇", "夫妻", "一家", "全家", "两人", "二人", "等人"].iter().any(|word| bare.ends_with(word))
        || (bare.contains('等') && bare.ends_with('人'))
    {
        return true;
    }
    let is_split =
        |c: char| matches!(c, '、' | ',' | '，' | '/' | '／' | ';' | '；' | '\n' | '\r' | '&' | '+' | '|');
    if bare.contains(is_split) {
        let names = bare.split(is_split).filter(|piece| {
            let piece = piece.trim();
            is_han(piece) && (2..=4).contains(&piece.chars().count())
        });
        return names.count() > 1;
    }
    let pieces: Vec<&str> = bare.split_whitespace().collect();
    pieces.len() > 1
        && pieces.iter().all(|piece| looks_like_name(piece))
        && !pieces.first().is_some_and(|first| COMPOUND_SURNAMES.contains(first))
}

/// 便民超市, 兰州拉面馆: where a person's name should stand.
pub(crate) fn looks_like_shop(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "店",
        "超市",
        "药房",
        "公司",
        "银行",
        "菜场",
        "美发",
        "理发",
        "餐厅",
        "饭馆",
        "面馆",
        "拉面",
        "商行",
        "诊所",
        "网吧",
        "棋牌室",
        "足浴",
        "房产",
        "中介",
        "快递",
        "驿站",
        "幼儿园",
        "居委会",
        "物业",
        "配电间",
        "活动室",
        "修理部",
        "经营部",
        "小吃",
    ];
    let text = text.trim();
    text.chars().count() >= 3 && !text.contains('·') && ENDS.iter().any(|end| text.ends_with(end))
}

pub(crate) fn is_mobile(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
}

fn is_room(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['室', '房']);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(digits.len()..).unwrap_or("");
    let tail = rest.is_empty()
        || (rest.len() <= 2
            && rest.chars().all(|c| c.is_ascii_uppercase() || c == '-' || c.is_ascii_digit()));
    (3..=4).contains(&digits.len())
        && tail
        && digits.parse::<u32>().is_ok_and(|n| (101..=6099).contains(&n) && (1..=60).contains(&(n % 100)))
}

pub(crate) fn is_full_address(text: &str) -> bool {
    match RoomAddress::parse(text, &AddressHint::default()) {
        Parsed::Value(address) => !address.building.is_empty() && !address.room.is_empty(),
        _ => false,
    }
}

/// How many of a column's cells look like a field's values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    /// Cells seen.
    pub filled: usize,
    /// Field → share, best first among those asked.
    pub best: Option<(Field, f32)>,
}

/// The shape of a column's values; at least 70 % of at least `least` cells must agree.
pub(crate) fn shape_of<'a>(cells: impl Iterator<Item = &'a Cell>, least: usize) -> Shape {
    const FIELDS: [Field; 6] =
        [Field::IdNumber, Field::Phone, Field::Sex, Field::Address, Field::Room, Field::Name];
    let mut counts = [0usize; FIELDS.len()];
    let mut filled = 0usize;
    for cell in cells {
        let value = cell_text(cell, false);
        let Some(value) = text::said(&value) else { continue };
        filled += 1;
        let at = match cell {
            Cell::Number(number) if *number >= 1e17 => Some(0),
            Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => None,
            _ if is_mobile(&value) => Some(1),
            _ if matches!(&*value, "男" | "女") => Some(2),
            _ if value.len() >= 15 && matches!(IdNumber::parse(&value, None), Parsed::Value(_)) => Some(0),
            _ if is_room(&value) => Some(4),
            _ if looks_like_name(&value) => Some(5),
            _ if is_full_address(&value) => Some(3),
            _ => None,
        };
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let best = FIELDS.iter().zip(counts).max_by_key(|(_, count)| *count).and_then(|(field, count)| {
        let share = count as f32 / filled.max(1) as f32;
        (count >= least && share >= 0.7).then_some((*field, share))
    });
    Shape { filled, best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_persons_in_a_cell_are_seen_and_one_person_is_not_split() {
        for several in [
            "张三、李四",
            "张三/李四",
            "张三，李四，王五",
            "张三\n李四",
            "张三 李四",
            "张三等3人",
            "张建国夫妇",
        ] {
            assert!(several_names(several), "{several}");
        }
        for single in
            ["张　三", "张 三", "欧阳 娜娜", "阿不都·热合曼", "SMITH, JOHN", "张三（李四之妻）", "张国英"]
        {
            assert!(!several_names(single), "{single}");
        }
    }

    #[test]
    fn shops_are_not_people() {
        assert!(looks_like_shop("便民超市"));
        assert!(looks_like_shop("老王水果店"));
        assert!(!looks_like_shop("张店"));
        assert!(!looks_like_shop("王建国"));
    }

    #[test]
    fn rooms_have_a_floor_and_a_door() {
        assert!(is_room("402"));
        assert!(is_room("1201室"));
        assert!(is_room("402A"));
        assert!(!is_room("20"));
        assert!(!is_room("499"));
        assert!(!is_room("13812"));
    }
}
