//! What the palette offers for what somebody types, and how the keys go through it. Pure.

use super::queries::PaletteQuery;
use super::subpages::subpages;
use crate::account::Viewer;
use crate::cases::Offer;
use crate::graphql::enums::ViewerArea;
use crate::graphql::scalars::CaseId;
use crate::i18n::{Locale, words};
use crate::shell::{entries, has_page, may_open_case};
use crate::specialists::may_add;
use crate::ui::Glyph;

/// What a line leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Starts an act.
    Act,
    /// A page.
    Page,
    /// A question.
    Case,
    /// An entry of the directory.
    Entry,
}

/// A line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub sort: Sort,
    /// What it says.
    pub words: String,
    /// Beside it.
    pub beside: Option<String>,
    /// Where it leads.
    pub href: String,
    /// What is drawn before it.
    pub glyph: Glyph,
    /// What is begun there.
    pub begins: Option<Offer>,
}

/// What can be done with cases.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offers<'a> {
    /// With the one that is open.
    pub here: &'a [Offer],
    /// With the only one that was found.
    pub found: &'a [Offer],
}

/// The only case that was found, whose acts are offered too.
pub fn only_case(found: &PaletteQuery) -> Option<&CaseId> {
    match found.cases.nodes.as_slice() {
        [only] => Some(&only.id),
        _ => None,
    }
}

/// Everything that fits what is typed: acts and pages as their words begin, then what the server found, and last what can
/// be done with that.
pub fn lines(
    locale: Locale,
    viewer: &Viewer,
    typed: &str,
    found: Option<&PaletteQuery>,
    offers: Offers<'_>,
) -> Vec<Line> {
    let line = |sort, words: &str, href: &str, glyph| Line {
        sort,
        words: words.to_owned(),
        beside: None,
        href: href.to_owned(),
        glyph,
        begins: None,
    };
    let act = |offer: &Offer| Line {
        beside: Some(offer.code_word.clone()),
        begins: Some(offer.clone()),
        ..line(Sort::Act, &offer.label, &["/vragen/", &offer.case.0].concat(), offer.glyph)
    };
    let fits_act = |offer: &&Offer| fits(&[&offer.label, " ", &offer.code_word].concat(), typed);
    let mut all: Vec<Line> = offers.here.iter().filter(fits_act).map(act).collect();
    let mut own = Vec::new();
    if may_open_case(viewer) {
        own.push(line(Sort::Act, words::board::new_question(locale), "/vragen/nieuw", Glyph::Plus));
    }
    if may_add(viewer) {
        own.push(line(Sort::Act, words::ui::palette_new_entry(locale), "/specialisten/nieuw", Glyph::Plus));
    }
    own.extend(entries(&viewer.areas).map(|page| line(Sort::Page, (page.label)(locale), page.href, page.glyph)));
    // The bell is everybody's.
    own.push(line(Sort::Page, words::notices::title(locale), "/berichten", Glyph::Bell));
    // Who typed nothing yet looks for no page below another.
    let below = if typed.trim().is_empty() { Vec::new() } else { subpages(locale, viewer) };
    own.extend(below.into_iter().map(|page| line(Sort::Page, &page.name, page.href, page.glyph)));
    all.extend(own.into_iter().filter(|line| fits(&line.words, typed)));
    let Some(found) = found.filter(|_| !typed.trim().is_empty()) else { return all };
    if has_page(viewer, ViewerArea::Cases) {
        all.extend(found.cases.nodes.iter().map(|case| Line {
            beside: Some(case.neighbourhood.name.clone()),
            ..line(Sort::Case, &case.code_word, &["/vragen/", &case.id.0].concat(), Glyph::Cases)
        }));
    }
    if has_page(viewer, ViewerArea::Directory) {
        all.extend(found.specialists.nodes.iter().map(|entry| Line {
            beside: Some(entry.organisation.name.clone()).filter(|name| *name != entry.name),
            ..line(Sort::Entry, &entry.name, &["/specialisten/", &entry.id.0].concat(), Glyph::Directory)
        }));
    }
    let of_found = offers.found.iter().filter(|offer| only_case(found) == Some(&offer.case));
    let is_new = |offer: &&Offer| !all.iter().any(|line| line.begins.as_ref() == Some(*offer));
    let of_found: Vec<Line> = of_found.filter(is_new).map(act).collect();
    all.extend(of_found);
    all
}

/// Whether each word that is typed begins a word of the text.
fn fits(text: &str, typed: &str) -> bool {
    let text = text.to_lowercase();
    let begins = |typed: &str| text.split_whitespace().any(|word| word.starts_with(typed));
    typed.to_lowercase().split_whitespace().all(begins)
}

