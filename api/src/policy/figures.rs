//! Figures.
//!
//! | | counts |
//! | --- | --- |
//! | coordinator | every case |
//! | community worker | the cases they see: their areas, and what they hold, follow or are asked for elsewhere |
//! | connector | the cases they hold |
//! | specialist, officer, centre manager, administrator, machine, nobody | nothing: zeros |
//!
//! Whoever has figures has those of the directory too. A number counts nothing that its list would not show.
//!
//! What is counted of whole neighbourhoods is kept as tallies. They are read as far as the viewer's figures are about all
//! cases of a neighbourhood; the rest is counted. Boards read how many stand in a column of neighbourhoods whose every card
//! the viewer sees, and nothing else of them: [`super::cases::whole`].
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{CaseId, NeighbourhoodId, case, involvement, specialist, tally};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, sea_query::SimpleExpr,
};

use super::{RoleScope, Viewer};
use crate::figures::tallies::EVERYWHERE;

/// What a viewer's figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Nothing,
    Held,
    Seen,
}

/// The cases that the viewer's figures count.
pub fn cases(viewer: &Viewer) -> Select<case::Entity> {
    super::cases::visible(viewer).filter(counted(viewer))
}

/// That the viewer's figures count a case that the viewer sees.
pub fn counted(viewer: &Viewer) -> Condition {
    let counted = match (reach(viewer), viewer.person_id()) {
        (Reach::Seen, _) => case::Column::Id.is_not_null(),
        (Reach::Held, Some(me)) => case::Column::HolderPersonId.eq(me),
        (Reach::Held, None) | (Reach::Nothing, _) => case::Column::Id.is_null(),
    };
    Condition::all().add(counted)
}

/// Neighbourhoods of which a viewer may count every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whole {
    /// All there are.
    All,
    /// These.
    Areas(Vec<NeighbourhoodId>),
}

/// The neighbourhoods of which the viewer's figures count every case.
pub fn whole(viewer: &Viewer) -> Whole {
    Whole::of_roles(viewer, |role| match role {
        RoleScope::Coordinator => Whole::All,
        RoleScope::CommunityWorker(own) => Whole::of(own),
        RoleScope::Connector(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => Whole::NOWHERE,
    })
}

impl Whole {
    /// None.
    pub const NOWHERE: Self = Self::Areas(Vec::new());

    /// These.
    pub fn of(areas: &BTreeSet<NeighbourhoodId>) -> Self {
        Self::Areas(areas.iter().copied().collect())
    }

    /// Those that any of the viewer's roles gives.
    pub fn of_roles(viewer: &Viewer, gives: impl Fn(&RoleScope) -> Self) -> Self {
        let mut areas = BTreeSet::new();
        for role in viewer.roles() {
            match gives(role) {
                Self::All => return Self::All,
                Self::Areas(own) => areas.extend(own),
            }
        }
        Self::of(&areas)
    }

    /// Those of them that are asked.
    #[must_use]
    pub fn within(self, asked: Option<Vec<NeighbourhoodId>>) -> Self {
        match (self, asked) {
            (whole, None) => whole,
            (Self::All, Some(asked)) => Self::Areas(asked),
            (Self::Areas(own), Some(asked)) => Self::Areas(own.into_iter().filter(|id| asked.contains(id)).collect()),
        }
    }

    /// Whether there are none.
    pub fn is_nowhere(&self) -> bool {
        match self {
            Self::All => false,
            Self::Areas(areas) => areas.is_empty(),
        }
    }

    /// That a case lies in one of them.
    pub fn contain(&self) -> SimpleExpr {
        match self {
            Self::All => case::Column::NeighbourhoodId.is_not_null(),
            Self::Areas(areas) => case::Column::NeighbourhoodId.is_in(areas.iter().copied()),
        }
    }

    fn among(areas: &[NeighbourhoodId]) -> SimpleExpr {
        tally::Column::NeighbourhoodId.is_in(areas.iter().copied().filter(|id| *id != EVERYWHERE))
    }
}

/// The involvements of all cases of the neighbourhoods that the viewer's figures count whole, as far as these are asked:
/// the viewer may know of every one, so that nothing is looked up of the viewer for each.
pub fn involvements_of_whole(viewer: &Viewer, asked: Option<Vec<NeighbourhoodId>>) -> Select<involvement::Entity> {
    let involvements = involvement::Entity::find();
    match whole(viewer).within(asked) {
        Whole::All => involvements,
        areas @ Whole::Areas(_) => {
            let cases = case::Entity::find().select_only().column(case::Column::Id).filter(areas.contain());
            involvements.filter(involvement::Column::CaseId.in_subquery(cases.into_query()))
        }
    }
}

/// The tallies about each of these neighbourhoods, which are the viewer's, by itself.
pub fn tallies_of_each(whole: &Whole) -> Select<tally::Entity> {
    kept_tallies().filter(match whole {
        Whole::All => tally::Column::NeighbourhoodId.ne(EVERYWHERE),
        Whole::Areas(areas) => Whole::among(areas),
    })
}

/// The tallies that add up to what is true of these neighbourhoods together.
pub fn tallies_together(whole: &Whole) -> Select<tally::Entity> {
    kept_tallies().filter(match whole {
        Whole::All => tally::Column::NeighbourhoodId.eq(EVERYWHERE),
        Whole::Areas(areas) => Whole::among(areas),
    })
}

/// All tallies, to keep and to prove them: that has no viewer and tells nobody of one case.
pub fn kept_tallies() -> Select<tally::Entity> {
    tally::Entity::find()
}

/// The cases that the tallies count, for them alone: they have no viewer and tell nobody of one case.
pub fn counted_cases() -> Select<case::Entity> {
    case::Entity::find()
}

/// The involvements that the tallies count, for them alone.
pub fn counted_involvements(cases: &[CaseId]) -> Select<involvement::Entity> {
    involvement::Entity::find().filter(involvement::Column::CaseId.is_in(cases.iter().copied()))
}

/// The entries of the directory that the viewer's figures count.
pub fn directory(viewer: &Viewer) -> Select<specialist::Entity> {
    let seen = super::specialists::visible(viewer);
    match reach(viewer) {
        Reach::Seen | Reach::Held => seen,
        Reach::Nothing => seen.filter(specialist::Column::Id.is_null()),
    }
}

fn reach(viewer: &Viewer) -> Reach {
    let reaches = viewer.roles().iter().map(|role| match role {
        RoleScope::Coordinator | RoleScope::CommunityWorker(_) => Reach::Seen,
        RoleScope::Connector(_) => Reach::Held,
        RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => Reach::Nothing,
    });
    reaches.max().unwrap_or(Reach::Nothing)
}
