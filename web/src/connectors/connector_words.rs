//! What connectors, their steps and their contacts are called. Pure.

use super::queries::{Answer, Area, ConnectorCard, ContactToday};
use crate::calendar::{Day, ago, full_day_near};
use crate::graphql::enums::{
    ActivationNeed, AnswerKind, ApplicationEnd, ConnectorAct, ConnectorStatus, ContactMeans, ContactSide, Daypart,
};
use crate::graphql::scalars::NeighbourhoodId;
use crate::i18n::{Locale, words};
use crate::ui::Glyph;

/// The codes of the languages that one can choose.
pub const LANGUAGES: [&str; 7] = ["nl", "en", "tr", "ar", "pl", "uk", "ti"];

/// The dayparts, in the order of the day.
pub const DAYPARTS: [Daypart; 4] = [Daypart::Morning, Daypart::Afternoon, Daypart::Evening, Daypart::Weekend];

/// Where somebody stands.
pub fn status_name(locale: Locale, status: ConnectorStatus) -> &'static str {
    match status {
        ConnectorStatus::Applied => words::connectors::applied(locale),
        ConnectorStatus::Talked => words::connectors::talked(locale),
        ConnectorStatus::InTraining => words::connectors::in_training(locale),
        ConnectorStatus::Active => words::connectors::active(locale),
        ConnectorStatus::Paused => words::connectors::paused(locale),
        ConnectorStatus::Stopped => words::connectors::stopped(locale),
        ConnectorStatus::Declined => words::connectors::declined(locale),
    }
}

/// All states, in the order of the way.
pub const STATES: [ConnectorStatus; 7] = [
    ConnectorStatus::Applied,
    ConnectorStatus::Talked,
    ConnectorStatus::InTraining,
    ConnectorStatus::Active,
    ConnectorStatus::Paused,
    ConnectorStatus::Stopped,
    ConnectorStatus::Declined,
];

/// Which connectors a page lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// Each state with who stands there.
    Everybody,
    /// Who stands in one state, in one neighbourhood or anywhere.
    InState(ConnectorStatus, Option<NeighbourhoodId>),
    /// Who became active on this day or later, wherever they stand now.
    BecameActive(Day),
    /// Who should have been called.
    Overdue,
}

/// How a state stands in an address, in either language.
pub fn state_key(status: ConnectorStatus) -> &'static str {
    match status {
        ConnectorStatus::Applied => "aangemeld",
        ConnectorStatus::Talked => "gesproken",
        ConnectorStatus::InTraining => "training",
        ConnectorStatus::Active => "actief",
        ConnectorStatus::Paused => "pauze",
        ConnectorStatus::Stopped => "gestopt",
        ConnectorStatus::Declined => "niet-doorgegaan",
    }
}

/// The state that stands so in an address.
pub fn state_of(key: &str) -> Option<ConnectorStatus> {
    STATES.into_iter().find(|status| state_key(*status) == key)
}

/// Whether the board has a column for it: not of who stopped, and who didn't go on.
pub fn is_on_board(status: ConnectorStatus) -> bool {
    match status {
        ConnectorStatus::Applied
        | ConnectorStatus::Talked
        | ConnectorStatus::InTraining
        | ConnectorStatus::Active
        | ConnectorStatus::Paused => true,
        ConnectorStatus::Stopped | ConnectorStatus::Declined => false,
    }
}

/// The address of the board: of one state and one neighbourhood, or of all.
pub fn board_address(status: &str, area: &str) -> String {
    let parts = [("stand", status), ("buurt", area)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| [name, "=", value].concat())
        .collect();
    if parts.is_empty() { "/buurtverbinders".to_owned() } else { ["/buurtverbinders?", &parts.join("&")].concat() }
}

/// The address of all who should have been called.
pub const OVERDUE_ADDRESS: &str = "/buurtverbinders?lijst=bellen";

