//! The first tap: what is it about?

use leptos::html;
use leptos::prelude::*;

use super::queries::Topic;
use super::topics_model::{frequent, matching, topic_glyph};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Glyph, Icon, Room};

/// The topics to choose from; folds to the chosen one.
#[component]
pub fn TopicChoice(
    #[prop(into)] topics: Signal<Vec<Topic>>,
    chosen: RwSignal<String>,
    /// Told when a topic is chosen by a tap.
    on_chosen: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let heading = NodeRef::<html::H2>::new();
    let found = move || topics.get().into_iter().find(|topic| chosen.with(|chosen| *chosen == topic.id.0));
    let is_chosen = Memo::new(move |_| found().is_some());
    let again = move |_| {
        chosen.set(String::new());
        if let Some(heading) = heading.get_untracked() {
            let _ = heading.focus();
        }
    };
    view! {
        <section class="bv-section" aria-labelledby="onderwerp">
            <div class="bv-section__head">
                <h2 id="onderwerp" tabindex="-1" node_ref=heading>
                    {words::new_question::topic(locale)}
                </h2>
                <Show when=move || is_chosen.get()>
                    <button class="bv-back" type="button" on:click=again>
                        {words::new_question::other_topic(locale)}
                    </button>
                </Show>
            </div>
            {move || match found() {
                Some(topic) => view! { <ChosenTopic topic /> }.into_any(),
                None => view! { <Topics topics chosen on_chosen /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn ChosenTopic(topic: Topic) -> impl IntoView {
    view! {
        <p class="bv-choice bv-choice--chosen">
            <Icon glyph=topic_glyph(&topic.slug) />
            <span class="bv-choice__text">{topic.question} <small>{topic.name}</small></span>
            <Icon glyph=Glyph::Check />
        </p>
    }
}

#[component]
fn Topics(topics: Signal<Vec<Topic>>, chosen: RwSignal<String>, on_chosen: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let shows_all = RwSignal::new(false);
    let search = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        let _ = field.focus();
    });
    let offered = move || {
        let topics = topics.get();
        if shows_all.get() { matching(&topics, &search.get()) } else { frequent(&topics) }
    };
    let has_more = move || !shows_all.get() && offered().len() < topics.with(Vec::len);
    let all = move || words::new_question::all_topics(locale, &topics.with(Vec::len).to_string());
    view! {
        <Show when=move || shows_all.get()>
            <div class="bv-search">
                <Icon glyph=Glyph::Search />
                <label class="bv-hidden" for="zoek-onderwerp">
                    {words::new_question::search(locale)}
                </label>
                <input
                    class="bv-input"
                    id="zoek-onderwerp"
                    type="search"
                    autocomplete="off"
                    node_ref=field
                    prop:value=search
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
        </Show>
        <ul class="bv-choices bv-after">
            <For each=offered key=|topic| topic.id.clone() let:topic>
                <li>
                    <TopicButton topic chosen on_chosen />
                </li>
            </For>
        </ul>
        <p role="status">
            {move || offered().is_empty().then(|| words::new_question::no_topic(locale))}
        </p>
        <Show when=has_more>
            <p class="bv-steps__more">
                <Button emphasis=Emphasis::Plain room=Room::Line press=move || shows_all.set(true)>
                    {all}
                </Button>
            </p>
        </Show>
    }
}

#[component]
fn TopicButton(topic: Topic, chosen: RwSignal<String>, on_chosen: Callback<()>) -> impl IntoView {
    let id = topic.id.0.clone();
    let choose = move |_| {
        chosen.set(id.clone());
        on_chosen.run(());
    };
    view! {
        <button class="bv-choice bv-choice--button" type="button" on:click=choose>
            <Icon glyph=topic_glyph(&topic.slug) />
            <span class="bv-choice__text">{topic.question} <small>{topic.name}</small></span>
        </button>
    }
}
