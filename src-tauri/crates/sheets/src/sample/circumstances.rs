//! What befalls people: 重点类别, 在住状态, isolation, returning, and the slips of the pen of whoever wrote the ledgers.
//!
//! Everything here happens to people who exist already; the families themselves are made in `family`.

use chrono::{Datelike, NaiveDate};

use super::{
    family::Maker,
    identity::mobile,
    person::{
        Contact, Disagreement, Document, Household, IdWriting, Person, Presence, Quarters, Return, Sex, Tag,
        shift,
    },
};

/// Every `period`th time, beginning with the `first`th: a controlled number of oddities at any size and for any seed.
#[derive(Debug, Default)]
struct Every(u32);

impl Every {
    fn hit(&mut self, period: u32, first: u32) -> bool {
        let hit = self.0 % period == first;
        self.0 = self.0.wrapping_add(1);
        hit
    }
}

/// Deals out the oddities over the whole community.
#[derive(Debug, Default)]
pub(super) struct Fate {
    lost: Every,
    wrong: Every,
    fifteen: Every,
    missing: Every,
    birth_date: Every,
    id_number: Every,
    twice: Every,
    new_phone: Every,
    pub(super) settled: Settled,
}

/// When newcomers come: the counters of empty rooms, tenants and families.
#[derive(Debug, Default)]
pub(super) struct Settled {
    empty_rooms: Every,
    tenants: Every,
    families: Every,
}

impl Settled {
    /// New tenants take this empty room.
    pub(super) fn takes_empty_room(&mut self) -> bool {
        self.empty_rooms.hit(10, 2)
    }

    /// One more tenant joins these.
    pub(super) fn tenant_joins(&mut self) -> bool {
        self.tenants.hit(12, 3)
    }

    /// A grown-up child comes back to this family.
    pub(super) fn child_returns(&mut self) -> bool {
        self.families.hit(20, 3)
    }
}

/// The words of a list whose members are chronically ill, disabled or in treatment: the 慢性病 sheet.
pub(super) const CHRONIC: &[&str] =
    &["高血压", "糖尿病", "肿瘤放化疗", "残疾", "卧床", "失能", "吸氧", "严重精神障碍"];

/// True when the 独居高龄老人 list has this person.
pub(super) fn on_alone_list(person: &Person, as_of: NaiveDate) -> bool {
    person.in_roster() && person.tag("独居").is_some() && person.age_on(as_of) >= 70
}

/// True when the 慢性病 sheet has this person.
pub(super) fn on_chronic_list(person: &Person) -> bool {
    person.in_roster() && person.tags.iter().any(|tag| CHRONIC.contains(&tag.word))
}

impl Maker {
    /// Tags, presence and contacts for one household of the roster.
    pub(super) fn befall(&mut self, home: &mut Household, volunteers: &[Contact]) {
        let as_of = self.as_of;
        let all_old = home.people.iter().all(|person| person.age_on(as_of) >= 60);
        let size = home.people.len();
        for person in &mut home.people {
            self.tags(person, all_old, size);
            if all_old {
                person.emergency = (!self.rng.per_mille(60)).then(|| self.child_elsewhere(person));
            }
            if all_old && size == 1 && person.age_on(as_of) >= 70 && self.rng.per_mille(750) {
                let at = self.rng.below(volunteers.len() as u32) as usize;
                person.carer = volunteers.get(at).cloned();
            }
        }
        self.presence(home);
    }

    fn tags(&mut self, person: &mut Person, all_old: bool, size: usize) {
        let age = person.age_on(self.as_of);
        let mut words: Vec<&'static str> = Vec::new();
        if all_old && size == 1 {
            words.push("独居");
            match self.rng.below(1000) {
                0..15 => words.push("孤老"),
                15..25 => words.push("失独"),
                _ => {}
            }
        } else if all_old {
            words.push(if self.rng.per_mille(800) { "空巢" } else { "纯老家庭" });
        }
        if person.residence != "境外" {
            const RATES: &[(&str, std::ops::Range<u32>, u32)] = &[
                ("高血压", 60..200, 180),
                ("高血压", 40..60, 25),
                ("糖尿病", 60..200, 90),
                ("糖尿病", 40..60, 15),
                ("血透", 45..200, 5),
                ("肿瘤放化疗", 50..200, 6),
                ("残疾", 30..200, 15),
                ("卧床", 80..200, 15),
                ("失能", 80..200, 15),
                ("吸氧", 70..200, 5),
                ("严重精神障碍", 25..70, 3),
                ("低保", 18..200, 8),
                ("优抚", 75..200, 10),
                ("党员", 60..200, 60),
                ("党员", 25..60, 30),
                ("志愿者", 45..72, 20),
                ("婴幼儿", 0..4, 1000),
            ];
            words.extend(RATES.iter().filter_map(|(word, ages, rate)| {
                (ages.contains(&age) && self.rng.per_mille(*rate)).then_some(*word)
            }));
        }
        person.tags = words.into_iter().map(|word| self.tag(word)).collect();
        if person.sex == Sex::Female && (23..40).contains(&age) && self.rng.per_mille(35) {
            let days = self.rng.between(5, 230);
            let month = 10 - days / 28;
            person.tags.push(Tag {
                word: "孕产妇",
                detail: Some(format!("孕{month}月")),
                date: Some(shift(self.as_of, i64::from(days))),
            });
        }
    }

