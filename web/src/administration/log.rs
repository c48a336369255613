//! The processing log: who did what with personal data, and why.

use leptos::prelude::*;
use serde::Deserialize;

use super::queries::{LogLine, LogQuery, PageVariables};
use crate::calendar::{now, when};
use crate::graphql::enums::{ProcessingAction, Role};
use crate::graphql::{load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::shell::role_name;
use crate::ui::{Empty, Further, SkeletonRows, Table, more_button, show_loaded, use_wide};

/// Between the parts of what a line is about.
const PARTS: &str = " · ";

/// The log, the newest line first.
#[component]
pub fn ProcessingLog() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let first = load(move || api.query::<LogQuery, _>(PageVariables::default()));
    view! {
        <section aria-labelledby="logboek">
            <div class="bv-section__head">
                <h2 id="logboek">{words::administration::log(locale)}</h2>
            </div>
            <p class="bv-muted">{words::administration::log_text(locale)}</p>
            {show_loaded(
                first,
                words::administration::log_failed(locale),
                || view! { <SkeletonRows rows=8 /> },
                |answer| {
                    move || {
                        let page = answer.get().processing_log.clone();
                        let next = page.page_info.next();
                        view! { <Lines first=page.nodes next /> }
                    }
                },
            )}
        </section>
    }
}

#[component]
fn Lines(first: Vec<LogLine>, next: Option<String>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let further = Further::of(first, next);
    let lines = further.rows;
    let ask = move |after: String| async move {
        let page = api.query::<LogQuery, _>(PageVariables { after: Some(after) }).await?.processing_log;
        Ok((page.nodes, page.page_info.next()))
    };
    if lines.with_untracked(Vec::is_empty) {
        return view! { <Empty title=words::administration::no_lines(locale) /> }.into_any();
    }
    let is_wide = use_wide();
    let drawn = move || if is_wide.get() { in_columns(locale, lines) } else { in_words(locale, lines) };
    view! {
        {drawn}
        {more_button(words::administration::more(locale), further, ask)}
    }
    .into_any()
}

/// A line a row, where there is room for columns.
fn in_columns(locale: Locale, lines: RwSignal<Vec<LogLine>>) -> AnyView {
    view! {
        <Table caption=words::administration::log_caption(locale)>
            <thead>
                <tr>
                    <th scope="col">{words::administration::at(locale)}</th>
                    <th scope="col">{words::administration::actor(locale)}</th>
                    <th scope="col">{words::administration::action(locale)}</th>
                    <th scope="col">{words::administration::subject(locale)}</th>
                    <th scope="col">{words::administration::reason(locale)}</th>
                </tr>
            </thead>
            <tbody class="bv-table__words">
                <For each=move || lines.get() key=|line| line.id.clone() let:line>
                    <tr>
                        <th scope="row">{when(locale, line.at, now().here().day)}</th>
                        <td>{line.actor_name}</td>
                        <td>{action_name(locale, line.action)}</td>
                        <td>{subject_words(locale, line.action, &line.subject)}</td>
                        <td>{line.reason}</td>
                    </tr>
                </For>
            </tbody>
        </Table>
    }
    .into_any()
}

/// Who did what, of what, why and when, below each other.
fn in_words(locale: Locale, lines: RwSignal<Vec<LogLine>>) -> AnyView {
    let line = move |line: LogLine| {
        let what = [&line.actor_name, " ", action_name(locale, line.action)].concat();
        let subject = subject_words(locale, line.action, &line.subject);
        let subject = (!subject.is_empty()).then(|| view! { <p class="bv-row__sub">{subject}</p> });
        let reason = line.reason.map(|reason| {
            view! { <p class="bv-row__sub">{words::administration::reason(locale)} ": " {reason}</p> }
        });
        view! {
            <li class="bv-row">
                <div>
                    <p class="bv-row__title">{what}</p>
                    {subject}
                    {reason}
                    <p class="bv-row__sub bv-tiny">{when(locale, line.at, now().here().day)}</p>
                </div>
            </li>
        }
    };
    view! {
        <p class="bv-muted">{words::administration::log_caption(locale)}</p>
        <ul class="bv-list">
            <For each=move || lines.get() key=|line| line.id.clone() children=line />
        </ul>
    }
    .into_any()
}

/// What a line is about, in words: the server tells it in parts, of which some are codes for programs.
fn subject_words(locale: Locale, action: ProcessingAction, subject: &str) -> String {
    let parts = subject.split(PARTS).filter(|part| !part.is_empty());
    let said: Vec<_> = parts.map(|part| part_words(locale, action, part)).collect();
    said.join(PARTS)
}

