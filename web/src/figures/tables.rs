//! The figures as tables: under each chart, folded on a page and open on paper.

use leptos::prelude::*;

use super::files::Files;
use super::period_model::Look;
use super::queries::Figures;
use super::tables_model::{Cell, Row, TableModel, file_address};
use crate::i18n::{use_locale, words};
use crate::ui::{Glyph, Icon, Table};

/// Where the figures stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// On a page: tables can be unfolded, and saved.
    Page,
    /// On paper: everything is in sight.
    Report,
}

/// A table of figures.
#[component]
pub fn FigureTable(table: TableModel) -> impl IntoView {
    let TableModel { caption, header, rows, sum, .. } = table;
    let head = header.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let rows = rows.into_iter().map(row).collect_view();
    let foot = sum.map(|sum| view! { <tfoot>{row(sum)}</tfoot> });
    view! {
        <div class="bv-numbers">
            <Table caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
                {foot}
            </Table>
        </div>
    }
}

fn row(Row { name, cells }: Row) -> impl IntoView {
    let cells = cells.into_iter().map(|Cell { words, href }| match href {
        Some(href) => view! {
            <td>
                <a href=href>{words}</a>
            </td>
        }
        .into_any(),
        None => view! { <td>{words}</td> }.into_any(),
    });
    let cells = cells.collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
        </tr>
    }
}

/// Buttons that save the table.
pub fn files(table: &TableModel, figures: &Figures, look: &Look) -> impl IntoView + use<> {
    view! { <Files caption=table.caption.clone() addresses=addresses(table, figures, look) /> }
}

/// The table of a chart.
pub fn under_chart(form: Form, table: TableModel, figures: &Figures, look: &Look) -> AnyView {
    let addresses = addresses(&table, figures, look);
    with_files(form, table, addresses)
}

/// A table that can be saved from these addresses.
pub fn with_files(form: Form, table: TableModel, addresses: [String; 2]) -> AnyView {
    match form {
        Form::Report => view! { <FigureTable table /> }.into_any(),
        Form::Page => {
            let files = view! { <Files caption=table.caption.clone() addresses /> };
            view! { <Folded table files=files.into_any() /> }.into_any()
        }
    }
}

fn addresses(table: &TableModel, figures: &Figures, look: &Look) -> [String; 2] {
    ["csv", "xlsx"].map(|ending| file_address(table.kind, ending, figures, look))
}

#[component]
fn Folded(table: TableModel, files: AnyView) -> impl IntoView {
    let locale = use_locale();
    let hidden = [": ", &table.caption].concat();
    view! {
        <details class="bv-fold">
            <summary class="bv-button bv-button--plain">
                <Icon glyph=Glyph::Go />
                <span>
                    {words::figures::as_table(locale)} <span class="bv-hidden">{hidden}</span>
                </span>
            </summary>
            <FigureTable table />
            {files}
        </details>
    }
}
