//! All figures of one answer, as they stand on the page and on paper: numbers with their conclusion, charts, and the same
//! as tables.

use std::sync::Arc;

use leptos::prelude::*;

use super::areas_model::{small_charts, tile_map};
use super::figures_model::{BarFigure, by_age, by_area, by_barrier, by_outcome, by_topic, directory, tiles};
use super::period_model::Look;
use super::queries::{FiguresQuery, PlaceName, Tile};
use super::tables::{FigureTable, Form, files, under_chart};
use super::tables_model::{areas, measures, weeks};
use super::weeks_model::by_week;
use crate::account::Viewer;
use crate::i18n::{Locale, use_locale};
use crate::specialists::MissedLink;
use crate::ui::{BarChart, LineChart, SmallCharts, TileMap};

/// The areas where the viewer works, whether something is counted there or not.
pub fn known_areas(viewer: &Viewer) -> Vec<PlaceName> {
    let place = |area: &crate::account::ViewerNeighbourhood| PlaceName {
        id: area.id.clone(),
        name: area.name.clone(),
        tile: area.tile.map(|tile| Tile { column: tile.column, row: tile.row }),
    };
    viewer.neighbourhoods.iter().map(place).collect()
}

/// What the figures say, in sentences.
pub fn conclusions(locale: Locale, answer: &FiguresQuery, look: &Look, known: &[PlaceName]) -> Vec<String> {
    let figures = &answer.figures;
    let numbers = tiles(locale, figures, look);
    let numbers = numbers.into_iter().map(|tile| [&tile.number, " ", &tile.unit, ". ", &tile.conclusion].concat());
    let sentence = |title: String| [&title, "."].concat();
    let charts = [
        by_area(locale, figures, look).title,
        by_week(locale, figures, look).title,
        by_outcome(locale, figures, look).title,
        by_age(locale, figures, look).title,
        by_topic(locale, figures, look).title,
        by_barrier(locale, figures, look).title,
        tile_map(locale, figures, look, known).title,
        small_charts(locale, figures, look).0,
        directory(locale, figures, look).title,
    ];
    numbers.chain(charts.into_iter().map(sentence)).collect()
}

/// Everything.
#[component]
pub fn AllFigures(answer: Arc<FiguresQuery>, look: Look, known: Vec<PlaceName>, form: Form) -> impl IntoView {
    let locale = use_locale();
    let figures = &answer.figures;
    let tiles = tiles(locale, figures, &look).map(|tile| {
        let more = tile.more.map(|(words, href)| {
            view! {
                <p class="bv-tiny">
                    <a class="bv-more" href=href>
                        {words}
                    </a>
                </p>
            }
        });
        let before = tile.before.map(|words| view! { <p class="bv-tiny bv-muted">{words}</p> });
        view! {
            <section class="bv-tile">
                <p class="bv-tile__number">{tile.number} " " <small>{tile.unit}</small></p>
                <h2>{tile.conclusion}</h2>
                {before}
                {more}
            </section>
        }
    });
    let under = |table| under_chart(form, table, figures, &look);
    let chart = |id: &'static str, BarFigure { title, said, bars, table }: BarFigure| {
        let table = under(table);
        view! {
            <div class="bv-figure">
                <BarChart id title said bars />
                {table}
            </div>
        }
    };
    let week = by_week(locale, figures, &look);
    let map = tile_map(locale, figures, &look, &known);
    let (small_title, small_said, ticks, charts) = small_charts(locale, figures, &look);
    let area_table = areas(locale, figures, &look);
    let area_files = (form == Form::Page).then(|| files(&area_table, figures, &look));
    view! {
        <div class="bv-grid bv-tiles">{tiles.collect_view()}</div>
        {under(measures(locale, figures, &look))}
        <div class="bv-grid bv-grid--wide bv-section">
            {chart("per-buurt", by_area(locale, figures, &look))}
            <div class="bv-figure">
                <LineChart
                    id="per-week"
                    title=week.title
                    said=week.said
                    first=week.new
                    second=week.done
                    ticks=week.ticks
                    points=week.points
                />
                {under(weeks(locale, figures, &look))}
            </div>
        </div>
        <div class="bv-grid bv-grid--wide bv-section">
            {chart("per-uitkomst", by_outcome(locale, figures, &look))}
            {chart("per-leeftijd", by_age(locale, figures, &look))}
        </div>
        <div class="bv-grid bv-grid--wide bv-section">
            {chart("per-onderwerp", by_topic(locale, figures, &look))}
            {chart("per-drempel", by_barrier(locale, figures, &look))}
        </div>
        <div class="bv-section">
            {chart("nagekeken", directory(locale, figures, &look))}
            {(form == Form::Page).then(|| view! { <MissedLink /> })}
        </div>
        <div class="bv-section">
            <TileMap
                id="kaart"
                title=map.title
                said=map.said
                tiles=map.tiles
                legend=map.legend
                elsewhere=map.elsewhere
            />
        </div>
        <div class="bv-section">
            <SmallCharts id="per-buurt-oud" title=small_title said=small_said ticks charts />
        </div>
        <div class="bv-section">
            <FigureTable table=area_table />
            {area_files}
        </div>
    }
}
