//! The page: what the viewer is told, by day, the latest first; and how often mail comes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mail_setting::MailChoice;
use super::notices_model::{about, by_day, day_name, glyph, link};
use super::queries::{
    MarkNoticesSeenInput, MarkNoticesSeenMutation, MarkNoticesSeenVariables, Notice, NoticesQuery, NoticesVariables,
};
use crate::account::{use_session, use_viewer};
use crate::calendar::{Day, Instant, now, time};
use crate::graphql::scalars::NoticeId;
use crate::graphql::{Api, Change, elsewhere, load, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, Empty, Further, Glyph, Icon, Mark, PageHead, SkeletonRows, Tone, explain, more_button, show_loaded,
    use_toasts,
};

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let viewer = use_viewer();
    let loaded = load(move || api.query::<NoticesQuery, _>(NoticesVariables { after: None }));
    loaded.follow(api, |change| matches!(change, Change::Notices(_) | Change::Missed));
    let unseen = Memo::new(move |_| viewer.get().unseen_notice_count);
    let has_new = Memo::new(move |_| unseen.get() > 0);
    let sub = Signal::derive(move || {
        Some(match unseen.get() {
            0 => words::notices::all_seen(locale).to_owned(),
            count => words::notices::unseen(locale, count),
        })
    });
    let wrong = RwSignal::new(None::<String>);
    let latest = Signal::derive(move || {
        let answer = loaded.answer()?;
        answer.viewer.as_ref()?.notices.nodes.first().map(|notice| notice.at)
    });
    view! {
        <PageHead title=words::notices::title(locale) sub>
            <Show when=move || has_new.get()>
                <SeenButton latest wrong done=Callback::new(move |()| loaded.reload()) />
            </Show>
        </PageHead>
        <Alert text=wrong />
        {show_loaded(
            loaded,
            words::notices::failed(locale),
            || view! { <SkeletonRows rows=6 /> },
            move |answer| {
                let setting = answer.get_untracked().viewer.as_ref().map(|told| told.mail_setting.clone());
                let list = move || {
                    let told = answer.get().viewer.clone();
                    told.map(|told| view! { <Days first=told.notices.nodes next=told.notices.page_info.next() /> })
                };
                view! {
                    {list}
                    {setting.map(|setting| view! { <MailChoice setting /> })}
                }
            },
        )}
    }
}

/// Marks all of them as seen.
#[component]
fn SeenButton(latest: Signal<Option<Instant>>, wrong: RwSignal<Option<String>>, done: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let press = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            // What came since isn't on the screen.
            let told_until = latest.get_untracked();
            let input = MarkNoticesSeenInput { notice_ids: None, told_until, idempotency_key: Some(new_key()) };
            let answer = api.mutate::<MarkNoticesSeenMutation, _>(MarkNoticesSeenVariables { input }).await;
            busy.try_set(false);
            let told = match answer.map(|answer| elsewhere(&answer.mark_notices_seen.user_errors, &[])) {
                Ok(None) => {
                    toasts.tell(words::notices::marked(locale));
                    session.refresh();
                    done.try_run(());
                    None
                }
                Ok(refused) => refused,
                Err(failure) => Some(explain(locale, &failure)),
            };
            wrong.try_set(told);
        });
    };
    view! {
        <Button icon=Glyph::Check busy press>
            {words::notices::mark_all(locale)}
        </Button>
    }
}

#[component]
fn Days(first: Vec<Notice>, next: Option<String>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    if first.is_empty() {
        return view! {
            <Empty title=words::notices::nothing(locale) text=words::notices::nothing_text(locale) street=true />
        }
        .into_any();
    }
    let further = Further::of(first, next);
    let today = now().here().day;
    let ask = move |after: String| async move {
        let told = api.query::<NoticesQuery, _>(NoticesVariables { after: Some(after) }).await?.viewer;
        Ok(told.map_or_else(Default::default, |told| (told.notices.nodes, told.notices.page_info.next())))
    };
    let days = move || {
        let day = |(day, notices): (Day, Vec<Notice>)| {
            let id = ["dag-", &day.iso()].concat();
            let labelled = id.clone();
            let rows = notices.into_iter().map(|notice| view! { <Row notice today /> });
            view! {
                <section class="bv-section" aria-labelledby=labelled>
                    <div class="bv-section__head">
                        <h2 id=id>{day_name(locale, day, today)}</h2>
                    </div>
                    <ul class="bv-list bv-list--card">{rows.collect_view()}</ul>
                </section>
            }
        };
        by_day(further.rows.get()).into_iter().map(day).collect_view()
    };
    view! {
        {days}
        {more_button(words::notices::more(locale), further, ask)}
    }
    .into_any()
}

#[component]
fn Row(notice: Notice, today: Day) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let is_new = notice.seen_at.is_none();
    let about = about(locale, &notice, today);
    let at = time(locale, notice.at.here());
    let text = notice.text.clone();
    let title = match link(&notice) {
        Some(href) => {
            let id = notice.id.clone();
            // Whoever goes there has seen it.
            let go = move |_| {
                if is_new {
                    see(api, id.clone());
                }
            };
            view! {
                <a class="bv-cover" href=href on:click=go>
                    {text}
                </a>
            }
            .into_any()
        }
        None => text.into_any(),
    };
    let mark = is_new.then(|| {
        view! {
            <Mark tone=Tone::Info glyph=Glyph::StatusNew>
                {words::notices::is_new(locale)}
            </Mark>
        }
    });
    view! {
        <li class="bv-row bv-notice" class:bv-notice--seen=!is_new>
            <span class="bv-notice__glyph">
                <Icon glyph=glyph(notice.kind) />
            </span>
            <div>
                <h3 class="bv-row__title">{title}</h3>
                {(!about.is_empty()).then(|| view! { <p class="bv-row__sub">{about}</p> })}
                <p class="bv-row__mark bv-cluster">
                    {mark} <span class="bv-tiny bv-muted">{at}</span>
                </p>
            </div>
        </li>
    }
}

/// Marks one as seen while the page goes on; when that fails it stays new, which is no harm.
fn see(api: Api, id: NoticeId) {
    spawn_local(async move {
        let input =
            MarkNoticesSeenInput { notice_ids: Some(vec![id]), told_until: None, idempotency_key: Some(new_key()) };
        let _ = api.mutate::<MarkNoticesSeenMutation, _>(MarkNoticesSeenVariables { input }).await;
    });
}
