//! The page of one case, for who helps, who is along, who follows, and who may only see the card.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::act_model::{Act, Row, lines, row_key};
use super::at_hand::{offers, use_at_hand};
use super::board_model::stamp;
use super::case_changes::{Changed, concerns};
use super::case_model::{Sight, background, facts, sight, topic_and_place};
use super::dialogs::{ActDialogs, ActTrouble, Page, Subject, provide_acting, use_acting};
use super::facts::fact_list;
use super::following::Followed;
use super::involvement_model::open_ones;
use super::involvements::Involvements;
use super::next_step::NextStep;
use super::queries::{
    CaseDetail, CaseQuery, CaseVariables, OneSpecialistQuery, OneSpecialistVariables, ResidentDetails, TimelineQuery,
};
use super::resident_details::ResidentSection;
use super::timeline::TimelineSection;
use super::{column_glyph, column_name};
use crate::graphql::enums::CaseAct;
use crate::graphql::scalars::{CaseId, SpecialistId};
use crate::graphql::{Api, Failure, Loaded, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Bone, ButtonLink, Empty, Glyph, Heading, LoadingSaid, Mark, SaidPolitely, SkeletonRows, Status, Tone, Top, effect,
    show_page, use_wide,
};

/// So many lines of the timeline come first, and so many more each time.
const EVENTS: usize = 20;
/// The most lines that one question may ask for.
const PAGE: usize = 100;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct CasePlace {
    /// The case; None when it isn't there for this viewer.
    pub loaded: Loaded<Option<CaseDetail>>,
    /// How many lines of the timeline are wanted.
    pub events: RwSignal<usize>,
    /// What is known of the resident, after somebody asked to see it. Gone when the page is left.
    pub revealed: RwSignal<Option<ResidentDetails>>,
}

/// What the parts of the page share.
pub fn use_case() -> CasePlace {
    expect_context()
}

/// The page.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| CaseId(params.with(|params| params.get("id").unwrap_or_default())));
    // Another case is another page: nothing of the one before may stay.
    move || view! { <OneCase id=id.get() /> }
}

#[component]
fn OneCase(id: CaseId) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let events = RwSignal::new(EVENTS);
    let wanted = id.clone();
    let loaded = load(move || ask(api, wanted.clone(), events.get()));
    let own = id.clone();
    loaded.follow(api, move |change| concerns(change, &own));
    let revealed = RwSignal::new(None::<ResidentDetails>);
    provide_context(CasePlace { loaded, events, revealed });
    let changed = Changed::follow(api, loaded, id, locale);
    provide_acting(Page::Case, move |done| {
        changed.expect(done.answer.case.as_ref().map(stamp));
        if let Some(details) = done.answer.details {
            revealed.set(Some(details));
        }
        if matches!(done.act, Act::Case(CaseAct::RemoveResidentDetails | CaseAct::AddResidentDetails)) {
            revealed.set(None);
        }
        if let (Some(card), Some(Some(case))) = (done.answer.case, loaded.answer_untracked().as_deref()) {
            loaded.put(Some(CaseDetail { card, ..case.clone() }));
        }
        loaded.reload();
    });
    view! {
        <SaidPolitely said=changed.said />
        {show_page(
            loaded,
            words::board::title(locale),
            words::case::failed(locale),
            || view! { <CaseBones /> },
            move |case| view! { <Shown case changed /> },
        )}
        <ActDialogs is_read=move || loaded.has_answer() />
    }
}

#[component]
fn Shown(case: Signal<Arc<Option<CaseDetail>>>, changed: Changed) -> impl IntoView {
    let is_there = Memo::new(move |_| case.with(|case| case.is_some()));
    move || {
        let is_there = is_there.get();
        let first = case.with_untracked(|case| case.as_ref().clone());
        match first.filter(|_| is_there) {
            None => view! { <Gone /> }.into_any(),
            Some(first) => {
                let case =
                    Signal::derive(move || case.with(|case| Option::clone(case)).unwrap_or_else(|| first.clone()));
                view! { <Present case changed /> }.into_any()
            }
        }
    }
}

/// Not there, or not for this viewer: that is one and the same.
#[component]
fn Gone() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Top href="/vragen" label=words::board::title(locale) />
        <header class="bv-head">
            <Heading title=words::case::gone_title(locale).to_owned() />
        </header>
        <Empty title=words::case::gone(locale) text=words::case::gone_text(locale)>
            <ButtonLink href="/vragen">{words::case::to_cases(locale)}</ButtonLink>
        </Empty>
    }
}

#[component]
fn Present(case: Signal<CaseDetail>, changed: Changed) -> impl IntoView {
    let locale = use_locale();
    let wide = use_wide();
    begin_with_specialist(case);
    keep_at_hand(case);
    let word = Memo::new(move |_| case.with(|case| case.card.code_word.clone()));
    let column = Memo::new(move |_| case.with(|case| case.card.board_column));
    let status = move || {
        let column = column.get();
        view! { <Status glyph=column_glyph(column)>{column_name(locale, column)}</Status> }
    };
    let mark = move || {
        changed.is_marked.get().then(|| {
            view! {
                <Mark tone=Tone::Info glyph=Glyph::Sync>
                    {words::card::just_changed(locale)}
                </Mark>
            }
        })
    };
    let follows = Memo::new(move |_| case.with(|case| sight(case) == Sight::Following));
    let parts = move || {
        if follows.get() { view! { <Followed case /> }.into_any() } else { view! { <Helped case /> }.into_any() }
    };
    view! {
        <Top href="/vragen" label=words::board::title(locale) />
        <header class="bv-head">
            <div>
                <div class="bv-head__title">
                    <Heading title=word />
                    {status}
                    {mark}
                </div>
                <p class="bv-head__sub">
                    {move || case.with(|case| topic_and_place(locale, case, wide.get()))}
                </p>
            </div>
        </header>
        <ActTrouble />
        {parts}
    }
}

