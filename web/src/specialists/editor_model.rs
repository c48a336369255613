//! An entry as it is written in the form, and as it is sent. Pure.

use serde::{Deserialize, Serialize};

use super::changes::{OpeningHoursInput, SpecialistInput};
use super::queries::{OpeningHours, Specialist};
use crate::graphql::enums::{Capacity, Channel, SpecialistKind, Weekday};
use crate::graphql::scalars::{Email, NeighbourhoodId, OrganisationId, Phone, TopicId};
use crate::graphql::{SteadyKey, UserError};
use crate::i18n::{Locale, words};

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const DUTCH: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
const ENGLISH: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// The languages that can be ticked.
pub const LANGUAGES: [&str; 7] = ["nl", "en", "tr", "ar", "pl", "uk", "ti"];
/// The ways to meet that can be ticked.
pub const CHANNELS: [Channel; 4] = [Channel::Physical, Channel::Phone, Channel::Online, Channel::AtHome];
/// How much room there can be.
pub const CAPACITIES: [Capacity; 4] = [Capacity::Open, Capacity::Limited, Capacity::Full, Capacity::ClosedTemporarily];

/// What stands in the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose it is; empty until chosen.
    pub organisation: String,
    /// What it is called.
    pub name: String,
    /// Who helps.
    pub kind: SpecialistKind,
    /// What they do.
    pub description: String,
    /// About what, in the order they were ticked.
    pub topics: Vec<TopicId>,
    /// Where.
    pub areas: Vec<NeighbourhoodId>,
    /// Everywhere.
    pub everywhere: bool,
    /// How to meet.
    pub channels: Vec<Channel>,
    /// When, as it is typed.
    pub hours: String,
    /// ISO 639-1.
    pub languages: Vec<String>,
    /// In words.
    pub cost: String,
    /// For whom.
    pub for_whom: String,
    /// Not for whom.
    pub not_for_whom: String,
    /// How to get in.
    pub how_to_get_in: String,
    /// To call.
    pub phone: String,
    /// To write.
    pub email: String,
    /// Its site.
    pub website: String,
    /// Where.
    pub address: String,
    /// The address isn't told.
    pub is_confidential: bool,
    /// Whether there is room.
    pub capacity: Capacity,
    /// For everybody.
    pub is_public: bool,
}

impl Default for Draft {
    fn default() -> Self {
        let empty = String::new;
        Self {
            organisation: empty(),
            name: empty(),
            kind: SpecialistKind::Professional,
            description: empty(),
            topics: Vec::new(),
            areas: Vec::new(),
            everywhere: true,
            channels: vec![Channel::Phone],
            hours: empty(),
            languages: vec!["nl".to_owned()],
            cost: empty(),
            for_whom: empty(),
            not_for_whom: empty(),
            how_to_get_in: empty(),
            phone: empty(),
            email: empty(),
            website: empty(),
            address: empty(),
            is_confidential: false,
            capacity: Capacity::Open,
            is_public: true,
        }
    }
}

impl Draft {
    /// The form of an entry that is there.
    pub fn of(locale: Locale, entry: &Specialist) -> Self {
        let entry = entry.clone();
        Self {
            organisation: entry.organisation.id.0,
            name: entry.name,
            kind: entry.kind,
            description: entry.description,
            topics: entry.topics.into_iter().map(|topic| topic.id).collect(),
            areas: entry.areas_served.into_iter().map(|area| area.id).collect(),
            everywhere: entry.whole_municipality,
            channels: entry.channels,
            hours: write_hours(locale, &entry.opening_hours),
            languages: entry.languages,
            cost: entry.cost,
            for_whom: entry.for_whom,
            not_for_whom: entry.not_for_whom,
            how_to_get_in: entry.how_to_get_in,
            phone: entry.phone.map(|phone| phone.0).unwrap_or_default(),
            email: entry.email.map(|email| email.0).unwrap_or_default(),
            website: entry.website.unwrap_or_default(),
            address: entry.address.unwrap_or_default(),
            is_confidential: entry.address_is_confidential,
            capacity: entry.capacity,
            is_public: entry.is_public,
        }
    }