    fn tag(&mut self, word: &'static str) -> Tag {
        let (detail, date) = match word {
            "血透" => (Some(self.rng.word(&["每周一三五", "每周二四六", "每周二五"]).to_owned()), None),
            "肿瘤放化疗" => {
                (Some(self.rng.word(&["每三周化疗一次", "放疗中", "口服靶向药"]).to_owned()), None)
            }
            "高血压" => (Some(self.rng.word(&["氨氯地平", "缬沙坦", "硝苯地平控释片"]).to_owned()), None),
            "糖尿病" => (Some(self.rng.word(&["二甲双胍", "胰岛素", "阿卡波糖"]).to_owned()), None),
            "残疾" => {
                (Some(self.rng.word(&["肢体二级", "视力一级", "听力三级", "智力二级"]).to_owned()), None)
            }
            _ => (None, None),
        };
        Tag { word, detail, date }
    }

    fn presence(&mut self, home: &mut Household) {
        const CAUSES: &[&str] = &["密接", "次密接", "同楼阳性", "同住人密接"];
        let ago = |maker: &mut Self, most: u32| shift(maker.as_of, -i64::from(maker.rng.between(1, most)));
        match self.rng.below(1000) {
            // The whole household shut in.
            0..14 => {
                let from = ago(self, 12);
                let cause = self.rng.word(CAUSES);
                for person in &mut home.people {
                    person.presence = Presence::HomeIsolation(from, shift(from, 14), cause);
                }
            }
            // One taken away, and the others shut in since.
            14..24 => {
                let from = ago(self, 10);
                let taken = self.rng.below(home.people.len() as u32) as usize;
                for (at, person) in home.people.iter_mut().enumerate() {
                    person.presence = if at == taken {
                        let site = self.rng.word(&[
                            "如家酒店延春路店",
                            "国展方舱",
                            "锦江之星政立路店",
                            "新江湾城方舱",
                        ]);
                        let room = format!("{}{:02}", self.rng.between(2, 9), self.rng.between(1, 30));
                        let cause = self.rng.word(&["密接", "阳性"]);
                        Presence::CentralIsolation(from, shift(from, 14), cause, Quarters { site, room })
                    } else {
                        Presence::HomeIsolation(from, shift(from, 14), "同住人密接")
                    };
                }
            }
            _ => {
                for person in &mut home.people {
                    self.alone_presence(person);
                }
            }
        }
    }

    fn alone_presence(&mut self, person: &mut Person) {
        let age = person.age_on(self.as_of);
        match self.rng.below(1000) {
            0..35 => {
                let since = shift(self.as_of, -i64::from(self.rng.between(10, 200)));
                let place =
                    self.rng.word(&["回老家", "去外地女儿家", "出差苏州", "在浦东儿子家", "海南过冬"]);
                person.presence = Presence::Away(since, place);
            }
            35..47 if age >= 60 => {
                let since = shift(self.as_of, -i64::from(self.rng.between(2, 40)));
                person.presence =
                    Presence::Hospital(since, self.rng.word(&["新华医院", "杨浦区中心医院", "长海医院"]));
            }
            47..59 if (18..60).contains(&age) => self.come_back(person),
            _ => {}
        }
    }

    /// Back in Shanghai within the last days, and so shut in at home for a fortnight.
    pub(super) fn come_back(&mut self, person: &mut Person) {
        let day = shift(self.as_of, -i64::from(self.rng.between(1, 12)));
        let (origin, transport, trip) = self
            .rng
            .weighted(&[
                (Some(("江苏省苏州市", "高铁", "G7")), 3),
                (Some(("安徽省滁州市", "高铁", "G1")), 3),
                (Some(("广东省深圳市", "飞机", "MU5")), 2),
                (Some(("吉林省长春市", "飞机", "9C8")), 1),
                (Some(("浙江省嘉兴市", "自驾", "")), 2),
            ])
            .unwrap_or(("江苏省苏州市", "高铁", "G7"));
        let trip = if trip.is_empty() {
            "沪A·".to_owned() + &self.rng.digits(5)
        } else {
            trip.to_owned() + &self.rng.digits(3)
        };
        person.returned = Some(Return { origin, day, transport, trip });
        person.presence = Presence::HomeIsolation(day, shift(day, 14), "返沪人员");
    }

    /// Slips of the pen, dealt out one by one over the whole community.
    pub(super) fn misreport(&mut self, person: &mut Person, fate: &mut Fate) {
        if !person.in_roster() {
            return;
        }
        let age = person.age_on(self.as_of);
        if age >= 14 && fate.new_phone.hit(33, 4) {
            person.new_phone = Some(mobile(&mut self.rng));
        }
        if person.identity.document != Document::ResidentId {
            return;
        }
        let all_digits = !person.identity.text.ends_with('X');
        person.id_writing = if all_digits && fate.lost.hit(200, 17) {
            IdWriting::LostDigits
        } else if fate.wrong.hit(600, 31) {
            IdWriting::WrongCheckDigit
        } else if age >= 40 && person.born.year() < 2000 && fate.fifteen.hit(150, 23) {
            IdWriting::FifteenDigits
        } else if fate.missing.hit(120, 40) {
            IdWriting::Missing
        } else {
            IdWriting::Right
        };
        if person.id_writing != IdWriting::Right || age < 18 {
            return;
        }
        if on_alone_list(person, self.as_of) && fate.birth_date.hit(110, 3) {
            person.disagreement = Some(Disagreement::BirthDate(shift(person.born, 731)));
        } else if on_chronic_list(person) && fate.id_number.hit(150, 5) {
            let other = self.registrar.mistaken(&mut self.rng, &person.identity, person.born, person.sex);
            person.disagreement = Some(Disagreement::IdNumber(other.text));
        } else if fate.twice.hit(1500, 20) {
            let born = shift(person.born, 366);
            let other = self.registrar.mistaken(&mut self.rng, &person.identity, born, person.sex);
            person.disagreement = Some(Disagreement::ListedTwice(other.text));
        }
    }
}
