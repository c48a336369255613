//! Facts about a case as the page shows them: a name, what there is to say, and a second line.

use leptos::prelude::*;

use super::case_model::Fact;

/// The facts of a description list.
pub fn fact_list(facts: Vec<Fact>) -> AnyView {
    let fact = |fact: Fact| {
        let sub = fact.sub.map(|sub| view! { <p class="bv-row__sub">{sub}</p> });
        view! {
            <div>
                <dt>{fact.term}</dt>
                <dd>{fact.says} {sub}</dd>
            </div>
        }
    };
    facts.into_iter().map(fact).collect_view().into_any()
}
