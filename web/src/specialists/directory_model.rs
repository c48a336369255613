//! What is asked of the directory, as it stands in the address, and what stands beside each filter. Pure.

use std::fmt::Write as _;

use super::facet_queries::SpecialistFacets;
use super::queries::{DirectoryVariables, SpecialistFilter};
use super::words_of::{capacity_name, channel_name, language_name};
use crate::graphql::enums::{Capacity, Channel, StaleReason};
use crate::graphql::scalars::{NeighbourhoodId, TopicId};
use crate::i18n::{Locale, words};

/// Areas that stand beside the list.
const AREAS: usize = 8;
/// Rows that come at once.
const ROWS: i32 = 20;
/// Rows that come each time somebody asks for more.
pub const MORE_ROWS: i32 = 50;

/// What somebody looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What was typed.
    pub search: String,
    /// The filters that are on.
    pub filters: Vec<Filter>,
}

/// One filter that can be on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filter {
    /// About this topic.
    Topic(TopicId),
    /// Serves this area.
    Neighbourhood(NeighbourhoodId),
    /// Has this much room.
    Capacity(Capacity),
    /// Can be met this way.
    Channel(Channel),
    /// Speaks this language.
    Language(String),
    /// Open at this moment.
    OpenNow,
    /// Costs nothing.
    Free,
    /// To be checked.
    Stale,
    /// To be checked for this reason.
    StaleBy(StaleReason),
    /// Checked, and not marked.
    Fresh,
}

const CAPACITIES: [(Capacity, &str); 4] = [
    (Capacity::Open, "ja"),
    (Capacity::Limited, "weinig"),
    (Capacity::Full, "vol"),
    (Capacity::ClosedTemporarily, "dicht"),
];
const CHANNELS: [(Channel, &str); 4] = [
    (Channel::Physical, "daar"),
    (Channel::Phone, "telefoon"),
    (Channel::Online, "online"),
    (Channel::AtHome, "thuis"),
];

impl Filter {
    /// Name and value in the address.
    fn pair(&self) -> (&'static str, &str) {
        let of = |found: Option<&'static str>| found.unwrap_or_default();
        match self {
            Self::Topic(id) => ("onderwerp", &id.0),
            Self::Neighbourhood(id) => ("buurt", &id.0),
            Self::Capacity(it) => ("plek", of(CAPACITIES.iter().find(|(own, _)| own == it).map(|(_, word)| *word))),
            Self::Channel(it) => ("hoe", of(CHANNELS.iter().find(|(own, _)| own == it).map(|(_, word)| *word))),
            Self::Language(code) => ("taal", code),
            Self::OpenNow => ("open", "nu"),
            Self::Free => ("kosten", "gratis"),
            Self::Stale => ("nakijken", "ja"),
            Self::StaleBy(StaleReason::Age) => ("nakijken", "oud"),
            Self::StaleBy(StaleReason::Marks) => ("nakijken", "gemeld"),
            Self::Fresh => ("nakijken", "nee"),
        }
    }

