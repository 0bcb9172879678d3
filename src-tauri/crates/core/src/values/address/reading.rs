//! What the numbers of an address mean together: which is the building, the unit, the floor, the room.
//!
//! A word behind a number decides where there is one; a bare chain (2-501) is read by what is already known from the
//! text, then from the hint.
use super::names::floor_of_room;
use super::tokens::{Role, Token, Tokens};
use super::{AddressHint, RoomAddress, RoomKind};

/// What is known so far.
struct Reading<'a> {
    hint: &'a AddressHint<'a>,
    /// `2-301` is 单元-室 even where the first part is the building's number.
    pair_is_unit: bool,
    building: Option<String>,
    /// The building was a 号: a later 号 makes it part of the compound.
    by_number: bool,
    unit: Option<String>,
    floor: Option<String>,
    room: Option<String>,
    /// 商铺 车库 东户: a room, or the end of one, named by a word.
    word: Option<String>,
    kind: RoomKind,
    doubtful: bool,
    compound_end: usize,
}

const SHOPS: [&str; 7] = ["商铺", "底商", "门面", "店面", "店铺", "门市", "商业"];
const OTHERS: [&str; 11] =
    ["车库", "门卫", "物业", "居委", "传达室", "地下室", "活动室", "仓库", "值班室", "岗亭", "储藏室"];
const ROOM_WORDS: [&str; 16] = [
    "亭子间",
    "阁楼",
    "三层阁",
    "二层阁",
    "前楼",
    "后楼",
    "前客堂",
    "后客堂",
    "客堂",
    "灶间",
    "灶披间",
    "厢房",
    "天井",
    "晒台",
    "过街楼",
    "顶楼",
];

/// 02 → 2, 0302 → 302; anything but a number stays.
pub(super) fn bare(part: &str) -> String {
    let stripped = part.trim_start_matches('0');
    if stripped.starts_with(|c: char| c.is_ascii_digit()) { stripped.to_owned() } else { part.to_owned() }
}

