//! The acts: each a mutation with one input and the same kind of answer.

use super::CaseCard;
use crate::calendar::Day;
use crate::graphql::enums::ConsentForm;
use crate::graphql::scalars::Phone;
use crate::graphql::{Api, Failure, UserError, schema};

mod inputs;
pub use inputs::*;

/// What an act gave, or why it was refused.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The case after the act; when it was refused for an old version, as it is now.
    pub case: Option<CaseCard>,
    /// The details that were asked for.
    pub details: Option<ResidentDetails>,
    /// Why it was refused, at which field.
    pub refusals: Vec<UserError>,
}

/// What is known of a resident. Kept in the page only, never on the device.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ResidentDetails {
    /// Their name.
    pub name: Option<String>,
    /// To call them.
    pub phone: Option<Phone>,
    /// Where they live.
    pub address: Option<String>,
    /// When they agreed.
    pub consent_on: Day,
    /// How they agreed.
    pub consent_form: ConsentForm,
}

#[derive(cynic::QueryFragment, Debug)]
struct CasePayload {
    case: Option<CaseCard>,
    user_errors: Vec<UserError>,
}

#[derive(cynic::QueryFragment, Debug)]
struct InvolvementPayload {
    case: Option<CaseCard>,
    user_errors: Vec<UserError>,
}

#[derive(cynic::QueryFragment, Debug)]
struct ResidentDetailsPayload {
    details: Option<ResidentDetails>,
    case: Option<CaseCard>,
    user_errors: Vec<UserError>,
}

impl From<CasePayload> for Answer {
    fn from(CasePayload { case, user_errors }: CasePayload) -> Self {
        Self { case, details: None, refusals: user_errors }
    }
}

impl From<InvolvementPayload> for Answer {
    fn from(InvolvementPayload { case, user_errors }: InvolvementPayload) -> Self {
        Self { case, details: None, refusals: user_errors }
    }
}

impl From<ResidentDetailsPayload> for Answer {
    fn from(ResidentDetailsPayload { details, case, user_errors }: ResidentDetailsPayload) -> Self {
        Self { case, details, refusals: user_errors }
    }
}

/// The mutation behind an act. `$` is given as `$d`, since the variables of GraphQL have the same sign as those of
/// a macro; the three arms differ in their payload only, which can't be a parameter: the derive looks at where its
/// tokens come from.
macro_rules! mutation {
    ($d:tt case $mutation:ident $variables:ident $field:literal) => {
        #[derive(cynic::QueryFragment, Debug)]
        #[cynic(graphql_type = "Mutation", variables = $variables)]
        struct $mutation {
            #[cynic(rename = $field)]
            #[arguments(input: $d input)]
            payload: CasePayload,
        }
    };
    ($d:tt involvement $mutation:ident $variables:ident $field:literal) => {
        #[derive(cynic::QueryFragment, Debug)]
        #[cynic(graphql_type = "Mutation", variables = $variables)]
        struct $mutation {
            #[cynic(rename = $field)]
            #[arguments(input: $d input)]
            payload: InvolvementPayload,
        }
    };
    ($d:tt details $mutation:ident $variables:ident $field:literal) => {
        #[derive(cynic::QueryFragment, Debug)]
        #[cynic(graphql_type = "Mutation", variables = $variables)]
        struct $mutation {
            #[cynic(rename = $field)]
            #[arguments(input: $d input)]
            payload: ResidentDetailsPayload,
        }
    };
}