/// The page for who helps or is along, and for who may see the card.
#[component]
fn Helped(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let facts = move || fact_list(case.with(|case| facts(locale, case)));
    view! {
        <div class="bv-case">
            <dl class="bv-grid bv-facts bv-facts--strip">{facts}</dl>
            <aside class="bv-case__aside bv-stack" aria-label=words::case::what_you_can(locale)>
                <NextStep case />
            </aside>
            <div class="bv-case__main">
                <Question case />
                <Involvements case />
                <ResidentSection case />
                <TimelineSection case />
            </div>
        </div>
    }
}

/// The question in a few words, and how it came.
#[component]
fn Question(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let content = Memo::new(move |_| case.with(|case| case.content.clone()));
    move || {
        let content = content.get()?;
        let background = background(locale, &content);
        let lines = background.into_iter().map(|line| view! { <p class="bv-row__sub">{line}</p> });
        Some(view! {
            <section aria-labelledby="vraag">
                <div class="bv-section__head">
                    <h2 id="vraag">{words::case::question(locale)}</h2>
                </div>
                <p class="bv-measure">{content.summary.clone()}</p>
                {lines.collect_view()}
            </section>
        })
    }
}

/// The page while it is still coming.
#[component]
fn CaseBones() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Top href="/vragen" label=words::board::title(locale) />
        <header class="bv-head">
            <Heading title=words::case::loading_title(locale).to_owned() />
        </header>
        <div class="bv-case" aria-busy="true">
            <LoadingSaid />
            <div class="bv-facts--strip" aria-hidden="true">
                <Bone width="bv-bone--41" />
                <Bone width="bv-bone--64" />
            </div>
            <div class="bv-case__aside">
                <div class="bv-next" aria-hidden="true">
                    <Bone width="bv-bone--34" />
                    <Bone width="bv-bone--78" />
                    <Bone width="bv-bone--64" />
                </div>
            </div>
            <SkeletonRows rows=4 />
        </div>
    }
}

/// Tells the palette what can be done here, and begins what somebody chose there.
fn keep_at_hand(case: Signal<CaseDetail>) {
    let locale = use_locale();
    let acting = use_acting();
    let at_hand = use_at_hand();
    let id = case.with_untracked(|case| case.card.id.clone());
    effect(move || at_hand.put(case.with(|case| offers(locale, &case.card, &open_ones(case)))));
    let own = id.clone();
    effect(move || {
        let Some(key) = at_hand.take(&own) else { return };
        let case = case.get_untracked();
        let lines = lines(locale, &case.card, &open_ones(&case));
        let subject = Subject { card: case.card, content: case.content };
        match lines.into_iter().find(|line| row_key(&line.acts) == key) {
            Some(Row { label, acts, .. }) => untrack(|| acting.choose(subject, label, acts, None)),
            None => acting.tell(words::dialogs::conflict_over(locale).to_owned()),
        }
    });
    on_cleanup(move || at_hand.leave(&id));
}

/// When the address names a specialist (`?erbij=`), begins to bring them in; then the address forgets it.
fn begin_with_specialist(case: Signal<CaseDetail>) {
    const WAYS: [CaseAct; 3] = [CaseAct::RequestConsultation, CaseAct::RequestJointVisit, CaseAct::RequestHandover];
    let locale = use_locale();
    let api = use_api();
    let acting = use_acting();
    let navigate = use_navigate();
    let query = use_query_map();
    effect(move || {
        let Some(id) = query.with(|query| query.get("erbij")) else { return };
        let id = SpecialistId(id);
        let replace = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        let case = case.get_untracked();
        navigate(&["/vragen/", &case.card.id.0].concat(), replace);
        let acts: Vec<Act> =
            WAYS.into_iter().filter(|act| case.card.available_acts.contains(act)).map(Act::Case).collect();
        if acts.is_empty() {
            return;
        }
        spawn_local(async move {
            let found = api.query::<OneSpecialistQuery, _>(OneSpecialistVariables { id }).await;
            if let Ok(OneSpecialistQuery { specialist: Some(specialist) }) = found {
                let title = specialist.name.clone();
                let subject = Subject { card: case.card, content: case.content };
                acting.choose(subject, [words::acts::bring_in(locale), ": ", &title].concat(), acts, Some(specialist));
            }
        });
    });
}

/// The case with so many lines of its timeline.
async fn ask(api: Api, id: CaseId, events: usize) -> Result<Option<CaseDetail>, Failure> {
    let some = |lacks: usize| i32::try_from(lacks.min(PAGE)).unwrap_or(i32::MAX);
    let variables = CaseVariables { id: id.clone(), events: some(events), before: None };
    let Some(mut case) = api.query::<CaseQuery, _>(variables).await?.case else {
        return Ok(None);
    };
    while case.timeline.nodes.len() < events && case.timeline.page_info.has_previous_page {
        let lacks = events - case.timeline.nodes.len();
        let before = case.timeline.page_info.start_cursor.clone();
        let variables = CaseVariables { id: id.clone(), events: some(lacks), before };
        let Some(older) = api.query::<TimelineQuery, _>(variables).await?.case else {
            break;
        };
        if older.timeline.nodes.is_empty() {
            break;
        }
        case.timeline.precede(older.timeline);
    }
    Ok(Some(case))
}
