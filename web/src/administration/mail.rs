//! Mail that doesn't arrive: to whom, since when and why, and another try. What stands in it is nowhere here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mail_queries::{Mail, RetryMailInput, RetryMailMutation, RetryMailVariables, UndeliveredMailQuery};
use super::queries::PageVariables;
use crate::calendar::{now, when};
use crate::graphql::enums::MailKind;
use crate::graphql::{elsewhere, load, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::notices::trouble;
use crate::ui::{
    Alert, Button, Empty, Further, Glyph, Mark, SkeletonRows, Tone, explain, more_button, show_loaded, use_toasts,
};

/// The list.
#[component]
pub fn UndeliveredMail() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<UndeliveredMailQuery, _>(PageVariables::default()));
    let wrong = RwSignal::new(None::<String>);
    let ask = move |after: String| async move {
        let answer = api.query::<UndeliveredMailQuery, _>(PageVariables { after: Some(after) }).await?;
        Ok((answer.undelivered_mail.nodes, answer.undelivered_mail.page_info.next()))
    };
    let changed = Callback::new(move |()| loaded.reload());
    view! {
        <section aria-labelledby="mail">
            <div class="bv-section__head">
                <h2 id="mail" tabindex="-1">
                    {words::administration::mail(locale)}
                </h2>
            </div>
            <p class="bv-muted">{words::administration::mail_text(locale)}</p>
            <Alert text=wrong />
            {show_loaded(
                loaded,
                words::administration::mail_failed(locale),
                || view! { <SkeletonRows /> },
                move |answer| {
                    move || {
                        let page = answer.get().undelivered_mail.clone();
                        if page.nodes.is_empty() {
                            return view! {
                                <Empty
                                    title=words::administration::no_mail_trouble(locale)
                                    text=words::administration::no_mail_trouble_text(locale)
                                />
                            }
                                .into_any();
                        }
                        let further = Further::of(page.nodes, page.page_info.next());
                        view! {
                            <ul class="bv-list bv-after">
                                <For each=move || further.rows.get() key=|mail| (mail.id.clone(), mail.version) let:mail>
                                    <Row mail wrong changed />
                                </For>
                            </ul>
                            {more_button(words::administration::more(locale), further, ask)}
                        }
                            .into_any()
                    }
                },
            )}
        </section>
    }
}

#[component]
fn Row(mail: Mail, wrong: RwSignal<Option<String>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let today = now().here().day;
    let busy = RwSignal::new(false);
    let Mail { id, version, kind, tries, trouble: why, failing_since, next_try_at, recipient } = mail;
    let kind = match kind {
        MailKind::AtOnce => words::administration::mail_at_once(locale),
        MailKind::Digest => words::administration::mail_digest(locale),
    };
    let since = failing_since.map(|since| words::administration::mail_since(locale, kind, &when(locale, since, today)));
    let address = recipient.person.and_then(|person| person.email).map(|email| email.0);
    let why = why.map(|why| trouble(locale, why));
    let (tone, glyph, next) = match next_try_at {
        Some(at) => (Tone::Soon, Glyph::Clock, words::administration::mail_next(locale, &when(locale, at, today))),
        None => (Tone::Late, Glyph::Late, words::administration::mail_given_up(locale).to_owned()),
    };
    let name = recipient.name.clone();
    let retry = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let input = RetryMailInput { mail_id: id.clone(), expected_version: version, idempotency_key: Some(new_key()) };
        let name = name.clone();
        spawn_local(async move {
            let answer = api.mutate::<RetryMailMutation, _>(RetryMailVariables { input }).await;
            busy.try_set(false);
            let told = match answer.map(|answer| elsewhere(&answer.retry_mail.user_errors, &[])) {
                Ok(None) => {
                    toasts.tell(words::administration::mail_retried(locale, &name));
                    None
                }
                Ok(refused) => refused,
                Err(failure) => Some(explain(locale, &failure)),
            };
            wrong.try_set(told);
            changed.try_run(());
        });
    };
    view! {
        <li class="bv-row bv-row--stack">
            <div>
                <h3 class="bv-row__title">{recipient.name.clone()}</h3>
                {address.map(|address| view! { <p class="bv-row__sub">{address}</p> })}
                {since.map(|since| view! { <p class="bv-row__sub">{since}</p> })}
                <p class="bv-row__sub">{why} " " {words::administration::mail_tries(locale, tries)}</p>
                <p class="bv-row__mark">
                    <Mark tone glyph>
                        {next}
                    </Mark>
                </p>
            </div>
            <div class="bv-buttons">
                <Button icon=Glyph::Sync busy press=retry>
                    {words::administration::mail_retry(locale)}
                    <span class="bv-hidden">{[" ", &recipient.name].concat()}</span>
                </Button>
            </div>
        </li>
    }
}
