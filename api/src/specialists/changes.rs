//! What comes in with an act on an entry of the directory, checked.

use std::collections::BTreeSet;

use async_graphql::InputObject;
use entities::{Capacity, Channel, NeighbourhoodId, OrganisationId, SpecialistId, SpecialistKind, TopicId, Weekday};

use super::search::fold;
use crate::{
    free_text,
    payload::{Refusal, Stop, UserErrorCode},
    scalars::{Email, Phone, Typed},
};

/// One stretch of opening hours.
#[derive(Clone, Debug, InputObject)]
pub struct OpeningHoursInput {
    /// The day.
    pub weekday: Weekday,
    /// `HH:MM`, 00:00 to 23:59.
    pub opens: String,
    /// `HH:MM`, after `opens`; 24:00 is the end of the day.
    pub closes: String,
}

/// An entry as it is written.
#[derive(Clone, Debug, InputObject)]
pub struct SpecialistInput {
    /// Whose it is.
    pub organisation_id: Typed<OrganisationId>,
    /// What it is called, in at most 120 characters.
    pub name: String,
    /// Who gives the help.
    pub kind: SpecialistKind,
    /// What they do, in at most 1000 characters.
    pub description: String,
    /// About what, the main one first; 1 to 10.
    pub topic_ids: Vec<TopicId>,
    /// Where; empty when it is for the whole municipality.
    pub neighbourhood_ids: Vec<NeighbourhoodId>,
    /// For the whole municipality.
    pub whole_municipality: bool,
    /// How they can be met; at least one way.
    pub channels: Vec<Channel>,
    /// When; empty is by appointment.
    pub opening_hours: Vec<OpeningHoursInput>,
    /// ISO 639-1 codes; at least one.
    pub languages: Vec<String>,
    /// What it costs, in words; at most 200 characters.
    pub cost: String,
    /// For whom, in at most 500 characters.
    pub for_whom: String,
    /// Not for whom, in at most 500 characters; may be empty.
    pub not_for_whom: String,
    /// How to get in, in at most 500 characters.
    pub how_to_get_in: String,
    /// To call.
    pub phone: Option<Typed<Phone>>,
    /// To write.
    pub email: Option<Typed<Email>>,
    /// Its site, with https.
    pub website: Option<String>,
    /// Where it is, in at most 200 characters.
    pub address: Option<String>,
    /// The address isn't told.
    pub address_is_confidential: bool,
    /// Whether there is room.
    pub capacity: Capacity,
    /// For everybody, also without an account.
    pub is_public: bool,
}

