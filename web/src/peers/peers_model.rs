//! Who asked whom, in words, and answers with the replies below them. Pure.

use serde::{Deserialize, Serialize};

use super::queries::{AskPeersInput, PeerAnswer, PeerRow};
use crate::calendar::{Day, ago};
use crate::graphql::SteadyKey;
use crate::graphql::scalars::{NeighbourhoodId, PersonId};
use crate::i18n::{Locale, capital, words};

/// Who asked whom.
pub fn whom(locale: Locale, row: &PeerRow) -> String {
    match (&row.asked, &row.neighbourhood) {
        (Some(asked), _) if row.asker.is_viewer => words::peers::you_to(locale, &asked.name),
        (Some(_), _) => words::peers::to_you(locale, &row.asker.name),
        (None, Some(area)) if row.asker.is_viewer => words::peers::you_to_team(locale, &area.name),
        (None, Some(area)) => words::peers::to_team(locale, &row.asker.name, &area.name),
        (None, None) => row.asker.name.clone(),
    }
}

/// The line below a question in a list.
pub fn line(locale: Locale, row: &PeerRow, today: Day) -> String {
    let answers = match row.answer_count {
        0 => words::peers::no_answers(locale).to_owned(),
        count => words::peers::answers(locale, count),
    };
    words::peers::row(locale, &whom(locale, row), &ago(locale, row.last_at.here().day, today), &answers)
}

/// What home says of a question that waits.
pub fn waits(locale: Locale, row: &PeerRow) -> String {
    match &row.neighbourhood {
        _ if row.asker.is_viewer => words::peers::has_answer(locale).to_owned(),
        Some(area) => words::peers::asks_team(locale, &row.asker.name, &area.name),
        None => capital(&words::peers::asks_you(locale, &row.asker.name)),
    }
}

/// Answers, each with the replies below it. What replies to one that isn't here stands by itself.
pub fn threads(answers: &[PeerAnswer]) -> Vec<(PeerAnswer, Vec<PeerAnswer>)> {
    let is_here = |answer: &PeerAnswer| {
        answer.reply_to_id.as_ref().is_some_and(|above| answers.iter().any(|other| other.id == *above))
    };
    let below = |above: &PeerAnswer| {
        answers.iter().filter(|answer| answer.reply_to_id.as_ref() == Some(&above.id)).cloned().collect()
    };
    answers.iter().filter(|answer| !is_here(answer)).map(|answer| (answer.clone(), below(answer))).collect()
}

/// A question that isn't sent yet. It is kept on the device, so that closing the app loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The id of a connector or of a neighbourhood; empty when nobody was chosen.
    pub whom: String,
    /// What was typed.
    pub text: String,
    /// The key of the last try.
    pub key: SteadyKey,
}

impl Draft {
    /// What was kept on the device; None when it can't be read or says nothing.
    pub fn kept(json: Option<&str>) -> Option<Self> {
        let draft: Self = serde_json::from_str(json?).ok()?;
        (!draft.text.trim().is_empty()).then_some(draft)
    }

    /// The text to keep.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What to send, without its key.
    pub fn input(&self) -> AskPeersInput {
        let is_team = self.whom.starts_with("neighbourhood_");
        let whom = Some(self.whom.clone()).filter(|whom| !whom.is_empty());
        AskPeersInput {
            person_id: whom.clone().filter(|_| !is_team).map(PersonId),
            neighbourhood_id: whom.filter(|_| is_team).map(NeighbourhoodId),
            text: self.text.trim().to_owned(),
            idempotency_key: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Instant;
    use crate::graphql::scalars::{PeerAnswerId, PeerQuestionId};
    use crate::peers::queries::{Peer, PeerArea};

    fn peer(name: &str) -> Peer {
        Peer { name: name.to_owned(), is_viewer: name == "Mia" }
    }

    fn row(asker: &str, asked: Option<&str>) -> PeerRow {
        let area = PeerArea { id: NeighbourhoodId("neighbourhood_1".to_owned()), name: "Ruwaard".to_owned() };
        PeerRow {
            id: PeerQuestionId("q".to_owned()),
            text: "Hoe doe jij dat?".to_owned(),
            last_at: Instant::parse("2026-11-22T09:00:00Z").unwrap(),
            answer_count: 0,
            asker: peer(asker),
            asked: asked.map(peer),
            neighbourhood: asked.is_none().then_some(area),
        }
    }

    fn answer(id: &str, above: Option<&str>) -> PeerAnswer {
        PeerAnswer {
            id: PeerAnswerId(id.to_owned()),
            text: id.to_owned(),
            at: Instant::parse("2026-11-22T09:00:00Z").unwrap(),
            reply_to_id: above.map(|above| PeerAnswerId(above.to_owned())),
            withdrawn_at: None,
            writer: peer("Toos"),
            available_acts: Vec::new(),
        }
    }

    #[test]
    fn who_asked_whom_is_told() {
        let rows = [row("Mia", Some("Toos")), row("Toos", Some("Mia")), row("Mia", None), row("Toos", None)];
        let told = rows.clone().map(|row| whom(Locale::Nl, &row));
        assert_eq!(told, ["Jij aan Toos", "Toos aan jou", "Jij aan team Ruwaard", "Toos aan team Ruwaard"]);
        let home = rows.map(|row| waits(Locale::Nl, &row));
        assert_eq!(
            home[1..],
            ["Toos vraagt jou iets", "Er is een antwoord op jouw vraag", "Toos vraagt team Ruwaard iets"]
        );
        let answered = PeerRow { answer_count: 2, ..row("Toos", Some("Mia")) };
        let today = Day::parse("2026-11-23").unwrap();
        assert_eq!(line(Locale::Nl, &answered, today), "Toos aan jou, gisteren, 2 antwoorden");
        assert_eq!(line(Locale::Nl, &row("Toos", Some("Mia")), today), "Toos aan jou, gisteren, nog geen antwoord");
    }

    #[test]
    fn replies_stand_below_their_answer() {
        let answers = [
            answer("a", None),
            answer("b", None),
            answer("c", Some("a")),
            answer("d", Some("gone")),
            answer("e", Some("a")),
        ];
        let told: Vec<String> = threads(&answers)
            .into_iter()
            .map(|(answer, below)| {
                [vec![answer.text], below.into_iter().map(|it| it.text).collect()].concat().join(" ")
            })
            .collect();
        assert_eq!(told, ["a c e", "b", "d"]);
    }

    #[test]
    fn a_draft_survives_and_goes_to_one() {
        let draft = Draft { whom: "person_1".to_owned(), text: " Hoe? ".to_owned(), key: SteadyKey::default() };
        assert_eq!(Draft::kept(Some(&draft.json())), Some(draft.clone()));
        assert_eq!(Draft::kept(Some(&Draft { text: " ".to_owned(), ..draft.clone() }.json())), None);
        assert_eq!((Draft::kept(None), Draft::kept(Some("{"))), (None, None));
        let input = draft.input();
        assert_eq!(
            (input.person_id, input.neighbourhood_id, input.text),
            (Some(PersonId("person_1".to_owned())), None, "Hoe?".to_owned())
        );
        let team = Draft { whom: "neighbourhood_1".to_owned(), ..draft.clone() }.input();
        assert_eq!(
            (team.person_id, team.neighbourhood_id),
            (None, Some(NeighbourhoodId("neighbourhood_1".to_owned())))
        );
        let nobody = Draft { whom: String::new(), ..draft }.input();
        assert_eq!((nobody.person_id, nobody.neighbourhood_id), (None, None));
    }
}
