//! Counting the cases themselves: two statements, however many cases, weeks and topics there are.
//!
//! For what the tallies don't keep: a period that ended before today, a topic, who asks, and cases that the viewer sees
//! one by one.

use entities::{AskBarrier, Asker, NeighbourhoodId, Outcome, TopicId, case, case_topic};
use sea_orm::{
    ActiveEnum, ColumnTrait, ExprTrait, Iterable, QuerySelect, Select,
    sea_query::{Expr, IntoCondition, SimpleExpr},
};

use super::{
    period::Period,
    sums::{Counts, Row, Sums},
    types::{AGES, noted_between},
};
use crate::{
    cases::{
        derived::yes,
        filter::{CaseFilter, condition},
        vocabulary::DueReason,
    },
    context::RequestCtx,
    error::Result,
};

/// What is being counted.
pub struct Counting<'a> {
    /// The request.
    pub req: &'a RequestCtx,
    /// The period.
    pub period: Period,
    /// The time before.
    pub before: Period,
    /// Only topics of these are told.
    pub topics: Option<&'a [TopicId]>,
    /// The cases that are counted.
    pub cases: Select<case::Entity>,
}

impl Counting<'_> {
    /// Counts them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn sums(&self) -> Result<Sums> {
        let by_neighbourhood = self.by_neighbourhood().await?;
        let by_topic = self.by_topic().await?;
        let mut overall = Counts::default();
        for row in &by_neighbourhood {
            for (name, _) in self.whole_columns() {
                overall.add(&name, row.counts.of(&name));
            }
        }
        Ok(Sums {
            by_neighbourhood: by_neighbourhood.into_iter().map(|row| (row.of, row.counts)).collect(),
            by_topic: by_topic.into_iter().map(|row| (row.of, row.counts)).collect(),
            overall,
        })
    }

    /// How many of them a list with this filter shows.
    fn sum(&self, filter: &CaseFilter) -> SimpleExpr {
        sum_of(condition(self.req, filter))
    }

    async fn by_neighbourhood(&self) -> Result<Vec<Row<NeighbourhoodId>>> {
        let overdue = |reason| CaseFilter { overdue_reasons: Some(vec![reason]), ..CaseFilter::default() };
        let mut columns = vec![
            ("carers".to_owned(), CaseFilter { askers: Some(vec![Asker::InformalCarer]), ..opened(self.period) }),
            ("overdue".to_owned(), CaseFilter { overdue: Some(true), ..CaseFilter::default() }),
            ("waits".to_owned(), overdue(DueReason::Waiting)),
            ("signs".to_owned(), overdue(DueReason::SignOfLife)),
            ("answers".to_owned(), overdue(DueReason::Answer)),
        ];
        for (end, period) in [("", self.period), ("_before", self.before)] {
            columns.push((format!("open{end}"), open(period)));
            columns.push((format!("opened{end}"), opened(period)));
            columns.push((format!("closed{end}"), closed(period)));
        }
        for (number, age) in AGES.into_iter().enumerate() {
            let (opened_from, opened_to) = noted_between(self.period, age);
            let of_age = CaseFilter { opened_from, opened_to: Some(opened_to), ..open(self.period) };
            columns.push((format!("age_{number}"), of_age));
        }
        // One walk through the cases for both.
        columns.extend(self.whole_columns());
        let select = self.cases.clone().select_only().column_as(case::Column::NeighbourhoodId, "of");
        let select =
            columns.iter().fold(select, |select, (name, filter)| select.expr_as(self.sum(filter), name.clone()));
        let select = select.group_by(case::Column::NeighbourhoodId);
        Ok(select.into_model::<Row<NeighbourhoodId>>().all(self.req.db()).await?)
    }

    /// What is told of all neighbourhoods together.
    fn whole_columns(&self) -> Vec<(String, CaseFilter)> {
        let mut columns = Vec::new();
        for (number, week) in self.period.weeks().into_iter().enumerate() {
            columns.push((format!("opened_{number}"), opened(week.days)));
            columns.push((format!("closed_{number}"), closed(week.days)));
        }
        for (end, period) in [("", self.period), ("_before", self.before)] {
            for outcome in Outcome::iter() {
                let ended = CaseFilter { outcomes: Some(vec![outcome]), ..closed(period) };
                columns.push((format!("{}{end}", outcome.to_value()), ended));
            }
            for barrier in AskBarrier::iter() {
                let held_back = CaseFilter { ask_barriers: Some(vec![barrier]), ..opened(period) };
                columns.push((format!("barrier_{}{end}", barrier.to_value()), held_back));
            }
        }
        columns
    }

    async fn by_topic(&self) -> Result<Vec<Row<TopicId>>> {
        let topic = |column| Expr::col((case_topic::Entity, column));
        let mut select = self
            .cases
            .clone()
            .select_only()
            .expr_as(topic(case_topic::Column::TopicId), "of")
            .expr_as(self.sum(&opened(self.period)), "opened")
            .expr_as(self.sum(&open(self.period)), "open")
            .expr_as(self.sum(&opened(self.before)), "before");
        let of_case = topic(case_topic::Column::CaseId).equals((case::Entity, case::Column::Id));
        let query = QuerySelect::query(&mut select);
        query.inner_join(case_topic::Entity, of_case).add_group_by([topic(case_topic::Column::TopicId)]);
        // Other topics of the cases that are asked for are not what is asked for.
        if let Some(ids) = self.topics {
            query.cond_where(case_topic::Column::TopicId.is_in(ids.iter().copied()));
        }
        Ok(select.into_model::<Row<TopicId>>().all(self.req.db()).await?)
    }
}

fn open(period: Period) -> CaseFilter {
    CaseFilter { open_on: Some(period.to), ..CaseFilter::default() }
}

fn opened(period: Period) -> CaseFilter {
    CaseFilter { opened_from: Some(period.from), opened_to: Some(period.to), ..CaseFilter::default() }
}

fn closed(period: Period) -> CaseFilter {
    CaseFilter { closed_from: Some(period.from), closed_to: Some(period.to), ..CaseFilter::default() }
}

fn sum_of(condition: impl IntoCondition) -> SimpleExpr {
    yes(condition).sum()
}
