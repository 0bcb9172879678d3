//! Tokens 条码: short numbers on paper that mean somebody only in this office. Digits only, of even count, so that Code 128 sets two
//! in one character and every scanner, and a thumb on a number pad, can enter them.
//!
//! `KDDN…NCC`: kind, desk, counter of the row, two check digits. Nothing of a person is in it.

/// Whom a token means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Token {
    /// Somebody, by row.
    Person(i64),
    /// A household 户, by row.
    Household(i64),
}

const PERSON: u64 = 1;
const HOUSEHOLD: u64 = 2;
const COUNTER: u32 = 40;

impl Token {
    /// As printed.
    pub fn text(self) -> String {
        let (kind, id) = match self {
            Self::Person(id) => (PERSON, id),
            Self::Household(id) => (HOUSEHOLD, id),
        };
        let id = u64::try_from(id).unwrap_or(0);
        let (desk, counter) = (id >> COUNTER, id & ((1 << COUNTER) - 1));
        // An odd number of digits for the counter makes an even one of the whole.
        let width = counter.to_string().len().max(7) | 1;
        let body = format!("{kind}{desk:02}{counter:0width$}");
        let check = check(&body);
        format!("{body}{check:02}")
    }

    /// Reads what a scanner typed; `None`: no token, or one misread.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if !(12..=20).contains(&text.len())
            || text.len() % 2 == 1
            || !text.bytes().all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let (body, stated) = text.split_at(text.len() - 2);
        if stated.parse::<u64>().ok()? != check(body) {
            return None;
        }
        let desk: i64 = body.get(1..3)?.parse().ok()?;
        let counter: i64 = body.get(3..)?.parse().ok()?;
        let id = desk.checked_shl(COUNTER)?.checked_add(counter)?;
        match body.get(..1)?.parse::<u64>().ok()? {
            PERSON => Some(Self::Person(id)),
            HOUSEHOLD => Some(Self::Household(id)),
            _ => None,
        }
    }
}

/// ISO 7064 MOD 97-10: finds every single wrong digit and nearly every exchange of two.
fn check(body: &str) -> u64 {
    let rest = body.bytes().fold(0, |sum, byte| (sum * 10 + u64::from(byte - b'0')) % 97);
    98 - rest * 100 % 97
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_has_an_even_number_of_digits() {
        for counter in [1i64, 77, 1_234_567, 99_999_999, 123_456_789, 1_234_567_890] {
            for token in [Token::Person(1 << 40 | counter), Token::Household(7 << 40 | counter)] {
                let text = token.text();
                assert_eq!(text.len() % 2, 0, "{text}");
                assert_eq!(Token::parse(&text), Some(token), "{text}");
            }
        }
        assert_eq!(Token::Person(1 << 40 | 77).text().len(), 12);
    }

    #[test]
    fn a_misread_token_is_no_token() {
        let text = Token::Person(1 << 40 | 77).text();
        for at in 0..text.len() {
            let mut digits: Vec<u8> = text.bytes().collect();
            digits[at] = b'0' + (digits[at] - b'0' + 1) % 10;
            assert_eq!(Token::parse(&String::from_utf8(digits).unwrap()), None, "digit {at}");
        }
        for other in ["", "12 301", "13812345678", "310110193805121234", "LC3.x"] {
            assert_eq!(Token::parse(other), None, "{other}");
        }
    }
}
