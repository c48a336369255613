//! The neighbourhoods beside each other: a map of tiles, and a small chart of each. Always in reading order or where they
//! lie, never by who has most. Pure.

use super::figures_model::age_name;
use super::list_model::{CaseList, Counted};
use super::period_model::Look;
use super::queries::{Figures, NeighbourhoodFigures, PlaceName};
use crate::i18n::{Locale, words};
use crate::ui::{MapTile, SmallChart};

/// A map of tiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileMapModel {
    /// The conclusion.
    pub title: String,
    /// What is drawn.
    pub said: String,
    /// Those with a place, in reading order.
    pub tiles: Vec<MapTile>,
    /// Those without a place that have something open, with how many.
    pub elsewhere: Vec<(String, String)>,
    /// What each shade means.
    pub legend: Vec<(u8, String)>,
}

/// Open questions on the map. `known` are the areas of the viewer: where nothing is counted, a tile stands too.
pub fn tile_map(locale: Locale, figures: &Figures, look: &Look, known: &[PlaceName]) -> TileMapModel {
    let counted = |place: &PlaceName| figures.by_neighbourhood.iter().find(|area| area.neighbourhood.id == place.id);
    let others = figures.by_neighbourhood.iter().map(|area| &area.neighbourhood);
    let others = others.filter(|place| known.iter().all(|own| own.id != place.id));
    let places: Vec<&PlaceName> = match &look.area {
        Some(id) => known.iter().chain(others).filter(|place| place.id == *id).collect(),
        None => known.iter().chain(others).collect(),
    };
    let open = |place: &PlaceName| counted(place).map_or(0, |area| area.open);
    let most = places.iter().map(|place| open(place)).max().unwrap_or(0);
    let list = |place: &PlaceName| {
        CaseList { area: Some(place.id.clone()), ..CaseList::of(look, Counted::Open, figures.from, figures.to) }.href()
    };
    let tiles = places.iter().filter_map(|place| {
        let (tile, value) = (place.tile?, open(place));
        let level = level(value, most);
        Some(MapTile {
            name: place.name.clone(),
            column: tile.column,
            row: tile.row,
            value,
            level,
            word: level_name(locale, level).to_owned(),
            href: (value > 0).then(|| list(place)),
            said: words::figures::open_count(locale, value),
        })
    });
    let tiles: Vec<MapTile> = tiles.collect();
    let elsewhere = places.iter().filter(|place| place.tile.is_none() && open(place) > 0);
    let elsewhere = elsewhere.map(|place| ([&place.name, ": ", &open(place).to_string()].concat(), list(place)));
    let elsewhere: Vec<_> = elsewhere.collect();
    let with_some = places.iter().filter(|place| open(place) > 0).count();
    let title = if with_some == 0 {
        words::figures::bars_area_none(locale).to_owned()
    } else {
        words::figures::map_title(locale, &with_some.to_string(), &places.len().to_string())
    };
    TileMapModel {
        title,
        said: words::figures::map_said(locale).to_owned(),
        tiles,
        elsewhere,
        legend: legend(locale, most),
    }
}

/// How dark: 0 for nothing, then three equal steps up to the most.
fn level(value: i32, most: i32) -> u8 {
    let (first, second) = edges(most);
    match value {
        value if value < 1 => 0,
        value if value <= first => 1,
        value if value <= second => 2,
        _ => 3,
    }
}

/// The highest value of the first and of the second step.
fn edges(most: i32) -> (i32, i32) {
    let first = (most + 2) / 3;
    (first, (first * 2).min(most))
}

fn level_name(locale: Locale, level: u8) -> &'static str {
    match level {
        0 => words::figures::level_none(locale),
        1 => words::figures::level_few(locale),
        2 => words::figures::level_some(locale),
        _ => words::figures::level_many(locale),
    }
}

fn legend(locale: Locale, most: i32) -> Vec<(u8, String)> {
    let (first, second) = edges(most);
    let steps = [(0, 0, 0), (1, 1, first), (2, first + 1, second), (3, second + 1, most)];
    let steps = steps.into_iter().filter(|(_, from, to)| from <= to && *to <= most);
    let told = steps.map(|(level, from, to)| {
        let range = if from == to { from.to_string() } else { [&from.to_string(), "–", &to.to_string()].concat() };
        (level, [level_name(locale, level), " (", &range, ")"].concat())
    });
    told.collect()
}

