//! The cases of five years, each a story that could have happened: noted, picked up, asked about, handed over, closed.

use std::collections::HashSet;

use api::context::local_day;
use api::keys::Keys;
use entities::{
    AskBarrier, Asker, CaseEventKind, CaseId, CaseSource, CaseStatus, ConsentForm, ContactPreference, Day,
    InvolvementKind, NeighbourhoodId, NoteVisibility, Outcome, PersonId, Timestamp, TopicId, WaitingFor, case,
    case_ask_barrier, case_event, case_follower, case_topic, consent, involvement, resident_details,
};

use super::dice::Dice;
use super::people::People;
use super::story::Story;

/// How far back the first case goes.
const DAYS: i64 = 5 * 365;
const DAY: i64 = 86_400_000;

/// Words that residents may be called by.
static WORDS: &str = include_str!("../../../api/src/code_words.txt");

const STATUSES: [(usize, CaseStatus); 3] = [(18, CaseStatus::New), (52, CaseStatus::Active), (30, CaseStatus::Waiting)];
const ASKERS: [(usize, Asker); 3] = [(70, Asker::Resident), (15, Asker::InformalCarer), (15, Asker::OnBehalf)];
const SOURCES: [(usize, CaseSource); 4] =
    [(45, CaseSource::Asked), (30, CaseSource::Noticed), (15, CaseSource::PublicForm), (10, CaseSource::Referred)];
const PREFERENCES: [(usize, ContactPreference); 5] = [
    (35, ContactPreference::Call),
    (25, ContactPreference::Visit),
    (20, ContactPreference::WalkIn),
    (15, ContactPreference::Message),
    (5, ContactPreference::DoNotContact),
];
const BARRIERS: [AskBarrier; 6] = [
    AskBarrier::Distrust,
    AskBarrier::Shame,
    AskBarrier::FearOfRepayment,
    AskBarrier::DidNotKnow,
    AskBarrier::Language,
    AskBarrier::Other,
];
const WAITS: [WaitingFor; 3] = [WaitingFor::Resident, WaitingFor::Specialist, WaitingFor::Decision];
const OUTCOMES: [(usize, Outcome); 8] = [
    (30, Outcome::SolvedTogether),
    (15, Outcome::SolvedByNeighbour),
    (22, Outcome::SolvedBySpecialist),
    (10, Outcome::ReferredOn),
    (5, Outcome::NoFittingRule),
    (4, Outcome::NoCapacity),
    (8, Outcome::NoLongerWanted),
    (6, Outcome::NotReached),
];
/// Who carries a case in the end.
const HOLDERS: [(usize, Carrier); 3] = [(58, Carrier::Connector), (25, Carrier::Worker), (17, Carrier::Specialist)];

const NOTES: [&str; 10] = [
    "Gebeld. Er was niemand, ik probeer het morgen weer.",
    "Op bezoek geweest. We hebben samen de post op drie stapels gelegd: nu, later en weg.",
    "De brief is beantwoord. We wachten tot er iets terugkomt.",
    "Samen naar het spreekuur gegaan. Dat was spannend, maar het ging goed.",
    "De buurvrouw helpt een handje met de boodschappen.",
    "Het formulier is ingevuld en verstuurd. Een kopie ligt in de map.",
    "Even koffie gedronken. Het gaat iets beter dan vorige week, er is weer eten in huis.",
    "De afspraak is verzet naar volgende week. Er komt iemand mee die kan vertalen.",
    "Uitgelegd wat er kan en wat niet. Er wordt nu thuis over nagedacht.",
    "De regeling past niet. We zoeken verder naar iets dat wel kan.",
];

/// What is sealed: nobody.
const DETAILS: &[u8] = br#"{"name":"Iemand","phone":"06 00 00 00 00","address":"Straat 1"}"#;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carrier {
    Connector,
    Worker,
    Specialist,
}