/// The address of who became active on a day or later.
pub fn became_active_address(from: Day) -> String {
    ["/buurtverbinders?actief-vanaf=", &from.iso()].concat()
}

/// Which of the lists an address asks for; `value` gives what stands in it under a name.
pub fn listed(value: impl Fn(&str) -> Option<String>) -> Listed {
    let area = || value("buurt").as_deref().and_then(NeighbourhoodId::of_address);
    let became_active = || value("actief-vanaf").as_deref().and_then(Day::parse).map(Listed::BecameActive);
    let in_state = || value("stand").as_deref().and_then(state_of).map(|status| Listed::InState(status, area()));
    if value("lijst").as_deref() == Some("bellen") {
        return Listed::Overdue;
    }
    became_active().or_else(in_state).unwrap_or(Listed::Everybody)
}

/// The drawing beside it.
pub fn status_glyph(status: ConnectorStatus) -> Glyph {
    match status {
        ConnectorStatus::Applied => Glyph::StatusNew,
        ConnectorStatus::Talked => Glyph::StatusTalk,
        ConnectorStatus::InTraining => Glyph::StatusActive,
        ConnectorStatus::Active => Glyph::Check,
        ConnectorStatus::Paused => Glyph::StatusWait,
        ConnectorStatus::Stopped | ConnectorStatus::Declined => Glyph::StatusDone,
    }
}

/// What a button says that does it.
pub fn act_name(locale: Locale, act: ConnectorAct) -> &'static str {
    match act {
        ConnectorAct::NoteConversation => words::connectors::act_note_conversation(locale),
        ConnectorAct::StartTraining => words::connectors::act_start_training(locale),
        ConnectorAct::Activate => words::connectors::act_activate(locale),
        ConnectorAct::Decline => words::connectors::act_decline(locale),
        ConnectorAct::Pause => words::connectors::act_pause(locale),
        ConnectorAct::Resume => words::connectors::act_resume(locale),
        ConnectorAct::Stop => words::connectors::act_stop(locale),
        ConnectorAct::PassCasesOn => words::connectors::act_pass(locale),
        ConnectorAct::SetFixedContact => words::connectors::act_contact(locale),
        ConnectorAct::SetHost => words::connectors::act_host(locale),
        ConnectorAct::NoteContactMoment => words::connectors::act_moment(locale),
        ConnectorAct::CorrectProfile => words::connectors::act_correct(locale),
        ConnectorAct::ChangeNeighbourhoods => words::connectors::act_areas(locale),
        ConnectorAct::AcceptPledge => words::connectors::act_pledge(locale),
    }
}

/// A side of the programme: the welfare organisation by its name.
pub fn side_name(locale: Locale, side: ContactSide, welfare: &str) -> String {
    match side {
        ContactSide::Welfare => welfare.to_owned(),
        ContactSide::Municipality => words::connectors::municipality(locale).to_owned(),
    }
}

/// Who a contact is: of which side, for whom they stand in, and whether they are away.
pub fn contact_words(locale: Locale, contact: &ContactToday, welfare: &str, today: Day) -> String {
    let side = side_name(locale, contact.side, welfare);
    match (&contact.stands_in_for, contact.stands_in_until) {
        (Some(other), Some(until)) => {
            words::connectors::stands_in(locale, &side, &other.name, &full_day_near(locale, until, today))
        }
        _ if contact.is_away => words::connectors::is_away(locale, &side),
        _ => side,
    }
}

/// What is still needed, in words; none when nothing is.
pub fn missing(locale: Locale, needs: &[ActivationNeed], welfare: &str) -> Option<String> {
    let need = |need: &ActivationNeed| match need {
        ActivationNeed::BasicCourse => words::connectors::need_course(locale).to_owned(),
        ActivationNeed::Pledge => words::connectors::need_pledge(locale).to_owned(),
        ActivationNeed::WelfareContact => words::connectors::need_welfare(locale, welfare),
        ActivationNeed::MunicipalityContact => words::connectors::need_municipality(locale).to_owned(),
    };
    let all: Vec<String> = needs.iter().map(need).collect();
    (!all.is_empty()).then(|| words::connectors::missing(locale, &all.join(", ")))
}

