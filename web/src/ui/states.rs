//! What a page shows when there is nothing, nothing yet, or no answer.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Banner, Button, Glyph, Live, PageHead, live};
use crate::graphql::{Api, Connection, Failure, Loaded};
use crate::i18n::{Locale, use_locale, words};

/// Nothing here, and what to do about it.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    /// With the street below: for a whole list that is empty, not for a search.
    #[prop(optional)]
    street: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = if street { "bv-street bv-street--line bv-empty" } else { "bv-empty" };
    view! {
        <div class=class>
            <p class="bv-card__title bv-strong">{title}</p>
            {text.map(|text| view! { <p>{text}</p> })}
            {children.map(|children| view! { <div class="bv-buttons">{children()}</div> })}
        </div>
    }
}

/// What failed, whose fault it is, and what to do.
#[component]
pub fn ErrorCard(
    /// What doesn't work: "De vragen laden niet".
    #[prop(into)]
    title: String,
    failure: Failure,
    #[prop(into)] retry: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="bv-next bv-next--late" role="alert">
            <div>
                <p class="bv-next__what">{title}</p>
                <p>{explain_missing(locale, &failure)}</p>
            </div>
            <div class="bv-buttons">
                <Button icon=Glyph::Sync press=move || retry.run(())>
                    {words::ui::try_again(locale)}
                </Button>
            </div>
        </div>
    }
}

/// What to tell where the page itself isn't there: nothing is filled in that could be wrong, or get lost.
fn explain_missing(locale: Locale, failure: &Failure) -> String {
    match failure {
        Failure::Offline => words::ui::missing_offline(locale).to_owned(),
        Failure::Timeout => words::ui::missing_timeout(locale).to_owned(),
        Failure::BadInput => words::ui::failed_page(locale).to_owned(),
        Failure::Server { request_id: None } => words::ui::missing_server(locale).to_owned(),
        Failure::Server { request_id: Some(id) } => words::ui::missing_server_number(locale, id),
        Failure::Unauthenticated | Failure::Busy => explain(locale, failure),
    }
}

/// What to tell where a page is in sight, but not as it is now.
fn explain_out_of_date(locale: Locale, failure: &Failure) -> String {
    match failure {
        Failure::Offline => words::ui::stale_offline(locale).to_owned(),
        failure => explain_missing(locale, failure),
    }
}

/// What to tell somebody about a failure of what they sent. Where it is read as a signal, it changes when the connection
/// is back: then trying again makes sense.
pub fn explain(locale: Locale, failure: &Failure) -> String {
    match failure {
        Failure::Unauthenticated => words::ui::failed_unauthenticated(locale).to_owned(),
        Failure::Offline if is_back() => words::ui::failed_gone_by(locale).to_owned(),
        Failure::Offline => words::ui::failed_offline(locale).to_owned(),
        Failure::Timeout => words::ui::failed_timeout(locale).to_owned(),
        Failure::Busy => words::ui::failed_busy(locale).to_owned(),
        Failure::BadInput => words::ui::failed_bad_input(locale).to_owned(),
        Failure::Server { request_id: None } => words::ui::failed_server(locale).to_owned(),
        Failure::Server { request_id: Some(id) } => words::ui::failed_server_number(locale, id),
    }
}

/// Whether the server can be reached again. Pages that are drawn know the live connection; what is told in between, such
/// as a toast, is about the moment itself.
fn is_back() -> bool {
    let connection = use_context::<Api>().and_then(|api| api.connection.try_get());
    // Where nobody is signed in there is no live connection, but a browser still knows of its network.
    let has_network = || !cfg!(target_arch = "wasm32") || window().navigator().on_line();
    connection == Some(Connection::Online) && has_network()
}

/// Rows that are still coming, as high as the rows will be.
#[component]
pub fn SkeletonRows(#[prop(default = 3)] rows: usize) -> impl IntoView {
    const WIDTHS: [(&str, &str); 3] =
        [("bv-bone--34", "bv-bone--78"), ("bv-bone--26", "bv-bone--64"), ("bv-bone--41", "bv-bone--71")];
    let row = |index: usize| {
        let (first, second) = WIDTHS[index % WIDTHS.len()];
        view! {
            <li class="bv-row">
                <div>
                    <Bone width=first />
                    <Bone width=second />
                </div>
            </li>
        }
    };
    view! {
        <div aria-busy="true">
            <LoadingSaid />
            <ul class="bv-list" aria-hidden="true">
                {(0..rows).map(row).collect_view()}
            </ul>
        </div>
    }
}

/// A line of text that is still coming; `width` is one of the `bv-bone--` classes.
#[component]
pub fn Bone(width: &'static str) -> impl IntoView {
    view! { <span class=["bv-bone ", width].concat()></span> }
}

