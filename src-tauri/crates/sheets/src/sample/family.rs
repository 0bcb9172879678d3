//! Who lives together: the kinds of household of an old residential area, and the people in them.

use chrono::NaiveDate;

use super::{
    identity::{Registrar, landline, mobile},
    names,
    person::{
        Contact, Document, Household, IdWriting, Identity, Listing, Person, Place, PlaceKind, Presence, Sex,
        shift,
    },
    rng::Rng,
};

/// One in so many people has a given name with a rare character.
const RARE_NAME_EVERY: u64 = 97;

/// What a household is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// 独居老人
    ElderAlone,
    /// 空巢老夫妻
    ElderCouple,
    /// A couple with a live-in carer (保姆).
    ElderWithCarer,
    /// An old parent and a grown-up child.
    ElderAndChild,
    /// 三代同堂
    ThreeGenerations,
    /// 单身
    #[default]
    Single,
    /// 夫妻
    Couple,
    /// 核心家庭
    Nuclear,
    /// Tenants sharing a room.
    Tenants,
    /// A tenant family.
    TenantFamily,
    /// From abroad, Hong Kong, Macau or Taiwan.
    Outsiders,
}

const KINDS: &[(Kind, u32)] = &[
    (Kind::ElderAlone, 215),
    (Kind::ElderCouple, 225),
    (Kind::ElderWithCarer, 20),
    (Kind::ElderAndChild, 85),
    (Kind::ThreeGenerations, 50),
    (Kind::Single, 125),
    (Kind::Couple, 95),
    (Kind::Nuclear, 105),
    (Kind::Tenants, 45),
    (Kind::TenantFamily, 27),
    (Kind::Outsiders, 8),
];

/// Makes people; holds what must not repeat in the whole community.
pub(super) struct Maker {
    pub(super) rng: Rng,
    pub(super) registrar: Registrar,
    pub(super) as_of: NaiveDate,
    people: u64,
}

/// What a person is given by the family they are born into.
#[derive(Clone, Copy)]
struct Role {
    sex: Sex,
    age: u32,
    surname: Option<&'static str>,
    relation: &'static str,
    local: bool,
}

impl Role {
    fn local(sex: Sex, age: u32, surname: Option<&'static str>, relation: &'static str) -> Self {
        Self { sex, age, surname, relation, local: true }
    }
}

impl Maker {
    pub(super) fn new(seed: u64, as_of: NaiveDate) -> Self {
        Self { rng: Rng::new(seed), registrar: Registrar::default(), as_of, people: 0 }
    }

    /// The people behind one door.
    pub(super) fn household(&mut self, place: &Place) -> Household {
        match place.kind {
            PlaceKind::Residence => {
                let kind = self.rng.weighted(KINDS);
                self.of_kind(kind)
            }
            PlaceKind::Shop => self.of_kind(Kind::TenantFamily),
            PlaceKind::Villa => {
                let kind =
                    self.rng.weighted(&[(Kind::Nuclear, 3), (Kind::ElderCouple, 1), (Kind::Outsiders, 1)]);
                self.of_kind(kind)
            }
            PlaceKind::Collective => self.collective(),
        }
    }

    /// Tenants who moved in lately; they stand in no roster yet.
    pub(super) fn new_tenants(&mut self) -> Household {
        let kind = self.rng.weighted(&[(Kind::Tenants, 2), (Kind::TenantFamily, 1)]);
        let mut household = self.of_kind(kind);
        for person in &mut household.people {
            person.listing = Listing::TenantsOnly;
        }
        household
    }

    /// One more tenant in a household, whose name nobody there has.
    pub(super) fn one_more_tenant(&mut self, household: &mut Household) {
        let mut person = self.tenant("室友");
        person.listing = Listing::TenantsOnly;
        self.join(household, person);
    }