/// Digits a room number begins with.
fn leading_digits(part: &str) -> usize {
    part.trim_start_matches('0').bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether `x-y` is one room divided (402-1), not two numbers.
fn is_divided(x: &str, y: &str) -> bool {
    leading_digits(x) >= 3 && y.chars().count() <= 2
}

/// Whether a number can be a unit's: small, a letter, 甲.
fn is_unit_like(part: &str) -> bool {
    if part.bytes().all(|b| b.is_ascii_digit()) {
        part.parse::<u32>().is_ok_and(|n| (1..=30).contains(&n))
    } else {
        part.chars().count() <= 2
    }
}

/// None when the text holds no part of an address. The flag says a person should look.
pub(super) fn read(
    tokens: &Tokens,
    hint: &AddressHint<'_>,
    pair_is_unit: bool,
) -> Option<(RoomAddress, bool)> {
    let list = &tokens.tokens;
    let mut reading = Reading {
        hint,
        pair_is_unit,
        building: None,
        by_number: false,
        unit: None,
        floor: None,
        room: None,
        word: None,
        kind: RoomKind::Residence,
        doubtful: false,
        compound_end: 0,
    };
    let explicit = list.iter().position(|token| token.role == Role::Building);
    for (i, token) in list.iter().enumerate() {
        let later = list.get(i + 1..).unwrap_or_default();
        let before_building = explicit.is_some_and(|at| i < at);
        let role = match token.role {
            Role::Storey
                if explicit.is_none()
                    && reading.building.is_none()
                    && reading.storey_is_building(token, later) =>
            {
                Role::Building
            }
            Role::Storey => Role::Floor,
            role => role,
        };
        if role != Role::Word && role != Role::Compound && token.parts.iter().any(|part| part.len() > 8) {
            return None;
        }
        match role {
            Role::Word => reading.word(token, list.get(..i).unwrap_or_default()),
            Role::Compound => {}
            _ if before_building => {}
            Role::Building => reading.building(token),
            Role::Number => reading.number(token, later, list.get(..i).unwrap_or_default()),
            Role::Unit => {
                if let [building, unit] = token.parts.as_slice() {
                    reading.set_building(bare(building), token.start);
                    reading.unit = Some(bare(unit));
                } else {
                    reading.unit = token.parts.last().map(|unit| bare(unit));
                }
            }
            Role::Floor | Role::Storey => {
                if let [first, floor] = token.parts.as_slice() {
                    let known = reading.building.is_some() || hint.building.is_some();
                    if known {
                        reading.unit = Some(bare(first))
                    } else {
                        reading.set_building(bare(first), token.start)
                    }
                    reading.floor = Some(bare(floor));
                } else {
                    reading.floor = token.parts.last().map(|floor| bare(floor));
                }
            }
            Role::Room | Role::Bare => {
                let compound_follows = later.iter().any(|t| t.role == Role::Compound)
                    || (reading.building.is_none()
                        && later.iter().any(|t| matches!(t.role, Role::Number | Role::Unit))
                        && role == Role::Bare
                        && later.first().is_some_and(|t| t.role == Role::Word));
                let is_building = matches!(token.parts.as_slice(), [one] if leading_digits(one) <= 2 && (hint.building.is_none() || reading.is_hint(one)))
                    && reading.building.is_none()
                    && role == Role::Bare
                    && later.first().is_some_and(|t| {
                        t.role == Role::Word && t.parts.first().is_some_and(|word| names_room(word))
                    });
                if is_building {
                    // 12-底层, 12-东户
                    reading.set_building(
                        token.parts.first().map(|part| bare(part)).unwrap_or_default(),
                        token.start,
                    );
                } else if !compound_follows {
                    reading.room(&token.parts, token.start)?;
                }
            }
        }
    }
    reading.finish(tokens, list)
}

impl Reading<'_> {
    fn set_building(&mut self, building: String, start: usize) {
        self.building = Some(building);
        self.compound_end = start;
    }

    fn is_hint(&self, part: &str) -> bool {
        self.hint.building.is_some_and(|hint| hint == bare(part))
    }

    /// 12楼402 is a building, 4楼402 a floor, 2楼3单元 a building.
    fn storey_is_building(&self, token: &Token, later: &[Token]) -> bool {
        let [number] = token.parts.as_slice() else { return false };
        if number.starts_with('B') && number.len() > 1 {
            return false;
        }
        if later.iter().any(|t| t.role == Role::Unit) {
            return true;
        }
        let room = later.iter().find(|t| matches!(t.role, Role::Room | Role::Bare | Role::Number));
        let matches_room = room
            .and_then(|t| floor_of_room(t.parts.last()?))
            .is_some_and(|floor| number.parse() == Ok(floor));
        match (self.hint.building, room) {
            (_, Some(_)) if matches_room || self.unit.is_some() => false,
            (Some(_), Some(room)) => {
                self.is_hint(number) && room.parts.iter().any(|part| leading_digits(part) >= 3)
            }
            (None, Some(room)) => {
                room.parts.iter().any(|part| leading_digits(part) >= 3) || room.parts.len() > 1
            }
            (hint, None) => hint.is_none() && self.unit.is_none(),
        }
    }

    fn building(&mut self, token: &Token) {
        let name = token.parts.iter().map(|part| bare(part)).collect::<Vec<_>>().join("-");
        match self.building {
            // 3号楼A座: the second is a unit.
            Some(_) if !self.by_number && self.unit.is_none() => self.unit = Some(name),
            Some(_) if !self.by_number => {}
            _ => {
                self.by_number = false;
                self.set_building(name, token.start);
            }
        }
    }

    /// 号: a street number, a building or a room.
    fn number(&mut self, token: &Token, later: &[Token], earlier: &[Token]) {
        let numbers_later = later.iter().any(|t| !matches!(t.role, Role::Word | Role::Compound));
        let name = token.parts.iter().map(|part| bare(part)).collect::<Vec<_>>().join("-");
        let in_compound = earlier.iter().any(|t| matches!(t.role, Role::Compound | Role::Word));
        let words_later = later
            .iter()
            .any(|t| t.role == Role::Word && t.parts.first().is_some_and(|word| names_room(word)));
        if self.word.is_some() && matches!(self.kind, RoomKind::Shop | RoomKind::Other) {
            self.room = Some(name);
        } else if self.building.is_some() || self.unit.is_some() || self.floor.is_some() {
            if !numbers_later {
                let _ = self.room(&token.parts, token.start);
            } else if self.by_number || self.building.is_none() {
                self.by_number = true;
                self.set_building(name, token.start);
            } else if self.unit.is_none() {
                self.unit = Some(name);
            }
        } else if token.parts.len() > 1 && !numbers_later && !words_later {
            // 5-12号: building and room more likely than a building named 5-12.
            self.doubtful |= self.hint.building.is_none();
            let _ = self.room(&token.parts, token.start);
        } else if !numbers_later
            && !words_later
            && !in_compound
            && self.hint.building.is_some()
            && !self.is_hint(&name)
        {
            self.room = Some(name);
        } else {
            self.by_number = true;
            self.set_building(name, token.start);
        }
    }

    fn word(&mut self, token: &Token, earlier: &[Token]) {
        let Some(word) = token.parts.first() else { return };
        let holds = |words: &[&str]| words.iter().any(|w| word.contains(w));
        if word.contains("别墅") {
            self.kind = RoomKind::Villa;
        } else if holds(&["集体户", "集体宿舍"]) {
            self.kind = RoomKind::Collective;
        } else if holds(&SHOPS) {
            self.kind = RoomKind::Shop;
            self.word = Some("商铺".to_owned());
        } else if let Some(other) = OTHERS
            .iter()
            .find(|w| word.contains(*w))
            .filter(|_| self.building.is_some() || earlier.is_empty())
        {
            self.kind = RoomKind::Other;
            self.word = Some((*other).to_owned());
        } else if ["底层", "底楼"].iter().any(|w| word.contains(w)) {
            self.floor = Some("底".to_owned());
            let rest = word.replace("底层", "").replace("底楼", "");
            if is_room_word(&rest) {
                self.word = Some(rest);
            }
        } else if is_room_word(word) {
            self.word = Some(word.clone());
        }
    }

    /// A number or a chain that ends in the room. None when there is no sense in it.
    fn room(&mut self, parts: &[String], start: usize) -> Option<()> {
        if let Some(room) = &mut self.room {
            // 402室-1, 402室A.
            if let [part] = parts
                && part.chars().count() <= 2
            {
                if part.bytes().all(|b| b.is_ascii_digit()) {
                    room.push('-');
                }
                room.push_str(part);
            } else {
                self.doubtful = true;
            }
            return Some(());
        }
        let divided = match parts {
            [.., x, y] => is_divided(x, y),
            _ => false,
        };
        let (head, room) = match parts {
            [head @ .., x, y] if divided => (head, format!("{}-{}", bare(x), bare(y))),
            [head @ .., x, y]
                if self.building.is_some()
                    && head.len() <= 1
                    && leading_digits(x) >= 3
                    && leading_digits(y) >= 3 =>
            {
                self.doubtful = true;
                (head, format!("{}-{}", bare(x), bare(y)))
            }
            [head @ .., room] => (head, room.clone()),
            [] => return None,
        };
        let in_text = self.building.is_some();
        let floor = floor_of_room(&room).map(|floor| floor.to_string());
        let is_floor = |part: &String| floor.as_deref() == Some(bare(part).as_str());
        match head {
            [] => {}
            [only] if self.unit.is_some() => self.floor = Some(bare(only)),
            [only] if in_text => self.unit = Some(bare(only)),
            [only] => match self.hint.building {
                Some(_) if self.is_hint(only) && !self.pair_is_unit => self.set_building(bare(only), start),
                Some(_) if is_unit_like(only) => self.unit = Some(bare(only)),
                Some(_) => {
                    self.doubtful = true;
                    self.set_building(bare(only), start);
                }
                None => self.set_building(bare(only), start),
            },
            [unit, level] if in_text => {
                self.unit = Some(bare(unit));
                self.floor = Some(bare(level));
            }
            [unit, level] if self.hint.building.is_some() && !self.is_hint(unit) && is_floor(level) => {
                self.unit = Some(bare(unit))
            }
            [building, unit] => {
                self.doubtful |= self.hint.building.is_some() && !self.is_hint(building);
                self.set_building(bare(building), start);
                self.unit = Some(bare(unit));
            }
            [building, unit, level]
                if !in_text
                    && (is_floor(level) || (leading_digits(level) <= 2 && leading_digits(&room) <= 2)) =>
            {
                self.set_building(bare(building), start);
                self.unit = Some(bare(unit));
                self.floor = Some(bare(level));
            }
            [_, building, unit] if !in_text => {
                self.doubtful = true;
                self.set_building(bare(building), start);
                self.unit = Some(bare(unit));
            }
            _ => return None,
        }
        self.room = Some(room);
        Some(())
    }

    fn finish(mut self, tokens: &Tokens, list: &[Token]) -> Option<(RoomAddress, bool)> {
        // A lone small number without any hint is the building more likely than the room.
        if let ([Token { role: Role::Bare, parts, .. }], None, None) =
            (list, self.hint.building, &self.building)
            && parts.len() == 1
            && self
                .room
                .as_deref()
                .is_some_and(|room| leading_digits(room) <= 2 && room.bytes().all(|b| b.is_ascii_digit()))
        {
            self.building = self.room.take().map(|room| bare(&room));
            self.doubtful = true;
        }
        let mut room = self.room_text();
        match self.kind {
            RoomKind::Shop | RoomKind::Other => {
                let word = self.word.as_deref().unwrap_or_default();
                if !room.starts_with(word) {
                    room = format!("{word}{room}");
                }
            }
            RoomKind::Villa if self.building.is_none() => {
                self.building = Some(std::mem::take(&mut room)).filter(|b| !b.is_empty())
            }
            RoomKind::Collective if room.is_empty() => room = "集体户".to_owned(),
            _ => {}
        }
        if self.building.is_none() && self.unit.is_none() && room.is_empty() {
            return None;
        }
        let stated = self.building.is_some();
        let building = self.building.or_else(|| self.hint.building.map(str::to_owned)).unwrap_or_default();
        let same_building = !stated || self.hint.building == Some(building.as_str());
        let hinted_unit = self.hint.unit.filter(|_| same_building).map(str::to_owned);
        let unit = self.unit.or(hinted_unit).unwrap_or_default();
        let compound = if stated { tokens.text.get(..self.compound_end).unwrap_or("") } else { "" };
        let compound = compound.trim_matches(|c| matches!(c, '-' | '#' | '第')).to_owned();
        let compound = if compound == "别墅" { String::new() } else { compound };
        let doubtful = self.doubtful || (building.is_empty() && self.kind == RoomKind::Residence);
        Some((RoomAddress { compound, building, unit, room, kind: self.kind }, doubtful))
    }

    /// Floor, number and word as one room.
    fn room_text(&mut self) -> String {
        let word = self.word.take_if(|_| self.kind == RoomKind::Residence).unwrap_or_default();
        let floor = self.floor.take().unwrap_or_default();
        let room = self.room.take().unwrap_or_default();
        let short = !room.is_empty() && room.len() <= 2 && room.bytes().all(|b| b.is_ascii_digit());
        let ground = floor == "底";
        let joined = match (floor.as_str(), room.as_str()) {
            ("", room) => bare(room),
            // 1层02号 → 102, 负二楼03 → B203.
            (floor, room) if short => format!("{}{room:0>2}", if ground { "1" } else { floor }),
            (_, "") if ground => "底层".to_owned(),
            (floor, "") if floor.starts_with('B') => floor.to_owned(),
            (floor, "") if floor.bytes().all(|b| b.is_ascii_digit()) => format!("{floor}楼"),
            (floor, "") => format!("{floor}层"),
            (floor, room) if !ground && room.len() == 1 && room.bytes().all(|b| b.is_ascii_uppercase()) => {
                format!("{floor}{room}")
            }
            (_, room) => bare(room),
        };
        // 402东户 → 402东; 东户 alone keeps its word.
        let numbered = joined.starts_with(|c: char| c.is_ascii_digit()) && !joined.ends_with(['楼', '层']);
        let word = match word.strip_suffix(['户', '室', '套']) {
            Some(side) if numbered && side.chars().count() == 1 => side.to_owned(),
            _ => word,
        };
        joined + &word
    }
}

/// Whether a word behind a 号 says which room of that building is meant.
fn names_room(word: &str) -> bool {
    let holds = |words: &[&str]| words.iter().any(|w| word.contains(w));
    is_room_word(word) || holds(&SHOPS) || holds(&OTHERS) || holds(&["底层", "底楼", "集体户", "集体宿舍"])
}

/// 东户, 亭子间, 阁楼 …: words that name a room; other words behind a room are remarks.
fn is_room_word(word: &str) -> bool {
    let mut chars = word.chars();
    let side = chars.next().is_some_and(|c| "东西南北中左右前后".contains(c));
    let end = chars.as_str();
    (side && matches!(end, "" | "户" | "室" | "间" | "套" | "侧" | "门" | "厢" | "边户" | "房"))
        || ROOM_WORDS.contains(&word)
        || word == "阁"
}
