//! A profile: whom they call today, what is missing, what is known, and the steps that may be taken now.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::act_dialog::ActDialog;
use super::acts::Acts;
use super::connector_words::{
    answer_words, area_names, daypart_name, end_name, language_name, means_name, missing, pause, side_name,
    status_glyph, status_name,
};
use super::contacts_today::ContactsToday;
use super::leave_dialog::LeaveDialog;
use super::queries::{Connector, ConnectorQuery, ConnectorVariables, ContactMoment, OwnConnectorQuery, Step};
use crate::account::{use_session, use_viewer};
use crate::administration::{LinkField, address_of};
use crate::calendar::{Day, full_day_near, now};
use crate::graphql::enums::{ConnectorAct, ConnectorStatus, ViewerArea};
use crate::graphql::scalars::ConnectorId;
use crate::graphql::{load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::shell::has_page;
use crate::ui::{
    Banner, Button, CallButton, Emphasis, Empty, Glyph, Heading, Mark, PageBones, PageHead, Status, Tone, Top,
    show_page,
};

/// The profile in the address.
#[component]
pub fn ConnectorPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let viewer = use_viewer();
    let id = Memo::new(move |_| params.get().get("id").as_deref().and_then(ConnectorId::of_address));
    let loaded = load(move || {
        let id = id.get();
        async move {
            match id {
                Some(id) => api.query::<ConnectorQuery, _>(ConnectorVariables { id }).await,
                None => Ok(ConnectorQuery { connector: None }),
            }
        }
    });
    let has_board = has_page(&viewer.get_untracked(), ViewerArea::Connectors);
    view! {
        {has_board.then(|| view! { <Top href="/buurtverbinders" label=words::connectors::to_board(locale) /> })}
        {show_page(
            loaded,
            words::connectors::title(locale),
            words::connectors::profile_failed(locale),
            move || view! { <PageBones title=words::connectors::title(locale) rows=6 /> },
            move |answer| {
                let connector = Signal::derive(move || answer.get().connector.clone());
                let changed = Callback::new(move |connector| loaded.put(ConnectorQuery { connector }));
                view! { <Whole connector changed own=false /> }
            },
        )}
    }
}

/// The viewer's own profile.
#[component]
pub fn OwnProfilePage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let loaded = load(move || api.query::<OwnConnectorQuery, _>(()));
    show_page(
        loaded,
        words::connectors::profile_title(locale),
        words::connectors::profile_failed(locale),
        move || view! { <PageBones title=words::connectors::profile_title(locale) rows=6 /> },
        move |answer: Signal<Arc<OwnConnectorQuery>>| {
            let connector =
                Signal::derive(move || answer.get().viewer.as_ref().and_then(|viewer| viewer.connector.clone()));
            let changed = Callback::new(move |_| {
                loaded.reload();
                // Who paused or stopped has other pages from now on.
                session.refresh();
            });
            view! { <Whole connector changed own=true /> }
        },
    )
}

#[component]
fn Whole(
    connector: Signal<Option<Connector>>,
    changed: Callback<Option<Connector>>,
    /// It is the viewer's, from the menu.
    own: bool,
) -> impl IntoView {
    let locale = use_locale();
    let act = RwSignal::new(None::<ConnectorAct>);
    let link = RwSignal::new(None::<String>);
    // The neighbourhoods that were chosen when cases are passed on from that form: it goes on with them afterwards.
    let chosen = StoredValue::new(None::<Vec<String>>);
    let closed = Callback::new(move |()| {
        let goes_back = act.get_untracked() == Some(ConnectorAct::PassCasesOn) && chosen.with_value(Option::is_some);
        act.set(goes_back.then_some(ConnectorAct::ChangeNeighbourhoods));
    });
    let pass = Callback::new(move |areas| {
        chosen.set_value(Some(areas));
        act.set(Some(ConnectorAct::PassCasesOn));
    });
    let done = Callback::new(move |(now, path): (Option<Connector>, Option<String>)| {
        link.set(path);
        changed.run(now);
    });
    let dialog = move || {
        let (act, connector) = (act.get()?, connector.get_untracked()?);
        Some(match act {
            ConnectorAct::Pause | ConnectorAct::Stop | ConnectorAct::PassCasesOn => {
                view! { <LeaveDialog act connector closed changed=done /> }.into_any()
            }
            _ => {
                let chosen = chosen.try_update_value(Option::take).flatten();
                view! { <ActDialog act connector chosen pass closed changed=done /> }.into_any()
            }
        })
    };
    let page = move || match connector.get() {
        Some(Connector { forgotten_at: Some(_), steps, .. }) => view! {
            <PageHead title=words::connectors::forgotten(locale) />
            <p class="bv-section">{words::connectors::forgotten_text(locale)}</p>
            <Steps steps />
        }
        .into_any(),
        Some(connector) => view! { <Profile connector act link own /> }.into_any(),
        None if own => view! {
            <PageHead title=words::connectors::profile_title(locale) />
            <Empty title=words::connectors::profile_none(locale) />
        }
        .into_any(),
        None => view! {
            <Heading title=words::connectors::gone(locale) />
            <Empty title=words::connectors::gone_text(locale) />
        }
        .into_any(),
    };
    view! {
        {page}
        {dialog}
    }
}

