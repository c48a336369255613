//! Two people at the same time: what the other one did, and both versions where there are two texts.

use leptos::prelude::*;

use super::acting::Doing;
use super::frame::Theirs;
use crate::calendar::now;
use crate::cases::act_model::Act;
use crate::cases::case_words::{short_name, subject};
use crate::cases::queries::{CaseDetail, CaseEvent};
use crate::cases::timeline_model::{Line, line};
use crate::i18n::{use_locale, words};
use crate::ui::{effect, focus_soon, rich};

/// What somebody else did in the meantime.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The lines of the timeline that this person didn't see yet, the newest first.
    pub news: Vec<CaseEvent>,
    /// Whether the act isn't possible any more.
    pub is_over: bool,
    /// How the case is now; None when it could not be asked.
    pub now: Option<CaseDetail>,
}

/// Choosing between two texts.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// What this person typed.
    pub mine: RwSignal<String>,
    /// What stands there now.
    pub theirs: Theirs,
    /// Whether theirs was chosen; None until somebody chose.
    pub takes_theirs: RwSignal<Option<bool>>,
}

impl Choosing {
    /// The text of the other one, where there are two to choose from.
    pub fn other_text(self, conflict: &Conflict) -> Option<String> {
        let theirs = (self.theirs)(conflict.now.as_ref().filter(|_| !conflict.is_over)?)?;
        self.mine.with_untracked(|mine| *mine != theirs).then_some(theirs)
    }

    /// Whether somebody must choose first: sending without a look would replace the text of the other one.
    pub fn is_to_do(self, conflict: Option<&Conflict>) -> bool {
        let is_open = self.takes_theirs.with_untracked(Option::is_none);
        is_open && conflict.is_some_and(|conflict| self.other_text(conflict).is_some())
    }
}

impl Conflict {
    /// The conflict between what somebody saw and how it is now.
    pub fn of(doing: &Doing, now: Option<CaseDetail>) -> Self {
        let Some(now) = now else {
            return Self { news: Vec::new(), is_over: false, now: None };
        };
        let seen = doing.subject.card.changed_at;
        let is_news = |event: &&CaseEvent| seen < event.at && !event.actor.as_ref().is_some_and(|it| it.is_viewer);
        let news = now.timeline.nodes.iter().rev().filter(is_news).cloned().collect();
        let is_over = match &doing.act {
            Act::Case(act) => !now.card.available_acts.contains(act),
            Act::Involvement(act, it) => {
                let same = now.involvements.iter().find(|other| other.id == it.id);
                !same.is_some_and(|same| same.available_acts.contains(act))
            }
        };
        Self { news, is_over, now: Some(now) }
    }
}

/// What somebody else did, and how to go on.
#[component]
pub fn ConflictCard(conflict: RwSignal<Option<Conflict>>, choosing: Option<Choosing>) -> impl IntoView {
    const HEADING: &str = "botsing";
    let locale = use_locale();
    // The button that was pressed means something else from now on: what changed is read first.
    effect(move || {
        if conflict.with(Option::is_some) {
            focus_soon(HEADING);
        }
    });
    let card = move || {
        let both = conflict.with(|it| choosing?.other_text(it.as_ref()?));
        let Conflict { news, is_over, now: current } = conflict.get()?;
        let today = now().here().day;
        let other = news.iter().find_map(|event| event.actor.as_ref());
        let title = match other {
            Some(other) => words::dialogs::conflict(locale, short_name(other)),
            None => words::dialogs::conflict_somebody(locale).to_owned(),
        };
        let lines = news.iter().map(|event| {
            let Line { what, when, note, .. } = line(locale, event, today);
            let note = note.map(|note| view! { <p class="bv-timeline__note">{note}</p> });
            view! {
                <li>
                    <p>{rich(&what)}</p>
                    <p class="bv-row__sub">{when}</p>
                    {note}
                </li>
            }
        });
        let lines = lines.collect_view();
        let text = match (&current, is_over) {
            (None, _) => words::dialogs::conflict_failed(locale),
            (Some(_), true) => words::dialogs::conflict_over(locale),
            (Some(_), false) => words::dialogs::conflict_go_on(locale),
        };
        let choice = choosing.zip(both).map(|(choosing, theirs)| {
            let by = other.map_or_else(
                || words::dialogs::conflict_theirs(locale).to_owned(),
                |other| subject(locale, other).to_owned(),
            );
            view! { <Both choosing theirs by /> }
        });
        Some(view! {
            <div class="bv-next">
                <div>
                    <h3 class="bv-next__what" id=HEADING tabindex="-1">
                        {title}
                    </h3>
                    <p>{text}</p>
                </div>
                <ul class="bv-stack">{lines}</ul>
                {choice}
            </div>
        })
    };
    view! { <div role="alert">{card}</div> }
}