    /// What is plainly missing or can't be read, before anything is sent. The rest is the server's to judge.
    pub fn missing(&self, locale: Locale) -> Vec<UserError> {
        let needed = [
            ("name", &self.name),
            ("description", &self.description),
            ("forWhom", &self.for_whom),
            ("howToGetIn", &self.how_to_get_in),
            ("cost", &self.cost),
        ];
        let empty = needed.into_iter().filter(|(_, text)| text.trim().is_empty());
        let mut missing: Vec<_> =
            empty.map(|(field, _)| UserError::missing(field, words::dialogs::required(locale))).collect();
        if self.organisation.is_empty() {
            missing.push(UserError::missing("organisationId", words::dialogs::choose(locale)));
        }
        if read_hours(&self.hours).is_none() {
            missing.push(UserError::missing("openingHours", words::specialists::hours_wrong(locale)));
        }
        missing
    }

    /// What is sent; None when the hours can't be read.
    pub fn input(&self) -> Option<SpecialistInput> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let draft = self.clone();
        Some(SpecialistInput {
            organisation_id: OrganisationId(draft.organisation),
            name: draft.name.trim().to_owned(),
            kind: draft.kind,
            description: draft.description.trim().to_owned(),
            topic_ids: draft.topics,
            neighbourhood_ids: if draft.everywhere { Vec::new() } else { draft.areas },
            whole_municipality: draft.everywhere,
            channels: draft.channels,
            opening_hours: read_hours(&draft.hours)?,
            languages: draft.languages,
            cost: draft.cost.trim().to_owned(),
            for_whom: draft.for_whom.trim().to_owned(),
            not_for_whom: draft.not_for_whom.trim().to_owned(),
            how_to_get_in: draft.how_to_get_in.trim().to_owned(),
            phone: some(&draft.phone).map(Phone),
            email: some(&draft.email).map(Email),
            website: some(&draft.website),
            address: some(&draft.address),
            address_is_confidential: draft.is_confidential,
            capacity: draft.capacity,
            is_public: draft.is_public,
        })
    }
}

/// What was written and isn't saved yet, as this tab keeps it. With the entry on which it was begun: what somebody else
/// changed since then is still met when it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unsaved {
    /// As it stands in the form.
    pub draft: Draft,
    /// As the entry was, and its version.
    pub begun: (Draft, i32),
    /// Of the try that was not answered.
    pub key: SteadyKey,
}

impl Unsaved {
    /// What was kept; None when it can't be read, or when `now` the entry is just so.
    pub fn kept(json: Option<&str>, now: &Draft) -> Option<Self> {
        let kept: Self = serde_json::from_str(json?).ok()?;
        (kept.draft != *now).then_some(kept)
    }

    /// The text to keep; None when nothing was changed.
    pub fn json(&self) -> Option<String> {
        let is_changed = self.draft != self.begun.0;
        is_changed.then(|| serde_json::to_string(self).ok()).flatten()
    }
}

/// Hours as they are typed, "ma-vr 09:00-17:00; di 18:30-20:00", in Dutch or English; None when they can't be read.
pub fn read_hours(text: &str) -> Option<Vec<OpeningHoursInput>> {
    let mut hours = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (days, times) = part.rsplit_once(' ')?;
        let (opens, closes) = times.split_once('-')?;
        let (opens, closes) = (clock(opens)?, clock(closes)?);
        for stretch in days.split(',').map(str::trim) {
            let (from, to) = stretch.split_once('-').unwrap_or((stretch, stretch));
            let (from, to) = (day_of(from)?, day_of(to)?);
            for weekday in WEEK.get(from..=to)? {
                hours.push(OpeningHoursInput { weekday: *weekday, opens: opens.clone(), closes: closes.clone() });
            }
        }
    }
    Some(hours)
}

fn day_of(text: &str) -> Option<usize> {
    let text = text.trim().to_lowercase();
    let of = |names: [&str; 7]| names.iter().position(|name| *name == text);
    of(DUTCH).or_else(|| of(ENGLISH))
}

