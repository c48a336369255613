//! What home says of training: that somebody has to come to one, and the next meeting at which they have a place. Asked apart
//! from the rest of the page, so that nobody waits for it.

use leptos::prelude::*;

use crate::calendar::{Day, Instant, full_day_near, now};
use crate::graphql::{load, schema, use_api, written};
use crate::i18n::{use_locale, words};
use crate::ui::{ButtonLink, Emphasis, Glyph};

/// What is asked.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct TodayTrainingQuery {
    /// None when nobody is signed in.
    pub viewer: Option<Learner>,
}

written! { TodayTrainingQuery: "today_training" }

/// The viewer's training.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer")]
pub struct Learner {
    /// Why they have to come.
    pub training_due: Option<DueNow>,
}

/// That somebody has to come.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingDue")]
pub struct DueNow {
    /// Since when.
    pub since: Day,
    /// Which course.
    pub next_course: Option<CourseNow>,
    /// Where they have a place already.
    pub place_at: Option<MeetingNow>,
}

/// A course, by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Course")]
pub struct CourseNow {
    /// What it is called.
    pub name: String,
}

/// A meeting, by its day.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSession")]
pub struct MeetingNow {
    /// When.
    pub starts_at: Instant,
}

/// The card, for who has to come; nothing for anybody else.
#[component]
pub fn TrainingCard() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.ask_written::<TodayTrainingQuery, _>(()));
    move || {
        let due = loaded.answer().and_then(|answer| answer.viewer.clone()?.training_due);
        due.map(|due| {
            let course = due.next_course.map(|course| course.name).unwrap_or_default();
            let place = due.place_at.map(|meeting| {
                let day = full_day_near(locale, meeting.starts_at.here().day, now().here().day);
                words::training::place_kept(locale, &day)
            });
            let has_place = place.is_some();
            let label = if has_place { words::today::look(locale) } else { words::training::choose(locale) };
            view! {
                <section class="bv-next bv-today__training" aria-labelledby="training">
                    <div>
                        <h2 class="bv-next__what" id="training">
                            {words::training::you_are_due(locale, &course)}
                        </h2>
                        {place.map(|place| view! { <p>{place}</p> })}
                    </div>
                    <div class="bv-buttons">
                        <ButtonLink href="/training" emphasis=Emphasis::Tint icon=Glyph::With>
                            {label}
                        </ButtonLink>
                    </div>
                </section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    #[test]
    fn what_the_server_is_asked() {
        expect_file!["../../asked/today_training.graphql"].assert_eq(&TodayTrainingQuery::build(()).query);
    }
}
