//! The views of the board that somebody saved under a name: as links above the board, and the dialog that saves one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::board::{BoardPlace, address, use_board};
use super::board_view::BoardView;
use super::dialogs::Reading;
use super::queries::{
    BoardViewsPayload, BoardViewsQuery, RemoveBoardView, RemoveBoardViewInput, RemoveBoardViewVariables, SaveBoardView,
    SaveBoardViewInput, SaveBoardViewVariables, SavedView, ViewerViews,
};
use crate::graphql::scalars::BoardViewId;
use crate::graphql::{Failure, Loaded, UserError, elsewhere, load, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Glyph, Icon, TextField, explain, focus_soon, focus_wrong, use_toasts,
};

/// The parameters of an address, as a saved view keeps them. The column of a phone belongs to the phone.
fn parameters(view: &BoardView) -> String {
    let address = address(&for_any_device(view));
    address.split_once('?').map(|(_, parameters)| parameters.to_owned()).unwrap_or_default()
}

fn for_any_device(view: &BoardView) -> BoardView {
    BoardView { column: None, ..view.clone() }
}

/// The saved views, and the button that saves this one.
#[component]
pub fn SavedViews() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let BoardPlace { view, .. } = use_board();
    let loaded = load(move || api.query::<BoardViewsQuery, _>(()));
    let views = Memo::new(move |_| {
        let viewer = loaded.answer().and_then(|answer| answer.viewer.clone());
        viewer.map(|viewer| viewer.board_views).unwrap_or_default()
    });
    let now = Memo::new(move |_| view.with(parameters));
    let open = RwSignal::new(false);
    let link = move |SavedView { name, query, .. }: SavedView| {
        let href = ["/vragen?", &query].concat();
        view! {
            <a class="bv-chip" href=href aria-current=move || now.with(|now| *now == query).then_some("true")>
                {name}
            </a>
        }
    };
    view! {
        <Button emphasis=Emphasis::Plain icon=Glyph::Flag attr:aria-haspopup="dialog" press=move || open.set(true)>
            {words::views::save(locale)}
        </Button>
        <Show when=move || !views.with(Vec::is_empty)>
            <nav class="bv-cluster bv-views" aria-label=words::views::title(locale)>
                <For each=move || views.get() key=|view| (view.name.clone(), view.query.clone()) children=link />
            </nav>
        </Show>
        <ViewsDialog open loaded views now />
    }
}

#[component]
fn ViewsDialog(
    open: RwSignal<bool>,
    loaded: Loaded<BoardViewsQuery>,
    views: Memo<Vec<SavedView>>,
    now: Memo<String>,
) -> impl IntoView {
    const HEADING: &str = "weergaven-title";
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let name = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let take = move |answer: Result<BoardViewsPayload, Failure>| -> bool {
        // The page may be left before the answer is there.
        if busy.try_set(false).is_some() {
            return false;
        }
        match answer {
            Ok(BoardViewsPayload { board_views, user_errors }) if user_errors.is_empty() => {
                loaded.put(BoardViewsQuery { viewer: Some(ViewerViews { board_views }) });
                return true;
            }
            Ok(payload) => {
                refused.set(payload.user_errors);
                focus_wrong();
            }
            Err(why) => failure.set(Some(why)),
        }
        false
    };
    let begin = move || {
        let is_free = !busy.get_untracked();
        if is_free {
            busy.set(true);
            refused.set(Vec::new());
            failure.set(None);
        }
        is_free
    };
    let save = move |()| {
        let mut reading = Reading::new(locale);
        let typed = reading.text("name", &name.get_untracked());
        let typed = match reading.done(Some(typed)) {
            Ok(typed) => typed,
            Err(missing) => {
                refused.set(missing);
                focus_wrong();
                return;
            }
        };
        if !begin() {
            return;
        }
        let input =
            SaveBoardViewInput { name: typed.clone(), query: now.get_untracked(), idempotency_key: Some(new_key()) };
        spawn_local(async move {
            let answer = api.mutate::<SaveBoardView, _>(SaveBoardViewVariables { input }).await;
            if take(answer.map(|answer| answer.save_board_view)) {
                name.set(String::new());
                open.set(false);
                toasts.tell(words::views::saved(locale, &typed.replace('*', "∗")));
            }
        });
    };
    let remove = move |board_view_id: BoardViewId| {
        if !begin() {
            return;
        }
        let input = RemoveBoardViewInput { board_view_id, idempotency_key: Some(new_key()) };
        spawn_local(async move {
            let answer = api.mutate::<RemoveBoardView, _>(RemoveBoardViewVariables { input }).await;
            if take(answer.map(|answer| answer.remove_board_view)) {
                // The button that was pressed is gone.
                focus_soon(HEADING);
            }
        });
    };
    let error = Signal::derive(move || refused.with(|errors| told_at(errors, "name")));
    let trouble = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refused.with(|errors| elsewhere(errors, &["name"])))
    });
    let row = move |SavedView { id, name, .. }: SavedView| {
        let about = [" ", &name].concat();
        view! {
            <li class="bv-views__row">
                <span>{name}</span>
                <button class="bv-back" type="button" on:click=move |_| remove(id.clone())>
                    <Icon glyph=Glyph::Close />
                    {words::views::remove(locale)}
                    <span class="bv-hidden">{about}</span>
                </button>
            </li>
        }
    };
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::dialogs::save(locale)}
            </Button>
        }
    };
    let sub = Some(words::views::sub(locale).to_owned());
    view! {
        <Dialog
            id="weergaven"
            open
            title=words::views::save(locale).to_owned()
            sub=Signal::stored(sub)
            on_submit=Callback::new(save)
            foot
        >
            <Alert text=trouble />
            <TextField
                id="weergave-naam"
                label=words::views::name(locale)
                hint=words::views::name_hint(locale)
                required=true
                error
                value=name
            />
            <Show when=move || !views.with(Vec::is_empty)>
                <section aria-labelledby="weergaven-eigen">
                    <h3 class="bv-field__label" id="weergaven-eigen">
                        {words::views::title(locale)}
                    </h3>
                    <ul class="bv-stack bv-stack--close">
                        <For each=move || views.get() key=|view| view.id.clone() children=row />
                    </ul>
                </section>
            </Show>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::enums::BoardColumn;

    #[test]
    fn the_column_of_a_phone_is_not_saved() {
        let late = BoardView { late: true, search: "jas".to_owned(), ..BoardView::default() };
        let on_phone = BoardView { column: Some(BoardColumn::Done), ..late.clone() };
        assert_eq!(for_any_device(&on_phone), late);
        assert_eq!(for_any_device(&late), late);
    }
}