/// Rows that are written together, in an order in which each refers to what stands already.
#[derive(Default)]
pub struct Batch {
    pub cases: Vec<case::Model>,
    pub topics: Vec<case_topic::Model>,
    pub barriers: Vec<case_ask_barrier::Model>,
    pub followers: Vec<case_follower::Model>,
    pub consents: Vec<consent::Model>,
    pub details: Vec<resident_details::Model>,
    pub involvements: Vec<involvement::Model>,
    pub events: Vec<case_event::Model>,
}

/// Tells one case after the other, the oldest first.
pub struct Telling<'a> {
    now: Timestamp,
    today: Day,
    people: &'a People,
    areas: &'a [(usize, NeighbourhoodId)],
    topics: &'a [TopicId],
    summaries: &'a [String],
    keys: &'a Keys,
    words: Vec<&'static str>,
    words_in_use: HashSet<(NeighbourhoodId, String)>,
}

impl<'a> Telling<'a> {
    /// About these people, in these areas.
    pub fn new(
        now: Timestamp,
        people: &'a People,
        areas: &'a [(usize, NeighbourhoodId)],
        topics: &'a [TopicId],
        summaries: &'a [String],
        keys: &'a Keys,
    ) -> Self {
        let words = WORDS.lines().collect();
        Self { now, today: local_day(now), people, areas, topics, summaries, keys, words, words_in_use: HashSet::new() }
    }

    /// Tells a case: `number` of `count`.
    pub fn tell(&mut self, number: usize, count: usize, batch: &mut Batch, dice: &mut Dice) {
        let [number, count] = [number, count].map(|number| i64::try_from(number).expect("not that many"));
        let opened_at = self.now.plus_millis(-(DAYS * DAY / count) * (count - number));
        let age = (self.now.0 - opened_at.0) / DAY;
        let is_open = dice.chance(match age {
            0..14 => 850,
            14..60 => 650,
            60..180 => 250,
            _ => 20,
        });
        let status = if is_open { *dice.weighed(&STATUSES) } else { CaseStatus::Closed };
        let until =
            if is_open { self.now } else { opened_at.plus_millis(dice.between(1, (age * DAY).clamp(2, 90 * DAY))) };
        let until = until.min(self.now);

        let area = *dice.weighed(self.areas);
        let opener = *dice.one(&self.people.connectors[&area]);
        let id = dice.id(opened_at);
        let row = self.opened(id, area, opener, opened_at, is_open, dice);
        let mut story = Story::begin(row, until, batch, dice);
        if status != CaseStatus::New {
            self.carry_on(&mut story, area, status, dice);
        }
        let row = story.end();
        self.add_what_belongs(&row, batch, dice);
        batch.cases.push(row);
    }

    fn opened(
        &mut self,
        id: CaseId,
        area: NeighbourhoodId,
        opener: PersonId,
        at: Timestamp,
        is_open: bool,
        dice: &mut Dice,
    ) -> case::Model {
        case::Model {
            id,
            code_word: self.word(area, is_open, dice),
            neighbourhood_id: area,
            summary: dice.one(self.summaries).clone(),
            asker: *dice.weighed(&ASKERS),
            source: *dice.weighed(&SOURCES),
            contact_preference: *dice.weighed(&PREFERENCES),
            contact_note: dice.chance(200).then(|| "Liefst na de middag.".to_owned()),
            status: CaseStatus::New,
            waiting_for: None,
            waiting_until: None,
            outcome: None,
            holder_person_id: None,
            holder_specialist_id: None,
            next_step: None,
            sign_of_life_due: None,
            last_sign_of_life_at: None,
            opened_by: Some(opener),
            opened_at: at,
            changed_at: at,
            closed_at: None,
            version: 1,
        }
    }

    /// No two open cases of an area share a word.
    fn word(&mut self, area: NeighbourhoodId, is_open: bool, dice: &mut Dice) -> String {
        let word = *dice.one(&self.words);
        if !is_open {
            return word.to_owned();
        }
        let numbered = (2..).map(|number| format!("{word} {number}"));
        std::iter::once(word.to_owned())
            .chain(numbered)
            .find(|word| self.words_in_use.insert((area, word.clone())))
            .expect("numbers don't end")
    }

