//! The figures, and what is chosen of them. Everything comes in one question.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use super::charts::{AllFigures, known_areas};
use super::people::{PeopleTables, TrainingTable};
use super::period_model::{Look, Period, asker_key, asker_of};
use super::queries::{FiguresPageQuery, TopicName};
use super::tables::Form;
use super::training::TrainingFigures;
use crate::account::use_viewer;
use crate::calendar::{day_month, day_month_year, now};
use crate::cases::{ASKERS, asker_name};
use crate::connectors::PeopleFigures;
use crate::graphql::scalars::{NeighbourhoodId, TopicId};
use crate::graphql::{Change, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{ButtonLink, FilterSelect, Glyph, PageHead, SkeletonRows, effect, show_loaded};

/// The page.
#[component]
pub fn FiguresPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let query = use_query_map();
    let look = Memo::new(move |_| query.with(|map| Look::of_address(|name| map.get(name))));
    let loaded = load(move || api.query::<FiguresPageQuery, _>(look.get().variables(now().here().day)));
    loaded.follow(api, Change::is_of_cases);
    let sub = Signal::derive(move || {
        let figures = &loaded.answer()?.cases.figures;
        let from = if figures.from.civil().0 == figures.to.civil().0 { day_month } else { day_month_year };
        Some(words::figures::sub(locale, &from(locale, figures.from), &day_month(locale, figures.to)))
    });
    let topics = Memo::new(move |_| loaded.answer().map(|answer| answer.cases.topics.clone()).unwrap_or_default());
    let viewer = use_viewer();
    let report = move || {
        let href = ["/cijfers/verslag", &pairs(&look.get())].concat();
        view! {
            <ButtonLink href icon=Glyph::Print>
                {words::figures::report(locale)}
            </ButtonLink>
        }
    };
    view! {
        <PageHead title=words::figures::title(locale) sub>
            {report}
        </PageHead>
        <Filters look topics />
        {show_loaded(
            loaded,
            words::figures::failed(locale),
            || view! { <SkeletonRows rows=6 /> },
            move |answer: Signal<Arc<FiguresPageQuery>>| {
                // What comes again and says the same leaves the page, and the focus in it, as it is.
                let cases = Memo::new(move |_| Arc::new(answer.get().cases.clone()));
                let figures = Memo::new(move |_| answer.get().connector_figures.clone());
                let due = Memo::new(move |_| answer.get().training_due);
                let all = move || {
                    let known = known_areas(&viewer.get_untracked());
                    let look = look.get_untracked();
                    view! { <AllFigures answer=cases.get() look known form=Form::Page /> }
                };
                let people = move || figures.get().map(|figures| view! { <PeopleTables figures form=Form::Page /> });
                // Who has no figures of people has none of their trainings as a file either.
                let trainings = move || {
                    figures.with(Option::is_some).then(|| view! { <TrainingTable due=due.get() form=Form::Page /> })
                };
                view! {
                    {all}
                    <PeopleFigures figures />
                    {people}
                    <TrainingFigures due />
                    {trainings}
                }
            },
        )}
    }
}

/// The address of the figures with these filters.
pub fn figures_address(look: &Look) -> String {
    ["/cijfers", &pairs(look)].concat()
}

fn pairs(look: &Look) -> String {
    look.address().into_iter().collect::<ParamsMap>().to_query_string()
}

#[component]
fn Filters(look: Memo<Look>, topics: Memo<Vec<TopicName>>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let first = look.get_untracked();
    let text = |value: Option<&str>| RwSignal::new(value.unwrap_or_default().to_owned());
    let period = text(Some(first.period.key()));
    let area = text(first.area.as_ref().map(|id| id.0.as_str()));
    let topic = text(first.topic.as_ref().map(|id| id.0.as_str()));
    let asker = text(first.asker.map(asker_key));
    let navigate = use_navigate();
    // The address is the view: choosing changes it, and going back changes what is chosen.
    Effect::new(move |before: Option<()>| {
        let full = |signal: RwSignal<String>| Some(signal.get()).filter(|value| !value.is_empty());
        let chosen = Look {
            period: Period::ALL.into_iter().find(|it| it.key() == period.get()).unwrap_or_default(),
            area: full(area).map(NeighbourhoodId),
            topic: full(topic).map(TopicId),
            asker: full(asker).and_then(|key| asker_of(&key)),
        };
        if before.is_some() && chosen != look.get_untracked() {
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            navigate(&figures_address(&chosen), options);
        }
    });
    effect(move || {
        let look = look.get();
        let put = |signal: RwSignal<String>, value: &str| {
            if signal.with_untracked(|own| own != value) {
                signal.set(value.to_owned());
            }
        };
        put(period, look.period.key());
        put(area, look.area.as_ref().map_or("", |id| &id.0));
        put(topic, look.topic.as_ref().map_or("", |id| &id.0));
        put(asker, look.asker.map_or("", asker_key));
    });
    let all = |words: &str| (String::new(), words.to_owned());
    let periods = vec![
        (Period::TwelveWeeks.key().to_owned(), words::figures::period_12w(locale).to_owned()),
        (Period::FourWeeks.key().to_owned(), words::figures::period_4w(locale).to_owned()),
        (Period::Year.key().to_owned(), words::figures::period_year(locale).to_owned()),
    ];
    let areas = Signal::derive(move || {
        let some = viewer.get().neighbourhoods.iter().map(|it| (it.id.0.clone(), it.name.clone())).collect::<Vec<_>>();
        std::iter::once(all(words::figures::all(locale))).chain(some).collect::<Vec<_>>()
    });
    let topics = Signal::derive(move || {
        let some = topics.get().into_iter().map(|it| (it.id.0, it.name));
        std::iter::once(all(words::figures::all(locale))).chain(some).collect::<Vec<_>>()
    });
    let askers = ASKERS.iter().map(|it| (asker_key(*it).to_owned(), asker_name(locale, *it).to_owned()));
    let askers: Vec<_> = std::iter::once(all(words::figures::everybody(locale))).chain(askers).collect();
    view! {
        <form
            class="bv-filters"
            aria-label=words::figures::filters(locale)
            on:submit=|event| event.prevent_default()
        >
            <FilterSelect label=words::figures::period(locale) options=periods value=period />
            <FilterSelect label=words::figures::area(locale) options=areas value=area />
            <FilterSelect label=words::figures::topic(locale) options=topics value=topic />
            <FilterSelect label=words::figures::asker(locale) options=askers value=asker />
        </form>
    }
}