/// One variant an act, with what it sends; and the mutation behind each.
macro_rules! acts {
    ($d:tt $( $(#[doc = $doc:literal])* $act:ident($input:ident) = $field:literal $payload:ident, $mutation:ident, $variables:ident; )*) => {
        /// An act, filled in.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Order {
            $( $(#[doc = $doc])* $act($input), )*
        }

        impl Order {
            /// Does it. With the same idempotency key, trying again is safe.
            ///
            /// # Errors
            ///
            /// What went wrong. A refusal is no error: it is in the answer.
            pub async fn send(self, api: Api) -> Result<Answer, Failure> {
                match self {
                    $( Self::$act(input) => {
                        let answer = api.mutate::<$mutation, _>($variables { input }).await?;
                        Ok(answer.payload.into())
                    } )*
                }
            }
        }

        $(
            #[derive(cynic::QueryVariables, Debug)]
            struct $variables {
                input: $input,
            }

            mutation!($d $payload $mutation $variables $field);
        )*
    };
}

acts! { $
    /// The viewer helps from now on.
    PickUp(CaseActInput) = "pickUpCase" case, PickUpCase, PickUpCaseVariables;
    /// Writes down what happened.
    AddNote(AddNoteInput) = "addNote" case, AddNote, AddNoteVariables;
    /// Says what happens next.
    SetNextStep(SetNextStepInput) = "setNextStep" case, SetNextStep, SetNextStepVariables;
    /// Corrects what was written down.
    Correct(CorrectCaseInput) = "correctCase" case, CorrectCase, CorrectCaseVariables;
    /// Lets it wait.
    SetWaiting(SetCaseWaitingInput) = "setCaseWaiting" case, SetCaseWaiting, SetCaseWaitingVariables;
    /// Goes on after waiting.
    Resume(CaseActInput) = "resumeCase" case, ResumeCase, ResumeCaseVariables;
    /// Ends it.
    Close(CloseCaseInput) = "closeCase" case, CloseCase, CloseCaseVariables;
    /// Begins it again.
    Reopen(ReopenCaseInput) = "reopenCase" case, ReopenCase, ReopenCaseVariables;
    /// Tells who follows how it goes.
    GiveSignOfLife(GiveSignOfLifeInput) = "giveSignOfLife" case, GiveSignOfLife, GiveSignOfLifeVariables;
    /// Opens the content, with a reason that is kept.
    ReadWithReason(ReadCaseWithReasonInput) = "readCaseWithReason" case, ReadCaseWithReason, ReadCaseWithReasonVariables;
    /// Asks a community worker to help along.
    RequestSupport(RequestWorkerInput) = "requestSupport" involvement, RequestSupport, RequestSupportVariables;
    /// Asks a community worker to take over.
    RequestTakeover(RequestWorkerInput) = "requestTakeover" involvement, RequestTakeover, RequestTakeoverVariables;
    /// Offers to take over.
    OfferTakeover(OfferTakeoverInput) = "offerTakeover" involvement, OfferTakeover, OfferTakeoverVariables;
    /// Asks a specialist to think along.
    RequestConsultation(RequestSpecialistInput) = "requestConsultation" involvement, RequestConsultation, RequestConsultationVariables;
    /// Asks a specialist to take over.
    RequestHandover(RequestSpecialistInput) = "requestHandover" involvement, RequestHandover, RequestHandoverVariables;
    /// Asks a specialist to visit together.
    RequestJointVisit(RequestSpecialistInput) = "requestJointVisit" involvement, RequestJointVisit, RequestJointVisitVariables;
    /// Says yes.
    Accept(AcceptInvolvementInput) = "acceptInvolvement" involvement, AcceptInvolvement, AcceptInvolvementVariables;
    /// Says no.
    Decline(DeclineInvolvementInput) = "declineInvolvement" involvement, DeclineInvolvement, DeclineInvolvementVariables;
    /// Takes the request back.
    Withdraw(WithdrawInvolvementInput) = "withdrawInvolvement" involvement, WithdrawInvolvement, WithdrawInvolvementVariables;
    /// It is done.
    Complete(CompleteInvolvementInput) = "completeInvolvement" involvement, CompleteInvolvement, CompleteInvolvementVariables;
    /// Writes down what was answered by phone.
    RecordAnswer(RecordInvolvementAnswerInput) = "recordInvolvementAnswer" involvement, RecordInvolvementAnswer, RecordInvolvementAnswerVariables;
    /// Adds details of the resident.
    AddDetails(AddResidentDetailsInput) = "addResidentDetails" case, AddResidentDetails, AddResidentDetailsVariables;
    /// Opens the details of the resident, with a reason that is kept.
    RevealDetails(RevealResidentDetailsInput) = "revealResidentDetails" details, RevealResidentDetails, RevealResidentDetailsVariables;
    /// Takes the details of the resident away.
    RemoveDetails(CaseActInput) = "removeResidentDetails" case, RemoveResidentDetails, RemoveResidentDetailsVariables;
}