/// One part; what isn't known, such as a name, stays as it is.
fn part_words(locale: Locale, action: ProcessingAction, part: &str) -> String {
    use ProcessingAction as Did;
    let known = match action {
        Did::SignedIn | Did::SignInRefused => way_in(locale, part),
        Did::SignedOut => way_out(locale, part),
        Did::RoleGranted | Did::RoleEnded => return role_words(locale, part),
        Did::TrainingChanged => act_name(locale, part),
        Did::Forgotten => who_left(locale, part),
        Did::TokenIssued => (part == "directory").then(|| words::processing::of_directory(locale)),
        Did::CaseReadWithReason
        | Did::DetailsAdded
        | Did::DetailsRead
        | Did::DetailsRemoved
        | Did::CaseOpened
        | Did::CaseChanged
        | Did::InvolvementChanged
        | Did::ConnectorChanged => match end_of_id(part) {
            Some(end) => return words::processing::of_case(locale, end),
            None => act_name(locale, part),
        },
        Did::PersonInvited
        | Did::ApplicationReceived
        | Did::ClientRegistered
        | Did::ClientRevoked
        | Did::FiguresRead => None,
    };
    known.unwrap_or(part).to_owned()
}

/// The end of a case's id, which tells one from another well enough to speak of it; None for other texts.
fn end_of_id(part: &str) -> Option<&str> {
    let number = part.strip_prefix("case_")?;
    let is_id = number.len() == 32 && number.chars().all(|letter| letter.is_ascii_hexdigit());
    is_id.then(|| &number[26..])
}

fn way_in(locale: Locale, part: &str) -> Option<&'static str> {
    match part {
        "password" => Some(words::processing::by_password(locale)),
        "invitation" => Some(words::processing::by_invitation(locale)),
        "demo" => Some(words::processing::by_demo(locale)),
        _ => None,
    }
}

fn way_out(locale: Locale, part: &str) -> Option<&'static str> {
    match part {
        "here" => Some(words::processing::out_here(locale)),
        "everywhere" => Some(words::processing::out_everywhere(locale)),
        _ => None,
    }
}

fn who_left(locale: Locale, part: &str) -> Option<&'static str> {
    match part {
        "application" => Some(words::processing::of_application(locale)),
        "connector" => Some(words::processing::of_connector(locale)),
        _ => None,
    }
}

/// A role and its place, such as `COMMUNITY_WORKER Oss`.
fn role_words(locale: Locale, part: &str) -> String {
    let (code, place) = part.split_once(' ').map_or((part, None), |(code, place)| (code, Some(place)));
    match (Role::deserialize(serde_json::Value::from(code)).ok(), place) {
        // Of a specialist, the place is an entry of the directory.
        (Some(Role::Specialist), Some(entry)) => {
            words::today::works_at(locale, role_name(locale, Role::Specialist), entry)
        }
        (Some(role), Some(place)) => words::administration::role_in(locale, role_name(locale, role), place),
        (Some(role), None) => role_name(locale, role).to_owned(),
        (None, _) => part.to_owned(),
    }
}

fn act_name(locale: Locale, code: &str) -> Option<&'static str> {
    let name = match code {
        "openCase" => words::processing::open_case,
        "pickUpCase" => words::processing::pick_up_case,
        "reopenCase" => words::processing::reopen_case,
        "addNote" => words::processing::add_note,
        "setNextStep" => words::processing::set_next_step,
        "correctCase" => words::processing::correct_case,
        "setCaseWaiting" => words::processing::set_case_waiting,
        "resumeCase" => words::processing::resume_case,
        "closeCase" => words::processing::close_case,
        "giveSignOfLife" => words::processing::give_sign_of_life,
        "readCaseWithReason" => words::processing::read_case,
        "requestInvolvement" => words::processing::request_involvement,
        "requestInvolvement with consent" => words::processing::request_with_consent,
        "acceptInvolvement" => words::processing::accept_involvement,
        "declineInvolvement" => words::processing::decline_involvement,
        "withdrawInvolvement" => words::processing::withdraw_involvement,
        "completeInvolvement" => words::processing::complete_involvement,
        "expireInvolvement" => words::processing::expire_involvement,
        "addResidentDetails" => words::processing::add_details,
        "revealResidentDetails" => words::processing::reveal_details,
        "removeResidentDetails" => words::processing::remove_details,
        "noteConversation" => words::processing::note_conversation,
        "startTraining" => words::processing::start_training,
        "activateConnector" => words::processing::activate_connector,
        "resumeConnector" => words::processing::resume_connector,
        "declineApplication" => words::processing::decline_application,
        "acceptPledge" => words::processing::accept_pledge,
        "correctConnector" => words::processing::correct_connector,
        "changeConnectorNeighbourhoods" => words::processing::change_connector_neighbourhoods,
        "pauseConnector" => words::processing::pause_connector,
        "stopConnector" => words::processing::stop_connector,
        "passCasesOn" => words::processing::pass_cases_on,
        "setFixedContact" => words::processing::set_fixed_contact,
        "noteContactMoment" => words::processing::note_contact_moment,
        "enrolInTraining" => words::processing::enrol_in_training,
        "leaveTraining" => words::processing::leave_training,
        "tickOffAttendance" => words::processing::tick_off_attendance,
        _ => return None,
    };
    Some(name(locale))
}

