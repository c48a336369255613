//! What the page of a case and the palette tell each other: what can be done with the case that is open, and what somebody
//! chose to do with a case, to be begun on its page.
//!
//! Only in memory: an address that begins an act could be sent to somebody who doesn't mean it.

use leptos::prelude::*;

use super::act_model::{Row, lines, row_key};
use super::queries::{CaseActsQuery, CaseActsVariables, CaseCard, OpenInvolvement};
use crate::graphql::scalars::CaseId;
use crate::graphql::{Api, Failure};
use crate::i18n::Locale;
use crate::ui::Glyph;

/// Something that can be done with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The case.
    pub case: CaseId,
    /// What it is called.
    pub code_word: String,
    /// Tells one offer from another.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Its drawing.
    pub glyph: Glyph,
}

/// Everything that can be done with a case now, the likely thing first. Pure.
pub fn offers(locale: Locale, card: &CaseCard, involvements: &[OpenInvolvement]) -> Vec<Offer> {
    let offer = |row: Row| Offer {
        case: card.id.clone(),
        code_word: card.code_word.clone(),
        key: row_key(&row.acts),
        label: row.label,
        glyph: row.glyph,
    };
    lines(locale, card, involvements).into_iter().map(offer).collect()
}

/// Asks what can be done with a case. Nothing with one that isn't there.
///
/// # Errors
/// When there is no answer.
pub async fn offers_of(api: Api, locale: Locale, id: CaseId) -> Result<Vec<Offer>, Failure> {
    let case = api.query::<CaseActsQuery, _>(CaseActsVariables { id }).await?.case;
    Ok(case.map(|case| offers(locale, &case.card, &case.involvements)).unwrap_or_default())
}

/// What is at hand. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct AtHand {
    offers: RwSignal<Vec<Offer>>,
    meant: RwSignal<Option<(CaseId, String)>>,
}

/// Makes it known to the whole app.
pub fn provide_at_hand() {
    provide_context(AtHand { offers: RwSignal::new(Vec::new()), meant: RwSignal::new(None) });
}

/// What is at hand.
pub fn use_at_hand() -> AtHand {
    expect_context()
}

impl AtHand {
    /// What can be done with the case that is open.
    pub fn offers(self) -> Vec<Offer> {
        self.offers.get()
    }

    /// A case is open in which this can be done.
    pub fn put(self, offers: Vec<Offer>) {
        self.offers.set(offers);
    }

    /// The page of this case is left: nothing of it is at hand, nor begun later.
    pub fn leave(self, case: &CaseId) {
        // The page of the next case may be there before this one is gone.
        self.offers.update(|offers| offers.retain(|offer| offer.case != *case));
        self.take(case);
    }

    /// Somebody chose to do this, on the page of its case.
    pub fn mean(self, offer: &Offer) {
        self.meant.set(Some((offer.case.clone(), offer.key.clone())));
    }

    /// What somebody chose to do with this case, told once.
    pub fn take(self, case: &CaseId) -> Option<String> {
        let is_of_case = self.meant.with(|meant| meant.as_ref().is_some_and(|(id, _)| id == case));
        let meant = if is_of_case { self.meant.try_update(Option::take).flatten() } else { None };
        meant.map(|(_, key)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::card;
    use super::*;
    use crate::graphql::enums::CaseAct;

    fn offer(word: &str) -> Offer {
        let card = CaseCard { available_acts: vec![CaseAct::SetWaiting], ..card(word) };
        offers(Locale::Nl, &card, &[]).remove(0)
    }

    #[test]
    fn an_offer_says_what_and_with_which_case() {
        let Offer { case, code_word, key, label, .. } = offer("lantaarn");
        assert_eq!((case.0.as_str(), code_word.as_str()), ("lantaarn", "lantaarn"));
        assert_eq!((key.as_str(), label.as_str()), ("SET_WAITING", "Zet op wacht"));
    }

    #[test]
    fn what_was_meant_is_begun_once_and_only_on_its_page() {
        // It holds what is provided for as long as it lives.
        let owner = Owner::new();
        owner.set();
        provide_at_hand();
        let at_hand = use_at_hand();
        let (lantern, owl) = (offer("lantaarn"), offer("steenuil"));
        at_hand.put(vec![lantern.clone()]);
        at_hand.mean(&owl);
        assert_eq!(at_hand.take(&lantern.case), None);
        // The page of the lantern is left for that of the owl.
        at_hand.leave(&lantern.case);
        assert_eq!(at_hand.offers(), []);
        assert_eq!(at_hand.take(&owl.case).as_deref(), Some("SET_WAITING"));
        assert_eq!(at_hand.take(&owl.case), None);
        at_hand.mean(&owl);
        at_hand.leave(&owl.case);
        assert_eq!(at_hand.take(&owl.case), None);
        drop(owner);
    }
}
