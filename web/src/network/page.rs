//! The page: whom to call today first, then everybody else whom I know.

use leptos::prelude::*;

use super::network_model::{self as model, GROUPS};
use super::queries::{Member, NetworkQuery, Organisations};
use crate::calendar::now;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::peers::connects;
use crate::ui::{
    ButtonLink, CallButton, Emphasis, Empty, Face, Glyph, Icon, Mark, PageHead, SkeletonRows, Tone, Top, show_loaded,
};

/// The page.
#[component]
pub fn NetworkPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<NetworkQuery, _>(()));
    view! {
        <Top href="/" label=words::ui::today(locale) />
        <PageHead title=words::network::title(locale) sub=Signal::stored(Some(words::network::sub(locale).to_owned()))>
            {connects()
                .then(|| {
                    view! {
                        <ButtonLink href="/sparren" icon=Glyph::StatusTalk>
                            {words::peers::title(locale)}
                        </ButtonLink>
                    }
                })}
        </PageHead>
        {show_loaded(
            loaded,
            words::network::failed(locale),
            || view! { <SkeletonRows rows=6 /> },
            move |answer| {
                move || {
                    let answer = answer.get();
                    let people = answer.viewer.as_ref().map(|viewer| viewer.network.clone()).unwrap_or_default();
                    if people.is_empty() {
                        return view! { <Empty title=words::network::empty(locale) text=words::network::empty_text(locale) street=true /> }
                            .into_any();
                    }
                    let names = answer.installation.clone();
                    GROUPS
                        .into_iter()
                        .filter_map(|group| {
                            let own = |member: &&Member| model::group(member) == Some(group);
                            let own: Vec<Member> = people.iter().filter(own).cloned().collect();
                            let names = names.clone();
                            (!own.is_empty()).then(|| view! { <Part title=group.title(locale) people=own names /> })
                        })
                        .collect_view()
                        .into_any()
                }
            },
        )}
    }
}

#[component]
fn Part(title: &'static str, people: Vec<Member>, names: Organisations) -> impl IntoView {
    let row = move |member| view! { <Row member names=names.clone() /> };
    view! {
        <section class="bv-section">
            <h2>{title}</h2>
            <ul class="bv-list">{people.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Row(member: Member, names: Organisations) -> impl IntoView {
    let locale = use_locale();
    let ways = model::ways(locale, &member, &names, now().here().day);
    let ways = ways.into_iter().map(|way| view! { <p class="bv-row__sub">{way}</p> }).collect_view();
    let emphasis = if member.is_for_today { Emphasis::Tint } else { Emphasis::Outline };
    let today = member.is_for_today.then(|| {
        view! {
            <p class="bv-row__mark">
                <Mark tone=Tone::Good glyph=Glyph::Phone>
                    {words::network::call_today(locale)}
                </Mark>
            </p>
        }
    });
    let name = match member.specialist.as_ref().map(|entry| ["/specialisten/", &entry.id.0].concat()) {
        Some(href) => view! { <a class="bv-cover" href=href>{member.name.clone()}</a> }.into_any(),
        None => member.name.clone().into_any(),
    };
    let call = member.phone.clone().map(|phone| view! { <CallButton phone name=member.name.clone() emphasis /> });
    // Where one can call, writing is the second way and stands in the text.
    let mail = member.email.clone().map(|email| {
        let href = ["mailto:", &email.0].concat();
        let hidden = [" ", &member.name].concat();
        view! {
            <p class="bv-row__sub bv-row__act">
                <a class="bv-back" href=href>
                    <Icon glyph=Glyph::Mail />
                    {words::network::mail(locale)}
                    <span class="bv-hidden">{hidden}</span>
                </a>
            </p>
        }
    });
    let spar = member.peer_id.clone().map(|id| {
        let hidden = [" ", &member.name].concat();
        view! {
            <p class="bv-row__sub bv-row__act">
                <a class="bv-back" href=["/sparren/nieuw?aan=", &id.0].concat()>
                    <Icon glyph=Glyph::StatusTalk />
                    {words::peers::spar(locale)}
                    <span class="bv-hidden">{hidden}</span>
                </a>
            </p>
        }
    });
    view! {
        <li class="bv-row bv-row--lead">
            <Face initials=member.initials.clone() />
            <div>
                <h3 class="bv-row__title">{name}</h3>
                {ways}
                {today}
                {mail}
                {spar}
            </div>
            {call}
        </li>
    }
}
