//! A view of the directory on paper: what stands at its head, what belongs together, and hours in few words. Pure.

use super::directory_model::{Filter, Wanted};
use super::facet_queries::SpecialistFacets;
use super::print_queries::PrintEntry;
use super::queries::{OpeningHours, OpeningState};
use super::words_of::{HoursLine, hours, weekday_of};
use crate::calendar::{Day, day_month_year, weekday};
use crate::i18n::{Locale, capital, words};

/// Entries under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The topic.
    pub name: String,
    /// As people ask it.
    pub question: String,
    /// Those about it, as they were found.
    pub entries: Vec<PrintEntry>,
}

/// Entries by topic, the topics in reading order. An entry stands once: under the topic that was asked for, or else under
/// its main one.
pub fn groups(entries: &[PrintEntry], facets: &SpecialistFacets, wanted: &Wanted) -> Vec<Group> {
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for entry in entries {
        let asked = entry.topics.iter().find(|topic| wanted.has(&Filter::Topic(topic.id.clone())));
        let Some(topic) = asked.or(entry.topics.first()) else { continue };
        if let Some((_, group)) = groups.iter_mut().find(|(_, group)| group.name == topic.name) {
            group.entries.push(entry.clone());
            continue;
        }
        let place = facets.topics.iter().position(|facet| facet.topic.id == topic.id).unwrap_or(usize::MAX);
        let group = Group { name: topic.name.clone(), question: topic.question.clone(), entries: vec![entry.clone()] };
        groups.push((place, group));
    }
    groups.sort_by_key(|(place, _)| *place);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The head of the paper: its title, for which area, and when it was made.
pub fn head(locale: Locale, facets: &SpecialistFacets, wanted: &Wanted, today: Day) -> (String, Vec<String>) {
    let chosen =
        |of: &dyn Fn(&Filter) -> Option<String>| wanted.filters.iter().filter_map(of).collect::<Vec<_>>().join(", ");
    let topics = chosen(&|filter| match filter {
        Filter::Topic(id) => {
            facets.topics.iter().find(|facet| facet.topic.id == *id).map(|facet| facet.topic.name.clone())
        }
        _ => None,
    });
    let areas = chosen(&|filter| match filter {
        Filter::Neighbourhood(id) => facets
            .neighbourhoods
            .iter()
            .find(|facet| facet.neighbourhood.id == *id)
            .map(|facet| facet.neighbourhood.name.clone()),
        _ => None,
    });
    let title = if topics.is_empty() { words::print::all_topics(locale).to_owned() } else { topics };
    let area = if areas.is_empty() { words::specialists::everywhere(locale).to_owned() } else { areas };
    let search = Some(wanted.search.trim()).filter(|search| !search.is_empty());
    let made = [weekday(locale, today), " ", &day_month_year(locale, today)].concat();
    let lines = [
        Some(area),
        search.map(|search| words::print::searched(locale, search)),
        Some(words::print::made(locale, &made)),
    ];
    (title, lines.into_iter().flatten().collect())
}

/// When it is open, in few words: days with the same hours are one.
pub fn when_open(locale: Locale, opening: &[OpeningHours], state: OpeningState) -> String {
    if state.round_the_clock {
        return words::specialists::round_the_clock(locale).to_owned();
    }
    // Any Monday: the week begins with it then.
    let lines = hours(locale, opening, Day(4));
    if lines.is_empty() {
        return words::specialists::by_appointment(locale).to_owned();
    }
    let mut spans: Vec<(usize, usize, &HoursLine)> = Vec::new();
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_closed) {
        match spans.last_mut() {
            Some((_, last, same)) if *last + 1 == place && same.hours == line.hours => *last = place,
            _ => spans.push((place, place, line)),
        }
    }
    let said = spans.into_iter().map(|(first, last, line)| {
        let (from, to) = (weekday_of(locale, first), weekday_of(locale, last));
        let days = match last - first {
            0 => from.to_owned(),
            1 => [from, to].join(words::specialists::and(locale)),
            _ => words::print::days(locale, from, to),
        };
        [&days, " ", &line.hours].concat()
    });
    capital(&said.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::graphql::enums::Weekday;
    use crate::graphql::scalars::TopicId;
    use crate::specialists::facet_queries::TopicFacet;
    use crate::specialists::queries::{OrganisationName, TopicQuestion};

    fn topic(id: &str) -> TopicQuestion {
        TopicQuestion { id: TopicId(id.to_owned()), name: capital(id), question: ["Vraag over ", id].concat() }
    }

    /// An entry on paper about these topics.
    pub fn entry(name: &str, topics: &[&str]) -> PrintEntry {
        PrintEntry {
            is_public: true,
            name: name.to_owned(),
            organisation: OrganisationName { name: "Organisatie".to_owned() },
            topics: topics.iter().map(|id| topic(id)).collect(),
            for_whom: String::new(),
            not_for_whom: String::new(),
            how_to_get_in: String::new(),
            cost: String::new(),
            phone: None,
            address: None,
            address_is_confidential: false,
            opening_hours: Vec::new(),
            opening_state: OPEN,
        }
    }

    const OPEN: OpeningState =
        OpeningState { is_open: false, by_appointment: false, round_the_clock: false, changes_at: None };

    fn facets() -> SpecialistFacets {
        let topics = ["geld", "taal"].iter().map(|id| TopicFacet { topic: topic(id), count: 1 }).collect();
        SpecialistFacets { topics, ..SpecialistFacets::default() }
    }

    #[test]
    fn an_entry_stands_once_under_its_topic() {
        let entries = [entry("Taalhuis", &["taal", "geld"]), entry("Schuldhulp", &["geld"]), entry("Café", &["taal"])];
        let told = |wanted: &Wanted| -> Vec<(String, Vec<String>)> {
            let groups = groups(&entries, &facets(), wanted).into_iter();
            groups.map(|group| (group.name, group.entries.into_iter().map(|entry| entry.name).collect())).collect()
        };
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told(&Wanted::default()),
            [("Geld".to_owned(), names(&["Schuldhulp"])), ("Taal".to_owned(), names(&["Taalhuis", "Café"]))]
        );
        let about_money = Wanted { search: String::new(), filters: vec![Filter::Topic(TopicId("geld".to_owned()))] };
        assert_eq!(told(&about_money)[0], ("Geld".to_owned(), names(&["Taalhuis", "Schuldhulp"])));
    }

    #[test]
    fn the_head_says_what_where_and_when() {
        let wanted = Wanted {
            search: "post".to_owned(),
            filters: vec![Filter::Topic(TopicId("geld".to_owned())), Filter::Free],
        };
        let (title, lines) = head(Locale::Nl, &facets(), &wanted, Day::parse("2026-11-24").unwrap());
        let lines: Vec<_> = lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect();
        assert_eq!(title, "Geld");
        assert_eq!(lines, ["Heel de gemeente", "Gezocht: ‘post’", "Gemaakt op dinsdag 24 november 2026"]);
    }

    #[test]
    fn days_with_the_same_hours_are_one() {
        let day =
            |weekday, closes: &str| OpeningHours { weekday, opens: "09:00".to_owned(), closes: closes.to_owned() };
        let opening = [
            day(Weekday::Monday, "17:00"),
            day(Weekday::Tuesday, "17:00"),
            day(Weekday::Wednesday, "17:00"),
            day(Weekday::Friday, "12:00"),
            day(Weekday::Saturday, "12:00"),
        ];
        assert_eq!(
            when_open(Locale::Nl, &opening, OPEN).replace('\u{a0}', " "),
            "Maandag tot en met woensdag 09.00 tot 17.00 uur; vrijdag en zaterdag 09.00 tot 12.00 uur"
        );
        assert_eq!(when_open(Locale::Nl, &[], OPEN), "Op afspraak");
        assert_eq!(
            when_open(Locale::Nl, &opening, OpeningState { round_the_clock: true, ..OPEN }),
            "Dag en nacht open"
        );
    }
}
