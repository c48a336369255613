//! The form with which one applies, as it is filled in: what is sent, and at which field a refusal stands. Pure.

use super::queries::{ApplicationAnswerInput, ApplicationForm, ApplicationQuestion, ApplyAsConnectorInput};
use crate::graphql::UserError;
use crate::graphql::enums::Daypart;
use crate::graphql::scalars::{Email, NeighbourhoodId, Phone};

/// What was typed and chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filled {
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: String,
    /// The e-mail address.
    pub email: String,
    /// The chosen neighbourhoods; empty where none is.
    pub areas: Vec<String>,
    /// The chosen dayparts.
    pub dayparts: Vec<Daypart>,
    /// An answer for each question, in their order.
    pub answers: Vec<String>,
    /// What only programs fill in.
    pub bait: String,
}

impl Filled {
    /// What is sent, without its key.
    pub fn input(self, form: &ApplicationForm) -> ApplyAsConnectorInput {
        let Self { name, phone, email, areas, dayparts, answers, bait } = self;
        let answer = |(question, answer): (&ApplicationQuestion, String)| ApplicationAnswerInput {
            question_id: question.id.clone(),
            answer: answer.trim().to_owned(),
        };
        let mut chosen: Vec<NeighbourhoodId> = Vec::new();
        for area in areas.into_iter().filter(|area| !area.is_empty()).map(NeighbourhoodId) {
            if !chosen.contains(&area) {
                chosen.push(area);
            }
        }
        ApplyAsConnectorInput {
            form_token: form.token.clone(),
            name: name.trim().to_owned(),
            email: Email(email.trim().to_owned()),
            phone: Phone(phone.trim().to_owned()),
            neighbourhood_ids: chosen,
            dayparts: Some(dayparts),
            answers: form.questions.iter().zip(answers).map(answer).collect(),
            website: Some(bait).filter(|bait| !bait.is_empty()),
            idempotency_key: String::new(),
        }
    }
}

/// What is told at the answer to the question at this place.
pub fn told_at_answer(errors: &[UserError], place: usize) -> Option<String> {
    let place = place.to_string();
    let is_here = |error: &&UserError| {
        let path: Vec<&str> = error.field.iter().map(String::as_str).skip_while(|name| *name == "input").collect();
        path.first() == Some(&"answers") && path.get(1) == Some(&place.as_str())
    };
    errors.iter().find(is_here).map(|error| error.message.clone())
}

/// Whether the form has to be asked again before it can be sent: it lay open for too long.
pub fn is_worn(errors: &[UserError]) -> bool {
    use crate::graphql::enums::UserErrorCode;
    errors.iter().any(|error| error.code == UserErrorCode::Expired)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::enums::AnswerKind;
    use crate::graphql::scalars::ApplicationQuestionId;

    #[test]
    fn what_is_typed_is_sent_and_nothing_twice() {
        let question = |id: &str| ApplicationQuestion {
            id: ApplicationQuestionId(id.to_owned()),
            question: "?".to_owned(),
            help: String::new(),
            answer_kind: AnswerKind::Text,
            is_required: true,
        };
        let form =
            ApplicationForm { token: "t".to_owned(), questions: vec![question("a"), question("b")], days_to_answer: 7 };
        let filled = Filled {
            name: " Sanne ".to_owned(),
            areas: vec!["x".to_owned(), String::new(), "x".to_owned()],
            answers: vec![" ja ".to_owned(), String::new()],
            ..Filled::default()
        };
        let input = filled.input(&form);
        assert_eq!((input.name.as_str(), input.neighbourhood_ids.len(), input.website), ("Sanne", 1, None));
        assert_eq!(input.answers.iter().map(|it| it.answer.as_str()).collect::<Vec<_>>(), ["ja", ""]);
    }

    #[test]
    fn a_refusal_stands_at_its_question() {
        let error = UserError {
            field: ["input", "answers", "1", "answer"].map(str::to_owned).to_vec(),
            ..UserError::missing("answers", "Vul dit in.")
        };
        assert_eq!(told_at_answer(std::slice::from_ref(&error), 1).as_deref(), Some("Vul dit in."));
        assert_eq!(told_at_answer(&[error], 0), None);
    }
}
