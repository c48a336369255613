//! One meeting: when and where, my place, who comes, and what can be done with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::add::AddSomebody;
use super::call_off::CallOff;
use super::enums::TrainingSessionAct;
use super::people::People;
use super::queries::{MeetingQuery, MeetingVariables, TrainingSessionId, WholeMeeting};
use super::row::{PlaceButton, mark};
use super::training_model as model;
use crate::calendar::now;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{ButtonLink, Empty, Glyph, Heading, PageBones, PageHead, Top, focus_soon, show_page};

/// The page.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let loaded = load(move || {
        let id = TrainingSessionId(params.with(|params| params.get("id")).unwrap_or_default());
        api.query::<MeetingQuery, _>(MeetingVariables { id })
    });
    // The button that changed the list is drawn anew with it.
    let list_changed = StoredValue::new(false);
    let changed = Callback::new(move |()| loaded.reload());
    view! {
        <div class="bv-main--narrow">
            <Top href="/training" label=words::training::title(locale) />
            {show_page(
                loaded,
                words::training::title(locale),
                words::training::failed_meeting(locale),
                move || view! { <PageBones title=words::training::title(locale) rows=5 /> },
                move |answer| {
                    move || match answer.get().training_session.clone() {
                        Some(whole) => view! { <Whole whole changed list_changed /> }.into_any(),
                        None => view! { <Gone /> }.into_any(),
                    }
                },
            )}
        </div>
    }
}

/// No such meeting, or not for the viewer.
#[component]
pub fn Gone() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Heading title=words::training::gone(locale) />
        <Empty title=words::training::gone_text(locale)>
            <ButtonLink href="/training">{words::training::to_training(locale)}</ButtonLink>
        </Empty>
    }
}

#[component]
fn Whole(
    whole: WholeMeeting,
    changed: Callback<()>,
    /// Whether it is drawn because the viewer changed who is on the list.
    list_changed: StoredValue<bool>,
) -> impl IntoView {
    let locale = use_locale();
    if list_changed.get_value() {
        list_changed.set_value(false);
        focus_soon("deelnemers");
    }
    let changed_list = Callback::new(move |()| {
        list_changed.set_value(true);
        changed.run(());
    });
    let WholeMeeting { meeting, attendances } = whole;
    let today = now().here().day;
    let title = model::title(locale, meeting.course.as_ref(), meeting.part);
    let when = model::when(locale, meeting.starts_at, meeting.ends_at, today);
    let may = |act| meeting.available_acts.contains(&act);
    let (changes, calls_off, adds) =
        (may(TrainingSessionAct::Change), may(TrainingSessionAct::CallOff), may(TrainingSessionAct::EnrolOthers));
    let (ticks_off, takes_off) = (may(TrainingSessionAct::TickOff), may(TrainingSessionAct::LeaveForOthers));
    let listed = model::listed(&attendances.nodes);
    let marks = [model::own(locale, meeting.mine.as_ref()), model::room(locale, &meeting, now())];
    let enrolled_by = meeting.mine.as_ref().and_then(|mine| mine.enrolled_by.as_ref()).map(|who| who.name.clone());
    let because = meeting.cancelled_because.clone();
    let description = meeting.course.as_ref().map(|course| course.description.clone());
    let id = meeting.id.clone();
    let edit = ["/training/", &id.0, "/veranderen"].concat();
    view! {
        <PageHead title=title.clone() sub=Signal::stored(Some(when)) />
        <p class="bv-cluster bv-after">{marks.into_iter().flatten().map(mark).collect_view()}</p>
        {because.map(|because| view! { <p role="status">{words::training::because(locale, &because)}</p> })}
        {enrolled_by.map(|name| view! { <p class="bv-muted">{words::training::enrolled_by(locale, &name)}</p> })}
        <dl class="bv-grid bv-facts bv-facts--strip">
            <div>
                <dt>{words::training::place(locale)}</dt>
                <dd>{meeting.place.clone()}</dd>
            </div>
            {model::given_by(locale, &meeting)
                .map(|given_by| {
                    view! {
                        <div>
                            <dt>{words::training::trainers(locale)}</dt>
                            <dd>{given_by}</dd>
                        </div>
                    }
                })}
        </dl>
        {description.map(|text| view! { <p class="bv-before">{text}</p> })}
        <div class="bv-buttons bv-section">
            <PlaceButton meeting=meeting.clone() title changed is_main=true />
            {changes
                .then(|| {
                    view! {
                        <ButtonLink href=edit icon=Glyph::Pen>
                            {words::training::change(locale)}
                        </ButtonLink>
                    }
                })}
            {adds.then(|| view! { <AddSomebody id=id.clone() listed waiting=meeting.waiting_count changed=changed_list /> })}
            {calls_off.then(|| view! { <CallOff id=id.clone() version=meeting.version changed /> })}
        </div>
        <People id attendances=attendances.nodes ticks_off takes_off changed=changed_list />
    }
}
