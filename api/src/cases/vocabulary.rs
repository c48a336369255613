//! Words of the case board that are derived. Of a case none is stored; sums tell how many stand in a column, by its number.

use async_graphql::Enum;

/// A column of the board, as the viewer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum BoardColumn {
    /// Noted; nobody has started yet.
    New,
    /// Somebody is helping.
    Active,
    /// A support, consultation or joint visit is open.
    InConsultation,
    /// Waits for something, or for the answer to a handover.
    Waiting,
    /// Somebody else took it over; the viewer follows.
    HandedOver,
    /// Closed. On the board for 30 days.
    Done,
}

impl BoardColumn {
    /// All columns, from left to right. Sums are kept by their numbers: whoever changes these, or what stands in a column,
    /// adds a step to the migrations, after which all is counted anew.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Active, Self::InConsultation, Self::Waiting, Self::HandedOver, Self::Done];
}

/// What a viewer may do to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum CaseAct {
    /// Start to help, or go on where the holder no longer can.
    PickUp,
    /// Write a note.
    AddNote,
    /// Write what happens next.
    SetNextStep,
    /// Correct summary, topics, ask-barriers or contact wishes.
    Correct,
    /// Let it wait for something until a day.
    SetWaiting,
    /// End the wait.
    Resume,
    /// Close it with an outcome, or write down the outcome that a specialist without an account told by phone.
    Close,
    /// Open it again.
    Reopen,
    /// Ask a community worker for support.
    RequestSupport,
    /// Ask a community worker to take it over.
    RequestTakeover,
    /// Offer to take it over, as a community worker.
    OfferTakeover,
    /// Ask a specialist to discuss it.
    RequestConsultation,
    /// Ask a specialist to take it over.
    RequestHandover,
    /// Ask a specialist to go along on a visit.
    RequestJointVisit,
    /// Tell how it goes, or write down what the specialist told by phone.
    GiveSignOfLife,
    /// Add or replace the resident's details, with consent.
    AddResidentDetails,
    /// Open the resident's details; the look is logged.
    RevealResidentDetails,
    /// Remove the resident's details.
    RemoveResidentDetails,
    /// Read summary and notes for an hour, with a reason; the look is logged.
    ReadWithReason,
}

/// What a viewer may do to an involvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum InvolvementAct {
    /// Say yes.
    Accept,
    /// Say no, with a reason.
    Decline,
    /// Take the question back.
    Withdraw,
    /// End it: it is done.
    Complete,
    /// Write down what a specialist without an account answered by phone.
    RecordAnswer,
}

/// What binds the viewer to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum CaseRelation {
    /// Carries it.
    Holder,
    /// Is asked along, or was asked and has to answer.
    Involved,
    /// Held it and stays informed.
    Follower,
    /// Is a connector of the neighbourhood.
    Team,
    /// Is a community worker of the neighbourhood.
    Neighbourhood,
    /// Runs the programme.
    Organisation,
}

/// Who or what a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum PartyKind {
    /// A person with an account.
    Person,
    /// An entry of the directory.
    Specialist,
    /// The connectors or the community workers of a neighbourhood.
    Team,
    /// The one who asked for help.
    Resident,
    /// Somebody who decides, for instance the municipality.
    Decision,
}

/// Why something must happen by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum DueReason {
    /// Somebody who was asked along must answer.
    Answer,
    /// The wait ends.
    Waiting,
    /// The specialist must tell how it goes.
    SignOfLife,
}
