//! The page of a case for who follows it: how it goes, the last sign of life, and what happened since. Nothing else.

use leptos::prelude::*;

use super::facts::fact_list;
use super::following_model::{follows_since, signs};
use super::involvements::Involvements;
use super::next_step::NextStep;
use super::queries::CaseDetail;
use super::timeline::TimelineSection;
use crate::calendar::now;
use crate::i18n::use_locale;

/// How it goes, and what happened since.
#[component]
pub fn Followed(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let signs = Memo::new(move |_| case.with(|case| signs(locale, case, now().here().day)));
    let since = Memo::new(move |_| case.with(|case| follows_since(locale, case, now().here().day)));
    view! {
        <div class="bv-case bv-case--followed">
            <div class="bv-stack">
                <NextStep case />
                <dl class="bv-grid bv-facts">{move || fact_list(signs.get())}</dl>
            </div>
            <Involvements case />
            <TimelineSection case />
            <p class="bv-muted">{since}</p>
        </div>
    }
}
