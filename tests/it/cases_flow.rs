//! The state tables of cases and involvements, and what the board derives, each as one printed table.

use std::fmt::Write;

use api::cases::flow::{self, CaseMove, CaseState, InvolvementMove, TransitionError};
use api::cases::outlook::{Holder, Open, Outlook, Receiver, Turn, overdue_days};
use entities::{
    CaseStatus, Day, InvolvementId, InvolvementKind, InvolvementStatus, Outcome, PersonId, SpecialistId, WaitingFor,
};
use expect_test::expect;
use uuid::Uuid;

const KINDS: [InvolvementKind; 5] = [
    InvolvementKind::Support,
    InvolvementKind::Takeover,
    InvolvementKind::Consultation,
    InvolvementKind::Handover,
    InvolvementKind::JointVisit,
];

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn state_name(state: CaseState) -> String {
    match state {
        CaseState::New => "NEW".to_owned(),
        CaseState::Active => "ACTIVE".to_owned(),
        CaseState::Waiting(what, until) => format!("WAITING({what:?}, {until})"),
        CaseState::Closed(outcome) => format!("CLOSED({outcome:?})"),
    }
}

fn outcome<T>(result: Result<T, TransitionError>, name: impl Fn(T) -> String) -> String {
    result.map_or_else(|error| format!("refused: {error}"), name)
}

