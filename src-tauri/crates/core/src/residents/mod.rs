//! Residents 人: facts as the ledgers gave them, phones, tags, presence, contacts.
//!
//! Not here: what follows from facts (`populations`), who should be tested (`testing`), how rows of a ledger find their person
//! (the import, in the sheets crate).

mod attributes;
mod edit;
mod facts;
mod holders;
mod list;
mod many;
mod presence;
mod stream;
mod table;

pub use attributes::{
    ContactRow, NewPresence, NewTag, PresenceRow, TagRow, add_contact, add_phone, add_tag, contacts, end_tag,
    insert_tag, phones, presences, set_phones, state_tag, tags,
};
pub use edit::{
    EDITABLE, Provenance, provenance, read_typed, set_phones_typed, set_presence_typed, set_tags_typed,
    set_typed, verify,
};
pub use facts::{
    Field, MatchRow, Resident, ResidentFacts, all_for_matching, count, get, insert, move_to, set,
};
pub(crate) use holders::holder;
pub use holders::{Holder, holders, refuse_taken};
pub use list::{ResidentFilter, ResidentView, each, list};
pub use many::{Done, ForMany, change};
pub use presence::{PresenceNow, add_presence, end_presence, on_day, on_day_in, shift_stays, state_on_day};
pub use stream::{EmptyRoom, Line, extra_headers, stream};
pub use table::{SortBy, TableFilter, by_ids, of_household, table_ids};