    /// A grown-up child who was away and is in no ledger of those who stayed.
    pub(super) fn one_more_child(&mut self, household: &mut Household) {
        let Some(head) = household.people.first() else { return };
        let parent_age = head.age_on(self.as_of);
        let surname = names::surname_of(&head.name);
        let age = self.rng.between(19, 27).min(parent_age.saturating_sub(20)).max(18);
        let (sex, relation) = if self.rng.per_mille(500) { (Sex::Male, "子") } else { (Sex::Female, "女") };
        let mut person = self.person(Role::local(sex, age, surname, relation));
        person.listing = Listing::ReturneesOnly;
        self.join(household, person);
    }

    fn of_kind(&mut self, kind: Kind) -> Household {
        let mut home = Household::default();
        match kind {
            Kind::ElderAlone => {
                let sex = if self.rng.per_mille(680) { Sex::Female } else { Sex::Male };
                let age = self.elder_age(64);
                self.add(&mut home, Role::local(sex, age, None, "户主"));
            }
            Kind::ElderCouple => self.elders(&mut home),
            Kind::ElderWithCarer => {
                self.elders(&mut home);
                let age = self.rng.between(42, 58);
                self.add(&mut home, Role { local: false, ..Role::local(Sex::Female, age, None, "保姆") });
            }
            Kind::ElderAndChild => {
                let sex = if self.rng.per_mille(620) { Sex::Female } else { Sex::Male };
                let age = self.elder_age(66);
                let surname = names::surname(&mut self.rng);
                self.add(&mut home, Role::local(sex, age, Some(surname), "户主"));
                let gap = self.rng.between(23, 32);
                let sex = self.sex();
                let inherited = if self.rng.per_mille(700) { Some(surname) } else { None };
                self.add(&mut home, Role::local(sex, age - gap, inherited, child_word(sex)));
            }
            Kind::ThreeGenerations => self.three_generations(&mut home),
            Kind::Single => {
                let (sex, age) = (self.sex(), self.rng.between(22, 59));
                self.add(&mut home, Role::local(sex, age, None, "户主"));
            }
            Kind::Couple => {
                let age = self.rng.between(26, 59);
                self.couple(&mut home, age);
            }
            Kind::Nuclear => {
                let age = self.rng.between(29, 52);
                let surname = self.couple(&mut home, age);
                let children = self.rng.weighted(&[(1, 82), (2, 18)]);
                self.children(&mut home, age, surname, children, [("子", "女"), ("次子", "次女")]);
            }
            Kind::Tenants => {
                let count = self.rng.weighted(&[(1, 4), (2, 4), (3, 2)]);
                for n in 0..count {
                    let person = self.tenant(if n == 0 { "户主" } else { "室友" });
                    self.join(&mut home, person);
                }
                self.rent(&mut home);
            }
            Kind::TenantFamily => {
                let age = self.rng.between(25, 48);
                let surname = self.couple(&mut home, age);
                if self.rng.per_mille(600) {
                    self.children(&mut home, age, surname, 1, [("子", "女"), ("次子", "次女")]);
                }
                for person in &mut home.people {
                    let identity = self.registrar.resident_id(&mut self.rng, false, person.born, person.sex);
                    person.identity = identity;
                }
                self.rent(&mut home);
            }
            Kind::Outsiders => self.outsiders(&mut home),
        }
        home
    }

    /// 集体户: colleagues of one employer, no relatives.
    fn collective(&mut self) -> Household {
        let mut home = Household::default();
        for n in 0..12 {
            let (sex, age) = (self.sex(), self.rng.between(22, 45));
            let relation = if n == 0 { "户主" } else { "非亲属" };
            let local = self.rng.per_mille(300);
            self.add(&mut home, Role { local, ..Role::local(sex, age, None, relation) });
        }
        for person in &mut home.people {
            person.residence = "集体户";
        }
        home
    }