/// The line that is chosen after a key, of so many; None when the key does something else.
pub fn step(key: &str, chosen: usize, lines: usize) -> Option<usize> {
    let last = lines.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(if chosen >= last { 0 } else { chosen + 1 }),
        "ArrowUp" => Some(chosen.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::queries::{FoundCase, FoundCases, FoundEntries, FoundEntry, FoundOrganisation, FoundPlace};
    use super::super::sample;
    use super::*;
    use crate::graphql::scalars::SpecialistId;

    fn viewer(areas: &[ViewerArea]) -> Viewer {
        sample::viewer(&[], areas)
    }

    #[test]
    fn each_word_begins_a_word() {
        assert!(fits("Nieuwe hulpvraag", "hulp nieuw"));
        assert!(fits("Nieuwe hulpvraag", ""));
        assert!(!fits("Nieuwe hulpvraag", "vraag"));
    }

    #[test]
    fn keys_go_round() {
        assert_eq!(step("ArrowDown", 0, 3), Some(1));
        assert_eq!(step("ArrowDown", 2, 3), Some(0));
        assert_eq!(step("ArrowUp", 0, 3), Some(2));
        assert_eq!(step("End", 0, 3), Some(2));
        assert_eq!(step("ArrowDown", 0, 0), None);
        assert_eq!(step("a", 0, 3), None);
    }

    #[test]
    fn what_was_found_stands_below_pages() {
        let case = FoundCase {
            id: CaseId("case_1".to_owned()),
            code_word: "vlinder".to_owned(),
            neighbourhood: FoundPlace { name: "Ruwaard".to_owned() },
        };
        let entry = FoundEntry {
            id: SpecialistId("specialist_1".to_owned()),
            name: "Vragenuurtje".to_owned(),
            organisation: FoundOrganisation { name: "Bibliotheek".to_owned() },
        };
        let found =
            PaletteQuery { cases: FoundCases { nodes: vec![case] }, specialists: FoundEntries { nodes: vec![entry] } };
        let somebody = viewer(&[ViewerArea::Today, ViewerArea::Cases, ViewerArea::Directory]);
        let all = lines(Locale::Nl, &somebody, "v", Some(&found), Offers::default());
        let told: Vec<_> = all.iter().map(|line| (line.sort, line.words.as_str(), line.href.as_str())).collect();
        assert_eq!(
            told,
            [
                (Sort::Page, "Vandaag", "/"),
                (Sort::Page, "Vragen", "/vragen"),
                (Sort::Case, "vlinder", "/vragen/case_1"),
                (Sort::Entry, "Vragenuurtje", "/specialisten/specialist_1"),
            ]
        );
        // Nobody typed: what was found before is no answer to that.
        let at_first = lines(Locale::Nl, &somebody, " ", Some(&found), Offers::default());
        assert!(at_first.iter().all(|line| line.sort == Sort::Page));
        let machine_room = viewer(&[ViewerArea::Administration]);
        assert_eq!(lines(Locale::Nl, &machine_room, "v", Some(&found), Offers::default()), []);
    }

    #[test]
    fn whoever_has_the_bell_finds_the_page_that_it_leads_to() {
        let told = |locale, typed: &str, areas: &[ViewerArea]| {
            let all = lines(locale, &viewer(areas), typed, None, Offers::default());
            all.into_iter().map(|line| (line.sort, line.words, line.href)).collect::<Vec<_>>()
        };
        let page = |words: &str| vec![(Sort::Page, words.to_owned(), "/berichten".to_owned())];
        for areas in [&[][..], &[ViewerArea::Today, ViewerArea::Cases], &[ViewerArea::Administration]] {
            assert_eq!(told(Locale::Nl, "ber", areas), page("Berichten"));
            assert_eq!(told(Locale::En, "noti", areas), page("Notices"));
        }
    }

    #[test]
    fn what_can_be_done_stands_first_here_and_last_where_it_was_found() {
        let offer = |word: &str, label: &str| Offer {
            case: CaseId(word.to_owned()),
            code_word: word.to_owned(),
            key: label.to_owned(),
            label: label.to_owned(),
            glyph: Glyph::Pause,
        };
        let here = [offer("lantaarn", "Zet op wacht"), offer("lantaarn", "Sluit af")];
        let there = [offer("steenuil", "Ik help")];
        let case = |word: &str| FoundCase {
            id: CaseId(word.to_owned()),
            code_word: word.to_owned(),
            neighbourhood: FoundPlace { name: "Ruwaard".to_owned() },
        };
        let cases = |words: &[&str]| PaletteQuery {
            cases: FoundCases { nodes: words.iter().map(|word| case(word)).collect() },
            specialists: FoundEntries { nodes: Vec::new() },
        };
        let somebody = viewer(&[ViewerArea::Cases]);
        let told = |typed: &str, found: &PaletteQuery| {
            let offers = Offers { here: &here, found: &there };
            let all = lines(Locale::Nl, &somebody, typed, Some(found), offers);
            all.into_iter().map(|line| line.words).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(told("", &cases(&["steenuil"])), "Zet op wacht, Sluit af, Vragen, Berichten");
        assert_eq!(told("lant wacht", &cases(&[])), "Zet op wacht");
        assert_eq!(told("steen", &cases(&["steenuil"])), "steenuil, Ik help");
        assert_eq!(told("steen", &cases(&["steenuil", "steenbok"])), "steenuil, steenbok");
        assert_eq!(told("wacht", &cases(&["wachttoren"])), "Zet op wacht, wachttoren");
    }
}
