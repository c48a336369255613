//! How a place at a meeting changes hands, as one table.

use std::fmt::Write;

use api::training::flow::{Event, Room, Standing, next};
use entities::AttendanceState;
use expect_test::expect;
use sea_orm::Iterable;

#[test]
fn a_place_changes_hands_as_the_table_says() {
    use Event::{Add, Enrol, Leave, MoveUp, TakeOff, Untick, WasAbsent, WasThere};
    let asks = |event: fn(Room) -> Event| [event(Room::Free), event(Room::Full)];
    let mut table = String::new();
    for standing in [Standing::Ahead, Standing::UnderWay, Standing::CalledOff] {
        let events =
            [&asks(Enrol)[..], &asks(Add), &[Leave, TakeOff, MoveUp], &asks(WasThere), &[WasAbsent], &asks(Untick)]
                .concat();
        for event in events {
            let cells: Vec<_> = std::iter::once(None)
                .chain(AttendanceState::iter().map(Some))
                .map(|state| match next(state, event, standing) {
                    Ok(state) => format!("{state:?}"),
                    Err(error) => format!("({error})"),
                })
                .collect();
            let (first, all_same) = (&cells[0], cells.iter().all(|cell| *cell == cells[0]));
            let cells = if all_same { format!("always {first}") } else { cells.join(", ") };
            writeln!(table, "{standing:?} + {event:?} = {cells}").expect("text");
        }
    }
    expect![[r#"
        Ahead + Enrol(Free) = Enrolled, (has a place), (has a place), Enrolled, (has a place), (has a place)
        Ahead + Enrol(Full) = Waiting, (has a place), (has a place), Waiting, (has a place), (has a place)
        Ahead + Add(Free) = Enrolled, (has a place), (has a place), Enrolled, (has a place), (has a place)
        Ahead + Add(Full) = Waiting, (has a place), (has a place), Waiting, (has a place), (has a place)
        Ahead + Leave = (has no place), Cancelled, Cancelled, (has no place), (has no place), (has no place)
        Ahead + TakeOff = (has no place), Cancelled, Cancelled, (has no place), (has no place), (has no place)
        Ahead + MoveUp = (has no place), (has no place), Enrolled, (has no place), (has no place), (has no place)
        Ahead + WasThere(Free) = always (has not begun)
        Ahead + WasThere(Full) = always (has not begun)
        Ahead + WasAbsent = always (has not begun)
        Ahead + Untick(Free) = always (has not begun)
        Ahead + Untick(Full) = always (has not begun)
        UnderWay + Enrol(Free) = always (has begun)
        UnderWay + Enrol(Full) = always (has begun)
        UnderWay + Add(Free) = Enrolled, (has a place), Enrolled, Enrolled, (has a place), (has a place)
        UnderWay + Add(Full) = (no room), (has a place), (no room), (no room), (has a place), (has a place)
        UnderWay + Leave = always (has begun)
        UnderWay + TakeOff = (has no place), Cancelled, Cancelled, (has no place), Cancelled, Cancelled
        UnderWay + MoveUp = always (has begun)
        UnderWay + WasThere(Free) = (has no place), Attended, Attended, (has no place), Attended, Attended
        UnderWay + WasThere(Full) = (has no place), Attended, (no room), (has no place), Attended, (no room)
        UnderWay + WasAbsent = (has no place), Absent, (has no place), (has no place), Absent, Absent
        UnderWay + Untick(Free) = (has no place), Enrolled, (has no place), (has no place), Enrolled, Enrolled
        UnderWay + Untick(Full) = (has no place), Enrolled, (has no place), (has no place), Enrolled, (no room)
        CalledOff + Enrol(Free) = always (called off)
        CalledOff + Enrol(Full) = always (called off)
        CalledOff + Add(Free) = always (called off)
        CalledOff + Add(Full) = always (called off)
        CalledOff + Leave = always (called off)
        CalledOff + TakeOff = always (called off)
        CalledOff + MoveUp = always (called off)
        CalledOff + WasThere(Free) = always (called off)
        CalledOff + WasThere(Full) = always (called off)
        CalledOff + WasAbsent = always (called off)
        CalledOff + Untick(Free) = always (called off)
        CalledOff + Untick(Full) = always (called off)
    "#]]
    .assert_eq(&table);
}
