//! Which figures are looked at, as it stands in the address. Pure.

use super::queries::{FiguresFilter, FiguresVariables};
use crate::calendar::Day;
use crate::graphql::enums::Asker;
use crate::graphql::scalars::{NeighbourhoodId, TopicId};

/// How long back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// Twelve whole weeks, and the days since.
    #[default]
    TwelveWeeks,
    /// Four whole weeks, and the days since.
    FourWeeks,
    /// From the first of January.
    Year,
}

impl Period {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::TwelveWeeks, Self::FourWeeks, Self::Year];

    /// In the address.
    pub fn key(self) -> &'static str {
        match self {
            Self::TwelveWeeks => "12w",
            Self::FourWeeks => "4w",
            Self::Year => "jaar",
        }
    }

    /// First and last day. The last is today: what is closed now counts now.
    pub fn days(self, today: Day) -> (Day, Day) {
        let weekday = i32::try_from(today.weekday()).unwrap_or_default();
        let monday = today.plus(-weekday);
        match self {
            Self::TwelveWeeks => (monday.plus(-84), today),
            Self::FourWeeks => (monday.plus(-28), today),
            Self::Year => (Day::of(today.civil().0, 1, 1).unwrap_or(today), today),
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// How long back.
    pub period: Period,
    /// In this area; everywhere when none.
    pub area: Option<NeighbourhoodId>,
    /// About this topic.
    pub topic: Option<TopicId>,
    /// Asked by this sort of person.
    pub asker: Option<Asker>,
}

const ASKERS: [(Asker, &str); 3] =
    [(Asker::Resident, "bewoner"), (Asker::InformalCarer, "mantelzorger"), (Asker::OnBehalf, "namens")];

/// What an asker is called in the address.
pub fn asker_key(asker: Asker) -> &'static str {
    ASKERS.iter().find(|(own, _)| *own == asker).map_or("", |(_, key)| key)
}

/// The asker of that name.
pub fn asker_of(key: &str) -> Option<Asker> {
    ASKERS.iter().find(|(_, own)| *own == key).map(|(asker, _)| *asker)
}

impl Look {
    /// From the names and values in the address; what isn't known is passed over.
    pub fn of_address(get: impl Fn(&str) -> Option<String>) -> Self {
        let period = get("periode").and_then(|key| Period::ALL.into_iter().find(|period| period.key() == key));
        let full = |name: &str| get(name).filter(|value| !value.is_empty());
        Self {
            period: period.unwrap_or_default(),
            area: full("buurt").and_then(|id| NeighbourhoodId::of_address(&id)),
            topic: full("onderwerp").and_then(|id| TopicId::of_address(&id)),
            asker: full("vraagt").and_then(|key| asker_of(&key)),
        }
    }

    /// Names and values for the address.
    pub fn address(&self) -> Vec<(&'static str, String)> {
        let period = (self.period != Period::default()).then(|| ("periode", self.period.key().to_owned()));
        let area = self.area.as_ref().map(|id| ("buurt", id.0.clone()));
        let topic = self.topic.as_ref().map(|id| ("onderwerp", id.0.clone()));
        let asker = self.asker.map(|asker| ("vraagt", asker_key(asker).to_owned()));
        period.into_iter().chain(area).chain(topic).chain(asker).collect()
    }

    /// What is asked of the server.
    pub fn variables(&self, today: Day) -> FiguresVariables {
        let (from, to) = self.period.days(today);
        let filter = FiguresFilter {
            from: Some(from),
            to: Some(to),
            neighbourhood_ids: self.area.clone().map(|id| vec![id]),
            topic_ids: self.topic.clone().map(|id| vec![id]),
            askers: self.asker.map(|asker| vec![asker]),
        };
        FiguresVariables { filter: Some(filter) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: &str = "neighbourhood_00000000000000000000000000000001";
    const TOPIC: &str = "topic_00000000000000000000000000000001";

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn twelve_weeks_end_today() {
        let monday = Period::TwelveWeeks.days(day("2026-11-23"));
        assert_eq!(monday, (day("2026-08-31"), day("2026-11-23")));
        assert_eq!(Period::TwelveWeeks.days(day("2026-11-25")), (day("2026-08-31"), day("2026-11-25")));
        assert_eq!(Period::FourWeeks.days(day("2026-11-23")), (day("2026-10-26"), day("2026-11-23")));
        assert_eq!(Period::Year.days(day("2027-01-01")), (day("2027-01-01"), day("2027-01-01")));
    }

    #[test]
    fn the_address_is_the_view() {
        let pairs = [("periode", "jaar"), ("buurt", AREA), ("onderwerp", TOPIC), ("vraagt", "mantelzorger")];
        let get = |name: &str| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        let look = Look::of_address(get);
        let expected: Vec<_> = pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        assert_eq!(look.address(), expected);
        assert_eq!(Look::of_address(|_| Some("onzin".to_owned())), Look::default());
        assert!(Look::default().address().is_empty());
    }
}
