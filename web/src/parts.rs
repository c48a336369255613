//! The parts of the app that are fetched when somebody first goes there: who looks at today doesn't wait for the
//! figures. Only what is named here is apart; the build finds out what else no other part needs.
//!
//! A page of a part is drawn where it stands in the tree, so that it finds what the app made known to all of them.

mod drawn;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::account::DoorBones;
use crate::graphql::{Connection, Failure, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::today::TodayBones;
use crate::ui::{ErrorCard, PageHead, SkeletonRows, effect, live, use_toasts};
pub use drawn::{Account, Connectors, Directory, Office, Training};
use drawn::{
    Drawn, draw_account, draw_acts, draw_board, draw_case, draw_connectors, draw_directory, draw_office, draw_palette,
    draw_question, draw_today, draw_training, fetch_account, fetch_acts, fetch_board, fetch_case, fetch_connectors,
    fetch_directory, fetch_office, fetch_palette, fetch_question, fetch_today, fetch_training,
};

/// The palette, fetched when it is opened for the first time.
pub fn palette(open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let toasts = use_toasts();
    let is_here = RwSignal::new(false);
    effect(move || {
        if !open.get() || is_here.get_untracked() {
            return;
        }
        spawn_local(async move {
            if fetch_palette().await.is_ok() {
                let _ = is_here.try_set(true);
            } else {
                let _ = open.try_set(false);
                toasts.tell(words::ui::part_missing(locale));
            }
        });
    });
    live(move || {
        let drawn = is_here.get().then(|| draw_palette(open).boxed_local().now_or_never()).flatten();
        drawn.and_then(Result::ok).unwrap_or_else(|| ().into_any())
    })
}

/// The dialogs of the acts on cases. They come when the page that offers them has all it asked for, and after them the pages
/// that lie near; at once when somebody wants one. Who wants one that doesn't come is told, and `give_up` takes back that it
/// was wanted.
pub fn acts(
    is_read: impl Fn() -> bool + Send + Sync + 'static,
    is_wanted: impl Fn() -> bool + Send + Sync + 'static,
    give_up: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let toasts = use_toasts();
    let is_here = RwSignal::new(false);
    let (is_read, is_wanted) = (Memo::new(move |_| is_read()), Memo::new(move |_| is_wanted()));
    // Again when one is wanted that didn't come.
    effect(move || {
        let (read, wanted) = (is_read.get(), is_wanted.get());
        if is_here.get_untracked() || !(read || wanted) {
            return;
        }
        spawn_local(async move {
            if fetch_acts().await.is_ok() {
                let _ = is_here.try_set(true);
                // From the board to a case and back.
                let _ = futures::join!(fetch_board(), fetch_case());
            } else if wanted && is_wanted.try_get_untracked() == Some(true) {
                give_up();
                toasts.tell(words::ui::part_missing(locale));
            }
        });
    });
    live(move || {
        let drawn = is_here.get().then(|| draw_acts().boxed_local().now_or_never()).flatten();
        drawn.and_then(Result::ok).unwrap_or_else(|| ().into_any())
    })
}

/// A page before somebody is signed in, once its part is here.
pub fn account(page: Account) -> impl IntoView {
    let bones = |_| view! { <DoorBones /> }.into_any();
    Part::Account.drawn(Around::Nothing, words::account::sign_in, bones, move || draw_account(page).boxed_local())
}

/// The board, once its part is here.
pub fn board() -> impl IntoView {
    Part::Board.page(Around::Shell, words::board::title, || draw_board().boxed_local())
}

/// The page of a case, once its part is here.
pub fn case() -> impl IntoView {
    Part::Case.page(Around::Shell, words::board::title, || draw_case().boxed_local())
}

/// A new question, once its part is here.
pub fn question() -> impl IntoView {
    Part::Question.page(Around::Nothing, words::new_question::title, || draw_question().boxed_local())
}

/// A page of the directory, once its part is here.
pub fn directory(page: Directory) -> impl IntoView {
    let around = if page == Directory::Print { Around::Nothing } else { Around::Shell };
    Part::Directory.page(around, words::specialists::title, move || draw_directory(page).boxed_local())
}

/// A page of who steers and of who manages, once its part is here.
pub fn office(page: Office) -> impl IntoView {
    let title = match page {
        Office::Figures | Office::Report | Office::CaseList | Office::AnswerList => words::figures::title,
        Office::Administration => words::administration::title,
    };
    Part::Office.page(Around::Shell, title, move || draw_office(page).boxed_local())
}

/// A page about connectors, once its part is here.
pub fn connectors(page: Connectors) -> impl IntoView {
    let title = match page {
        Connectors::Apply => words::apply::title,
        Connectors::Board | Connectors::Profile => words::connectors::title,
        Connectors::Own => words::connectors::profile_title,
    };
    let around = if page == Connectors::Apply { Around::Nothing } else { Around::Shell };
    Part::Connectors.page(around, title, move || draw_connectors(page).boxed_local())
}

/// A page of training, once its part is here.
pub fn training(page: Training) -> impl IntoView {
    let title = match page {
        Training::Network => words::network::title,
        Training::Peers | Training::AskPeers | Training::PeerQuestion => words::peers::title,
        Training::Notices => words::notices::title,
        _ => words::training::title,
    };
    Part::Training.page(Around::Shell, title, move || draw_training(page).boxed_local())
}

/// What waits for the viewer, once its part is here.
pub fn today() -> impl IntoView {
    let bones = |_| view! { <TodayBones /> }.into_any();
    Part::Today.drawn(Around::Shell, words::today::title, bones, || draw_today().boxed_local())
}

/// Begins to fetch the part behind an address, while the server is still asked something else.
pub fn expect(path: &str) {
    if let Some(part) = Part::of(path) {
        // What fails now is told when the page is drawn, which tries again.
        spawn_local(part.fetch().map(drop));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Account,
    Board,
    Case,
    Connectors,
    Directory,
    Office,
    Question,
    Today,
    Training,
}

impl Part {
    /// The part of the page at this path; None when there is no such page, or it is in the app from the start.
    fn of(path: &str) -> Option<Self> {
        let path = path.split('?').next()?.trim_start_matches('/');
        let (room, page) = path.split_once('/').map_or((path, None), |(room, page)| (room, Some(page)));
        match room {
            "" => Some(Self::Today),
            "inloggen" | "uitnodiging" => Some(Self::Account),
            "vragen" => Some(match page {
                None => Self::Board,
                Some("nieuw") => Self::Question,
                Some(_) => Self::Case,
            }),
            "buurtverbinders" | "mijn-profiel" | "word-buurtverbinder" => Some(Self::Connectors),
            "specialisten" => Some(Self::Directory),
            "cijfers" | "beheer" => Some(Self::Office),
            "training" | "mensen" | "sparren" | "berichten" => Some(Self::Training),
            _ => None,
        }
    }

    fn fetch(self) -> LocalBoxFuture<'static, Result<(), SplitLoaderError>> {
        match self {
            Self::Account => fetch_account().boxed_local(),
            Self::Board => fetch_board().boxed_local(),
            Self::Case => fetch_case().boxed_local(),
            Self::Connectors => fetch_connectors().boxed_local(),
            Self::Directory => fetch_directory().boxed_local(),
            Self::Office => fetch_office().boxed_local(),
            Self::Question => fetch_question().boxed_local(),
            Self::Today => fetch_today().boxed_local(),
            Self::Training => fetch_training().boxed_local(),
        }
    }

    /// The head and some rows until the part is here, then the page; an error with a way on when it doesn't come.
    fn page(
        self,
        around: Around,
        title: fn(Locale) -> &'static str,
        draw: impl Fn() -> LocalBoxFuture<'static, Drawn> + Send + 'static,
    ) -> impl IntoView {
        let bones = move |locale| {
            let rows = view! {
                <PageHead title=title(locale).to_owned() is_for_now=true />
                <SkeletonRows rows=6 />
            };
            around.place(rows.into_any())
        };
        self.drawn(around, title, bones, draw)
    }

    /// The same with bones of its own, for a page that doesn't begin with a head.
    fn drawn(
        self,
        around: Around,
        title: fn(Locale) -> &'static str,
        bones: impl Fn(Locale) -> AnyView + Send + 'static,
        draw: impl Fn() -> LocalBoxFuture<'static, Drawn> + Send + 'static,
    ) -> impl IntoView {
        let locale = use_locale();
        let api = use_api();
        let connection = api.connection;
        let stage = RwSignal::new(Stage::Coming);
        let fetch = move || {
            stage.set(Stage::Coming);
            spawn_local(async move {
                let next = match self.fetch().await {
                    Ok(()) => Stage::Here,
                    Err(_) if is_offline(connection) => Stage::Unreachable,
                    Err(_) => Stage::Gone,
                };
                // The page may be left before its part is here.
                let _ = stage.try_set(next);
            });
        };
        // A part that is here already is drawn at once, without bones in between.
        match self.fetch().now_or_never() {
            Some(Ok(())) => stage.set(Stage::Here),
            _ => fetch(),
        }
        api.on_return(move || {
            if stage.try_get_untracked() == Some(Stage::Unreachable) {
                fetch();
            }
        });
        let again = move |()| match stage.get_untracked() {
            Stage::Gone => drop(window().location().reload()),
            _ => fetch(),
        };
        live(move || match stage.get() {
            Stage::Coming => bones(locale),
            Stage::Here => draw().now_or_never().and_then(Result::ok).unwrap_or_else(|| ().into_any()),
            Stage::Unreachable => around.place(missing(locale, title, Failure::Offline, again).into_any()),
            Stage::Gone => around.place(missing(locale, title, Failure::BadInput, again).into_any()),
        })
    }
}

/// What stands around a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// The navigation, with the room for the page.
    Shell,
    /// Nothing: the page brings its room with it.
    Nothing,
}