    fn carry_on(&self, story: &mut Story<'_>, area: NeighbourhoodId, status: CaseStatus, dice: &mut Dice) {
        let helper = story.pick_up(*dice.one(&self.people.connectors[&area]), dice);
        let some_notes = dice.between(1, 3);
        Self::write_notes(story, helper, some_notes, dice);
        let worker = *dice.one(&self.people.workers[&area]);
        let entry = *dice.one(&self.people.entries);
        if dice.chance(350) {
            let kind =
                *dice.one(&[InvolvementKind::Consultation, InvolvementKind::Support, InvolvementKind::JointVisit]);
            let worker = dice.chance(700).then_some(worker);
            let is_going_on = status != CaseStatus::Closed && dice.chance(400);
            story.ask_along(kind, helper, worker, entry, is_going_on, dice);
        }
        let carrier = *dice.weighed(&HOLDERS);
        let actor = match carrier {
            Carrier::Connector => {
                if status == CaseStatus::Active && dice.chance(80) {
                    story.ask_to_hand_over(helper, entry, dice);
                }
                helper
            }
            Carrier::Worker => story.take_over(helper, worker, dice),
            Carrier::Specialist => story.hand_over(helper, entry, self.today, dice),
        };
        let cast = &self.people.cast;
        let is_well_known = [cast.worker.id, cast.connector.id].contains(&actor);
        if dice.chance(if is_well_known { 60 } else { 2 }) {
            let many_notes = dice.between(60, 200);
            Self::write_notes(story, actor, many_notes, dice);
        }
        match status {
            CaseStatus::Waiting => {
                let until = self.today.plus_days(dice.between(-14, 28));
                story.wait(actor, *dice.one(&WAITS), until, dice);
            }
            CaseStatus::Closed => story.close(actor, *dice.weighed(&OUTCOMES), dice),
            CaseStatus::New | CaseStatus::Active => {}
        }
    }

    fn write_notes(story: &mut Story<'_>, writer: PersonId, count: i64, dice: &mut Dice) {
        for _ in 0..count {
            let readers = *dice.weighed(&[
                (80, NoteVisibility::Involved),
                (15, NoteVisibility::WithoutSpecialist),
                (5, NoteVisibility::Writer),
            ]);
            story.event(CaseEventKind::Note, Some(writer), dice, |event| {
                event.note_visibility = Some(readers);
            });
            let note = (*dice.one(&NOTES)).to_owned();
            story.last_event().note = Some(note);
        }
    }

    fn add_what_belongs(&self, row: &case::Model, batch: &mut Batch, dice: &mut Dice) {
        let count = *dice.weighed(&[(50, 1), (35, 2), (15, 3)]);
        let topics = dice.several(count, self.topics).into_iter().zip(0..);
        batch.topics.extend(topics.map(|(topic_id, position)| case_topic::Model {
            case_id: row.id,
            topic_id,
            position,
        }));
        if dice.chance(350) {
            let count = *dice.weighed(&[(7, 1), (3, 2)]);
            let barriers = dice.several(count, &BARRIERS).into_iter();
            batch.barriers.extend(barriers.map(|barrier| case_ask_barrier::Model { case_id: row.id, barrier }));
        }
        if let Some(holder) = row.holder_person_id.filter(|_| dice.chance(150)) {
            let consent_id = dice.id(row.opened_at);
            batch.consents.push(consent::Model {
                id: consent_id,
                case_id: row.id,
                form: ConsentForm::Spoken,
                given_on: local_day(row.opened_at),
                recorded_by: holder,
                recorded_at: row.opened_at,
                withdrawn_at: None,
            });
            let nonce = dice.bytes(12).try_into().expect("twelve bytes");
            let Ok(sealed) = self.keys.seal(nonce, row.id.0.as_bytes(), DETAILS) else {
                unreachable!("a short text can be sealed");
            };
            batch.details.push(resident_details::Model {
                case_id: row.id,
                sealed,
                key_id: self.keys.details_id().to_owned(),
                consent_id,
                added_by: holder,
                added_at: row.opened_at,
            });
        }
    }
}