/// Both texts, to choose from. Nothing is chosen beforehand.
#[component]
fn Both(choosing: Choosing, theirs: String, by: String) -> impl IntoView {
    let locale = use_locale();
    let takes_theirs = choosing.takes_theirs;
    let choice = move |own: bool, text: AnyView, who: String| {
        view! {
            <label class="bv-choice">
                <input
                    type="radio"
                    name="versie"
                    prop:checked=move || takes_theirs.get() == Some(!own)
                    on:change=move |_| takes_theirs.set(Some(!own))
                />
                <span class="bv-choice__text">{text} <small>{who}</small></span>
                <span class="bv-choice__tick">
                    <crate::ui::Icon glyph=crate::ui::Glyph::Check />
                </span>
            </label>
        }
    };
    let mine = (move || choosing.mine.get()).into_any();
    view! {
        <fieldset class="bv-grid">
            <legend class="bv-field__label">{words::dialogs::conflict_which(locale)}</legend>
            {choice(true, mine, words::dialogs::conflict_yours(locale).to_owned())}
            {choice(false, theirs.into_any(), by)}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::super::acting::Subject;
    use super::*;
    use crate::cases::sample::{at, card, detail, event, person, viewer};
    use crate::graphql::enums::{CaseAct, CaseEventKind};

    fn doing(act: CaseAct) -> Doing {
        let subject = Subject { card: card("lantaarn"), content: None };
        Doing { subject, act: Act::Case(act), specialist: None, refused: Vec::new(), failed: None }
    }

    #[test]
    fn it_tells_what_others_did_since() {
        let mut now = detail("lantaarn");
        now.card.available_acts = vec![CaseAct::SetNextStep];
        let later = at("2026-11-23T09:41:00Z");
        let theirs = CaseEvent { at: later, ..event(CaseEventKind::NextStepSet, person("Joris")) };
        let mine = CaseEvent { at: later, ..event(CaseEventKind::Note, viewer("Mia")) };
        now.timeline.nodes = vec![event(CaseEventKind::Opened, person("Joris")), mine, theirs.clone()];
        let conflict = Conflict::of(&doing(CaseAct::SetNextStep), Some(now.clone()));
        assert_eq!(conflict.news, [theirs]);
        assert!(!conflict.is_over);
        assert!(Conflict::of(&doing(CaseAct::Close), Some(now)).is_over);
        assert!(!Conflict::of(&doing(CaseAct::Close), None).is_over);
    }

    #[test]
    fn of_two_texts_one_is_chosen_first() {
        let owner = Owner::new();
        owner.set();
        let mut now = detail("lantaarn");
        now.card.available_acts = vec![CaseAct::SetNextStep];
        let theirs = now.card.code_word.clone();
        let conflict = Conflict::of(&doing(CaseAct::SetNextStep), Some(now.clone()));
        let choosing = Choosing {
            mine: RwSignal::new("Bellen".to_owned()),
            theirs: |now| Some(now.card.code_word.clone()),
            takes_theirs: RwSignal::new(None),
        };
        assert!(choosing.is_to_do(Some(&conflict)) && !choosing.is_to_do(None));
        for choice in [true, false] {
            choosing.takes_theirs.set(Some(choice));
            assert!(!choosing.is_to_do(Some(&conflict)));
        }
        choosing.takes_theirs.set(None);
        assert!(!choosing.is_to_do(Some(&Conflict::of(&doing(CaseAct::Close), Some(now)))));
        choosing.mine.set(theirs);
        assert!(!choosing.is_to_do(Some(&conflict)));
    }
}
