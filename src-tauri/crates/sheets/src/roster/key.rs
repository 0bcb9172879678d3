//! The hidden key of a row: whose row it is in which round, how they stood and what the cells said when it was written. Found
//! again wherever the row is sorted or moved to; a copied or filled-down key gives itself away.

use louce_core::testing::Round;

/// How somebody stood when the sheet was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stood {
    /// Expected, nobody had said anything.
    Unmarked,
    /// 已采样
    Tested,
    /// 未采样
    Untested,
    /// 不列应检
    Excluded,
}

impl Stood {
    const ALL: [(Self, char); 4] =
        [(Self::Unmarked, 'U'), (Self::Tested, 'T'), (Self::Untested, 'N'), (Self::Excluded, 'X')];

    fn letter(self) -> char {
        Self::ALL.iter().find(|(stood, _)| *stood == self).map_or('U', |(_, letter)| *letter)
    }
}

/// What makes one round's keys different from every other's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seal {
    round: u32,
    salt: u64,
}

impl Seal {
    pub fn of(round: &Round) -> Self {
        Self {
            round: round.number,
            salt: hash(hash(SEED, &round.id.to_le_bytes()), round.opened_at.as_bytes()),
        }
    }
}

/// Texts of the cells a person may edit, as they were written: whether a hand changed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen([u32; 4]);

/// Which of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum SeenCell {
    Name,
    Id,
    Phone,
    Remark,
}

impl Seen {
    pub fn of(name: &str, id: &str, phone: &str, remark: &str) -> Self {
        Self([name, id, phone, remark].map(short))
    }

    /// Whether a cell's text is what was written.
    pub fn is(self, cell: SeenCell, text: &str) -> bool {
        self.0.get(cell as usize).is_some_and(|seen| *seen == short(text))
    }
}

/// A row's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub resident: i64,
    pub stood: Stood,
    pub seen: Seen,
}

/// What a text in the key column turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A row's key.
    Row(Key),
    /// The sheet's own: its building's row, 0 for people without a readable address.
    Sheet(i64),
    /// A key of another round.
    OtherRound(u32),
    /// Looks like a key and was changed.
    Damaged,
    /// Something else.
    No,
}

const MARK: &str = "LC";
/// What [`crate::roster`]'s formulas look for: `.X.` stands in the keys of people not expected.
pub(super) const EXCLUDED_PATTERN: &str = "LC*.X.*";

impl Key {
    pub fn text(&self, seal: Seal) -> String {
        let mut text = format!("{MARK}{}.", seal.round);
        base32(&mut text, u64::try_from(self.resident).unwrap_or(0), 1);
        text.push('.');
        text.push(self.stood.letter());
        text.push('.');
        for seen in self.seen.0 {
            base32(&mut text, seen.into(), 4);
        }
        sealed(text, seal)
    }
}

/// The key of a sheet, in its header.
pub(super) fn sheet_key(building: Option<i64>, seal: Seal) -> String {
    let mut text = format!("{MARK}{}.B.", seal.round);
    base32(&mut text, u64::try_from(building.unwrap_or(0)).unwrap_or(0), 1);
    sealed(text, seal)
}

fn sealed(mut text: String, seal: Seal) -> String {
    let check = fold(hash(seal.salt, text.as_bytes()));
    text.push('.');
    base32(&mut text, check.into(), 4);
    text
}

/// Reads a cell that may hold a key.
pub(super) fn find(text: &str, seal: Seal) -> Found {
    let text = text.trim();
    let Some(rest) = text.strip_prefix(MARK) else { return Found::No };
    let Some((round, rest)) = rest.split_once('.') else { return Found::No };
    let Ok(round) = round.parse::<u32>() else { return Found::No };
    if round != seal.round {
        return Found::OtherRound(round);
    }
    let Some((body, check)) = text.rsplit_once('.') else { return Found::No };
    let mut expected = String::new();
    base32(&mut expected, fold(hash(seal.salt, body.as_bytes())).into(), 4);
    if check != expected {
        return Found::Damaged;
    }
    let parts: Vec<&str> = rest.split('.').collect();
    let found = match parts.as_slice() {
        ["B", building, _] => from_base32(building).map(Found::Sheet),
        [resident, stood, seen, _] => row(resident, stood, seen).map(Found::Row),
        _ => None,
    };
    found.unwrap_or(Found::Damaged)
}

fn row(resident: &str, stood: &str, seen: &str) -> Option<Key> {
    let stood = Stood::ALL.iter().find(|(_, letter)| stood.chars().eq([*letter])).map(|(stood, _)| *stood)?;
    let mut parts = [0; 4];
    for (index, part) in parts.iter_mut().enumerate() {
        *part = u32::try_from(from_base32(seen.get(index * 4..index * 4 + 4)?)?).ok()?;
    }
    Some(Key { resident: from_base32(resident)?, stood, seen: Seen(parts) })
}

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn base32(text: &mut String, number: u64, least: usize) {
    let mut digits = Vec::new();
    let mut rest = number;
    while rest > 0 || digits.len() < least {
        digits.push(DIGITS.get((rest % 32) as usize).copied().unwrap_or(b'0'));
        rest /= 32;
    }
    text.extend(digits.iter().rev().map(|digit| char::from(*digit)));
}

fn from_base32(text: &str) -> Option<i64> {
    text.bytes().try_fold(0i64, |sum, byte| {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        sum.checked_mul(32)?.checked_add(i64::try_from(digit).ok()?)
    })
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: stable for ever, as keys lie in people's workbooks.
fn hash(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Twenty bits of it.
fn fold(hash: u64) -> u32 {
    u32::try_from((hash ^ hash >> 20 ^ hash >> 40) & 0xF_FFFF).unwrap_or(0)
}

fn short(text: &str) -> u32 {
    fold(hash(SEED, text.trim().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEAL: Seal = Seal { round: 3, salt: 42 };

    fn key() -> Key {
        Key {
            resident: 1 << 40 | 77,
            stood: Stood::Excluded,
            seen: Seen::of("张三", "310***1234", "", "备注"),
        }
    }

    #[test]
    fn a_key_is_read_back_and_knows_whether_a_cell_was_edited() {
        let text = key().text(SEAL);
        assert_eq!(find(&text, SEAL), Found::Row(key()));
        assert!(key().seen.is(SeenCell::Name, "张三 "));
        assert!(!key().seen.is(SeenCell::Phone, "13812345678"));
        assert!(text.contains(".X."), "the formulas count by it: {text}");
        assert_eq!(find(&sheet_key(Some(9), SEAL), SEAL), Found::Sheet(9));
        assert_eq!(find(&sheet_key(None, SEAL), SEAL), Found::Sheet(0));
    }

    #[test]
    fn a_changed_key_and_a_strange_key_are_known_for_what_they_are() {
        let text = key().text(SEAL);
        let mut filled_down = text.clone();
        filled_down.pop();
        filled_down.push('!');
        assert_eq!(find(&filled_down, SEAL), Found::Damaged);
        assert_eq!(find(&text, Seal { round: 3, salt: 43 }), Found::Damaged, "another office's third round");
        assert_eq!(find(&text, Seal { round: 4, salt: 42 }), Found::OtherRound(3));
        for other in ["", "LC", "LCD显示器", "张三", "LC3", "LC3.", "LC3.é.é.é.é"] {
            assert!(!matches!(find(other, SEAL), Found::Row(_) | Found::Sheet(_)), "{other}");
        }
    }
}
