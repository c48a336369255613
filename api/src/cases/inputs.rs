//! What comes in with an act on a case.

use async_graphql::InputObject;
use entities::{
    AskBarrier, Asker, CaseId, CaseSource, ConsentForm, ContactPreference, Day, NeighbourhoodId, NoteVisibility,
    Outcome, TopicId, WaitingFor,
};

use crate::scalars::{Phone, Typed};

/// A resident's consent, as somebody asked for it.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct ConsentInput {
    /// How it was given.
    pub form: ConsentForm,
    /// On which day; not in the future and at most a year ago.
    pub on: Day,
}

/// A new case.
#[derive(Clone, Debug, InputObject)]
pub struct OpenCaseInput {
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
    /// Where; one of the viewer's own areas.
    pub neighbourhood_id: NeighbourhoodId,
    /// About what, the main one first; 1 to 5.
    pub topic_ids: Vec<TopicId>,
    /// The resident's own choice; left out, the server proposes one that is free.
    pub code_word: Option<String>,
    /// What it is about, in at most 500 characters, without anything that identifies the resident.
    pub summary: Option<String>,
    /// Who asks; default the resident.
    pub asker: Option<Asker>,
    /// How it came; default asked.
    pub source: Option<CaseSource>,
    /// Why the resident did not ask before.
    pub ask_barriers: Option<Vec<AskBarrier>>,
    /// How the resident wants contact; default walking in, for which nothing must be known.
    pub contact_preference: Option<ContactPreference>,
    /// When or how exactly, in at most 200 characters.
    pub contact_note: Option<String>,
    /// False: the team may pick it up. Default true: the viewer holds it.
    pub keep: Option<bool>,
}

/// A case as it was seen.
#[derive(Clone, Debug, InputObject)]
pub struct CaseActInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// A note.
#[derive(Clone, Debug, InputObject)]
pub struct AddNoteInput {
    /// Which case.
    pub case_id: CaseId,
    /// At most 4000 characters, without anything that identifies the resident.
    pub text: String,
    /// Who reads it; default everybody involved.
    pub visibility: Option<NoteVisibility>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// What happens next.
#[derive(Clone, Debug, InputObject)]
pub struct SetNextStepInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// At most 200 characters, without anything that identifies the resident.
    pub next_step: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// What was noted wrongly; what is left out stays.
#[derive(Clone, Debug, InputObject)]
pub struct CorrectCaseInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// At most 500 characters, without anything that identifies the resident.
    pub summary: Option<String>,
    /// The main one first; 1 to 5.
    pub topic_ids: Option<Vec<TopicId>>,
    /// Why the resident did not ask before.
    pub ask_barriers: Option<Vec<AskBarrier>>,
    /// How the resident wants contact.
    pub contact_preference: Option<ContactPreference>,
    /// When or how exactly; an empty text takes it away.
    pub contact_note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// For what, and until when.
#[derive(Clone, Debug, InputObject)]
pub struct SetCaseWaitingInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// For what.
    pub waiting_for: WaitingFor,
    /// After this day the wait is overdue; today to a year from now.
    pub until: Day,
    /// A note with it, for everybody involved.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// How it ended.
#[derive(Clone, Debug, InputObject)]
pub struct CloseCaseInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// How it ended.
    pub outcome: Outcome,
    /// A note with it, for everybody involved.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Why it is opened again.
#[derive(Clone, Debug, InputObject)]
pub struct ReopenCaseInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// At most 500 characters.
    pub reason: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// How it goes.
#[derive(Clone, Debug, InputObject)]
pub struct GiveSignOfLifeInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// A note with it, for everybody involved.
    pub note: Option<String>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Why somebody who is not involved reads a case.
#[derive(Clone, Debug, InputObject)]
pub struct ReadCaseWithReasonInput {
    /// Which case.
    pub case_id: CaseId,
    /// At most 500 characters; it stands in the processing log.
    pub reason: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// The resident's details; at least one of them.
#[derive(Clone, Debug, InputObject)]
pub struct AddResidentDetailsInput {
    /// Which case.
    pub case_id: CaseId,
    /// The version that was seen; with another one nothing is written.
    pub expected_version: i32,
    /// The name. Left out, it stays as it is, and keeping it is a look at it, which the processing log tells; empty, it
    /// is taken away. So with the others. Who may not open what is there says `replaceHidden`.
    pub name: Option<String>,
    /// The telephone number.
    pub phone: Option<Typed<Phone>>,
    /// The address.
    pub address: Option<String>,
    /// The resident's consent to keep them.
    pub consent: ConsentInput,
    /// True: details that are there and that the viewer may not open go, all of them, and what is given here takes their
    /// place. False, the default: with such details nothing is written.
    pub replace_hidden: Option<bool>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// Why the resident's details are read.
#[derive(Clone, Debug, InputObject)]
pub struct RevealResidentDetailsInput {
    /// Which case.
    pub case_id: CaseId,
    /// At most 500 characters; it stands in the processing log.
    pub reason: String,
    /// Marks the look: the same key with other input is refused. What was opened is never kept, so with the same key
    /// and input it is opened again, and logged again, if the viewer still may.
    pub idempotency_key: Option<String>,
}