/// Small charts: title, what is drawn, words under the columns, and a chart an area.
pub type SmallCharts = (String, String, Vec<String>, Vec<SmallChart>);

/// A chart of each area: what is open, by age.
pub fn small_charts(locale: Locale, figures: &Figures, look: &Look) -> SmallCharts {
    let has_something = |area: &&NeighbourhoodFigures| area.opened + area.open + area.closed > 0;
    let areas: Vec<_> = figures.by_neighbourhood.iter().filter(has_something).collect();
    let is_old = |area: &&&NeighbourhoodFigures| area.open_by_age.iter().any(|age| age.min_days > 30 && age.count > 0);
    let old = areas.iter().filter(is_old).count();
    let title = match old {
        0 => words::figures::small_none(locale).to_owned(),
        old => words::figures::small_title(locale, &old.to_string(), &areas.len().to_string()),
    };
    let charts = areas.iter().map(|area| {
        let own = CaseList {
            area: Some(area.neighbourhood.id.clone()),
            ..CaseList::of(look, Counted::Open, figures.from, figures.to)
        };
        let ages = area.open_by_age.iter().filter(|age| age.count > 0);
        let ages = ages.map(|age| [&age.count.to_string(), " × ", &age_name(locale, *age)].concat());
        let open = words::figures::open_count(locale, area.open);
        SmallChart {
            name: area.neighbourhood.name.clone(),
            href: (area.open > 0).then(|| own.href()),
            values: area.open_by_age.iter().map(|age| age.count).collect(),
            note: words::figures::small_note(locale, &area.opened.to_string(), &area.closed.to_string()),
            said: std::iter::once(open).chain(ages).collect::<Vec<_>>().join(", "),
        }
    });
    let ticks = figures.open_by_age.iter().map(|age| match age.max_days {
        Some(to) => [&age.min_days.to_string(), "–", &to.to_string()].concat(),
        None => [&age.min_days.to_string(), "+"].concat(),
    });
    (title, words::figures::small_said(locale).to_owned(), ticks.collect(), charts.collect())
}

#[cfg(test)]
mod tests {
    use super::super::queries::Tile;
    use super::super::samples::figures;
    use super::*;
    use crate::graphql::scalars::NeighbourhoodId;

    #[test]
    fn the_darkness_goes_in_three_steps() {
        assert_eq!([0, 1, 2, 3, 4, 5].map(|value| level(value, 5)), [0, 1, 1, 2, 2, 3]);
        assert_eq!([0, 1].map(|value| level(value, 1)), [0, 1]);
        let told = |most| legend(Locale::Nl, most).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ");
        assert_eq!(told(5), "geen (0), weinig (1–2), meer (3–4), veel (5)");
        assert_eq!(told(1), "geen (0), weinig (1)");
        assert_eq!(told(0), "geen (0)");
    }

    #[test]
    fn a_tile_stands_where_its_area_lies_and_the_others_are_named() {
        let berghem = PlaceName {
            id: NeighbourhoodId("berghem".to_owned()),
            name: "Berghem".to_owned(),
            tile: Some(Tile { column: 5, row: 4 }),
        };
        let map = tile_map(Locale::Nl, &figures(), &Look::default(), &[berghem]);
        let told = map.tiles.iter().map(|tile| (tile.name.as_str(), tile.value, tile.column, tile.href.is_some()));
        assert_eq!(told.collect::<Vec<_>>(), [("Berghem", 0, 5, false), ("Centrum", 1, 3, true)]);
        assert_eq!(map.elsewhere[0].0, "Ruwaard: 4");
        assert_eq!(map.title, "In 2 van de 3 buurten staan vragen open");
    }

    #[test]
    fn small_charts_stand_in_reading_order() {
        let (title, _, ticks, charts) = small_charts(Locale::Nl, &figures(), &Look::default());
        assert_eq!(title, "In 1 van de 2 buurten staat een vraag langer dan een maand open");
        assert_eq!(ticks, ["0–30", "31+"]);
        let told = charts.iter().map(|chart| (chart.name.as_str(), chart.values.as_slice(), chart.said.as_str()));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("Centrum", &[1, 0][..], "1 open vraag, 1 × 0 tot en met 30 dagen"),
                ("Ruwaard", &[1, 3][..], "4 open vragen, 1 × 0 tot en met 30 dagen, 3 × 31 dagen en ouder"),
            ]
        );
    }
}
