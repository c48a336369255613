//! The processing log: who did what with personal data, and why.

use leptos::prelude::*;

use super::queries::{LogLine, LogQuery, PageVariables};
use crate::calendar::{now, when};
use crate::graphql::enums::ProcessingAction;
use crate::graphql::{load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Empty, Further, SkeletonRows, Table, more_button, show_loaded};

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
                        <td>{line.subject}</td>
                        <td>{line.reason}</td>
                    </tr>
                </For>
            </tbody>
        </Table>
        {more_button(words::administration::more(locale), further, ask)}
    }
    .into_any()
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
        ProcessingAction::ClientRegistered => words::processing::client_registered(locale),
        ProcessingAction::ClientRevoked => words::processing::client_revoked(locale),
        ProcessingAction::TokenIssued => words::processing::token_issued(locale),
        ProcessingAction::FiguresRead => words::processing::figures_read(locale),
    }
}