    fn of_pair(name: &str, value: &str) -> Option<Self> {
        match name {
            "onderwerp" => TopicId::of_address(value).map(Self::Topic),
            "buurt" => NeighbourhoodId::of_address(value).map(Self::Neighbourhood),
            "plek" => CAPACITIES.iter().find(|(_, word)| *word == value).map(|(it, _)| Self::Capacity(*it)),
            "hoe" => CHANNELS.iter().find(|(_, word)| *word == value).map(|(it, _)| Self::Channel(*it)),
            "taal" => Some(Self::Language(value.to_owned())),
            "open" => (value == "nu").then_some(Self::OpenNow),
            "kosten" => (value == "gratis").then_some(Self::Free),
            "nakijken" => match value {
                "ja" => Some(Self::Stale),
                "oud" => Some(Self::StaleBy(StaleReason::Age)),
                "gemeld" => Some(Self::StaleBy(StaleReason::Marks)),
                "nee" => Some(Self::Fresh),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Wanted {
    /// From the names and values in the address; what isn't known is passed over.
    pub fn of_address<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut wanted = Self::default();
        for (name, value) in pairs {
            if name == "zoek" {
                value.clone_into(&mut wanted.search);
            } else if let Some(filter) = Filter::of_pair(name, value) {
                wanted.filters.push(filter);
            }
        }
        wanted
    }

    /// Names and values for the address.
    pub fn address(&self) -> Vec<(&'static str, String)> {
        let search = Some(self.search.trim()).filter(|search| !search.is_empty());
        let search = search.map(|search| ("zoek", search.to_owned()));
        let filters = self.filters.iter().map(|filter| {
            let (name, value) = filter.pair();
            (name, value.to_owned())
        });
        search.into_iter().chain(filters).collect()
    }

    /// The address of this view of the page at a path.
    pub fn path(&self, page: &str) -> String {
        let encoded = |text: &str| {
            text.bytes().fold(String::new(), |mut all, byte| {
                match byte {
                    b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => all.push(char::from(byte)),
                    // Writing to a string can't fail.
                    _ => drop(write!(all, "%{byte:02X}")),
                }
                all
            })
        };
        let pairs: Vec<_> = self.address().iter().map(|(name, value)| [name, "=", &encoded(value)].concat()).collect();
        if pairs.is_empty() { page.to_owned() } else { [page, "?", &pairs.join("&")].concat() }
    }

    /// Whether a filter is on.
    pub fn has(&self, filter: &Filter) -> bool {
        self.filters.contains(filter)
    }

    /// The same with one filter put on or off.
    #[must_use]
    pub fn toggled(&self, filter: &Filter) -> Self {
        let mut next = self.clone();
        if self.has(filter) {
            next.filters.retain(|own| own != filter);
        } else {
            next.filters.push(filter.clone());
        }
        next
    }

    /// The same with nothing but what was typed.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self { search: self.search.clone(), filters: Vec::new() }
    }

    /// What is asked of the server, `rows` at once.
    pub fn variables(&self, rows: i32) -> DirectoryVariables {
        let mut filter = SpecialistFilter::default();
        for own in &self.filters {
            match own.clone() {
                Filter::Topic(id) => filter.topic_ids.get_or_insert_default().push(id),
                Filter::Neighbourhood(id) => filter.neighbourhood_ids.get_or_insert_default().push(id),
                Filter::Capacity(it) => filter.capacities.get_or_insert_default().push(it),
                Filter::Channel(it) => filter.channels.get_or_insert_default().push(it),
                Filter::Language(code) => filter.languages.get_or_insert_default().push(code),
                Filter::OpenNow => filter.open_now = Some(true),
                Filter::Free => filter.free = Some(true),
                Filter::Stale => filter.stale = Some(true),
                Filter::StaleBy(reason) => filter.stale_reasons.get_or_insert_default().push(reason),
                Filter::Fresh => filter.stale = Some(false),
            }
        }
        let search = Some(self.search.trim().to_owned()).filter(|search| !search.is_empty());
        DirectoryVariables { search, filter: Some(filter), first: Some(rows), after: None }
    }

    /// The first rows, or those that come after.
    pub fn variables_after(&self, after: Option<String>) -> DirectoryVariables {
        let rows = if after.is_some() { MORE_ROWS } else { ROWS };
        DirectoryVariables { after, ..self.variables(rows) }
    }
}

/// Filters that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// Its heading.
    pub legend: &'static str,
    /// Each with its words and how many it leaves.
    pub choices: Vec<FacetChoice>,
}

/// One filter with its words and how many it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetChoice {
    /// The filter.
    pub filter: Filter,
    /// Its words.
    pub words: String,
    /// How many it leaves.
    pub count: i32,
}

