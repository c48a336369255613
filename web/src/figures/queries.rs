//! What the figures ask of the server.

use super::training::DueSums;
use crate::calendar::Day;
use crate::connectors::ConnectorFigures;
use crate::graphql::enums::{AskBarrier, Asker, Outcome};
use crate::graphql::scalars::{NeighbourhoodId, TopicId};
use crate::graphql::schema;

/// Variables of [`FiguresQuery`].
#[derive(cynic::QueryVariables, Debug, Clone, PartialEq)]
pub struct FiguresVariables {
    /// Period, areas, topics and askers.
    pub filter: Option<FiguresFilter>,
}

/// Period, areas, topics and askers; nothing chosen is everything.
#[derive(cynic::InputObject, Debug, Clone, Default, PartialEq)]
pub struct FiguresFilter {
    /// First day.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Last day.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// In these areas.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// About these topics.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub topic_ids: Option<Vec<TopicId>>,
    /// Asked by these.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub askers: Option<Vec<Asker>>,
}

/// All that stands on the page of the figures, in one question.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "FiguresVariables")]
pub struct FiguresPageQuery {
    /// About the questions for help.
    #[cynic(spread)]
    pub cases: FiguresQuery,
    /// About connectors; none for whom those aren't meant.
    pub connector_figures: Option<ConnectorFigures>,
    /// About who has to come to a training, of whom the viewer looks after.
    #[arguments(first: 1)]
    pub training_due: DueSums,
}

/// All figures about questions for help, and the topics to choose from.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "FiguresVariables")]
pub struct FiguresQuery {
    /// The figures.
    #[arguments(filter: $filter)]
    pub figures: Figures,
    /// The topics to choose from.
    pub topics: Vec<TopicName>,
}

/// The figures of a period.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Figures {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// First day of the equally long time before.
    pub compared_from: Day,
    /// Last day of the time before.
    pub compared_to: Day,
    /// Open at the end.
    pub open: Measure,
    /// New.
    pub opened: Measure,
    /// Done.
    pub closed: Measure,
    /// Done without a professional.
    pub solved_in_neighbourhood: Measure,
    /// Waits that took too long.
    pub overdue_waits: i32,
    /// Specialists who owe a word.
    pub overdue_signs_of_life: i32,
    /// Questions nobody answered.
    pub overdue_answers: i32,
    /// Cases with one of these.
    pub overdue_cases: i32,
    /// How long an answer took.
    pub accept_time: AcceptTime,
    /// By area.
    pub by_neighbourhood: Vec<NeighbourhoodFigures>,
    /// By week.
    pub by_week: Vec<WeekFigures>,
    /// By how it ended.
    pub by_outcome: Vec<OutcomeFigures>,
    /// By topic.
    pub by_topic: Vec<TopicFigures>,
    /// By why somebody didn't ask before.
    pub by_ask_barrier: Vec<AskBarrierFigures>,
    /// By age.
    pub open_by_age: Vec<AgeFigures>,
    /// How fresh the directory is.
    pub directory: DirectoryFigures,
}

/// A number, and what it was in the period before.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Now.
    pub value: i32,
    /// Before.
    pub before: i32,
}

/// How long an answer took.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq)]
pub struct AcceptTime {
    /// Answered at all.
    pub answered: i32,
    /// Yes.
    pub accepted: i32,
    /// No.
    pub declined: i32,
    /// Half of the answers came within so many hours.
    pub median_hours: Option<f64>,
    /// Nine of ten came within so many hours.
    pub p90_hours: Option<f64>,
    /// The median of the period before.
    pub median_hours_before: Option<f64>,
}

/// The figures of an area.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct NeighbourhoodFigures {
    /// The area.
    pub neighbourhood: PlaceName,
    /// New.
    pub opened: i32,
    /// Open at the end.
    pub open: i32,
    /// Done.
    pub closed: i32,
    /// Too late.
    pub overdue: i32,
    /// Asked by people who care for another.
    pub by_informal_carers: i32,
    /// Open at the end, by age.
    pub open_by_age: Vec<AgeFigures>,
}

/// An area.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct PlaceName {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// Its name.
    pub name: String,
    /// Its place on a map of tiles.
    pub tile: Option<Tile>,
}

/// A place on a map of tiles.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    /// From west to east.
    pub column: i32,
    /// From north to south.
    pub row: i32,
}

/// The figures of a week.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekFigures {
    /// Its first day.
    pub monday: Day,
    /// Its number.
    pub iso_week: i32,
    /// New.
    pub opened: i32,
    /// Done.
    pub closed: i32,
}

/// How many ended that way.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeFigures {
    /// The way.
    pub outcome: Outcome,
    /// How many.
    pub count: i32,
    /// How many before.
    pub before: i32,
}

/// The figures of a topic.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct TopicFigures {
    /// The topic.
    pub topic: TopicName,
    /// New.
    pub opened: i32,
    /// Open at the end.
    pub open: i32,
    /// New before.
    pub before: i32,
}

/// A topic.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Topic")]
pub struct TopicName {
    /// Identifies it.
    pub id: TopicId,
    /// Its name.
    pub name: String,
}

/// How many didn't ask for that reason.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskBarrierFigures {
    /// The reason.
    pub barrier: AskBarrier,
    /// How many.
    pub count: i32,
    /// How many before.
    pub before: i32,
}

/// How many are that old.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeFigures {
    /// From.
    pub min_days: i32,
    /// To; no end when none.
    pub max_days: Option<i32>,
    /// How many.
    pub count: i32,
}

/// How fresh the directory is.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryFigures {
    /// Entries.
    pub total: i32,
    /// Checked lately.
    pub fresh: i32,
    /// Checked long ago.
    pub stale_by_age: i32,
    /// Marked as wrong.
    pub stale_by_marks: i32,
    /// Checked in the period.
    pub checked_in_period: i32,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let asked = FiguresPageQuery::build(FiguresVariables { filter: None });
        expect_file!["../../../tests/it/asked/figures.graphql"].assert_eq(&asked.query);
        let asked = FiguresQuery::build(FiguresVariables { filter: None });
        // The part of it that is about cases alone.
        expect_file!["../../../tests/it/asked/figures_of_cases.graphql"].assert_eq(&asked.query);
    }
}
