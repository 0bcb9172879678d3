//! Residents 人: facts as the ledgers gave them, phones, tags, presence, contacts.
//!
//! Not here: what follows from facts (`populations`), who should be tested (`testing`), how rows of a ledger find their person
//! (the import, in the sheets crate).

mod attributes;
mod facts;
mod list;
mod presence;
mod stream;

pub use attributes::{
    ContactRow, NewPresence, NewTag, PresenceRow, TagRow, add_contact, add_phone, add_tag, contacts,
    insert_tag, phones, presences, set_phones, tags,
};
pub use facts::{
    Field, MatchRow, Resident, ResidentFacts, all_for_matching, count, get, insert, move_to, set,
};
pub use list::{ResidentFilter, ResidentView, each, list};
pub use presence::{PresenceNow, add_presence, end_presence, on_day, on_day_in, state_on_day};
pub use stream::{EmptyRoom, Line, extra_headers, stream};
