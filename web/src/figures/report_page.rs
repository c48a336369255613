//! The figures on paper, for the college: what they are about, what stands out, every chart and every table. The same
//! address as the figures, so the same filters.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::charts::{AllFigures, conclusions, known_areas};
use super::page::figures_address;
use super::people::{PeopleTables, TrainingTable};
use super::people_model;
use super::period_model::Look;
use super::queries::FiguresPageQuery;
use super::tables::Form;
use super::tables_model::filters;
use crate::account::{use_session, use_viewer};
use crate::calendar::{day_month_year, now};
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Glyph, PageHead, SkeletonRows, Top, show_loaded};

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let session = use_session();
    let viewer = use_viewer();
    let query = use_query_map();
    let look = Memo::new(move |_| query.with(|map| Look::of_address(|name| map.get(name))));
    let today = now().here().day;
    let loaded = load(move || api.query::<FiguresPageQuery, _>(look.get().variables(today)));
    let place = Signal::derive(move || {
        let installation = session.installation()?;
        let names = [installation.product_name, installation.welfare_organisation, installation.municipality];
        Some(names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", "))
    });
    let print = move || drop(window().print());
    let show = move |answer: Signal<Arc<FiguresPageQuery>>| {
        let FiguresPageQuery { cases, connector_figures, training_due } =
            FiguresPageQuery::clone(&answer.get_untracked());
        let answer = Arc::new(cases);
        let look = look.get_untracked();
        let known = known_areas(&viewer.get_untracked());
        let figures = &answer.figures;
        let day = |day| day_month_year(locale, day);
        let area = look.area.as_ref().and_then(|id| known.iter().find(|area| area.id == *id));
        let topic = look.topic.as_ref().and_then(|id| answer.topics.iter().find(|topic| topic.id == *id));
        let mut facts = vec![
            (words::figures::report_made(locale).to_owned(), day(today)),
            (
                words::figures::period(locale).to_owned(),
                words::figures::report_from(locale, &day(figures.from), &day(figures.to)),
            ),
        ];
        // A link may ask for a neighbourhood that the reader doesn't know by name.
        let elsewhere = look.area.as_ref().map(|_| words::figures::area_elsewhere(locale).to_owned());
        let names = (area.map(|area| area.name.clone()).or(elsewhere), topic.map(|topic| topic.name.clone()));
        facts.extend(filters(locale, &look, names.0, names.1));
        if let Some((_, compared)) = facts.last_mut() {
            let days = [day(figures.compared_from), day(figures.compared_to)];
            *compared = words::figures::report_from(locale, &days[0], &days[1]);
        }
        facts.push((words::figures::report_source(locale).to_owned(), place.get_untracked().unwrap_or_default()));
        let facts = facts.into_iter().map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        });
        let facts = facts.collect_view();
        let of_people = connector_figures.iter();
        let of_people = of_people.flat_map(|people| people_model::conclusions(locale, people, training_due));
        let noticed = conclusions(locale, &answer, &look, &known).into_iter().chain(of_people);
        let noticed = noticed.map(|words| view! { <li>{words}</li> });
        let noticed = noticed.collect_view();
        let people = connector_figures.map(|figures| {
            view! {
                <section class="bv-section" aria-labelledby="mensen">
                    <h2 id="mensen">{words::figures::people_title(locale)}</h2>
                    <p>{words::figures::people_note(locale)}</p>
                    <PeopleTables figures form=Form::Report />
                    <TrainingTable due=training_due form=Form::Report />
                </section>
            }
        });
        view! {
            <section aria-label=words::figures::report_facts(locale)>
                <dl class="bv-facts bv-report__facts">{facts}</dl>
            </section>
            <section class="bv-section">
                <h2>{words::figures::report_noticed(locale)}</h2>
                <ul class="bv-report__noticed">{noticed}</ul>
            </section>
            <div class="bv-section">
                <AllFigures answer=answer.clone() look known form=Form::Report />
            </div>
            {people}
        }
    };
    let back = move || figures_address(&look.get());
    view! {
        <div class="bv-report">
            {move || view! { <Top href=back() label=words::figures::report_back(locale) /> }}
            <PageHead title=words::figures::report_title(locale) sub=place>
                <Button emphasis=Emphasis::Primary icon=Glyph::Print press=print>
                    {words::figures::report_print(locale)}
                </Button>
            </PageHead>
            {show_loaded(
                loaded,
                words::figures::failed(locale),
                || view! { <SkeletonRows rows=6 /> },
                show,
            )}
        </div>
    }
}
