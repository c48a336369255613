//! A map of tiles: each area about where it lies, with its number, a word for it and blocks that say the same. Each tile
//! with something on it opens its list; arrow keys walk over the map.

use leptos::prelude::*;

use super::chart::Chart;
use super::rove;
use crate::i18n::{use_locale, words};

/// A tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapTile {
    /// The area.
    pub name: String,
    /// From west to east, from 1.
    pub column: i32,
    /// From north to south, from 1.
    pub row: i32,
    /// Its number.
    pub value: i32,
    /// How dark, 0 to 3.
    pub level: u8,
    /// The word for that.
    pub word: String,
    /// The list behind it.
    pub href: Option<String>,
    /// The number with what it counts.
    pub said: String,
}

/// The tile that a key leads to: the nearest one in that direction, along the way before beside it.
fn toward(key: &str, at: (i32, i32), places: &[(i32, i32)]) -> Option<usize> {
    let (column, row) = at;
    let far = |place: &(i32, i32)| {
        let (right, down) = (place.0 - column, place.1 - row);
        let (along, beside) = match key {
            "ArrowRight" => (right, down),
            "ArrowLeft" => (-right, down),
            "ArrowDown" => (down, right),
            "ArrowUp" => (-down, right),
            _ => return None,
        };
        (along > 0).then_some(along + 3 * beside.abs())
    };
    let reachable = places.iter().enumerate().filter_map(|(number, place)| Some((far(place)?, number)));
    reachable.min().map(|(_, number)| number)
}

/// The blocks that say how dark a tile is.
fn blocks(level: u8) -> impl IntoView {
    let block = |number: u8| {
        let class = if number < level { "bv-map__block bv-map__block--full" } else { "bv-map__block" };
        view! { <rect class=class x=(u32::from(number) * 10).to_string() width="8" height="8" /> }
    };
    view! {
        <svg class="bv-map__blocks" viewBox="0 0 28 8" aria-hidden="true">
            {(0..3).map(block).collect_view()}
        </svg>
    }
}

/// The map, and what its shades mean.
#[component]
pub fn TileMap(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The conclusion.
    #[prop(into)]
    title: String,
    /// What is drawn.
    #[prop(into)]
    said: String,
    tiles: Vec<MapTile>,
    /// Shades with what they mean.
    legend: Vec<(u8, String)>,
    /// Areas without a place: words and list.
    elsewhere: Vec<(String, String)>,
) -> impl IntoView {
    let locale = use_locale();
    let west = tiles.iter().map(|tile| tile.column).min().unwrap_or(1);
    let north = tiles.iter().map(|tile| tile.row).min().unwrap_or(1);
    let at = RwSignal::new(0_usize);
    let linked = tiles.iter().filter(|tile| tile.href.is_some()).map(|tile| (tile.column, tile.row));
    let places: Vec<(i32, i32)> = linked.collect();
    let mut link = 0;
    let tiles = tiles.into_iter().map(|tile| {
        let class = ["bv-map__tile bv-map__tile--", &tile.level.to_string()].concat();
        let column = (tile.column - west + 1).to_string();
        let row = (tile.row - north + 1).to_string();
        let inner = view! {
            <span class="bv-map__name">{tile.name}</span>
            <strong aria-hidden="true">{tile.value}</strong>
            <span class="bv-map__word" aria-hidden="true">
                {tile.word}
            </span>
            <span class="bv-hidden">": " {tile.said}</span>
            {blocks(tile.level)}
        };
        let inner = match tile.href {
            Some(href) => {
                let own = link;
                link += 1;
                view! {
                    <a class=class href=href tabindex=move || rove::order(at, own) data-link=own.to_string()>
                        {inner}
                    </a>
                }
                .into_any()
            }
            None => view! { <span class=class>{inner}</span> }.into_any(),
        };
        view! {
            <li style=("--column", column) style=("--row", row)>
                {inner}
            </li>
        }
    });
    let tiles = tiles.collect_view();
    let links = places.len();
    let walk = move |event: web_sys::KeyboardEvent| {
        let now = at.get_untracked();
        let key = event.key();
        let next = places.get(now).and_then(|place| toward(&key, *place, &places));
        let ends = matches!(key.as_str(), "Home" | "End").then(|| rove::step(&key, now, places.len())).flatten();
        if let Some(next) = next.or(ends) {
            rove::go_to(&event, next);
        }
    };
    let legend = legend.into_iter().map(|(level, words)| view! { <li>{blocks(level)} {words}</li> }).collect_view();
    let elsewhere = (!elsewhere.is_empty()).then(|| {
        let links = elsewhere.into_iter().map(|(words, href)| {
            view! {
                <li>
                    <a class="bv-more" href=href>
                        {words}
                    </a>
                </li>
            }
        });
        view! {
            <p class="bv-small">{words::ui::without_tile(locale)}</p>
            <ul class="bv-cluster">{links.collect_view()}</ul>
        }
    });
    let name = title.clone();
    view! {
        <Chart id title said links>
            <div class="bv-map__box" role="region" tabindex="0" aria-label=name>
                <ul class="bv-map" on:keydown=walk on:focusin=move |event| rove::arrive(&event, at)>
                    {tiles}
                </ul>
            </div>
            <ul class="bv-map__legend bv-tiny">{legend}</ul>
            {elsewhere}
        </Chart>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_to_the_nearest_tile_that_way() {
        let places = [(3, 3), (4, 3), (3, 4), (7, 1), (1, 5)];
        let from = |place: usize| {
            ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map(|key| toward(key, places[place], &places))
        };
        assert_eq!(from(0), [Some(1), Some(2), Some(4), Some(3)]);
        assert_eq!(from(4)[2], None);
        assert_eq!(toward("Enter", places[0], &places), None);
    }
}
