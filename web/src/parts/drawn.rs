//! What is drawn in each part: the pages by name, each behind the mark where the app is cut.

#![expect(clippy::unnecessary_wraps, reason = "a page never fails, but its part may not come")]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::account::{AcceptInvitation, SignIn};
use crate::administration::AdministrationPage;
use crate::cases::{BoardPage, CasePage, NewQuestionPage, OpenDialog};
use crate::connectors::{ApplyPage, ConnectorPage, ConnectorsPage, OwnProfilePage};
use crate::figures::{AnswerListPage, CaseListPage, FiguresPage, ReportPage};
use crate::network::NetworkPage;
use crate::notices::NoticesPage;
use crate::palette::Palette;
use crate::peers::{AskPage, PeerQuestionPage, PeersPage};
use crate::specialists::{AddPage, ChangePage, DirectoryPage, KeptPage, PrintPage, SpecialistPage, UnmetPage};
use crate::today::TodayPage;
use crate::training::{ChangeMeetingPage, DuePage, MeetingPage, PastPage, PlanPage, TrainingPage};

/// A page, once its part is here.
pub type Drawn = Result<AnyView, SplitLoaderError>;

/// The pages before somebody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// The front door.
    SignIn,
    /// Accepting an invitation.
    Invitation,
}

/// The pages of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directory {
    /// Searching.
    Search,
    /// One specialist.
    Entry,
    /// A new entry.
    Add,
    /// An entry to change.
    Change,
    /// What people miss.
    Unmet,
    /// A list on paper.
    Print,
    /// The list that the device has.
    Kept,
}

/// The pages of who steers and of who manages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// The figures.
    Figures,
    /// The figures on paper.
    Report,
    /// The cases behind a figure.
    CaseList,
    /// The involvements behind a figure.
    AnswerList,
    /// Accounts, machines and the log.
    Administration,
}

/// The pages about connectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connectors {
    /// The form for everybody.
    Apply,
    /// The board.
    Board,
    /// One profile.
    Profile,
    /// The own profile.
    Own,
}

/// The pages of training, of the people whom one knows from it, of what these ask each other, and of what one is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Training {
    /// The meetings to go to.
    Meetings,
    /// Those that are over.
    Past,
    /// One meeting.
    Meeting,
    /// A new one.
    Plan,
    /// A meeting to change.
    Change,
    /// Who has to come.
    Due,
    /// Mijn mensen.
    Network,
    /// Even sparren.
    Peers,
    /// A question to a fellow connector.
    AskPeers,
    /// One such question.
    PeerQuestion,
    /// Berichten.
    Notices,
}

#[wasm_split(account, fallible, preload(fetch_account))]
pub fn draw_account(page: Account) -> Drawn {
    Ok(match page {
        Account::SignIn => view! { <SignIn /> }.into_any(),
        Account::Invitation => view! { <AcceptInvitation /> }.into_any(),
    })
}

#[wasm_split(board, fallible, preload(fetch_board))]
pub fn draw_board() -> Drawn {
    Ok(view! { <BoardPage /> }.into_any())
}

#[wasm_split(case, fallible, preload(fetch_case))]
pub fn draw_case() -> Drawn {
    Ok(view! { <CasePage /> }.into_any())
}

#[wasm_split(question, fallible, preload(fetch_question))]
pub fn draw_question() -> Drawn {
    Ok(view! { <NewQuestionPage /> }.into_any())
}

#[wasm_split(acts, fallible, preload(fetch_acts))]
pub fn draw_acts() -> Drawn {
    Ok(view! { <OpenDialog /> }.into_any())
}

#[wasm_split(directory, fallible, preload(fetch_directory))]
pub fn draw_directory(page: Directory) -> Drawn {
    Ok(match page {
        Directory::Search => view! { <DirectoryPage /> }.into_any(),
        Directory::Entry => view! { <SpecialistPage /> }.into_any(),
        Directory::Add => view! { <AddPage /> }.into_any(),
        Directory::Change => view! { <ChangePage /> }.into_any(),
        Directory::Print => view! { <PrintPage /> }.into_any(),
        Directory::Unmet => view! { <UnmetPage /> }.into_any(),
        Directory::Kept => view! { <KeptPage /> }.into_any(),
    })
}

#[wasm_split(office, fallible, preload(fetch_office))]
pub fn draw_office(page: Office) -> Drawn {
    Ok(match page {
        Office::Figures => view! { <FiguresPage /> }.into_any(),
        Office::Report => view! { <ReportPage /> }.into_any(),
        Office::CaseList => view! { <CaseListPage /> }.into_any(),
        Office::AnswerList => view! { <AnswerListPage /> }.into_any(),
        Office::Administration => view! { <AdministrationPage /> }.into_any(),
    })
}

#[wasm_split(connectors, fallible, preload(fetch_connectors))]
pub fn draw_connectors(page: Connectors) -> Drawn {
    Ok(match page {
        Connectors::Apply => view! { <ApplyPage /> }.into_any(),
        Connectors::Board => view! { <ConnectorsPage /> }.into_any(),
        Connectors::Profile => view! { <ConnectorPage /> }.into_any(),
        Connectors::Own => view! { <OwnProfilePage /> }.into_any(),
    })
}

#[wasm_split(training, fallible, preload(fetch_training))]
pub fn draw_training(page: Training) -> Drawn {
    Ok(match page {
        Training::Meetings => view! { <TrainingPage /> }.into_any(),
        Training::Past => view! { <PastPage /> }.into_any(),
        Training::Meeting => view! { <MeetingPage /> }.into_any(),
        Training::Plan => view! { <PlanPage /> }.into_any(),
        Training::Change => view! { <ChangeMeetingPage /> }.into_any(),
        Training::Due => view! { <DuePage /> }.into_any(),
        Training::Network => view! { <NetworkPage /> }.into_any(),
        Training::Peers => view! { <PeersPage /> }.into_any(),
        Training::AskPeers => view! { <AskPage /> }.into_any(),
        Training::PeerQuestion => view! { <PeerQuestionPage /> }.into_any(),
        Training::Notices => view! { <NoticesPage /> }.into_any(),
    })
}

#[wasm_split(today, fallible, preload(fetch_today))]
pub fn draw_today() -> Drawn {
    Ok(view! { <TodayPage /> }.into_any())
}

#[wasm_split(palette, fallible, preload(fetch_palette))]
pub fn draw_palette(open: RwSignal<bool>) -> Drawn {
    Ok(view! { <Palette open /> }.into_any())
}