/// The filters beside the list, in reading order: `nearby` areas first. What leaves nothing and isn't on is left out, and
/// so is what only a link puts on; while it is on it leaves `found`.
pub fn facet_groups(
    locale: Locale,
    (facets, found): (&SpecialistFacets, i32),
    wanted: &Wanted,
    nearby: &[NeighbourhoodId],
) -> Vec<FacetGroup> {
    let choice = |filter: Filter, words: &str, count: i32| {
        (count > 0 || wanted.has(&filter)).then(|| FacetChoice { filter, words: words.to_owned(), count })
    };
    let mut areas: Vec<_> = facets.neighbourhoods.iter().collect();
    areas.sort_by_key(|facet| !nearby.contains(&facet.neighbourhood.id));
    let areas = areas.into_iter().enumerate().filter_map(|(place, facet)| {
        let filter = Filter::Neighbourhood(facet.neighbourhood.id.clone());
        // The first few, and whatever is on: a municipality has more areas than fit beside a list.
        if place >= AREAS && !wanted.has(&filter) {
            return None;
        }
        choice(Filter::Neighbourhood(facet.neighbourhood.id.clone()), &facet.neighbourhood.name, facet.count)
    });
    let capacities = CAPACITIES.iter().filter_map(|(capacity, _)| {
        let count = facets.capacities.iter().find(|facet| facet.capacity == *capacity).map_or(0, |facet| facet.count);
        choice(Filter::Capacity(*capacity), capacity_name(locale, *capacity), count)
    });
    let open = choice(Filter::OpenNow, words::specialists::open_now(locale), facets.open_now);
    let free = choice(Filter::Free, words::specialists::free(locale), facets.free);
    let stale = choice(Filter::Stale, words::specialists::to_check(locale), facets.stale);
    let linked = [
        (Filter::StaleBy(StaleReason::Age), words::figures::directory_age(locale)),
        (Filter::StaleBy(StaleReason::Marks), words::figures::directory_marks(locale)),
        (Filter::Fresh, words::figures::directory_fresh(locale)),
    ];
    let linked = linked.into_iter().filter_map(|(filter, words)| {
        wanted.has(&filter).then(|| FacetChoice { filter, words: words.to_owned(), count: found })
    });
    let stale = stale.into_iter().chain(linked);
    let channels = CHANNELS.iter().filter_map(|(channel, _)| {
        let count = facets.channels.iter().find(|facet| facet.channel == *channel).map_or(0, |facet| facet.count);
        choice(Filter::Channel(*channel), channel_name(locale, *channel), count)
    });
    let languages = facets.languages.iter().filter(|facet| facet.language != "nl").filter_map(|facet| {
        choice(Filter::Language(facet.language.clone()), &language_name(locale, &facet.language), facet.count)
    });
    let topics = facets
        .topics
        .iter()
        .filter_map(|facet| choice(Filter::Topic(facet.topic.id.clone()), &facet.topic.name, facet.count));
    [
        (words::specialists::facet_area(locale), areas.collect::<Vec<_>>()),
        (words::specialists::facet_room(locale), capacities.collect()),
        (words::specialists::facet_how(locale), open.into_iter().chain(free).chain(channels).chain(stale).collect()),
        (words::specialists::facet_language(locale), languages.collect()),
        (words::specialists::facet_topic(locale), topics.collect()),
    ]
    .into_iter()
    .filter(|(_, choices)| !choices.is_empty())
    .map(|(legend, choices)| FacetGroup { legend, choices })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text: &str) -> Wanted {
        Wanted::of_address(text.split('&').filter_map(|pair| pair.split_once('=')))
    }

    #[test]
    fn the_address_is_the_view() {
        let view = wanted(
            "zoek=geldzorgen&buurt=neighbourhood_00000000000000000000000000000001&plek=weinig&hoe=thuis&taal=pl\
            &open=nu&kosten=gratis&nakijken=ja&onderwerp=topic_00000000000000000000000000000001",
        );
        assert_eq!(view.filters.len(), 8);
        let pairs = view.address();
        assert_eq!(Wanted::of_address(pairs.iter().map(|(name, value)| (*name, value.as_str()))), view);
    }

    #[test]
    fn a_view_has_an_address_on_every_page() {
        assert_eq!(wanted("zoek=snap ik niet&kosten=gratis").path("/p"), "/p?zoek=snap%20ik%20niet&kosten=gratis");
        assert_eq!(wanted("zoek=caf\u{e9}").path("/p"), "/p?zoek=caf%C3%A9");
        assert_eq!(wanted("").path("/p"), "/p");
    }

    #[test]
    fn each_figure_of_the_directory_has_its_view() {
        for (text, stale, reasons) in [
            ("nakijken=ja", Some(true), None),
            ("nakijken=nee", Some(false), None),
            ("nakijken=oud", None, Some(vec![StaleReason::Age])),
            ("nakijken=gemeld", None, Some(vec![StaleReason::Marks])),
        ] {
            let view = wanted(text);
            let filter = view.variables(ROWS).filter.unwrap();
            assert_eq!((filter.stale, filter.stale_reasons), (stale, reasons), "{text}");
            assert_eq!(view.address().len(), 1);
            let groups = facet_groups(Locale::Nl, (&SpecialistFacets::default(), 7), &view, &[]);
            let on = groups.iter().flat_map(|group| &group.choices).filter(|choice| view.has(&choice.filter));
            assert_eq!(on.count(), 1, "{text} can be put off");
        }
    }

    #[test]
    fn what_the_address_says_wrongly_is_passed_over() {
        assert_eq!(wanted("plek=groot&hoe=fax&open=later&iets=anders&buurt=onzin&onderwerp="), Wanted::default());
    }

    #[test]
    fn a_filter_goes_on_and_off() {
        let on = wanted("zoek=geld").toggled(&Filter::Free);
        assert!(on.has(&Filter::Free));
        assert_eq!(on.toggled(&Filter::Free), wanted("zoek=geld"));
        assert_eq!(on.unfiltered(), wanted("zoek=geld"));
    }

    #[test]
    fn filters_become_the_question() {
        let asked = wanted("zoek= geld &taal=pl&taal=tr&open=nu").variables(ROWS);
        let filter = asked.filter.unwrap();
        assert_eq!(asked.search.as_deref(), Some("geld"));
        assert_eq!(filter.languages, Some(vec!["pl".to_owned(), "tr".to_owned()]));
        assert_eq!((filter.open_now, filter.free, filter.kinds), (Some(true), None, None));
        assert_eq!(wanted("zoek=  ").variables(ROWS).search, None);
    }
}
