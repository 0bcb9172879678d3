//! Masks.
/// 310***********1234
pub fn mask_id(text: &str) -> String {
    text.to_owned()
}
/// 138****1234
pub fn mask_phone(text: &str) -> String {
    text.to_owned()
}
/// 张**
pub fn mask_name(text: &str) -> String {
    text.to_owned()
}