impl Around {
    /// Gives what stands in for a page a room where it has none.
    fn place(self, stand_in: AnyView) -> AnyView {
        match self {
            Self::Shell => stand_in,
            Self::Nothing => view! {
                <main class="bv-main" id="inhoud">
                    <div class="bv-main--narrow">{stand_in}</div>
                </main>
            }
            .into_any(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Coming,
    Here,
    /// The server can't be reached; the same try later may do.
    Unreachable,
    /// The server has a newer app, without this part.
    Gone,
}

fn missing(
    locale: Locale,
    title: fn(Locale) -> &'static str,
    failure: Failure,
    retry: impl Fn(()) + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <PageHead title=title(locale).to_owned() />
        <ErrorCard title=words::ui::part_missing(locale) failure retry />
    }
}

fn is_offline(connection: RwSignal<Connection>) -> bool {
    connection.get_untracked() == Connection::Offline || !window().navigator().on_line()
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn an_address_tells_its_part() {
        assert_eq!(Part::of("/vragen/nieuw"), Some(Part::Question));
        assert_eq!(Part::of("/vragen/case_1?van=bord"), Some(Part::Case));
        assert_eq!(Part::of("/specialisten"), Some(Part::Directory));
        assert_eq!(Part::of("/cijfers/vragen"), Some(Part::Office));
        assert_eq!(Part::of("/beheer"), Some(Part::Office));
        assert_eq!(Part::of("/training/plannen"), Some(Part::Training));
        assert_eq!(Part::of("/mensen"), Some(Part::Training));
        assert_eq!(Part::of("/sparren/nieuw"), Some(Part::Training));
        assert_eq!(Part::of("/berichten"), Some(Part::Training));
        assert_eq!(Part::of("/"), Some(Part::Today));
        assert_eq!(Part::of("/inloggen"), Some(Part::Account));
        assert_eq!(Part::of("/vragen?mijn=ja"), Some(Part::Board));
        assert_eq!(Part::of("/geen"), None);
    }

    #[test]
    fn the_page_knows_the_same_parts() {
        let script = include_str!("../early.js");
        let rooms = script.split_once("const rooms = {").and_then(|(_, rest)| rest.split_once('}')).unwrap().0;
        let rooms: Vec<_> = rooms.split(',').map(str::trim).filter(|room| !room.is_empty()).collect();
        for room in &rooms {
            let (path, part) = room.split_once(": ").unwrap();
            let known = Part::of(path.trim_matches('\'')).map(|part| format!("'{part:?}'").to_lowercase());
            assert_eq!(known.as_deref(), Some(part), "{path}");
        }
        assert_eq!(rooms.len(), 16);
    }
}
