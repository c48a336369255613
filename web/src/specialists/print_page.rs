//! A view of the directory on paper: A4, in large type, for a kitchen table or a notice board. No navigation.

use leptos::prelude::*;

use super::directory::use_wanted;
use super::directory_model::Wanted;
use super::print_model::{groups, head, when_open};
use super::print_queries::{PrintConnection, PrintEntry, PrintQuery};
use crate::calendar::now;
use crate::graphql::{Api, Failure, load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Button, ButtonLink, Emphasis, Glyph, Heading, PageBones, show_page};

/// So many come at once, and so many go on paper: more is a book.
const AT_ONCE: i32 = 100;
const MOST: usize = 300;

/// The page.
#[component]
pub fn PrintPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let wanted = use_wanted();
    let loaded = load(move || all(api, wanted.get()));
    view! {
        <main class="bv-print" id="inhoud">
            {show_page(
                loaded,
                words::specialists::title(locale),
                words::specialists::failed(locale),
                move || view! { <PageBones title=words::specialists::title(locale) rows=6 /> },
                move |answer| {
                    move || {
                        let found = answer.get();
                        view! { <Paper found=PrintConnection::clone(&found) wanted=wanted.get() /> }
                    }
                },
            )}
        </main>
    }
}

/// All entries of a view, page by page.
pub async fn all(api: Api, wanted: Wanted) -> Result<PrintConnection, Failure> {
    let mut variables = wanted.variables(AT_ONCE);
    let mut found = api.query::<PrintQuery, _>(variables.clone()).await?.specialists;
    while found.page_info.has_next_page && found.nodes.len() < MOST {
        variables.after.clone_from(&found.page_info.end_cursor);
        let next = api.query::<PrintQuery, _>(variables.clone()).await?.specialists;
        found.nodes.extend(next.nodes);
        found.page_info = next.page_info;
    }
    Ok(found)
}

#[component]
fn Paper(found: PrintConnection, wanted: Wanted) -> impl IntoView {
    let locale = use_locale();
    let (title, lines) = head(locale, &found.facets, &wanted, now().here().day);
    let back = wanted.path("/specialisten");
    let shown = i32::try_from(found.nodes.len()).unwrap_or(i32::MAX);
    let rest = Some(found.total_count - shown).filter(|rest| *rest > 0);
    let group = |group: super::print_model::Group| {
        view! {
            <section>
                <h2>{group.name}</h2>
                <p class="bv-print__question">"‘" {group.question} "’"</p>
                {group.entries.into_iter().map(|entry| view! { <OnPaper entry /> }).collect_view()}
            </section>
        }
    };
    view! {
        <div class="bv-buttons bv-print__acts">
            <Button emphasis=Emphasis::Primary icon=Glyph::Print press=|| drop(window().print())>
                {words::print::print(locale)}
            </Button>
            <ButtonLink href=back icon=Glyph::Back>
                {words::specialists::to_directory(locale)}
            </ButtonLink>
        </div>
        <header>
            <Heading title />
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </header>
        {groups(&found.nodes, &found.facets, &wanted).into_iter().map(group).collect_view()}
        {found.nodes.is_empty().then(|| view! { <p>{words::specialists::nothing_filtered(locale)}</p> })}
        {rest.map(|rest| view! { <p>{words::print::rest(locale, rest)}</p> })}
    }
}

#[component]
fn OnPaper(entry: PrintEntry) -> impl IntoView {
    let locale = use_locale();
    let open = when_open(locale, &entry.opening_hours, entry.opening_state);
    let address = place(locale, &entry);
    let phone = entry.phone.map(|phone| phone.0);
    let facts = [
        (words::specialists::for_whom(locale), Some(entry.for_whom)),
        (words::specialists::not_for_whom(locale), Some(entry.not_for_whom)),
        (words::specialists::how_to_get_in(locale), Some(entry.how_to_get_in)),
        (words::specialists::open(locale), Some(open)),
        (words::specialists::where_(locale), address),
        (words::specialists::cost(locale), Some(entry.cost)),
    ];
    let facts = facts.into_iter().filter_map(|(name, text)| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(view! {
            <div>
                <dt>{name}</dt>
                <dd>{text}</dd>
            </div>
        })
    });
    view! {
        <article class="bv-print__entry">
            <h3>{entry.name}</h3>
            <p>{entry.organisation.name}</p>
            {phone.map(|phone| view! { <p class="bv-print__phone">{words::ui::call(locale)} " " {phone}</p> })}
            <dl>{facts.collect_view()}</dl>
        </article>
    }
}

/// A secret address isn't put on paper, not even by who may read it.
fn place(locale: Locale, entry: &PrintEntry) -> Option<String> {
    if entry.address_is_confidential {
        Some(words::specialists::address_hidden(locale).to_owned())
    } else {
        entry.address.clone()
    }
}