#[test]
fn how_a_case_moves() {
    let first = day("2026-11-30");
    let later = day("2026-12-07");
    let states = [
        CaseState::New,
        CaseState::Active,
        CaseState::Waiting(WaitingFor::Resident, first),
        CaseState::Closed(Outcome::SolvedTogether),
    ];
    let moves = [
        ("pick up", CaseMove::PickUp),
        ("touch", CaseMove::Touch),
        ("ask along", CaseMove::Ask),
        ("take", CaseMove::Take),
        ("wait(Decision, 12-07)", CaseMove::Wait(WaitingFor::Decision, later)),
        ("resume", CaseMove::Resume),
        ("close(ReferredOn)", CaseMove::Close(Outcome::ReferredOn)),
        ("reopen", CaseMove::Reopen),
    ];
    let mut table = String::new();
    for state in states {
        for (name, case_move) in moves {
            let next = outcome(flow::next(state, case_move), state_name);
            writeln!(table, "{:<29} + {name:<21} = {next}", state_name(state)).expect("text");
        }
    }
    expect![[r#"
        NEW                           + pick up               = ACTIVE
        NEW                           + touch                 = NEW
        NEW                           + ask along             = ACTIVE
        NEW                           + take                  = ACTIVE
        NEW                           + wait(Decision, 12-07) = refused: not picked up
        NEW                           + resume                = refused: not waiting
        NEW                           + close(ReferredOn)     = CLOSED(ReferredOn)
        NEW                           + reopen                = refused: not closed
        ACTIVE                        + pick up               = refused: picked up before
        ACTIVE                        + touch                 = ACTIVE
        ACTIVE                        + ask along             = ACTIVE
        ACTIVE                        + take                  = ACTIVE
        ACTIVE                        + wait(Decision, 12-07) = WAITING(Decision, 2026-12-07)
        ACTIVE                        + resume                = refused: not waiting
        ACTIVE                        + close(ReferredOn)     = CLOSED(ReferredOn)
        ACTIVE                        + reopen                = refused: not closed
        WAITING(Resident, 2026-11-30) + pick up               = refused: picked up before
        WAITING(Resident, 2026-11-30) + touch                 = WAITING(Resident, 2026-11-30)
        WAITING(Resident, 2026-11-30) + ask along             = WAITING(Resident, 2026-11-30)
        WAITING(Resident, 2026-11-30) + take                  = ACTIVE
        WAITING(Resident, 2026-11-30) + wait(Decision, 12-07) = WAITING(Decision, 2026-12-07)
        WAITING(Resident, 2026-11-30) + resume                = ACTIVE
        WAITING(Resident, 2026-11-30) + close(ReferredOn)     = CLOSED(ReferredOn)
        WAITING(Resident, 2026-11-30) + reopen                = refused: not closed
        CLOSED(SolvedTogether)        + pick up               = refused: closed
        CLOSED(SolvedTogether)        + touch                 = refused: closed
        CLOSED(SolvedTogether)        + ask along             = refused: closed
        CLOSED(SolvedTogether)        + take                  = refused: closed
        CLOSED(SolvedTogether)        + wait(Decision, 12-07) = refused: closed
        CLOSED(SolvedTogether)        + resume                = refused: closed
        CLOSED(SolvedTogether)        + close(ReferredOn)     = refused: closed
        CLOSED(SolvedTogether)        + reopen                = ACTIVE
    "#]]
    .assert_eq(&table);
}

#[expect(clippy::too_many_lines, reason = "one table")]
#[test]
fn how_an_involvement_moves() {
    let statuses = [
        InvolvementStatus::Requested,
        InvolvementStatus::Accepted,
        InvolvementStatus::Completed,
        InvolvementStatus::Declined,
        InvolvementStatus::Withdrawn,
        InvolvementStatus::Expired,
    ];
    let moves = [
        InvolvementMove::Accept,
        InvolvementMove::Decline,
        InvolvementMove::Withdraw,
        InvolvementMove::Expire,
        InvolvementMove::Complete,
        InvolvementMove::EndWithCase,
        InvolvementMove::GiveWay,
    ];
    let mut table = String::new();
    for changes_holder in [false, true] {
        let kinds: Vec<_> = KINDS.into_iter().filter(|kind| flow::changes_holder(*kind) == changes_holder).collect();
        writeln!(table, "{kinds:?}").expect("text");
        for status in statuses {
            for involvement_move in moves {
                let mut results = kinds.iter().map(|kind| flow::next_involvement(*kind, status, involvement_move));
                let result = results.next().expect("a kind");
                assert!(results.all(|other| other == result), "kinds of one group move alike");
                let next = outcome(result, |status| format!("{status:?}"));
                writeln!(table, "  {:<9} + {:<11} = {next}", format!("{status:?}"), format!("{involvement_move:?}"))
                    .expect("text");
            }
        }
    }
    expect![[r#"
        [Support, Consultation, JointVisit]
          Requested + Accept      = Accepted
          Requested + Decline     = Declined
          Requested + Withdraw    = Withdrawn
          Requested + Expire      = Expired
          Requested + Complete    = refused: not accepted
          Requested + EndWithCase = Withdrawn
          Requested + GiveWay     = Withdrawn
          Accepted  + Accept      = refused: answered
          Accepted  + Decline     = refused: answered
          Accepted  + Withdraw    = refused: answered
          Accepted  + Expire      = refused: answered
          Accepted  + Complete    = Completed
          Accepted  + EndWithCase = Completed
          Accepted  + GiveWay     = Completed
          Completed + Accept      = refused: over
          Completed + Decline     = refused: over
          Completed + Withdraw    = refused: over
          Completed + Expire      = refused: over
          Completed + Complete    = refused: over
          Completed + EndWithCase = refused: over
          Completed + GiveWay     = refused: over
          Declined  + Accept      = refused: over
          Declined  + Decline     = refused: over
          Declined  + Withdraw    = refused: over
          Declined  + Expire      = refused: over
          Declined  + Complete    = refused: over
          Declined  + EndWithCase = refused: over
          Declined  + GiveWay     = refused: over
          Withdrawn + Accept      = refused: over
          Withdrawn + Decline     = refused: over
          Withdrawn + Withdraw    = refused: over
          Withdrawn + Expire      = refused: over
          Withdrawn + Complete    = refused: over
          Withdrawn + EndWithCase = refused: over
          Withdrawn + GiveWay     = refused: over
          Expired   + Accept      = refused: over
          Expired   + Decline     = refused: over
          Expired   + Withdraw    = refused: over
          Expired   + Expire      = refused: over
          Expired   + Complete    = refused: over
          Expired   + EndWithCase = refused: over
          Expired   + GiveWay     = refused: over
        [Takeover, Handover]
          Requested + Accept      = Accepted
          Requested + Decline     = Declined
          Requested + Withdraw    = Withdrawn
          Requested + Expire      = Expired
          Requested + Complete    = refused: not accepted
          Requested + EndWithCase = Withdrawn
          Requested + GiveWay     = Withdrawn
          Accepted  + Accept      = refused: answered
          Accepted  + Decline     = refused: answered
          Accepted  + Withdraw    = refused: answered
          Accepted  + Expire      = refused: answered
          Accepted  + Complete    = refused: ends with the case
          Accepted  + EndWithCase = Completed
          Accepted  + GiveWay     = Completed
          Completed + Accept      = refused: over
          Completed + Decline     = refused: over
          Completed + Withdraw    = refused: over
          Completed + Expire      = refused: over
          Completed + Complete    = refused: over
          Completed + EndWithCase = refused: over
          Completed + GiveWay     = refused: over
          Declined  + Accept      = refused: over
          Declined  + Decline     = refused: over
          Declined  + Withdraw    = refused: over
          Declined  + Expire      = refused: over
          Declined  + Complete    = refused: over
          Declined  + EndWithCase = refused: over
          Declined  + GiveWay     = refused: over
          Withdrawn + Accept      = refused: over
          Withdrawn + Decline     = refused: over
          Withdrawn + Withdraw    = refused: over
          Withdrawn + Expire      = refused: over
          Withdrawn + Complete    = refused: over
          Withdrawn + EndWithCase = refused: over
          Withdrawn + GiveWay     = refused: over
          Expired   + Accept      = refused: over
          Expired   + Decline     = refused: over
          Expired   + Withdraw    = refused: over
          Expired   + Expire      = refused: over
          Expired   + Complete    = refused: over
          Expired   + EndWithCase = refused: over
          Expired   + GiveWay     = refused: over
    "#]]
    .assert_eq(&table);
}

const HOLDER: Holder = Holder::Person(PersonId(Uuid::from_u128(1)));
const ENTRY: SpecialistId = SpecialistId(Uuid::from_u128(2));

fn outlook(status: CaseStatus) -> Outlook {
    let waiting = (status == CaseStatus::Waiting).then(|| (WaitingFor::Resident, day("2026-11-25")));
    Outlook { status, waiting, holder: Some(HOLDER), sign_of_life_due: None, open: Vec::new(), only_follows: false }
}

fn open(kind: InvolvementKind, status: InvolvementStatus) -> Open {
    let receiver = match kind {
        InvolvementKind::Support | InvolvementKind::Takeover => Receiver::AnyWorker,
        InvolvementKind::Consultation | InvolvementKind::Handover | InvolvementKind::JointVisit => {
            Receiver::Specialist(ENTRY)
        }
    };
    Open { id: InvolvementId(Uuid::from_u128(3)), kind, status, receiver, respond_by: day("2026-11-27") }
}

#[test]
fn which_column_a_case_stands_in() {
    let statuses = [CaseStatus::New, CaseStatus::Active, CaseStatus::Waiting, CaseStatus::Closed];
    let asked = KINDS.into_iter().flat_map(|kind| {
        [InvolvementStatus::Requested, InvolvementStatus::Accepted].map(|status| Some(open(kind, status)))
    });
    let mut table = format!("{:<24}{:<16}{:<16}{:<16}Closed\n", "", "New", "Active", "Waiting");
    for involvement in std::iter::once(None).chain(asked) {
        let name = involvement.map_or_else(|| "–".to_owned(), |open| format!("{:?} {:?}", open.kind, open.status));
        write!(table, "{name:<24}").expect("text");
        for status in statuses {
            let case = Outlook { open: involvement.into_iter().collect(), ..outlook(status) };
            let width = if status == CaseStatus::Closed { 0 } else { 16 };
            write!(table, "{:<width$}", format!("{:?}", case.column())).expect("text");
        }
        table.push('\n');
    }
    write!(table, "{:<24}", "only follows").expect("text");
    for status in statuses {
        let case = Outlook { only_follows: true, ..outlook(status) };
        let width = if status == CaseStatus::Closed { 0 } else { 16 };
        write!(table, "{:<width$}", format!("{:?}", case.column())).expect("text");
    }
    table.push('\n');
    expect![[r#"
                                New             Active          Waiting         Closed
        –                       New             Active          Waiting         Done
        Support Requested       InConsultation  InConsultation  Waiting         Done
        Support Accepted        InConsultation  InConsultation  Waiting         Done
        Takeover Requested      New             Active          Waiting         Done
        Takeover Accepted       New             Active          Waiting         Done
        Consultation Requested  InConsultation  InConsultation  Waiting         Done
        Consultation Accepted   InConsultation  InConsultation  Waiting         Done
        Handover Requested      Waiting         Waiting         Waiting         Done
        Handover Accepted       New             Active          Waiting         Done
        JointVisit Requested    InConsultation  InConsultation  Waiting         Done
        JointVisit Accepted     InConsultation  InConsultation  Waiting         Done
        only follows            HandedOver      HandedOver      HandedOver      Done
    "#]]
    .assert_eq(&table);
}

#[test]
fn whose_move_it_is_and_by_when() {
    let waits = |what, until: &str| Outlook { waiting: Some((what, day(until))), ..outlook(CaseStatus::Waiting) };
    let with = |open: &[Open], case: Outlook| Outlook { open: open.to_vec(), ..case };
    let asked = open(InvolvementKind::Support, InvolvementStatus::Requested);
    let sooner = Open {
        id: InvolvementId(Uuid::from_u128(4)),
        receiver: Receiver::Specialist(ENTRY),
        respond_by: day("2026-11-20"),
        ..open(InvolvementKind::Consultation, InvolvementStatus::Requested)
    };
    let helps = open(InvolvementKind::Consultation, InvolvementStatus::Accepted);
    let specialist = Outlook {
        holder: Some(Holder::Specialist(ENTRY)),
        sign_of_life_due: Some(day("2026-11-19")),
        ..outlook(CaseStatus::Active)
    };
    let cases = [
        ("new, held", outlook(CaseStatus::New)),
        ("new, held by nobody", Outlook { holder: None, ..outlook(CaseStatus::New) }),
        ("active", outlook(CaseStatus::Active)),
        ("active, support asked", with(&[asked], outlook(CaseStatus::Active))),
        ("active, two asked", with(&[asked, sooner], outlook(CaseStatus::Active))),
        ("active, consultation going on", with(&[helps], outlook(CaseStatus::Active))),
        ("waits for resident, in time", waits(WaitingFor::Resident, "2026-11-23")),
        ("waits for resident, late", waits(WaitingFor::Resident, "2026-11-22")),
        ("waits for decision", waits(WaitingFor::Decision, "2026-12-01")),
        ("waits for specialist, none known", waits(WaitingFor::Specialist, "2026-12-01")),
        ("waits for specialist who helps", with(&[helps], waits(WaitingFor::Specialist, "2026-12-01"))),
        ("waits, and support asked", with(&[asked], waits(WaitingFor::Decision, "2026-12-01"))),
        ("held by specialist, sign late", specialist.clone()),
        ("held by specialist, asked sooner", with(&[sooner], specialist)),
        ("closed, support asked", with(&[asked], outlook(CaseStatus::Closed))),
    ];
    let today = day("2026-11-23");
    let mut table = format!("today {today}\n");
    for (name, case) in cases {
        let turn = match case.turn(today) {
            None => "nobody",
            Some(Turn::Asked(Receiver::AnyWorker)) => "any worker asked",
            Some(Turn::Asked(Receiver::Specialist(_))) => "the specialist asked",
            Some(Turn::Asked(Receiver::Person(_))) => "the person asked",
            Some(Turn::Resident) => "resident",
            Some(Turn::SomeSpecialist) => "some specialist",
            Some(Turn::Decision) => "decision",
            Some(Turn::Team) => "team",
            Some(Turn::Holder(_)) => "holder",
        };
        let due = case
            .due()
            .map_or_else(String::new, |(on, reason)| format!("{on} {reason:?}, {} days late", overdue_days(on, today)));
        writeln!(table, "{}", format!("{name:<34}{turn:<22}{due}").trim_end()).expect("text");
    }
    expect![[r#"
        today 2026-11-23
        new, held                         holder
        new, held by nobody               team
        active                            holder
        active, support asked             any worker asked      2026-11-27 Answer, 0 days late
        active, two asked                 the specialist asked  2026-11-20 Answer, 3 days late
        active, consultation going on     holder
        waits for resident, in time       resident              2026-11-23 Waiting, 0 days late
        waits for resident, late          holder                2026-11-22 Waiting, 1 days late
        waits for decision                decision              2026-12-01 Waiting, 0 days late
        waits for specialist, none known  some specialist       2026-12-01 Waiting, 0 days late
        waits for specialist who helps    the specialist asked  2026-12-01 Waiting, 0 days late
        waits, and support asked          any worker asked      2026-11-27 Answer, 0 days late
        held by specialist, sign late     holder                2026-11-19 SignOfLife, 4 days late
        held by specialist, asked sooner  the specialist asked  2026-11-19 SignOfLife, 4 days late
        closed, support asked             nobody
    "#]]
    .assert_eq(&table);
}
