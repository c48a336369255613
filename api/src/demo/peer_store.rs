//! Writes what connectors of the demo ask each other.

use entities::{Day, PeerAnswerId, PeerQuestionId, peer_answer, peer_question};
use sea_orm::{ConnectionTrait, DbErr};

use super::{cast::Cast, peers::DemoPeerLine};
use crate::import::{IdSource, store::insert};

/// Writes the questions with their answers; the rows of a question stand in the order in which they were said.
///
/// # Errors
/// When the database can't be written.
pub async fn write_peers(
    db: &impl ConnectionTrait,
    lines: &[DemoPeerLine],
    cast: &Cast,
    ids: &IdSource<'_>,
    today: Day,
) -> Result<(), DbErr> {
    let mut questions: Vec<(&str, peer_question::Model)> = Vec::new();
    let mut answers: Vec<peer_answer::Model> = Vec::new();
    for line in lines {
        let (at, who) = (line.moment.on(today), cast.people[&line.who].id);
        let Some((_, question)) = questions.iter_mut().find(|(word, _)| *word == line.question) else {
            let question = peer_question::Model {
                id: ids.at::<PeerQuestionId>(at),
                asker_id: who,
                asked_id: line.asked.as_ref().map(|key| cast.people[key].id),
                neighbourhood_id: line.neighbourhood.as_ref().map(|code| cast.lists.neighbourhoods[code]),
                text: line.text.clone(),
                asked_at: at,
                last_at: at,
                last_by: who,
                closed_at: None,
                version: 1,
            };
            questions.push((&line.question, question));
            continue;
        };
        let above = answers.iter().rev().find(|row| row.question_id == question.id && row.reply_to_id.is_none());
        let answer = peer_answer::Model {
            id: ids.at::<PeerAnswerId>(at),
            question_id: question.id,
            person_id: who,
            reply_to_id: above.filter(|_| line.is_reply).map(|row| row.id),
            text: line.text.clone(),
            at,
            withdrawn_at: None,
        };
        (question.last_at, question.last_by, question.version) = (at, who, question.version + 1);
        question.closed_at = line.closes.then_some(at);
        answers.push(answer);
    }
    insert::<peer_question::Entity>(db, questions.into_iter().map(|(_, question)| question).collect()).await?;
    insert::<peer_answer::Entity>(db, answers).await
}