/// How long it took to become active, and when that was; None for who never was.
pub fn became_active(locale: Locale, card: &ConnectorCard, today: Day) -> Option<String> {
    let on = card.activated_at?.here().day;
    let days = on.0 - card.applied_at.here().day.0;
    Some(words::connectors::became_active(locale, days, &full_day_near(locale, on, today)))
}

/// What a card tells of when; of who helps it doesn't matter how long they do.
pub fn told(locale: Locale, card: &ConnectorCard, today: Day) -> Option<String> {
    (card.status != ConnectorStatus::Active).then(|| since(locale, card, today))
}

/// How long ago the last step was, or until when somebody paused.
pub fn since(locale: Locale, card: &ConnectorCard, today: Day) -> String {
    match card.paused_until {
        Some(until) => pause(locale, until, today),
        None => words::connectors::last_step(locale, &ago(locale, card.last_step_at.here().day, today)),
    }
}

/// Until when somebody paused; that it is over, when that day has passed.
pub fn pause(locale: Locale, until: Day, today: Day) -> String {
    let day = full_day_near(locale, until, today);
    if until < today {
        words::connectors::pause_over(locale, &day)
    } else {
        words::connectors::paused_until(locale, &day)
    }
}

/// By what means they spoke.
pub fn means_name(locale: Locale, means: ContactMeans) -> &'static str {
    match means {
        ContactMeans::Call => words::connectors::means_call(locale),
        ContactMeans::Message => words::connectors::means_message(locale),
        ContactMeans::Visit => words::connectors::means_visit(locale),
        ContactMeans::Meeting => words::connectors::means_meeting(locale),
    }
}

/// A part of the day.
pub fn daypart_name(locale: Locale, daypart: Daypart) -> &'static str {
    match daypart {
        Daypart::Morning => words::connectors::morning(locale),
        Daypart::Afternoon => words::connectors::afternoon(locale),
        Daypart::Evening => words::connectors::evening(locale),
        Daypart::Weekend => words::connectors::weekend(locale),
    }
}

/// Why an application ended.
pub fn end_name(locale: Locale, end: ApplicationEnd) -> &'static str {
    match end {
        ApplicationEnd::Withdrew => words::connectors::end_withdrew(locale),
        ApplicationEnd::NoFit => words::connectors::end_no_fit(locale),
        ApplicationEnd::NoRoom => words::connectors::end_no_room(locale),
        ApplicationEnd::NotReached => words::connectors::end_not_reached(locale),
    }
}

/// A language by its code; one that isn't known by the code itself.
pub fn language_name(locale: Locale, code: &str) -> String {
    let name = match code {
        "nl" => words::connectors::lang_nl(locale),
        "en" => words::connectors::lang_en(locale),
        "tr" => words::connectors::lang_tr(locale),
        "ar" => words::connectors::lang_ar(locale),
        "pl" => words::connectors::lang_pl(locale),
        "uk" => words::connectors::lang_uk(locale),
        "ti" => words::connectors::lang_ti(locale),
        _ => code,
    };
    name.to_owned()
}