#[component]
fn Profile(
    connector: Connector,
    act: RwSignal<Option<ConnectorAct>>,
    link: RwSignal<Option<String>>,
    own: bool,
) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let welfare = session.installation().map(|it| it.welfare_organisation.clone()).unwrap_or_default();
    let title = if own { words::connectors::profile_title(locale).to_owned() } else { connector.name.clone() };
    let (glyph, status) = (status_glyph(connector.status), status_name(locale, connector.status));
    let beside = move || view! { <Status glyph>{status}</Status> };
    let needs = missing(locale, &connector.missing, &welfare);
    let ended = connector.end_reason.map(|end| words::connectors::ended_because(locale, end_name(locale, end)));
    let today = now().here().day;
    let over = connector.paused_until.filter(|until| *until < today).map(|until| pause(locale, until, today));
    let told: Vec<_> = over.into_iter().chain(needs.or(ended)).collect();
    let told = (!told.is_empty()).then(|| told.join(". "));
    let name = connector.name.clone();
    let given = move || {
        link.get().map(|link| {
            let text = words::connectors::link_text(locale, &name);
            view! {
                <Banner glyph=Glyph::Info>
                    <p>
                        <strong>{words::connectors::link_title(locale)}</strong>
                        " "
                        {text}
                    </p>
                    <LinkField link=address_of(&link) />
                </Banner>
            }
        })
    };
    let waits_for_pledge = connector.is_viewer && connector.available_acts.contains(&ConnectorAct::AcceptPledge);
    let pledge = waits_for_pledge.then(|| {
        view! {
            <Banner glyph=Glyph::Info>
                <p>{words::connectors::pledge_waits(locale)}</p>
                <Button emphasis=Emphasis::Primary press=move || act.set(Some(ConnectorAct::AcceptPledge))>
                    {words::connectors::act_pledge(locale)}
                </Button>
            </Banner>
        }
    });
    view! {
        <PageHead title sub=Signal::stored(told) beside=beside />
        {given}
        {pledge}
        <Acts connector=connector.clone() act />
        <div class="bv-pipeline">
            <div class="bv-stack">
                <ContactsToday
                    contacts=connector.contacts_on.clone()
                    coordinator=connector.coordinator_on.clone()
                    own=connector.is_viewer
                />
                <Moments moments=connector.contact_moments.clone() due=due(locale, &connector, &welfare) />
            </div>
            <div class="bv-stack">
                <About connector=connector.clone() />
                <Steps steps=connector.steps.clone() />
            </div>
            <Answers connector />
        </div>
    }
}

/// When each side should speak again, with whether that is late.
fn due(locale: Locale, connector: &Connector, welfare: &str) -> Vec<(bool, String)> {
    let today = now().here().day;
    let row = |contact: &super::queries::DueContact| {
        let day = full_day_near(locale, contact.due_on, today);
        let is_late = contact.due_on < today;
        let told =
            if is_late { words::connectors::due_late(locale, &day) } else { words::connectors::due_on(locale, &day) };
        (is_late, [&side_name(locale, contact.side, welfare), ": ", &told].concat())
    };
    let is_helping = connector.status == ConnectorStatus::Active;
    connector.fixed_contacts.iter().filter(|_| is_helping).map(row).collect()
}

