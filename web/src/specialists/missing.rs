//! Telling the coordinator what is missing in the directory. Nobody sees who told it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::directory_model::Wanted;
use super::unmet_model::{area_of, may_settle};
use super::unmet_queries::{ReportUnmetSearchInput, ReportUnmetSearchMutation, ReportUnmetSearchVariables};
use crate::account::use_viewer;
use crate::graphql::scalars::NeighbourhoodId;
use crate::graphql::{SteadyKey, elsewhere, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, ButtonLink, Dialog, Emphasis, Entry, Glyph, SelectField, TextField, explain, use_toasts,
};

/// The way to what people miss, for who settles it; nothing for anybody else.
#[component]
pub fn MissedLink() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    move || {
        may_settle(&viewer.get()).then(|| {
            view! {
                <ButtonLink href="/specialisten/gemist" icon=Glyph::Flag>
                    {words::specialists::missed(locale)}
                </ButtonLink>
            }
        })
    }
}

/// The button and its dialog.
#[component]
pub fn Missing(wanted: Memo<Wanted>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let viewer = use_viewer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let (what, area, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let what_error = RwSignal::new(None::<String>);
    let note_error = RwSignal::new(None::<String>);
    let trouble = RwSignal::new(None::<String>);
    let key = StoredValue::new(SteadyKey::default());
    let begin = move || {
        let wanted = wanted.get_untracked();
        what.set(wanted.search.clone());
        area.set(area_of(&wanted, &viewer.get_untracked()));
        for error in [what_error, note_error, trouble] {
            error.set(None);
        }
        open.set(true);
    };
    let send = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let filled = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut input = ReportUnmetSearchInput {
            words: what.get_untracked().trim().to_owned(),
            neighbourhood_id: filled(area.get_untracked()).map(NeighbourhoodId),
            note: filled(note.get_untracked()),
            idempotency_key: String::new(),
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input)).unwrap_or_default();
        spawn_local(async move {
            let answer = api.mutate::<ReportUnmetSearchMutation, _>(ReportUnmetSearchVariables { input }).await;
            busy.set(false);
            match answer {
                Ok(answer) => {
                    key.update_value(SteadyKey::answered);
                    let errors = answer.report_unmet_search.user_errors;
                    what_error.set(told_at(&errors, "words"));
                    note_error.set(told_at(&errors, "note"));
                    trouble.set(elsewhere(&errors, &["words", "note"]));
                    if errors.is_empty() {
                        note.set(String::new());
                        open.set(false);
                        toasts.tell(words::unmet::told(locale));
                    }
                }
                Err(failure) => trouble.set(Some(explain(locale, &failure))),
            }
        });
    });
    let areas = Signal::derive(move || {
        let own = viewer.get().neighbourhoods.clone().into_iter().map(|area| (area.id.0, area.name));
        std::iter::once((String::new(), words::unmet::anywhere(locale).to_owned())).chain(own).collect::<Vec<_>>()
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::unmet::send(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::specialists::not_now(locale)}</Button>
        }
    };
    view! {
        <p class="bv-section">
            <Button icon=Glyph::Flag press=begin>
                {words::unmet::tell(locale)}
            </Button>
        </p>
        <Dialog id="wat-mist" open title=words::unmet::tell_title(locale) on_submit=send foot>
            <Alert text=trouble />
            <p>{words::unmet::tell_text(locale)}</p>
            <TextField id="mist-wat" label=words::unmet::what(locale) value=what error=what_error required=true />
            <SelectField id="mist-waar" label=words::unmet::where_(locale) options=areas value=area />
            <TextField
                id="mist-meer"
                label=words::unmet::note(locale)
                hint=words::unmet::note_hint(locale)
                entry=Entry::Lines(3)
                value=note
                error=note_error
            />
        </Dialog>
    }
}