/// A new entry.
#[derive(Clone, Debug, InputObject)]
pub struct AddSpecialistInput {
    /// As it is written.
    pub specialist: SpecialistInput,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// A changed entry.
#[derive(Clone, Debug, InputObject)]
pub struct ChangeSpecialistInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// As it is written.
    pub specialist: SpecialistInput,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// An entry as it was seen.
#[derive(Clone, Debug, InputObject)]
pub struct SpecialistActInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// "Klopt niet meer".
#[derive(Clone, Debug, InputObject)]
pub struct MarkSpecialistStaleInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// What is wrong, in at most 500 characters.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// How much room there is.
#[derive(Clone, Debug, InputObject)]
pub struct SetSpecialistCapacityInput {
    /// Which.
    pub specialist_id: SpecialistId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// How much.
    pub capacity: Capacity,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// So many characters fit in each text of an entry, however it comes in.
pub mod most {
    /// Its name.
    pub const NAME: usize = 120;
    /// What they do.
    pub const DESCRIPTION: usize = 1000;
    /// For whom, and not for whom.
    pub const FOR_WHOM: usize = 500;
    /// How to get in.
    pub const HOW_TO_GET_IN: usize = 500;
    /// What it costs.
    pub const COST: usize = 200;
    /// Where it is.
    pub const ADDRESS: usize = 200;
}

/// A stretch of opening hours in minutes after midnight.
pub type Stretch = (Weekday, i32, i32);

fn required(text: &str, field: &str, most: usize, refusals: &mut Vec<Refusal>) -> String {
    let text = text.trim();
    if text.is_empty() {
        refusals.push(Refusal::new(UserErrorCode::Required, "Vul dit in.", "Fill this in.").at(field));
    }
    at_most(text, field, most, refusals)
}

fn at_most(text: &str, field: &str, most: usize, refusals: &mut Vec<Refusal>) -> String {
    let text = text.trim();
    let length = text.chars().count();
    refusals.extend(free_text::unseen(text).map(|refusal| refusal.at(field)));
    if length > most {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            format!("Dit is te lang: {length} tekens. Er passen er {most}."),
            format!("This is too long: {length} characters. {most} fit."),
        );
        refusals.push(refusal.at(field));
    }
    text.to_owned()
}

/// Checks everything at once and returns the texts trimmed and the hours in minutes.
///
/// # Errors
/// Every field that is wrong, each with its path below `specialist`.
pub fn checked(input: &SpecialistInput) -> Result<(SpecialistInput, Vec<Stretch>), Stop> {
    let mut wrong = Vec::new();
    let at = |field: &str| format!("specialist.{field}");
    let mut input = input.clone();
    input.name = required(&input.name, &at("name"), most::NAME, &mut wrong);
    input.description = required(&input.description, &at("description"), most::DESCRIPTION, &mut wrong);
    input.for_whom = required(&input.for_whom, &at("forWhom"), most::FOR_WHOM, &mut wrong);
    input.not_for_whom = at_most(&input.not_for_whom, &at("notForWhom"), most::FOR_WHOM, &mut wrong);
    input.how_to_get_in = required(&input.how_to_get_in, &at("howToGetIn"), most::HOW_TO_GET_IN, &mut wrong);
    input.cost = required(&input.cost, &at("cost"), most::COST, &mut wrong);
    input.address = input.address.as_deref().map(|text| at_most(text, &at("address"), most::ADDRESS, &mut wrong));
    input.address = input.address.filter(|text| !text.is_empty());
    input.website = input.website.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if input.website.as_deref().is_some_and(|site| !is_site(site)) {
        let (dutch, english) = ("Schrijf het als https://example.org/naam.", "Write it as https://example.org/name.");
        wrong.push(Refusal::new(UserErrorCode::Invalid, dutch, english).at(&at("website")));
    }
    if input.phone.as_ref().is_some_and(Typed::is_wrong) {
        wrong.push(Refusal::no_phone(&at("phone")));
    }
    if input.email.as_ref().is_some_and(Typed::is_wrong) {
        wrong.push(Refusal::no_email(&at("email")));
    }
    few(&mut input.topic_ids, 10, &at("topicIds"), &mut wrong);
    few(&mut input.channels, 4, &at("channels"), &mut wrong);
    few(&mut input.languages, 20, &at("languages"), &mut wrong);
    if input.languages.iter().any(|code| code.len() != 2 || !code.chars().all(|letter| letter.is_ascii_lowercase())) {
        let refusal = Refusal::new(UserErrorCode::Invalid, "Kies talen uit de lijst.", "Choose languages of the list.");
        wrong.push(refusal.at(&at("languages")));
    }
    if input.whole_municipality {
        input.neighbourhood_ids.clear();
    } else {
        few(&mut input.neighbourhood_ids, 100, &at("neighbourhoodIds"), &mut wrong);
    }
    let hours = stretches(&input.opening_hours, &mut wrong);
    if wrong.is_empty() { Ok((input, hours)) } else { Err(Stop::Refused(wrong)) }
}

/// Each once, at least one, not too many.
fn few<T: Clone + PartialEq>(list: &mut Vec<T>, most: usize, field: &str, refusals: &mut Vec<Refusal>) {
    let mut once: Vec<T> = Vec::new();
    for one in list.iter() {
        if !once.contains(one) {
            once.push(one.clone());
        }
    }
    if once.is_empty() || once.len() > most {
        let code = if once.is_empty() { UserErrorCode::Required } else { UserErrorCode::TooLong };
        let refusal = Refusal::new(code, format!("Kies er 1 tot {most}."), format!("Choose 1 to {most}."));
        refusals.push(refusal.at(field));
    }
    *list = once;
}

fn stretches(hours: &[OpeningHoursInput], refusals: &mut Vec<Refusal>) -> Vec<Stretch> {
    let mut found = BTreeSet::new();
    for (place, OpeningHoursInput { weekday, opens, closes }) in hours.iter().enumerate() {
        let wrong = |field: &str| {
            let refusal = Refusal::new(
                UserErrorCode::Invalid,
                "Schrijf tijden als 09:00, en sluit later dan je opent.",
                "Write times as 09:00, and close later than you open.",
            );
            refusal.at(&format!("specialist.openingHours.{place}.{field}"))
        };
        match (minutes(opens), minutes(closes)) {
            (None, _) => refusals.push(wrong("opens")),
            (Some(opens), Some(closes)) if opens < closes => {
                let overlaps = found.iter().any(|(day, from, to)| day == weekday && opens < *to && *from < closes);
                if overlaps {
                    refusals.push(wrong("opens"));
                }
                found.insert((*weekday, opens, closes));
            }
            (Some(_), _) => refusals.push(wrong("closes")),
        }
    }
    found.into_iter().collect()
}

/// Minutes after midnight of `HH:MM`.
fn minutes(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let both_two = hour.len() == 2 && minute.len() == 2;
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour * 60 + minute;
    (both_two && (0..60).contains(&minute) && (0..=1440).contains(&minutes)).then_some(minutes)
}

/// Whether this is the address of a site: https, a name with a dot in it, and nothing that doesn't stand in one.
fn is_site(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = place.split_once(':').unwrap_or((place, "443"));
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    let is_plain = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"\"<>\\^`{|}".contains(letter);
    let is_name = name.contains('.') && name.split('.').all(is_part) && port.parse::<u16>().is_ok();
    is_name && text.chars().count() <= 200 && text.chars().all(is_plain)
}

/// A key for addresses, from a name: small letters and digits without accents, hyphens between. A name in another
/// script has none of these, and gets a word for what it is.
pub fn key(name: &str) -> String {
    let parts = name
        .split(|letter: char| !letter.is_alphanumeric())
        .map(|part| fold(part).chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let key = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if key.is_empty() { "specialist".to_owned() } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_strictly() {
        assert_eq!(["09:00", "24:00", "00:00"].map(minutes), [Some(540), Some(1440), Some(0)]);
        assert_eq!(["9:00", "24:01", "12:60", "noon", "-1:00"].map(minutes), [None; 5]);
    }

    #[test]
    fn hours_name_the_stretch_that_is_wrong() {
        let stretch = |opens: &str, closes: &str| OpeningHoursInput {
            weekday: Weekday::Monday,
            opens: opens.to_owned(),
            closes: closes.to_owned(),
        };
        let mut wrong = Vec::new();
        let found =
            stretches(&[stretch("09:00", "12:00"), stretch("13:00", "12:30"), stretch("11:00", "14:00")], &mut wrong);
        assert_eq!(found.first(), Some(&(Weekday::Monday, 540, 720)));
        let fields: Vec<_> = wrong.into_iter().map(|it| it.told_in(entities::Locale::Nl).field.join(".")).collect();
        assert_eq!(fields, ["input.specialist.openingHours.1.closes", "input.specialist.openingHours.2.opens"]);
    }

    #[test]
    fn a_name_becomes_a_key() {
        for (name, told) in [
            ("Hulp bij rouw & verlies", "hulp-bij-rouw-verlies"),
            ("Café Zoë", "cafe-zoe"),
            ("Team 1", "team-1"),
            ("مساعدة", "specialist"),
            ("!", "specialist"),
        ] {
            assert_eq!(key(name), told, "{name}");
        }
    }

    #[test]
    fn sites_have_a_name_with_a_dot() {
        for good in
            ["https://example.org", "https://www.example.org/hulp?naam=a-b#kop", "https://zoë.example.org:8443/"]
        {
            assert!(is_site(good), "{good}");
        }
        for bad in [
            "example.org",
            "http://example.org",
            "https://",
            "https://localhost",
            "https://example..org",
            "https://exa mple.org",
            "https://example.org/\u{0}",
            "https://mia@example.org",
            "https://example.org:mia@example.org",
            "https://example.org/\"><script>",
            "javascript:alert(1)",
        ] {
            assert!(!is_site(bad), "{bad}");
        }
    }
}