fn action_name(locale: Locale, action: ProcessingAction) -> &'static str {
    match action {
        ProcessingAction::CaseReadWithReason => words::processing::case_read_with_reason(locale),
        ProcessingAction::DetailsAdded => words::processing::details_added(locale),
        ProcessingAction::DetailsRead => words::processing::details_read(locale),
        ProcessingAction::DetailsRemoved => words::processing::details_removed(locale),
        ProcessingAction::CaseOpened => words::processing::case_opened(locale),
        ProcessingAction::CaseChanged => words::processing::case_changed(locale),
        ProcessingAction::InvolvementChanged => words::processing::involvement_changed(locale),
        ProcessingAction::SignedIn => words::processing::signed_in(locale),
        ProcessingAction::SignInRefused => words::processing::sign_in_refused(locale),
        ProcessingAction::SignedOut => words::processing::signed_out(locale),
        ProcessingAction::RoleGranted => words::processing::role_granted(locale),
        ProcessingAction::RoleEnded => words::processing::role_ended(locale),
        ProcessingAction::PersonInvited => words::processing::person_invited(locale),
        ProcessingAction::ApplicationReceived => words::processing::application_received(locale),
        ProcessingAction::ConnectorChanged => words::processing::connector_changed(locale),
        ProcessingAction::ClientRegistered => words::processing::client_registered(locale),
        ProcessingAction::ClientRevoked => words::processing::client_revoked(locale),
        ProcessingAction::TokenIssued => words::processing::token_issued(locale),
        ProcessingAction::FiguresRead => words::processing::figures_read(locale),
        ProcessingAction::TrainingChanged => words::processing::training_changed(locale),
        ProcessingAction::Forgotten => words::processing::forgotten(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_in_words() {
        let nl = |action, subject| subject_words(Locale::Nl, action, subject);
        let case = "case_0192f0c12f6a7d3e9b1c5a4e3f9a1c7d";
        let changed = ["reopenCase · ", case].concat();
        assert_eq!(nl(ProcessingAction::CaseChanged, &changed), "opnieuw geopend · vraag 9a1c7d");
        let asked = nl(ProcessingAction::InvolvementChanged, "requestInvolvement with consent");
        assert_eq!(asked, "iemand gevraagd, met toestemming");
        let role = nl(ProcessingAction::RoleGranted, "Toos · COMMUNITY_WORKER Oss");
        assert_eq!(role, "Toos · opbouwwerker in Oss");
        let entry = nl(ProcessingAction::RoleGranted, "SPECIALIST Papierwinkel");
        assert_eq!(entry, "specialist bij Papierwinkel");
        assert_eq!(nl(ProcessingAction::RoleEnded, "Toos · ADMINISTRATOR"), "Toos · beheerder");
        assert_eq!(nl(ProcessingAction::SignedIn, "Mia · password"), "Mia · met wachtwoord");
        assert_eq!(nl(ProcessingAction::SignedIn, "Mia · demo"), "Mia · in de demo");
        assert_eq!(nl(ProcessingAction::SignedOut, "Mia · everywhere"), "Mia · overal");
        assert_eq!(nl(ProcessingAction::TokenIssued, "directory"), "lijst met specialisten");
        assert_eq!(nl(ProcessingAction::Forgotten, "application"), "een aanmelding die stopte");
        let connector = nl(ProcessingAction::Forgotten, "Oud-buurtverbinder · connector");
        assert_eq!(connector, "Oud-buurtverbinder · een buurtverbinder die stopte");
        for (locale, told) in [
            (Locale::Nl, "wiste gegevens, want de bewaartijd is voorbij"),
            (Locale::En, "erased data, because its time was over"),
        ] {
            assert_eq!(action_name(locale, ProcessingAction::Forgotten), told);
        }
    }

    #[test]
    fn what_is_not_a_code_stays_as_it_is() {
        for (action, subject) in [
            (ProcessingAction::ClientRegistered, "demo"),
            (ProcessingAction::RoleGranted, "Toos de Vries"),
            (ProcessingAction::CaseChanged, "somethingNew"),
            (ProcessingAction::PersonInvited, "Mia"),
            (ProcessingAction::SignedIn, ""),
        ] {
            assert_eq!(subject_words(Locale::Nl, action, subject), subject);
        }
    }
}