/// Says "loading" to who can't see the bones.
#[component]
pub fn LoadingSaid() -> impl IntoView {
    let locale = use_locale();
    view! {
        <p class="bv-hidden" role="status">
            {words::ui::loading(locale)}
        </p>
    }
}

/// Shows what was loaded: `bones` until it is there, an error card when it doesn't come, and a line above it when
/// it is there but could not be refreshed. `show` runs once; what changes later comes through its signal.
pub fn show_loaded<T, B, V>(
    loaded: Loaded<T>,
    failed_title: &'static str,
    bones: impl Fn() -> B + Send + 'static,
    show: impl Fn(Signal<Arc<T>>) -> V + Send + 'static,
) -> Live
where
    T: Send + Sync + 'static,
    B: IntoView + 'static,
    V: IntoView + 'static,
{
    let show = move || {
        let Some(first) = loaded.answer_untracked() else { return ().into_any() };
        let answer = Signal::derive(move || loaded.answer().unwrap_or_else(|| first.clone()));
        show(answer).into_any()
    };
    stages(loaded.untyped(), failed_title, Box::new(move || bones().into_any()), Box::new(show))
}

/// The same for a page whose heading comes with what is loaded: it has `title` as its heading when that doesn't come.
/// `bones` have one of their own, as [`PageBones`].
pub fn show_page<T, B, V>(
    loaded: Loaded<T>,
    title: &'static str,
    failed_title: &'static str,
    bones: impl Fn() -> B + Send + 'static,
    show: impl Fn(Signal<Arc<T>>) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    B: IntoView + 'static,
    V: IntoView + 'static,
{
    let head = live(move || {
        let failed = loaded.failure().is_some() && loaded.answer().is_none();
        failed.then(|| view! { <PageHead title=title.to_owned() /> })
    });
    (head, show_loaded(loaded, failed_title, bones, show))
}

/// What is seen of a page before its own heading comes.
#[component]
pub fn PageBones(title: &'static str, rows: usize) -> impl IntoView {
    view! {
        <PageHead title=title.to_owned() is_for_now=true />
        <SkeletonRows rows />
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Bones,
    Failed,
    There,
}

type Draw = Box<dyn Fn() -> AnyView + Send>;

fn stages(loaded: Loaded<()>, failed_title: &'static str, bones: Draw, show: Draw) -> Live {
    let locale = use_locale();
    let stage = Memo::new(move |_| match (loaded.has_answer(), loaded.failure().is_some()) {
        (true, _) => Stage::There,
        (false, true) => Stage::Failed,
        (false, false) => Stage::Bones,
    });
    live(move || match stage.get() {
        Stage::Bones => bones(),
        Stage::Failed => view! {
            <ErrorCard
                title=failed_title
                failure=loaded.failure().unwrap_or(Failure::Offline)
                retry=move |()| loaded.reload()
            />
        }
        .into_any(),
        Stage::There => view! {
            {out_of_date(locale, loaded)}
            {show()}
        }
        .into_any(),
    })
}

/// Says that what is shown could not be refreshed.
fn out_of_date(locale: Locale, loaded: Loaded<()>) -> Live {
    live(move || {
        let failure = loaded.failure()?;
        let retry = move || loaded.reload();
        Some(view! {
            <Banner glyph=Glyph::Offline>
                <p>{explain_out_of_date(locale, &failure)}</p>
                <Button press=retry>{words::ui::try_again(locale)}</Button>
            </Banner>
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::provide_api;

    #[test]
    fn a_page_that_only_loads_says_nothing_of_what_was_written() {
        let number = Some("r1".to_owned());
        let failures = [
            Failure::Unauthenticated,
            Failure::Offline,
            Failure::Timeout,
            Failure::Busy,
            Failure::BadInput,
            Failure::Server { request_id: None },
            Failure::Server { request_id: number },
        ];
        for failure in &failures {
            for text in [explain_missing(Locale::Nl, failure), explain_out_of_date(Locale::Nl, failure)] {
                assert!(!text.contains("schreef") && !text.contains("invulde"), "{text}");
            }
        }
        assert!(explain(Locale::Nl, &Failure::Offline).contains("Wat je schreef, staat er nog."));
    }

    #[test]
    fn a_form_stops_saying_that_there_is_no_internet_once_there_is() {
        let owner = Owner::new();
        owner.set();
        let api = provide_api();
        let told = Memo::new(|_| explain(Locale::Nl, &Failure::Offline));
        api.connection.set(Connection::Offline);
        assert!(told.get_untracked().starts_with("Er is geen internet."));
        api.connection.set(Connection::Online);
        assert!(told.get_untracked().starts_with("Er was even geen verbinding. Probeer het opnieuw."));
    }
}
