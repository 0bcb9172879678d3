//! Numbers inside free text: a remark such as "电话13812345678" gives away what the columns beside it hide.

use louce_core::values::{mask_id, mask_phone};

/// Masks every ID number and phone in a text; the rest stays.
pub fn mask_text(text: &str) -> String {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 7 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        let in_id = matches!(c, 'x' | 'X') && run.len() == 17;
        if c.is_ascii_digit() || in_id {
            run.push(c);
            continue;
        }
        match run.len() {
            // Room numbers, dates, doses.
            0..=6 => out.push_str(&run),
            8 if is_date(&run) => out.push_str(&run),
            7..=14 => out.push_str(&mask_phone(&run)),
            _ => out.push_str(&mask_id(&run)),
        }
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// Words of illness and isolation, which are nobody's business on a sheet that goes from hand to hand. Not those that say how
/// somebody is to be tested (卧床, 孕).
const PRIVATE: [&str; 26] = [
    "隔离",
    "密接",
    "次密",
    "阳性",
    "混阳",
    "确诊",
    "无症状",
    "红码",
    "黄码",
    "高血压",
    "糖尿病",
    "透析",
    "血透",
    "尿毒症",
    "肿瘤",
    "癌",
    "化疗",
    "放疗",
    "精神",
    "抑郁",
    "残疾",
    "肝炎",
    "结核",
    "艾滋",
    "心脏病",
    "中风",
];

/// 重点 words as they may be shown: those of illness and isolation only unmasked.
pub fn shown_tags(tags: &[&'static str], unmasked: bool) -> Vec<&'static str> {
    tags.iter().copied().filter(|tag| unmasked || !is_private(tag)).collect()
}

/// What stands instead of a reason that speaks of illness or isolation.
const OTHER: &str = "其他";

/// 未检原因 as it may be shown: numbers in it masked, and one that speaks of illness or isolation only unmasked.
pub fn shown_reason(reason: &str, unmasked: bool) -> String {
    match () {
        () if unmasked => reason.to_owned(),
        () if is_private(reason) => OTHER.to_owned(),
        () => mask_text(reason),
    }
}

/// Whether a text speaks of illness or isolation.
pub fn is_private(text: &str) -> bool {
    PRIVATE.iter().any(|word| text.contains(word))
}

/// As [`mask_text`], and clauses that speak of illness or isolation are starred.
pub fn mask_remark(text: &str) -> String {
    let text = mask_text(text);
    if !is_private(&text) {
        return text;
    }
    let is_end = |c: char| matches!(c, '，' | ',' | '；' | ';' | '。' | '、' | '/' | '\n' | ' ' | '　');
    text.split_inclusive(is_end)
        .map(|clause| {
            if !is_private(clause) {
                return clause.to_owned();
            }
            let end = clause.chars().next_back().filter(|c| is_end(*c));
            end.into_iter().fold("**".to_owned(), |starred, end| format!("{starred}{end}"))
        })
        .collect()
}

/// 20220316
fn is_date(digits: &str) -> bool {
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    (1900..2100).contains(&part(0..4)) && (1..=12).contains(&part(4..6)) && (1..=31).contains(&part(6..8))
}

/// Whether a text holds what a mask leaves behind.
pub fn is_masked(text: &str) -> bool {
    text.contains("**") || text.contains("＊＊")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_remarks_are_masked_and_the_rest_stays() {
        assert_eq!(mask_text("女儿13812341234，402室"), "女儿138****1234，402室");
        assert_eq!(mask_text("证310110193805121234"), "证310***********1234");
        assert_eq!(mask_text("11010519491231002X"), "110***********002X");
        assert_eq!(mask_text("预产期20220501，孕8月"), "预产期20220501，孕8月");
        assert_eq!(mask_text("座机65123456"), "座机****3456");
        assert_eq!(mask_text("独居"), "独居");
    }

    #[test]
    fn words_of_illness_are_no_tags_on_paper_unless_asked_for() {
        let tags = ["80岁以上独居", "肾透析", "高血压", "严重精神障碍", "孕产妇", "卧床"];
        assert_eq!(shown_tags(&tags, false), ["80岁以上独居", "孕产妇", "卧床"]);
        assert_eq!(shown_tags(&tags, true), tags);
    }

    #[test]
    fn reasons_of_illness_and_isolation_have_a_neutral_word() {
        assert_eq!(shown_reason("居家隔离", false), "其他");
        assert_eq!(shown_reason("居家隔离", true), "居家隔离");
        assert_eq!(shown_reason("外出，电13812341234", false), "外出，电138****1234");
    }

    #[test]
    fn clauses_of_illness_and_isolation_are_starred_and_what_a_sampler_needs_stays() {
        assert_eq!(
            mask_remark("女儿13812341234，高血压；卧床，上门采样"),
            "女儿138****1234，**；卧床，上门采样"
        );
        assert_eq!(mask_remark("周三透析"), "**");
        assert_eq!(mask_remark("居家隔离至20220401 孕8月"), "** 孕8月");
        assert_eq!(mask_remark("独居"), "独居");
        assert!(is_masked(&mask_remark("密接")), "so that it is never stored");
    }
}
