//! How somebody is known, in words, and under which heading they stand. Pure.

use super::queries::{ContactSide, HowKnown, Member, Organisations, Way};
use crate::calendar::{Day, day_month_near, full_day_near};
use crate::i18n::{Locale, capital, words};

/// The headings, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Whom to call today, and the fixed contacts who are away.
    Contacts,
    /// Community workers and the team.
    Near,
    /// Trainers and fellow participants.
    Trained,
    /// Entries of the directory.
    Specialists,
}

/// All of them.
pub const GROUPS: [Group; 4] = [Group::Contacts, Group::Near, Group::Trained, Group::Specialists];

impl Group {
    /// Its name.
    pub fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Contacts => words::network::contacts(locale),
            Self::Near => words::network::near(locale),
            Self::Trained => words::network::trained(locale),
            Self::Specialists => words::network::specialists(locale),
        }
    }
}

/// Under which heading somebody stands: that of the closest way.
pub fn group(member: &Member) -> Option<Group> {
    Some(match member.ways.first()?.how {
        HowKnown::StandIn | HowKnown::FixedContact => Group::Contacts,
        HowKnown::CommunityWorker | HowKnown::Team => Group::Near,
        HowKnown::Trainer | HowKnown::FellowParticipant => Group::Trained,
        HowKnown::Specialist => Group::Specialists,
    })
}

/// Every way in which somebody is known, each in a sentence.
pub fn ways(locale: Locale, member: &Member, names: &Organisations, today: Day) -> Vec<String> {
    member.ways.iter().map(|way| said(locale, way, names, today)).collect()
}

fn said(locale: Locale, way: &Way, names: &Organisations, today: Day) -> String {
    let day = || way.on.map(|day| full_day_near(locale, day, today)).unwrap_or_default();
    let meeting = || {
        let at = way.training_session.as_ref().map(|meeting| meeting.starts_at.here().day).or(way.on);
        at.map(|day| day_month_near(locale, day, today)).unwrap_or_default()
    };
    let organisation = match way.side {
        Some(ContactSide::Municipality) => &names.municipality,
        Some(ContactSide::Welfare) | None => &names.welfare_organisation,
    };
    let areas = way.neighbourhoods.iter().map(|area| area.name.as_str()).collect::<Vec<_>>().join(", ");
    let text = match way.how {
        HowKnown::StandIn => words::network::stand_in(locale, way.stands_in_for.as_deref().unwrap_or_default()),
        HowKnown::FixedContact => words::network::fixed_contact(locale, organisation),
        HowKnown::CommunityWorker => words::network::community_worker(locale, &areas),
        HowKnown::Team => words::network::team(locale, &areas),
        HowKnown::Trainer => words::network::trainer(locale, &meeting()),
        HowKnown::FellowParticipant => words::network::fellow(locale, &meeting()),
        HowKnown::Specialist => words::network::specialist(locale, &day()),
    };
    capital(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(how: HowKnown) -> Way {
        Way { how, on: None, side: None, stands_in_for: None, training_session: None, neighbourhoods: Vec::new() }
    }

    fn member(ways: Vec<Way>) -> Member {
        Member {
            name: "Karin".to_owned(),
            initials: "K".to_owned(),
            phone: None,
            email: None,
            peer_id: None,
            is_for_today: false,
            ways,
            specialist: None,
        }
    }

    #[test]
    fn how_somebody_is_known_is_told_in_words() {
        let names =
            Organisations { municipality: "Gemeente Oss".to_owned(), welfare_organisation: "Ons Welzijn".to_owned() };
        let today = Day::parse("2026-02-01").unwrap();
        let mut trainer = way(HowKnown::Trainer);
        trainer.on = Day::parse("2026-01-14");
        let mut contact = way(HowKnown::FixedContact);
        contact.side = Some(ContactSide::Municipality);
        let mut stand_in = way(HowKnown::StandIn);
        stand_in.stands_in_for = Some("Joris".to_owned());
        let told: Vec<_> = ways(Locale::Nl, &member(vec![stand_in, contact, trainer]), &names, today)
            .into_iter()
            .map(|text| text.replace('\u{a0}', " "))
            .collect();
        assert_eq!(
            told,
            ["Vervangt Joris", "Je vaste contactpersoon bij Gemeente Oss", "Trainer, van de training van 14 januari"]
        );
    }

    #[test]
    fn the_closest_way_says_where_somebody_stands() {
        assert_eq!(group(&member(vec![way(HowKnown::FixedContact), way(HowKnown::Trainer)])), Some(Group::Contacts));
        assert_eq!(group(&member(vec![way(HowKnown::Team)])), Some(Group::Near));
        assert_eq!(group(&member(Vec::new())), None);
    }
}
