//! Which list stands behind a figure, as it stands in the address. Pure: the same words make the link and read it.

use super::list_queries::{CaseFilter, InvolvementFilter};
use super::period_model::{Look, asker_key, asker_of};
use crate::calendar::Day;
use crate::graphql::enums::{AskBarrier, Asker, CaseStatus, DueReason, Outcome};
use crate::graphql::scalars::{NeighbourhoodId, TopicId};

const OPEN: [CaseStatus; 3] = [CaseStatus::New, CaseStatus::Active, CaseStatus::Waiting];

/// All outcomes, in the order of the glossary, with their word in the address.
pub const OUTCOMES: [(Outcome, &str); 8] = [
    (Outcome::SolvedTogether, "samen"),
    (Outcome::SolvedByNeighbour, "buur"),
    (Outcome::SolvedBySpecialist, "specialist"),
    (Outcome::ReferredOn, "doorverwezen"),
    (Outcome::NoFittingRule, "geen-regel"),
    (Outcome::NoCapacity, "geen-plek"),
    (Outcome::NoLongerWanted, "niet-meer"),
    (Outcome::NotReached, "geen-contact"),
];

const BARRIERS: [(AskBarrier, &str); 6] = [
    (AskBarrier::Distrust, "wantrouwen"),
    (AskBarrier::Shame, "schaamte"),
    (AskBarrier::FearOfRepayment, "terugbetalen"),
    (AskBarrier::DidNotKnow, "niet-geweten"),
    (AskBarrier::Language, "taal"),
    (AskBarrier::Other, "anders"),
];

const LATE: [(DueReason, &str); 3] =
    [(DueReason::Waiting, "wacht"), (DueReason::SignOfLife, "bericht"), (DueReason::Answer, "antwoord")];

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// Cases open at the end of the period.
    #[default]
    Open,
    /// Cases noted in the period.
    Opened,
    /// Cases closed in the period.
    Closed,
}

impl Counted {
    const ALL: [(Self, &'static str); 3] = [(Self::Open, "open"), (Self::Opened, "nieuw"), (Self::Closed, "klaar")];

    fn key(self) -> &'static str {
        Self::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, key)| key)
    }
}

/// The list behind a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseList {
    /// What is counted.
    pub counted: Counted,
    /// First day of the period.
    pub from: Option<Day>,
    /// Last day of the period.
    pub to: Option<Day>,
    /// In this area.
    pub area: Option<NeighbourhoodId>,
    /// About this topic.
    pub topic: Option<TopicId>,
    /// Asked by this sort of person.
    pub asker: Option<Asker>,
    /// Ended in one of these ways.
    pub outcomes: Vec<Outcome>,
    /// Not asked before because of this.
    pub barrier: Option<AskBarrier>,
    /// Too late.
    pub is_late: bool,
    /// Too late with this.
    pub late: Option<DueReason>,
    /// Days old at the end of the period, from and to.
    pub age: Option<(i32, Option<i32>)>,
}

impl CaseList {
    /// What is counted in this look, between these days.
    pub fn of(look: &Look, counted: Counted, from: Day, to: Day) -> Self {
        let (area, topic) = (look.area.clone(), look.topic.clone());
        Self { counted, from: Some(from), to: Some(to), area, topic, asker: look.asker, ..Self::default() }
    }

    /// From the names and values in the address.
    pub fn of_address(get: impl Fn(&str) -> Option<String>) -> Self {
        let full = |name: &str| get(name).filter(|value| !value.is_empty());
        let day = |name: &str| full(name).and_then(|text| Day::parse(&text));
        let counted = full("wat").and_then(|key| Counted::ALL.iter().find(|(_, own)| *own == key).map(|(it, _)| *it));
        let late = full("laat");
        let outcomes = full("uitkomst").unwrap_or_default();
        let outcomes = outcomes.split('.').filter_map(|key| OUTCOMES.iter().find(|(_, own)| *own == key));
        let age = full("oud").and_then(|text| {
            let (min, max) = text.split_once('-')?;
            Some((min.parse().ok()?, max.parse().ok()))
        });
        Self {
            counted: counted.unwrap_or_default(),
            from: day("van"),
            to: day("tot"),
            area: full("buurt").and_then(|id| NeighbourhoodId::of_address(&id)),
            topic: full("onderwerp").and_then(|id| TopicId::of_address(&id)),
            asker: full("vraagt").and_then(|key| asker_of(&key)),
            outcomes: outcomes.map(|(outcome, _)| *outcome).collect(),
            barrier: full("drempel").and_then(|key| BARRIERS.iter().find(|(_, own)| *own == key).map(|(it, _)| *it)),
            is_late: late.is_some(),
            late: late.and_then(|key| LATE.iter().find(|(_, own)| *own == key).map(|(it, _)| *it)),
            age,
        }
    }

