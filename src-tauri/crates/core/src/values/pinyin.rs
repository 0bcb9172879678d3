//! Pinyin of names for search.
/// zhangguoying
pub fn pinyin(_name: &str) -> String {
    String::new()
}
/// zgy
pub fn initials(_name: &str) -> String {
    String::new()
}