    fn elders(&mut self, home: &mut Household) {
        let his_age = self.elder_age(62);
        let her_age = (his_age + 3).saturating_sub(self.rng.below(8)).max(60);
        let (him, her) = if self.rng.per_mille(850) { ("户主", "妻") } else { ("夫", "户主") };
        let husband = Role::local(Sex::Male, his_age, None, him);
        let wife = Role::local(Sex::Female, her_age, None, her);
        let order = if him == "户主" { [husband, wife] } else { [wife, husband] };
        for role in order {
            self.add(home, role);
        }
    }

    fn couple(&mut self, home: &mut Household, age: u32) -> &'static str {
        let surname = names::surname(&mut self.rng);
        let her_age = (age + 2).saturating_sub(self.rng.below(6)).max(21);
        self.add(home, Role::local(Sex::Male, age, Some(surname), "户主"));
        let word = self.rng.word(&["妻", "配偶"]);
        self.add(home, Role::local(Sex::Female, her_age, None, word));
        surname
    }

    fn children(
        &mut self,
        home: &mut Household,
        father: u32,
        surname: &'static str,
        count: u32,
        words: [(&'static str, &'static str); 2],
    ) {
        let mut age = father.saturating_sub(self.rng.between(24, 32)).min(24);
        for (son, daughter) in words.into_iter().take(count as usize) {
            let sex = self.sex();
            self.add(
                home,
                Role::local(sex, age, Some(surname), if sex == Sex::Male { son } else { daughter }),
            );
            // The next one is born two years later or not at all.
            let Some(next) = age.checked_sub(self.rng.between(2, 6)) else { break };
            age = next;
        }
    }

    fn three_generations(&mut self, home: &mut Household) {
        let grandfather = self.rng.between(62, 82);
        let surname = names::surname(&mut self.rng);
        let father = grandfather - self.rng.between(24, 30);
        if self.rng.per_mille(600) {
            self.add(home, Role::local(Sex::Male, grandfather, Some(surname), "户主"));
            self.add(home, Role::local(Sex::Female, grandfather - 2, None, "妻"));
        } else {
            self.add(home, Role::local(Sex::Female, grandfather - 2, Some(surname), "户主"));
        }
        self.add(home, Role::local(Sex::Male, father, Some(surname), "子"));
        self.add(home, Role::local(Sex::Female, father - 2, None, "儿媳"));
        self.children(home, father, surname, 1, [("孙子", "孙女"), ("孙子", "孙女")]);
    }

    /// Passports, and the papers of Hong Kong, Macau and Taiwan.
    fn outsiders(&mut self, home: &mut Household) {
        for n in 0..self.rng.between(1, 2) {
            let (sex, age) = (self.sex(), self.rng.between(24, 66));
            let mut person = self.person(Role::local(sex, age, None, if n == 0 { "户主" } else { "配偶" }));
            let (document, from) = self.rng.weighted(OUTSIDERS).unwrap_or((Document::Passport, "美国"));
            person.identity = match document {
                Document::HkMoTwPermit => self.registrar.residence_permit(&mut self.rng, person.born, sex),
                other => self.registrar.travel(&mut self.rng, other),
            };
            if document == Document::Passport {
                names::foreign(&mut self.rng).clone_into(&mut person.name);
            }
            person.residence = "境外";
            person.nationality = Some(from);
            self.join(home, person);
        }
    }

    fn tenant(&mut self, relation: &'static str) -> Person {
        let (sex, age) = (self.sex(), self.rng.between(20, 48));
        let person = self.person(Role { local: false, ..Role::local(sex, age, None, relation) });
        Person { residence: "租户", ..person }
    }

    fn rent(&mut self, home: &mut Household) {
        for person in &mut home.people {
            person.residence = "租户";
        }
        home.landlord = Some(self.contact());
    }

    /// Somebody outside the community: a child elsewhere, a landlord, a volunteer.
    pub(super) fn contact(&mut self) -> Contact {
        let sex = self.sex();
        let name = format!("{}{}", names::surname(&mut self.rng), names::given(&mut self.rng, sex, 1968));
        Contact { name, phone: mobile(&mut self.rng) }
    }

    /// A child of this person who lives elsewhere.
    pub(super) fn child_elsewhere(&mut self, parent: &Person) -> Contact {
        let contact = self.contact();
        match names::surname_of(&parent.name) {
            Some(surname) if parent.sex == Sex::Male => {
                let sex = self.sex();
                Contact { name: format!("{surname}{}", names::given(&mut self.rng, sex, 1972)), ..contact }
            }
            _ => contact,
        }
    }

    fn add(&mut self, home: &mut Household, role: Role) {
        let person = self.person(role);
        self.join(home, person);
    }

    /// Adds a person under a name that nobody in the household has: name and room together are a key of the ledgers.
    fn join(&mut self, home: &mut Household, mut person: Person) {
        let mut tries = 0;
        while home.people.iter().any(|other| other.name == person.name) && tries < 50 {
            let surname = names::surname_of(&person.name).unwrap_or("王");
            person.name = if person.identity.document == Document::Passport {
                names::foreign(&mut self.rng).to_owned()
            } else {
                let born = chrono::Datelike::year(&person.born);
                format!("{surname}{}", names::given(&mut self.rng, person.sex, born))
            };
            tries += 1;
        }
        home.people.push(person);
    }

    fn person(&mut self, role: Role) -> Person {
        let days = i64::from(role.age) * 36_525 / 100 + i64::from(self.rng.below(360)) + 1;
        let born = shift(self.as_of, -days);
        let surname = role.surname.unwrap_or_else(|| names::surname(&mut self.rng));
        let ordinary = names::given(&mut self.rng, role.sex, chrono::Datelike::year(&born));
        let given = match (self.people % RARE_NAME_EVERY, self.people / RARE_NAME_EVERY) {
            (11, turn) => names::rare(turn).to_owned(),
            _ => ordinary,
        };
        self.people += 1;
        let local = role.local && !self.rng.per_mille(60);
        let identity: Identity = self.registrar.resident_id(&mut self.rng, local, born, role.sex);
        let residence = if role.local {
            self.rng.weighted(&[("户籍在住", 84), ("人户分离", 16)])
        } else {
            "人户分离"
        };
        Person {
            name: format!("{surname}{given}"),
            sex: role.sex,
            born,
            identity,
            phones: self.phones(role.age),
            new_phone: None,
            relation: role.relation,
            residence,
            nationality: None,
            tags: Vec::new(),
            presence: Presence::Home,
            emergency: None,
            carer: None,
            listing: Listing::Roster,
            id_writing: IdWriting::Right,
            returned: None,
            disagreement: None,
        }
    }

    fn phones(&mut self, age: u32) -> Vec<String> {
        let (mobiles, landlines) = match age {
            0..12 => (0, 0),
            12..60 => (960, 60),
            60..80 => (800, 450),
            _ => (450, 700),
        };
        let mut phones = Vec::new();
        if self.rng.per_mille(mobiles) {
            phones.push(mobile(&mut self.rng));
        }
        if self.rng.per_mille(landlines) {
            phones.push(landline(&mut self.rng));
        }
        phones
    }

    /// Old people thin out with age: most are just past `youngest`, a few near a hundred.
    fn elder_age(&mut self, youngest: u32) -> u32 {
        let span = 100 - youngest;
        youngest + self.rng.below(span).min(self.rng.below(span + 4))
    }

    fn sex(&mut self) -> Sex {
        if self.rng.per_mille(505) { Sex::Female } else { Sex::Male }
    }
}

const OUTSIDERS: &[(Option<(Document, &str)>, u32)] = &[
    (Some((Document::Passport, "美国")), 2),
    (Some((Document::Passport, "日本")), 2),
    (Some((Document::Passport, "法国")), 1),
    (Some((Document::HkMoTwPermit, "中国香港")), 2),
    (Some((Document::HomeReturnPermit, "中国香港")), 2),
    (Some((Document::TaiwanPermit, "中国台湾")), 2),
];

fn child_word(sex: Sex) -> &'static str {
    if sex == Sex::Male { "子" } else { "女" }
}
