//! x
/// x
pub(crate) struct Table;
