//! How often mail comes about notices, and what is in the way when it doesn't.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notices_model::trouble;
use super::queries::{MailSetting, SetMailFrequencyInput, SetMailFrequencyMutation, SetMailFrequencyVariables};
use crate::calendar::{now, when};
use crate::graphql::enums::{MailFrequency, MailTrouble};
use crate::graphql::{elsewhere, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Alert, Banner, Choice, ChoiceField, Glyph, effect, explain, use_toasts};

const ALL: [MailFrequency; 3] = [MailFrequency::AtOnce, MailFrequency::Daily, MailFrequency::None];

/// The choice; it holds as soon as it is made.
#[component]
pub fn MailChoice(setting: MailSetting) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let chosen = RwSignal::new(key(setting.frequency).to_owned());
    let kept = StoredValue::new(setting.frequency);
    let wrong = RwSignal::new(None::<String>);
    effect(move || {
        let frequency = chosen.with(|chosen| ALL.into_iter().find(|it| key(*it) == chosen));
        let Some(frequency) = frequency.filter(|frequency| *frequency != kept.get_value()) else { return };
        let before = kept.get_value();
        kept.set_value(frequency);
        let input = SetMailFrequencyInput { frequency, idempotency_key: Some(new_key()) };
        spawn_local(async move {
            let answer = api.mutate::<SetMailFrequencyMutation, _>(SetMailFrequencyVariables { input }).await;
            let told = match answer.map(|answer| elsewhere(&answer.set_mail_frequency.user_errors, &[])) {
                Ok(None) => {
                    toasts.tell(words::notices::chosen(locale));
                    wrong.try_set(None);
                    return;
                }
                Ok(refused) => refused,
                Err(failure) => Some(explain(locale, &failure)),
            };
            // What isn't kept isn't shown as chosen.
            wrong.try_set(told);
            kept.try_set_value(before);
            chosen.try_set(key(before).to_owned());
        });
    });
    let failing = setting.failing_since.zip(setting.trouble).map(|(since, why)| {
        let since = when(locale, since, now().here().day);
        view! {
            <Banner glyph=Glyph::Late>
                <p>
                    <strong>{words::notices::mail_fails(locale)}</strong>
                    " "
                    {words::notices::mail_fails_since(locale, &since)}
                    " "
                    {trouble(locale, why)}
                    " "
                    {(why == MailTrouble::AddressRefused).then(|| words::notices::trouble_ask(locale))}
                </p>
            </Banner>
        }
    });
    let choice = move |(frequency, label, hint): (MailFrequency, &'static str, &'static str)| {
        view! { <Choice name="mail-frequency" value=key(frequency) chosen label hint /> }
    };
    let choices = [
        (MailFrequency::AtOnce, words::notices::at_once(locale), words::notices::at_once_hint(locale)),
        (MailFrequency::Daily, words::notices::daily(locale), words::notices::daily_hint(locale)),
        (MailFrequency::None, words::notices::none(locale), words::notices::none_hint(locale)),
    ];
    view! {
        <section class="bv-section bv-mail" id="mail" aria-labelledby="mail-kop">
            <div class="bv-section__head">
                <h2 id="mail-kop">{words::notices::mail(locale)}</h2>
            </div>
            {failing}
            <Alert text=wrong />
            <ChoiceField id="mail-frequency" label=words::notices::how_often(locale)>
                {choices.map(choice)}
            </ChoiceField>
        </section>
    }
}

fn key(frequency: MailFrequency) -> &'static str {
    match frequency {
        MailFrequency::AtOnce => "at-once",
        MailFrequency::Daily => "daily",
        MailFrequency::None => "none",
    }
}
