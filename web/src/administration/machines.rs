//! The machines that may read data.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queries::{
    Machine, MachinesQuery, RevokeMachineClientInput, RevokeMachineClientMutation, RevokeMachineClientVariables,
};
use super::register::RegisterDialog;
use crate::calendar::{day_month_year, now, when};
use crate::graphql::{Failure, elsewhere, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Empty, Glyph, Mark, SkeletonRows, Tone, effect, explain, focus_soon, show_loaded,
    use_toasts,
};

/// The list, with the button to let one in.
#[component]
pub fn MachineClients() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let is_registering = RwSignal::new(false);
    let to_revoke = RwSignal::new(None::<Machine>);
    let machines = load(move || api.query::<MachinesQuery, _>(()));
    let reload = Callback::new(move |()| machines.reload());
    view! {
        <section aria-labelledby="systemen">
            <div class="bv-section__head">
                <h2 id="systemen" tabindex="-1">
                    {words::administration::machines(locale)}
                </h2>
                <Button
                    emphasis=Emphasis::Primary
                    icon=Glyph::Plus
                    attr:aria-haspopup="dialog"
                    press=move || is_registering.set(true)
                >
                    {words::administration::register(locale)}
                </Button>
            </div>
            <p class="bv-muted">{words::administration::machines_text(locale)}</p>
            {show_loaded(
                machines,
                words::administration::machines_failed(locale),
                || view! { <SkeletonRows /> },
                move |answer| {
                    move || {
                        let machines = &answer.get().machine_clients.nodes;
                        if machines.is_empty() {
                            return view! { <Empty title=words::administration::no_machines(locale) /> }.into_any();
                        }
                        let rows = machines.iter().map(|it| view! { <MachineRow machine=it.clone() to_revoke /> });
                        view! { <ul class="bv-list bv-after">{rows.collect_view()}</ul> }.into_any()
                    }
                },
            )}
        </section>
        <RegisterDialog open=is_registering on_registered=reload />
        <RevokeDialog to_revoke on_revoked=reload />
    }
}

#[component]
fn MachineRow(machine: Machine, to_revoke: RwSignal<Option<Machine>>) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let owner = machine.organisation.as_ref().map(|it| it.name.clone());
    let since = words::administration::since(locale, &day_month_year(locale, machine.registered_at.here().day));
    let used = match machine.last_used_at {
        Some(at) => words::administration::last_used(locale, &when(locale, at, today)),
        None => words::administration::never_used(locale).to_owned(),
    };
    let state = machine.revoked_at.map(|at| {
        let day = day_month_year(locale, at.here().day);
        view! {
            <p class="bv-row__mark">
                <Mark tone=Tone::Quiet glyph=Glyph::Close>
                    {words::administration::revoked(locale, &day)}
                </Mark>
            </p>
        }
    });
    let name = machine.name.clone();
    let act = machine.revoked_at.is_none().then(|| {
        let machine = machine.clone();
        view! {
            <Button attr:aria-haspopup="dialog" press=move || to_revoke.set(Some(machine.clone()))>
                {words::administration::revoke(locale)}
                <span class="bv-hidden">" " {name}</span>
            </Button>
        }
    });
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">{machine.name.clone()}</h3>
                <p class="bv-row__sub">{owner} ". " {since} ". " {used}</p>
                <p class="bv-row__sub bv-tiny">
                    {words::administration::thumbprint(locale, &machine.key_thumbprint)}
                </p>
                {state}
            </div>
            {act}
        </li>
    }
}

/// Asks once more before a machine is shut out: that can't be undone.
#[component]
fn RevokeDialog(to_revoke: RwSignal<Option<Machine>>, on_revoked: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let refused = RwSignal::new(None::<String>);
    let is_asked = Memo::new(move |_| to_revoke.with(Option::is_some));
    effect(move || open.set(is_asked.get()));
    effect(move || {
        if !open.get() {
            // Setting it without need would tell the effect above, and that one this.
            if is_asked.get_untracked() {
                to_revoke.set(None);
            }
            failure.set(None);
            refused.set(None);
        }
    });
    let name = move || to_revoke.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let title = Signal::derive(move || words::administration::revoke_title(locale, &name()));
    let submit = Callback::new(move |()| {
        let Some(machine) = to_revoke.get_untracked() else { return };
        spawn_local(async move {
            let input = RevokeMachineClientInput { machine_client_id: machine.id };
            match api.mutate::<RevokeMachineClientMutation, _>(RevokeMachineClientVariables { input }).await {
                Ok(answer) => {
                    let why = elsewhere(&answer.revoke_machine_client.user_errors, &[]);
                    let is_done = why.is_none();
                    refused.set(why);
                    if is_done {
                        toasts.tell(words::administration::is_revoked(locale, &machine.name));
                        open.set(false);
                        // Their button is gone with what it did.
                        focus_soon("systemen");
                        on_revoked.try_run(());
                    }
                }
                Err(it) => failure.set(Some(it)),
            }
        });
    });
    let wrong =
        Signal::derive(move || failure.get().map(|failure| explain(locale, &failure)).or_else(|| refused.get()));
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true>
                {words::administration::revoke(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::administration::keep(locale)}</Button>
        }
    };
    view! {
        <Dialog id="intrekken" open title on_submit=submit foot=foot>
            <p>{words::administration::revoke_text(locale)}</p>
            <Alert text=wrong />
        </Dialog>
    }
}