#[component]
fn Moments(moments: Vec<ContactMoment>, due: Vec<(bool, String)>) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let has_due = !due.is_empty();
    let due = due.into_iter().map(|(is_late, text)| {
        let (tone, glyph) = if is_late { (Tone::Late, Glyph::Late) } else { (Tone::Quiet, Glyph::Clock) };
        view! {
            <p>
                <Mark tone glyph>
                    {text}
                </Mark>
            </p>
        }
    });
    let row = move |moment: ContactMoment| {
        let day = full_day_near(locale, moment.held_on, today);
        let told = words::connectors::moment_row(locale, &day, means_name(locale, moment.means), &moment.contact.name);
        view! {
            <li class="bv-row">
                <div>
                    <p>{told}</p>
                    {(!moment.line.is_empty()).then(|| view! { <p class="bv-row__sub">{moment.line}</p> })}
                </div>
            </li>
        }
    };
    let rows = if moments.is_empty() {
        view! { <p class="bv-muted">{words::connectors::moments_none(locale)}</p> }.into_any()
    } else {
        view! { <ul class="bv-list">{moments.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="bv-section" aria-labelledby="momenten">
            <div class="bv-section__head">
                <h2 id="momenten">{words::connectors::moments(locale)}</h2>
            </div>
            {has_due.then(|| view! { <div class="bv-marks">{due.collect_view()}</div> })}
            {rows}
        </section>
    }
}

#[component]
fn About(connector: Connector) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let day = move |day: Day| full_day_near(locale, day, today);
    let title = if connector.is_viewer { words::connectors::about_own } else { words::connectors::about };
    let languages: Vec<_> = connector.languages.iter().map(|code| language_name(locale, code)).collect();
    let dayparts: Vec<_> = connector.dayparts.iter().map(|daypart| daypart_name(locale, *daypart)).collect();
    let host = connector
        .host
        .as_ref()
        .map(|host| words::connectors::fact_host_since(locale, &host.organisation.name, &day(host.from_on)));
    let pledge = connector.pledged_at.map_or_else(
        || words::connectors::fact_not_pledged(locale).to_owned(),
        |at| words::connectors::fact_pledged(locale, &day(at.here().day)),
    );
    let has_account =
        !matches!(connector.status, ConnectorStatus::Applied | ConnectorStatus::Talked | ConnectorStatus::Declined);
    let paused = connector.paused_until.map(|until| pause(locale, until, today));
    let facts = [
        Some((words::connectors::fact_areas(locale), area_names(&connector.neighbourhoods))),
        Some((words::connectors::fact_phone(locale), connector.phone.0.clone())),
        Some((words::connectors::fact_mail(locale), connector.email.0.clone())),
        Some((words::connectors::fact_languages(locale), languages.join(", "))),
        Some((words::connectors::fact_skills(locale), connector.skills.clone())),
        Some((words::connectors::fact_dayparts(locale), dayparts.join(", "))),
        Some((words::connectors::fact_availability(locale), connector.availability.clone())),
        host.map(|host| (words::connectors::fact_host(locale), host)),
        paused.map(|paused| (words::connectors::paused(locale), paused)),
        has_account.then(|| (words::connectors::fact_cases(locale), connector.open_case_count.to_string())),
        has_account.then(|| (words::connectors::fact_pledge(locale), pledge)),
    ];
    let fact = |(name, told): (&'static str, String)| {
        let told = if told.is_empty() { words::connectors::unknown(locale).to_owned() } else { told };
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{told}</dd>
            </div>
        }
    };
    let call = (!connector.is_viewer)
        .then(|| view! { <CallButton phone=connector.phone.clone() name=connector.name.clone() names=true /> });
    view! {
        <section aria-labelledby="over">
            <div class="bv-section__head">
                <h2 id="over">{title(locale)}</h2>
                {call}
            </div>
            <dl class="bv-grid bv-facts bv-facts--rows">{facts.into_iter().flatten().map(fact).collect_view()}</dl>
        </section>
    }
}

#[component]
fn Steps(steps: Vec<Step>) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let row = move |step: Step| {
        let day = full_day_near(locale, step.at.here().day, today);
        let told = match &step.by {
            Some(by) => words::connectors::step_by(locale, &day, &by.name),
            None => words::connectors::step_form(locale, &day),
        };
        view! {
            <li class="bv-row">
                <div>
                    <p class="bv-row__title">{status_name(locale, step.status)}</p>
                    <p class="bv-row__sub">{told}</p>
                    {step.note.map(|note| view! { <p class="bv-row__sub">"‘" {note} "’"</p> })}
                </div>
            </li>
        }
    };
    (!steps.is_empty()).then(|| {
        view! {
            <section class="bv-section" aria-labelledby="stappen">
                <div class="bv-section__head">
                    <h2 id="stappen">{words::connectors::steps(locale)}</h2>
                </div>
                <ul class="bv-list">{steps.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Answers(connector: Connector) -> impl IntoView {
    let locale = use_locale();
    let answers = connector.answers;
    let row = move |answer: super::queries::Answer| {
        let told = answer_words(locale, &answer);
        view! {
            <div>
                <dt>{answer.question.question}</dt>
                <dd>{told}</dd>
            </div>
        }
    };
    (!answers.is_empty()).then(|| {
        view! {
            <section class="bv-section" aria-labelledby="antwoorden">
                <div class="bv-section__head">
                    <h2 id="antwoorden">{words::connectors::answers(locale)}</h2>
                </div>
                <dl class="bv-grid bv-facts bv-facts--rows">{answers.into_iter().map(row).collect_view()}</dl>
            </section>
        }
    })
}
