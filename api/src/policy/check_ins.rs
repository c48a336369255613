//! How connectors say they are ("gaat het goed met jou?").
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | connector | the own answers | answer, put it off until tomorrow |
//! | their fixed contact person at the welfare organisation | the answers that were given to them, while they are the fixed contact | – |
//! | who stands in; the contact at the municipality; a former or later fixed contact | – | – |
//! | connector, community worker, coordinator, specialist, officer, centre manager, administrator, machine, nobody | – | – |
//!
//! An answer is given to one person, whose name stands at the question. It counts in no figure, stands in no export and in
//! no line of the processing log. Who becomes the fixed contact later sees what is answered from then on.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{
    CheckInAnswer, ConnectorStatus, ContactSide, Day, PersonId, Timestamp, check_in, check_in_skip, connector,
    contact_moment, fixed_contact,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr},
};

use super::{Denied, Viewer, connectors};

/// The answers that the viewer may see on this day.
pub fn visible(viewer: &Viewer, today: Day) -> Select<check_in::Entity> {
    let answers = check_in::Entity::find();
    match viewer.person_id() {
        Some(me) => {
            let own = check_in::Column::ConnectorId.in_subquery(own(viewer));
            answers.filter(Condition::any().add(own).add(given_to(me, today)))
        }
        None => answers.filter(check_in::Column::Id.is_null()),
    }
}

/// Answers "not good" to the viewer, after which they didn't note yet that they spoke.
pub fn not_well(viewer: &Viewer, today: Day) -> Select<check_in::Entity> {
    let answers = check_in::Entity::find().filter(check_in::Column::Answer.eq(CheckInAnswer::NotGood));
    match viewer.person_id() {
        Some(me) => answers.filter(given_to(me, today)).filter(spoken_since().not()),
        None => answers.filter(check_in::Column::Id.is_null()),
    }
}

/// The viewer's profile, while they are asked how they are: who helps is.
pub fn asked(viewer: &Viewer) -> Select<connector::Entity> {
    connectors::own(viewer).filter(connector::Column::Status.eq(ConnectorStatus::Active))
}

/// When the viewer put the question off.
pub fn own_skips(viewer: &Viewer) -> Select<check_in_skip::Entity> {
    check_in_skip::Entity::find().filter(check_in_skip::Column::ConnectorId.in_subquery(own(viewer)))
}

/// The connector sets nothing here: who runs the programme says how often it is asked.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_set_rhythm(viewer: &Viewer) -> Result<(), Denied> {
    connectors::may_lead(viewer)
}

/// Answers from before a moment, for the clock that forgets them.
pub fn before(moment: Timestamp) -> SimpleExpr {
    check_in::Column::At.lt(moment)
}

fn own(viewer: &Viewer) -> SelectStatement {
    connectors::own(viewer).select_only().column(connector::Column::Id).into_query()
}

/// Answers given to this person, of connectors whose fixed contact at the welfare organisation they are.
fn given_to(me: PersonId, today: Day) -> Condition {
    let theirs = fixed_contact::Entity::find()
        .select_only()
        .column(fixed_contact::Column::ConnectorId)
        .filter(fixed_contact::Column::PersonId.eq(me))
        .filter(fixed_contact::Column::Side.eq(ContactSide::Welfare))
        .filter(connectors::holds_on(today));
    Condition::all()
        .add(check_in::Column::ContactId.eq(me))
        .add(check_in::Column::ConnectorId.in_subquery(theirs.into_query()))
}

/// Whether the one to whom it was said noted since that they spoke with the connector.
fn spoken_since() -> SimpleExpr {
    let of_answer = |column: check_in::Column| Expr::col((check_in::Entity, column));
    let moment = |column: contact_moment::Column| Expr::col((contact_moment::Entity, column));
    let spoken = contact_moment::Entity::find()
        .select_only()
        .column(contact_moment::Column::Id)
        .filter(moment(contact_moment::Column::ConnectorId).eq(of_answer(check_in::Column::ConnectorId)))
        .filter(moment(contact_moment::Column::PersonId).eq(of_answer(check_in::Column::ContactId)))
        .filter(moment(contact_moment::Column::HeldOn).gte(of_answer(check_in::Column::OnDay)))
        .filter(moment(contact_moment::Column::RecordedAt).gte(of_answer(check_in::Column::At)));
    Expr::exists(spoken.into_query())
}
