//! The cases that somebody holds outside the neighbourhoods that are chosen for them: they go on holding these, unless the
//! cases are passed on.

use leptos::prelude::*;

use super::act_dialog::Typed;
use super::queries::{Connector, ConnectorVariables, HeldCase, HeldCasesQuery, WorkArea};
use crate::graphql::enums::ConnectorAct;
use crate::graphql::scalars::NeighbourhoodId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Banner, Button, Glyph, Tone};

/// How many they are, with the way to pass them on; nothing as long as there is none.
#[component]
pub(super) fn LeftCases(
    areas: Vec<WorkArea>,
    typed: Typed,
    connector: StoredValue<Connector>,
    /// Passes cases on first.
    pass: Callback<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let (id, name) = connector.with_value(|connector| (connector.id.clone(), connector.name.clone()));
    let may_pass = connector.with_value(|connector| connector.available_acts.contains(&ConnectorAct::PassCasesOn));
    let loaded = load(move || api.query::<HeldCasesQuery, _>(ConnectorVariables { id: id.clone() }));
    let left = move || {
        let chosen = typed.chosen_areas();
        let held = loaded.answer().and_then(|answer| answer.connector.clone()).map(|it| it.held_cases)?;
        let words: Vec<String> =
            outside(&held, &chosen, &areas).into_iter().map(|held| held.case.code_word.clone()).collect();
        (!chosen.is_empty() && !words.is_empty()).then_some(words)
    };
    let told = move || {
        let left = left()?;
        let count = i32::try_from(left.len()).unwrap_or(i32::MAX);
        let text = words::connectors::left(locale, count, &left.join(", "), &name);
        let begin = move || pass.run(untrack(|| typed.areas.ids()));
        let button = may_pass.then(|| view! { <Button press=begin>{words::connectors::left_pass(locale)}</Button> });
        Some(view! {
            <Banner glyph=Glyph::Info tone=Tone::Info>
                <p>{text}</p>
                {button}
            </Banner>
        })
    };
    view! { <div role="status">{told}</div> }
}

/// The cases that lie in none of these neighbourhoods, nor in a part of one.
fn outside<'a>(held: &'a [HeldCase], chosen: &[NeighbourhoodId], areas: &[WorkArea]) -> Vec<&'a HeldCase> {
    let whole_of = |id: &NeighbourhoodId| {
        let area = areas.iter().find(|area| area.id == *id)?;
        area.parent.as_ref().map(|whole| whole.id.clone())
    };
    let is_outside = move |held: &&HeldCase| {
        let own = Some(held.case.neighbourhood.id.clone());
        // An area lies in no more areas than there are.
        let mut around = std::iter::successors(own, whole_of).take(areas.len() + 1);
        !around.any(|area| chosen.contains(&area))
    };
    held.iter().filter(is_outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectors::queries::{Area, CaseOfHolder, WholeArea};
    use crate::graphql::scalars::CaseId;

    fn id(text: &str) -> NeighbourhoodId {
        NeighbourhoodId(text.to_owned())
    }

    #[test]
    fn what_lies_in_a_part_of_what_is_chosen_is_not_left() {
        let area = |own: &str, parent: Option<&str>| WorkArea {
            id: id(own),
            name: own.to_owned(),
            parent: parent.map(|parent| WholeArea { id: id(parent) }),
        };
        let areas =
            [area("oss", None), area("ruwaard", Some("oss")), area("elzeneind", Some("ruwaard")), area("lith", None)];
        let held = ["ruwaard", "elzeneind", "lith"].map(|place| HeldCase {
            case: CaseOfHolder {
                id: CaseId(place.to_owned()),
                code_word: place.to_owned(),
                neighbourhood: Area { id: id(place), name: place.to_owned() },
            },
            carriers: Vec::new(),
        });
        let left = |chosen: &[&str]| {
            let chosen: Vec<_> = chosen.iter().map(|place| id(place)).collect();
            outside(&held, &chosen, &areas).into_iter().map(|held| held.case.code_word.clone()).collect::<Vec<_>>()
        };
        assert_eq!(left(&["oss", "lith"]), Vec::<String>::new());
        assert_eq!(left(&["ruwaard"]), ["lith"]);
        assert_eq!(left(&["elzeneind", "lith"]), ["ruwaard"]);
        assert_eq!(left(&["lith"]), ["ruwaard", "elzeneind"]);
    }
}