/// `HH:MM`, also from "9:00" and "9.00".
fn clock(text: &str) -> Option<String> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_time = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    is_time.then(|| format!("{hour:02}:{minute:02}"))
}

/// Hours as they are typed, days with the same hours together.
pub fn write_hours(locale: Locale, hours: &[OpeningHours]) -> String {
    let names = match locale {
        Locale::Nl => DUTCH,
        Locale::En => ENGLISH,
    };
    let mut parts: Vec<(String, Vec<usize>)> = Vec::new();
    for (index, weekday) in WEEK.iter().enumerate() {
        for stretch in hours.iter().filter(|stretch| stretch.weekday == *weekday) {
            let times = [stretch.opens.as_str(), "-", &stretch.closes].concat();
            match parts.iter_mut().find(|(own, _)| *own == times) {
                Some((_, days)) => days.push(index),
                None => parts.push((times, vec![index])),
            }
        }
    }
    let said = parts.iter().map(|(times, days)| {
        let runs = days.chunk_by(|one, next| one + 1 == *next).map(|run| match run {
            [first, .., last] => [names[*first], "-", names[*last]].concat(),
            one => one.iter().map(|day| names[*day]).collect(),
        });
        [&runs.collect::<Vec<_>>().join(","), " ", times].concat()
    });
    said.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Option<Vec<OpeningHours>> {
        let inputs = read_hours(text)?;
        let as_read = |OpeningHoursInput { weekday, opens, closes }| OpeningHours { weekday, opens, closes };
        Some(inputs.into_iter().map(as_read).collect())
    }

    #[test]
    fn hours_survive_the_form() {
        for text in ["ma-vr 09:00-12:30; di 18:30-20:00", "ma,wo 13:30-16:00; do 09:30-12:00", "ma-zo 00:00-24:00", ""]
        {
            assert_eq!(write_hours(Locale::Nl, &hours(text).unwrap()), text);
        }
        assert_eq!(write_hours(Locale::En, &hours("ma-vr 9.00-17.00").unwrap()), "mo-fr 09:00-17:00");
    }

    #[test]
    fn hours_that_can_not_be_read_are_not_guessed() {
        for text in ["altijd", "ma 9-17", "vr-ma 09:00-17:00", "xx 09:00-17:00", "ma 25:00-26:00", "ma 09:00"] {
            assert_eq!(read_hours(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_told_at_its_field() {
        let draft = Draft { name: "Papierwinkel".to_owned(), hours: "altijd".to_owned(), ..Draft::default() };
        let missing = draft.missing(Locale::Nl);
        let at: Vec<_> = missing.iter().map(|error| error.field[0].as_str()).collect();
        assert_eq!(at, ["description", "forWhom", "howToGetIn", "cost", "organisationId", "openingHours"]);
    }

    #[test]
    fn what_is_not_saved_comes_back_with_what_it_was_begun_on() {
        let before = Draft { name: "Papierwinkel".to_owned(), ..Draft::default() };
        let draft = Draft { cost: "Gratis".to_owned(), ..before.clone() };
        let unsaved = Unsaved { draft: draft.clone(), begun: (before.clone(), 3), key: SteadyKey::default() };
        let json = unsaved.json();
        assert_eq!(Unsaved::kept(json.as_deref(), &before), Some(unsaved.clone()));
        assert_eq!(Unsaved::kept(json.as_deref(), &draft), None);
        assert_eq!(Unsaved::kept(Some("{"), &before), None);
        assert_eq!(Unsaved { draft: before, ..unsaved }.json(), None);
    }

    #[test]
    fn everywhere_leaves_the_areas_out() {
        let draft = Draft { areas: vec![NeighbourhoodId("n1".to_owned())], ..Draft::default() };
        assert_eq!(draft.input().unwrap().neighbourhood_ids, []);
        assert_eq!(Draft { everywhere: false, ..draft }.input().unwrap().neighbourhood_ids.len(), 1);
    }
}