    /// Names and values for the address.
    pub fn address(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("wat", self.counted.key().to_owned())];
        let mut put = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        put("van", self.from.map(Day::iso));
        put("tot", self.to.map(Day::iso));
        put("buurt", self.area.as_ref().map(|id| id.0.clone()));
        put("onderwerp", self.topic.as_ref().map(|id| id.0.clone()));
        put("vraagt", self.asker.map(|asker| asker_key(asker).to_owned()));
        let outcomes = OUTCOMES.iter().filter(|(it, _)| self.outcomes.contains(it)).map(|(_, key)| *key);
        let outcomes = outcomes.collect::<Vec<_>>().join(".");
        put("uitkomst", (!outcomes.is_empty()).then_some(outcomes));
        let barrier = self.barrier.and_then(|it| BARRIERS.iter().find(|(own, _)| *own == it));
        put("drempel", barrier.map(|(_, key)| (*key).to_owned()));
        let late = self.late.and_then(|it| LATE.iter().find(|(own, _)| *own == it)).map_or("ja", |(_, key)| key);
        put("laat", self.is_late.then(|| late.to_owned()));
        let age = self
            .age
            .map(|(min, max)| [&min.to_string(), "-", &max.map(|max| max.to_string()).unwrap_or_default()].concat());
        put("oud", age);
        pairs
    }

    /// The address of the list.
    pub fn href(&self) -> String {
        let pairs = self.address().into_iter().map(|(name, value)| [name, "=", &value].concat());
        ["/cijfers/vragen?", &pairs.collect::<Vec<_>>().join("&")].concat()
    }

    /// What is asked of the server: what the figure counts.
    pub fn filter(&self) -> CaseFilter {
        let some = |list: Vec<Outcome>| Some(list).filter(|list| !list.is_empty());
        let mut filter = CaseFilter {
            neighbourhood_ids: self.area.clone().map(|id| vec![id]),
            topic_ids: self.topic.clone().map(|id| vec![id]),
            askers: self.asker.map(|asker| vec![asker]),
            ask_barriers: self.barrier.map(|barrier| vec![barrier]),
            outcomes: some(self.outcomes.clone()),
            overdue: (self.is_late && self.late.is_none()).then_some(true),
            overdue_reasons: self.late.map(|late| vec![late]),
            in_figures: Some(true),
            ..CaseFilter::default()
        };
        match self.counted {
            // What is late is so now, whatever the period.
            Counted::Open if self.is_late => {}
            Counted::Open => self.narrow_to_open(&mut filter),
            Counted::Opened => (filter.opened_from, filter.opened_to) = (self.from, self.to),
            Counted::Closed => {
                filter.statuses = Some(vec![CaseStatus::Closed]);
                (filter.closed_from, filter.closed_to) = (self.from, self.to);
            }
        }
        filter
    }
}

impl CaseList {
    /// Open at the end of the period, and so old on that day; without a period, now.
    fn narrow_to_open(&self, filter: &mut CaseFilter) {
        let (min, max) = self.age.map_or((None, None), |(min, max)| (Some(min), max));
        if let Some(to) = self.to {
            filter.open_on = Some(to);
            filter.opened_from = max.map(|days| to.plus(-days));
            filter.opened_to = min.map(|days| to.plus(-days));
        } else {
            filter.statuses = Some(OPEN.to_vec());
            (filter.min_age_days, filter.max_age_days) = (min, max);
        }
    }
}

/// The answers behind the time to an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerList {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// In this area.
    pub area: Option<NeighbourhoodId>,
    /// On cases about this topic.
    pub topic: Option<TopicId>,
    /// On cases asked by this sort of person.
    pub asker: Option<Asker>,
}

impl AnswerList {
    /// What came in this look, between these days.
    pub fn of(look: &Look, from: Day, to: Day) -> Self {
        let (area, topic) = (look.area.clone(), look.topic.clone());
        Self { from: Some(from), to: Some(to), area, topic, asker: look.asker }
    }

    /// From the names and values in the address.
    pub fn of_address(get: impl Fn(&str) -> Option<String>) -> Self {
        let full = |name: &str| get(name).filter(|value| !value.is_empty());
        let day = |name: &str| full(name).and_then(|text| Day::parse(&text));
        Self {
            from: day("van"),
            to: day("tot"),
            area: full("buurt").and_then(|id| NeighbourhoodId::of_address(&id)),
            topic: full("onderwerp").and_then(|id| TopicId::of_address(&id)),
            asker: full("vraagt").and_then(|key| asker_of(&key)),
        }
    }

