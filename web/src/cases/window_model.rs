//! Which cards of a long column are drawn: those near what is in sight, with gaps for the others. Pure.
//!
//! Cards are drawn or not by the chunk: chunks only come and go at the end of a column, so that nothing that is drawn,
//! and may have the focus, is ever taken from its place on the page.

use std::ops::Range;

use crate::graphql::scalars::CaseId;

/// So many cards are drawn, or not, together.
pub const CHUNK: usize = 20;
/// Below this number a column is drawn whole.
const WHOLE: usize = 40;
/// So much is drawn above and below what is in sight, in pixels.
const AROUND: f64 = 900.0;

/// The chunks of a column: None for one that is drawn, else the height of the gap in its place, in pixels.
///
/// Drawn are those in `seen`, given in pixels from the top of the list, and those with one of the `pinned` cards. `height` tells how
/// high a card is, with the space below it.
pub fn gaps(ids: &[CaseId], height: impl Fn(&CaseId) -> f64, seen: &Range<f64>, pinned: &[CaseId]) -> Vec<Option<f64>> {
    let mut top = 0.0;
    let gap = |chunk: &[CaseId]| {
        let own: f64 = chunk.iter().map(&height).sum();
        let is_near = top + own > seen.start - AROUND && top < seen.end + AROUND;
        top += own;
        let is_drawn = is_near || ids.len() <= WHOLE || pinned.iter().any(|pinned| chunk.contains(pinned));
        (!is_drawn).then_some(own)
    };
    ids.chunks(CHUNK).map(gap).collect()
}

/// The cards of one chunk.
pub fn chunk(ids: &[CaseId], number: usize) -> Vec<CaseId> {
    ids.chunks(CHUNK).nth(number).map(<[CaseId]>::to_vec).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(number: usize) -> Vec<CaseId> {
        (0..number).map(|number| CaseId(number.to_string())).collect()
    }

    fn drawn(gaps: &[Option<f64>]) -> Vec<usize> {
        gaps.iter().enumerate().filter(|(_, gap)| gap.is_none()).map(|(number, _)| number).collect()
    }

    #[test]
    fn only_what_is_near_is_drawn_and_the_height_stays() {
        let gaps = gaps(&ids(1000), |_| 100.0, &(50_000.0..50_800.0), &[]);
        assert_eq!(gaps.len(), 50);
        assert_eq!(drawn(&gaps), [24, 25]);
        assert_eq!(gaps.iter().flatten().sum::<f64>(), 96_000.0);
    }

    #[test]
    fn what_has_the_focus_is_drawn_wherever_it_is() {
        let far = CaseId("900".to_owned());
        assert_eq!(drawn(&gaps(&ids(1000), |_| 100.0, &(0.0..800.0), &[far])), [0, 45]);
    }

    #[test]
    fn a_short_column_is_drawn_whole() {
        assert_eq!(drawn(&gaps(&ids(40), |_| 100.0, &(9_000.0..9_800.0), &[])), [0, 1]);
        assert_eq!(chunk(&ids(25), 1).len(), 5);
        assert_eq!(chunk(&ids(25), 2), []);
    }
}