/// The names of areas, in one line.
pub fn area_names(areas: &[Area]) -> String {
    areas.iter().map(|area| area.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// What was answered, in words.
pub fn answer_words(locale: Locale, answer: &Answer) -> String {
    match (answer.question.answer_kind, answer.answer.as_str()) {
        (AnswerKind::YesNo, "YES") => words::connectors::yes(locale).to_owned(),
        (AnswerKind::YesNo, "NO") => words::connectors::no(locale).to_owned(),
        (AnswerKind::YesNo | AnswerKind::Text, text) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectors::queries::ContactPerson;
    use crate::graphql::scalars::PersonId;

    #[test]
    fn what_is_needed_is_named_and_nothing_else() {
        let needs = [ActivationNeed::Pledge, ActivationNeed::WelfareContact];
        assert_eq!(missing(Locale::Nl, &needs, "Welzijn").as_deref(), Some("Nog nodig: belofte, contact bij Welzijn"));
        assert_eq!(missing(Locale::Nl, &[], "Welzijn"), None);
    }

    #[test]
    fn a_contact_is_told_with_who_stands_in_or_that_nobody_does() {
        let somebody = |name: &str| ContactPerson {
            person_id: PersonId(name.to_owned()),
            name: name.to_owned(),
            initials: String::new(),
            phone: None,
        };
        let today = Day::parse("2026-11-24").unwrap();
        let contact = ContactToday {
            side: ContactSide::Welfare,
            person: somebody("Joris"),
            stands_in_for: None,
            stands_in_until: None,
            is_away: false,
        };
        let told = |contact: &ContactToday| contact_words(Locale::Nl, contact, "Welzijn", today).replace('\u{a0}', " ");
        assert_eq!(told(&contact), "Welzijn");
        assert_eq!(told(&ContactToday { is_away: true, ..contact.clone() }), "Welzijn. Is er vandaag niet");
        let stands_in = ContactToday {
            side: ContactSide::Municipality,
            stands_in_for: Some(somebody("Bas")),
            stands_in_until: Day::parse("2026-11-26"),
            ..contact
        };
        assert_eq!(told(&stands_in), "Gemeente. Neemt het over van Bas, tot en met donderdag 26 november");
    }

    #[test]
    fn a_list_has_its_address() {
        let area = "neighbourhood_00000000000000000000000000000001";
        let of = |address: &str| {
            let query = address.split_once('?').map_or("", |(_, query)| query).to_owned();
            listed(|name| {
                let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                pairs.find(|(own, _)| *own == name).map(|(_, value)| value.to_owned())
            })
        };
        let day = Day::parse("2025-11-27").unwrap();
        assert_eq!(of(OVERDUE_ADDRESS), Listed::Overdue);
        assert_eq!(of(&became_active_address(day)), Listed::BecameActive(day));
        let here = NeighbourhoodId::of_address(area);
        assert!(here.is_some());
        assert_eq!(of(&board_address("gestopt", area)), Listed::InState(ConnectorStatus::Stopped, here));
        assert_eq!(of(&board_address("", area)), Listed::Everybody);
        assert_eq!(of("/buurtverbinders?lijst=onzin&actief-vanaf=gisteren&stand=weg"), Listed::Everybody);
    }

    #[test]
    fn a_pause_is_over_from_the_next_day_on() {
        let day = |text| Day::parse(text).unwrap();
        let told = |today| pause(Locale::Nl, day("2026-11-24"), day(today)).replace('\u{a0}', " ");
        assert_eq!(told("2026-11-24"), "Pauze tot en met dinsdag 24 november");
        assert_eq!(told("2026-11-25"), "Pauze tot en met dinsdag 24 november is voorbij");
    }

    #[test]
    fn a_state_has_its_address() {
        assert!(STATES.iter().all(|status| state_of(state_key(*status)) == Some(*status)));
        assert_eq!(state_of("onzin"), None);
        let addresses =
            [("", ""), ("gestopt", ""), ("", "n1"), ("gestopt", "n1")].map(|(state, area)| board_address(state, area));
        assert_eq!(
            addresses,
            [
                "/buurtverbinders",
                "/buurtverbinders?stand=gestopt",
                "/buurtverbinders?buurt=n1",
                "/buurtverbinders?stand=gestopt&buurt=n1"
            ]
        );
    }

    #[test]
    fn a_language_that_is_not_known_is_told_by_its_code() {
        assert_eq!(language_name(Locale::En, "tr"), "Turkish");
        assert_eq!(language_name(Locale::En, "fy"), "fy");
    }
}
