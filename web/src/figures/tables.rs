//! The figures as tables: the same numbers as in the charts, each with the list behind it.

use std::sync::Arc;

use leptos::prelude::*;

use super::list_model::{CaseList, Counted};
use super::period_model::Look;
use super::queries::{FiguresQuery, NeighbourhoodFigures};
use crate::calendar::day_month;
use crate::graphql::enums::Asker;
use crate::i18n::{use_locale, words};
use crate::ui::Table;

/// A number with the list behind it; nothing is no link.
fn cell(count: i32, list: &CaseList) -> impl IntoView + use<> {
    if count == 0 {
        return view! { <td>0</td> }.into_any();
    }
    let href = list.href();
    view! {
        <td>
            <a href=href>{count}</a>
        </td>
    }
    .into_any()
}

/// By area.
#[component]
pub fn AreaTable(answer: Arc<FiguresQuery>, look: Look) -> impl IntoView {
    let locale = use_locale();
    let figures = &answer.figures;
    let has_something = |area: &&NeighbourhoodFigures| area.opened + area.open + area.closed > 0;
    let row = |area: &NeighbourhoodFigures| {
        let own = |counted: Counted| CaseList {
            area: Some(area.neighbourhood.id.clone()),
            ..CaseList::of(&look, counted, figures.from, figures.to)
        };
        let carers = CaseList { asker: Some(Asker::InformalCarer), ..own(Counted::Opened) };
        view! {
            <tr>
                <th scope="row">{area.neighbourhood.name.clone()}</th>
                {cell(area.opened, &own(Counted::Opened))}
                {cell(area.open, &own(Counted::Open))}
                {cell(area.closed, &own(Counted::Closed))}
                {cell(area.overdue, &CaseList { is_late: true, ..own(Counted::Open) })}
                {cell(area.by_informal_carers, &carers)}
            </tr>
        }
    };
    let rows = figures.by_neighbourhood.iter().filter(has_something).map(row).collect_view();
    let total = |part: fn(&NeighbourhoodFigures) -> i32| figures.by_neighbourhood.iter().map(part).sum::<i32>();
    let all = |counted: Counted| CaseList::of(&look, counted, figures.from, figures.to);
    let carers = CaseList { asker: Some(Asker::InformalCarer), ..all(Counted::Opened) };
    let totals = [
        (total(|area| area.opened), all(Counted::Opened)),
        (total(|area| area.open), all(Counted::Open)),
        (total(|area| area.closed), all(Counted::Closed)),
        (total(|area| area.overdue), CaseList { is_late: true, ..all(Counted::Open) }),
        (total(|area| area.by_informal_carers), carers),
    ];
    let totals = totals.map(|(total, list)| cell(total, &list)).collect_view();
    view! {
        <Table caption=words::figures::table(locale)>
            <thead>
                <tr>
                    <th scope="col">{words::figures::col_area(locale)}</th>
                    <th scope="col">{words::figures::col_all(locale)}</th>
                    <th scope="col">{words::figures::col_open(locale)}</th>
                    <th scope="col">{words::figures::col_closed(locale)}</th>
                    <th scope="col">{words::figures::col_late(locale)}</th>
                    <th scope="col">{words::figures::col_carers(locale)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words::figures::row_total(locale)}</th>
                    {totals}
                </tr>
            </tfoot>
        </Table>
    }
}

/// By week.
#[component]
pub fn WeekTable(answer: Arc<FiguresQuery>, look: Look) -> impl IntoView {
    let locale = use_locale();
    let figures = &answer.figures;
    let rows = figures.by_week.iter().map(|week| {
        // The first and the last week may be cut by the period.
        let (from, to) = (week.monday.max(figures.from), week.monday.plus(6).min(figures.to));
        let own = |counted: Counted| CaseList::of(&look, counted, from, to);
        view! {
            <tr>
                <th scope="row">{day_month(locale, week.monday)}</th>
                {cell(week.opened, &own(Counted::Opened))}
                {cell(week.closed, &own(Counted::Closed))}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption=words::figures::weeks(locale)>
            <thead>
                <tr>
                    <th scope="col">{words::figures::col_week(locale)}</th>
                    <th scope="col">{words::figures::col_all(locale)}</th>
                    <th scope="col">{words::figures::col_closed(locale)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
