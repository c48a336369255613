//! Figures of people as tables: how many connectors stand where, where somebody helps, and who has to come to a training. Of
//! how it is today. Pure.

use super::tables_model::{Cell, Kind, Row, TableModel};
use super::training::DueSums;
use crate::connectors::{
    ConnectorFigures, InStatus, OVERDUE_ADDRESS, became_active_address, board_address, covered, is_on_board, state_key,
    status_name,
};
use crate::graphql::enums::ConnectorStatus;
use crate::i18n::{Locale, words};

/// The list of who has to come to a training.
const DUE_ADDRESS: &str = "/training/herhalen";

/// Which states are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum States {
    /// All, for who runs the programme.
    All,
    /// Those of the board: others have no list of who stopped or didn't go on.
    OnBoard,
}

impl States {
    fn has(self, status: ConnectorStatus) -> bool {
        self == Self::All || is_on_board(status)
    }
}

/// How many stand where, and how it goes with their contacts.
pub fn connectors(locale: Locale, figures: &ConnectorFigures, states: States) -> TableModel {
    let row = |name: &str, cell: Cell| Row { name: name.to_owned(), cells: vec![cell] };
    let own = figures.by_status.iter().filter(|own| states.has(own.status)).map(|InStatus { status, count }| {
        row(status_name(locale, *status), Cell::linked(*count, board_address(state_key(*status), "")))
    });
    let days =
        figures.median_days_to_active.map_or_else(|| words::figures::none(locale).to_owned(), |days| days.to_string());
    let others = [
        row(words::figures::row_covered(locale), Cell::plain(figures.covered_neighbourhoods)),
        row(words::figures::row_areas(locale), Cell::plain(figures.by_neighbourhood.len())),
        row(
            words::connectors::figure_overdue(locale),
            Cell::linked(figures.overdue_contacts, OVERDUE_ADDRESS.to_owned()),
        ),
        row(
            words::figures::row_became_active(locale),
            Cell::linked(figures.became_active, became_active_address(figures.became_active_from)),
        ),
        row(words::figures::row_days_to_active(locale), Cell::plain(days)),
    ];
    let caption = words::connectors::title(locale).to_owned();
    let header = [caption.clone(), words::figures::col_count(locale).to_owned()].to_vec();
    TableModel { kind: Kind::Connectors, caption, header, rows: own.chain(others).collect(), sum: None }
}

/// How many stand where in each neighbourhood, those without anybody too. Somebody who helps in two counts in both, so
/// there is no sum.
pub fn by_neighbourhood(locale: Locale, figures: &ConnectorFigures, states: States) -> TableModel {
    let named = figures.by_status.iter().filter(|own| states.has(own.status));
    let named = named.map(|own| status_name(locale, own.status).to_owned());
    let rows = figures.by_neighbourhood.iter().filter_map(|area| {
        let place = area.neighbourhood.as_ref()?;
        let cells = area.by_status.iter().filter(|own| states.has(own.status));
        let cells = cells.map(|own| Cell::linked(own.count, board_address(state_key(own.status), &place.id.0)));
        Some(Row { name: place.name.clone(), cells: cells.collect() })
    });
    TableModel {
        kind: Kind::ConnectorsByNeighbourhood,
        caption: words::figures::people_areas(locale).to_owned(),
        header: std::iter::once(words::figures::col_area(locale).to_owned()).chain(named).collect(),
        rows: rows.collect(),
        sum: None,
    }
}

/// How many have to come to a training.
pub fn training(locale: Locale, due: DueSums) -> TableModel {
    let row = |name: &str, cell| Row { name: name.to_owned(), cells: vec![cell] };
    TableModel {
        kind: Kind::TrainingDue,
        caption: words::figures::due_title(locale).to_owned(),
        header: [words::training::title(locale), words::figures::col_count(locale)].map(str::to_owned).to_vec(),
        rows: vec![
            row(words::figures::row_due(locale), Cell::linked(due.total_count, DUE_ADDRESS.to_owned())),
            // These have no list of their own.
            row(words::figures::row_unplanned(locale), Cell::plain(due.unplanned_count)),
        ],
        sum: None,
    }
}

/// What the figures of people say, in sentences.
pub fn conclusions(locale: Locale, figures: &ConnectorFigures, due: DueSums) -> [String; 3] {
    let sentence = |text: String| [&text, "."].concat();
    [
        sentence(covered(locale, figures)),
        words::figures::noticed_overdue(locale, figures.overdue_contacts),
        words::figures::noticed_due(locale, due.total_count),
    ]
}

/// Where the server gives a table about people as a file: always of today.
pub fn file_address(kind: Kind, ending: &str) -> String {
    ["/export/figures/", kind.key(), ".", ending].concat()
}

#[cfg(test)]
mod tests {
    use super::super::samples::people;
    use super::super::tables_model::told;
    use super::*;

    const DUE: DueSums = DueSums { total_count: 3, unplanned_count: 0 };

    #[test]
    fn connectors_by_state_and_by_neighbourhood() {
        expect_test::expect![[r#"
            Buurtverbinders | Aantal
            Aangemeld [2]
            Actief [5]
            Buurten waar iemand helpt 1
            Alle buurten 2
            Te lang geen contact [1]
            Actief geworden in het laatste jaar [4]
            De helft is actief binnen, in dagen 31"#]]
        .assert_eq(&told(&connectors(Locale::Nl, &people(), States::OnBoard)));
        expect_test::expect![[r#"
            Neighbourhood | Applied | Active | Stopped
            Centrum 0 0 0
            Ruwaard [2] [5] [1]"#]]
        .assert_eq(&told(&by_neighbourhood(Locale::En, &people(), States::All)));
    }

    #[test]
    fn training_that_is_due_opens_its_list() {
        expect_test::expect![[r#"
            Training | Aantal
            Moeten naar een training [3]
            Van hen: nog niets gepland 0"#]]
        .assert_eq(&told(&training(Locale::Nl, DUE)));
    }

    #[test]
    fn what_stands_out_is_a_sentence() {
        let said = conclusions(Locale::Nl, &people(), DUE);
        assert_eq!(said[0], "In 1 van 2 buurten helpt een buurtverbinder.");
        assert_eq!(said[1], "1 vast contact is te lang geleden.");
        assert_eq!(said[2], "3 mensen moeten naar een training.");
    }

    #[test]
    fn a_file_about_people_is_of_today() {
        assert_eq!(file_address(Kind::TrainingDue, "xlsx"), "/export/figures/training-due.xlsx");
        assert_eq!(file_address(Kind::Connectors, "csv"), "/export/figures/connectors.csv");
    }
}