    /// The address of the list.
    pub fn href(&self) -> String {
        let pairs = [
            self.from.map(|day| ["van=", &day.iso()].concat()),
            self.to.map(|day| ["tot=", &day.iso()].concat()),
            self.area.as_ref().map(|id| ["buurt=", &id.0].concat()),
            self.topic.as_ref().map(|id| ["onderwerp=", &id.0].concat()),
            self.asker.map(|asker| ["vraagt=", asker_key(asker)].concat()),
        ];
        ["/cijfers/antwoorden?", &pairs.into_iter().flatten().collect::<Vec<_>>().join("&")].concat()
    }

    /// What is asked of the server.
    pub fn filter(&self) -> InvolvementFilter {
        InvolvementFilter {
            neighbourhood_ids: self.area.clone().map(|id| vec![id]),
            topic_ids: self.topic.clone().map(|id| vec![id]),
            askers: self.asker.map(|asker| vec![asker]),
            in_figures: Some(true),
            answered_from: self.from,
            answered_to: self.to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: &str = "neighbourhood_00000000000000000000000000000001";
    const TOPIC: &str = "topic_00000000000000000000000000000001";

    fn list() -> CaseList {
        CaseList {
            counted: Counted::Closed,
            from: Day::parse("2026-08-31"),
            to: Day::parse("2026-11-22"),
            area: Some(NeighbourhoodId(AREA.to_owned())),
            topic: Some(TopicId(TOPIC.to_owned())),
            asker: Some(Asker::InformalCarer),
            outcomes: vec![Outcome::SolvedTogether, Outcome::SolvedByNeighbour],
            barrier: Some(AskBarrier::Shame),
            is_late: true,
            late: Some(DueReason::Waiting),
            age: Some((8, Some(30))),
        }
    }

    fn read(pairs: &[(&'static str, String)]) -> CaseList {
        CaseList::of_address(|name| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn the_link_is_the_list() {
        assert_eq!(read(&list().address()), list());
        let oldest = CaseList { age: Some((91, None)), late: None, ..list() };
        assert_eq!(read(&oldest.address()), oldest);
        assert_eq!(read(&[]), CaseList::default());
        let odd = |name: &str| (name != "laat").then(|| "onzin".to_owned());
        assert_eq!(CaseList::of_address(odd), CaseList::default());
        let AnswerList { area, topic, asker, .. } = AnswerList::of_address(odd);
        assert_eq!((area, topic, asker), (None, None, None));
    }

    #[test]
    fn what_is_counted_is_what_is_asked() {
        let closed = list().filter();
        assert_eq!((closed.closed_from, closed.opened_from), (list().from, None));
        assert_eq!(closed.statuses, Some(vec![CaseStatus::Closed]));
        let late = CaseList { counted: Counted::Open, is_late: true, late: None, ..list() }.filter();
        assert_eq!((late.overdue, late.overdue_reasons, late.open_on), (Some(true), None, None));
        assert_eq!((late.statuses, late.in_figures), (None, Some(true)));
    }

    #[test]
    fn open_is_open_at_the_end_of_the_period() {
        let open = CaseList { counted: Counted::Open, is_late: false, late: None, ..list() };
        let asked = open.filter();
        assert_eq!((asked.open_on, asked.statuses), (open.to, None));
        assert_eq!((asked.opened_from, asked.opened_to), (Day::parse("2026-10-23"), Day::parse("2026-11-14")));
        let oldest = CaseList { age: Some((91, None)), ..open.clone() }.filter();
        assert_eq!((oldest.opened_from, oldest.opened_to), (None, Day::parse("2026-08-23")));
        let now = CaseList { to: None, ..open }.filter();
        assert_eq!((now.open_on, now.min_age_days, now.max_age_days), (None, Some(8), Some(30)));
        assert_eq!(now.statuses.map(|statuses| statuses.len()), Some(3));
    }

    #[test]
    fn answers_are_those_of_the_look() {
        let look = Look { asker: Some(Asker::Resident), topic: Some(TopicId(TOPIC.to_owned())), ..Look::default() };
        let day = |text: &str| Day::parse(text).unwrap();
        let answers = AnswerList::of(&look, day("2026-08-31"), day("2026-11-22"));
        let pairs = answers.href();
        let pairs: Vec<_> = pairs.split(['?', '&']).filter_map(|pair| pair.split_once('=')).collect();
        let get = |name: &str| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(AnswerList::of_address(get), answers);
        let asked = answers.filter();
        assert_eq!((asked.askers, asked.in_figures), (Some(vec![Asker::Resident]), Some(true)));
    }
}
