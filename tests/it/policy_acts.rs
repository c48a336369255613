//! What somebody is offered is what they may do: in a random town people do acts that they were offered, and acts that
//! they were not.

use api::cases::available::{CASE_ACTS, INVOLVEMENT_ACTS};
use api::cases::vocabulary::{CaseAct, InvolvementAct};
use async_graphql::resolver_utils::EnumType;
use entities::{CaseId, SpecialistId, case};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::town::{Seed, Town};

const OFFERED: &str = "query ($id: CaseId!) { case(id: $id) { version availableActs
    involvements { id version availableActs } } }";

/// How many acts are tried.
const STEPS: usize = 160;

/// What an act that was not offered is told: that it may not be, that the state doesn't allow it, or that the resident
/// didn't.
const NOT_OFFERED: [&str; 5] = [
    "NOT_ALLOWED",
    "TRANSITION_NOT_ALLOWED",
    "INVOLVEMENT_OPEN",
    "CONSENT_MISSING input.caseId",
    "NOT_FOUND input.caseId",
];

/// Who tries what: the choice among the offered acts, or among all of them.
type Step = (Index, Index, Index, bool, Index);

/// What became of the steps.
#[derive(Debug, Default)]
struct Count {
    hidden: usize,
    done: usize,
    refused: usize,
}

on_both! {
    async fn what_is_offered_is_what_may_be_done(db: TestDatabase) {
        let count = try_many(db, Seed(3)).await;
        assert!(count.hidden > 20 && count.done > 20 && count.refused > 20, "{count:?}");
    }

    /// Another one at each run; what fails names it.
    async fn what_is_offered_is_what_may_be_done_in_a_town_never_seen(db: TestDatabase) {
        let mut seed = [0];
        aws_lc_rs::rand::fill(&mut seed).expect("randomness");
        println!("{}", Seed(seed[0]));
        try_many(db, Seed(seed[0])).await;
    }
}

async fn try_many(db: TestDatabase, seed: Seed) -> Count {
    let world = World::on(db).await;
    let town = seed.build(&world).await;
    let step = (any::<Index>(), any::<Index>(), any::<Index>(), prop::bool::weighted(0.75), any::<Index>());
    let mut count = Count::default();
    for (number, step) in seed.draw(&vec(step, STEPS..=STEPS)).into_iter().enumerate() {
        try_one(&world, &town, step, &mut count, &format!("in {seed}, step {number}")).await;
    }
    count
}

async fn try_one(world: &World, town: &Town, step: Step, count: &mut Count, place: &str) {
    let (who, which, among, is_offered, choice) = step;
    let who = who.get(&town.people);
    let id = if is_offered { seen(world, who, which).await } else { None };
    let id = id.unwrap_or_else(|| which.get(&town.cases).id);
    let offered = world.as_(who).execute(OFFERED, json!({ "id": id })).await;
    let case = offered.at("/case");
    let involvements = case["involvements"].as_array().map_or(&[][..], Vec::as_slice);
    // Every third try is at an involvement, when there is one.
    if !involvements.is_empty() && among.index(3) == 0 {
        let involvement = choice.get(involvements);
        let act = chosen(&INVOLVEMENT_ACTS, &involvement["availableActs"], is_offered, choice);
        let answer = at_involvement(world, who, act, involvement).await;
        return judge(
            &answer,
            is_in(act, &involvement["availableActs"]),
            count,
            &format!("{place}: {} {act:?}", who.name),
        );
    }
    let act = chosen(&CASE_ACTS, &case["availableActs"], is_offered, choice);
    let answer = at_case(world, town, who, act, id, case["version"].as_i64().unwrap_or(1)).await;
    let place = format!("{place}: {} {act:?} at {id}", who.name);
    if case.is_null() {
        assert_eq!(answer.refusals(), ["NOT_FOUND input.caseId"], "{place}");
        count.hidden += 1;
    } else {
        judge(&answer, is_in(act, &case["availableActs"]), count, &place);
    }
}

/// A case that they see, if there is one.
async fn seen(world: &World, who: &Member, which: Index) -> Option<CaseId> {
    let seen = world.as_(who).execute("{ cases(first: 100, order: OPENED) { nodes { id } } }", json!({})).await;
    let seen = seen.list("/cases/nodes");
    if seen.is_empty() { None } else { Some(which.get(seen)["id"].as_str()?.parse().expect("an id")) }
}

#[track_caller]
fn judge(answer: &Answer, was_offered: bool, count: &mut Count, place: &str) {
    let refusals = answer.refusals();
    if was_offered {
        assert_eq!(refusals, Vec::<String>::new(), "{place} was offered");
        count.done += 1;
    } else {
        assert!(refusals.len() == 1 && NOT_OFFERED.contains(&&*refusals[0]), "{place} was not offered: {refusals:?}");
        count.refused += 1;
    }
}

fn name_of<T: EnumType>(act: T) -> &'static str {
    let item = T::items().iter().find(|item| item.value == act);
    item.expect("an act has a name").name
}

fn is_in<T: EnumType>(act: T, offered: &Value) -> bool {
    offered.as_array().is_some_and(|offered| offered.iter().any(|name| name == name_of(act)))
}

/// One of the offered acts when that is wanted and there is one, else any.
fn chosen<T: EnumType>(all: &[T], offered: &Value, is_offered: bool, choice: Index) -> T {
    let among: Vec<T> = all.iter().copied().filter(|act| !is_offered || is_in(*act, offered)).collect();
    if among.is_empty() { *choice.get(all) } else { *choice.get(&among) }
}

async fn at_involvement(world: &World, who: &Member, act: InvolvementAct, involvement: &Value) -> Answer {
    let (mutation, more) = match act {
        InvolvementAct::Accept => ("acceptInvolvement", json!({})),
        InvolvementAct::Decline => ("declineInvolvement", json!({ "reason": "Geen tijd" })),
        InvolvementAct::Withdraw => ("withdrawInvolvement", json!({})),
        InvolvementAct::Complete => ("completeInvolvement", json!({})),
        InvolvementAct::RecordAnswer => ("recordInvolvementAnswer", json!({ "accepted": true })),
    };
    let mut input = more;
    input["involvementId"] = involvement["id"].clone();
    input["expectedVersion"] = involvement["version"].clone();
    world.as_(who).act(mutation, input).await
}

async fn at_case(world: &World, town: &Town, who: &Member, act: CaseAct, id: CaseId, version: i64) -> Answer {
    let reason = json!({ "reason": "Samen kijken" });
    let entry = json!({ "reason": "Samen kijken", "specialistId": somebody_else(world, town, id).await });
    let (mutation, mut input) = match act {
        CaseAct::PickUp => ("pickUpCase", json!({})),
        CaseAct::AddNote => ("addNote", json!({ "text": "Koffie gedronken." })),
        CaseAct::SetNextStep => ("setNextStep", json!({ "nextStep": "Bellen" })),
        CaseAct::Correct => ("correctCase", json!({ "summary": "Toch iets anders." })),
        CaseAct::SetWaiting => {
            ("setCaseWaiting", json!({ "waitingFor": "DECISION", "until": world.today().plus_days(7).to_string() }))
        }
        CaseAct::Resume => ("resumeCase", json!({})),
        CaseAct::Close => ("closeCase", json!({ "outcome": "SOLVED_TOGETHER" })),
        CaseAct::Reopen => ("reopenCase", json!({ "reason": "Er kwam een brief." })),
        CaseAct::RequestSupport => ("requestSupport", reason),
        CaseAct::RequestTakeover => ("requestTakeover", reason),
        CaseAct::OfferTakeover => ("offerTakeover", reason),
        CaseAct::RequestConsultation => ("requestConsultation", entry),
        CaseAct::RequestHandover => ("requestHandover", entry),
        CaseAct::RequestJointVisit => ("requestJointVisit", entry),
        CaseAct::GiveSignOfLife => ("giveSignOfLife", json!({})),
        CaseAct::AddResidentDetails => {
            let consent = json!({ "form": "SPOKEN", "on": world.today().to_string() });
            ("addResidentDetails", json!({ "name": "Iemand", "consent": consent, "replaceHidden": true }))
        }
        CaseAct::RevealResidentDetails => ("revealResidentDetails", reason),
        CaseAct::RemoveResidentDetails => ("removeResidentDetails", json!({})),
        CaseAct::ReadWithReason => ("readCaseWithReason", reason),
    };
    input["caseId"] = json!(id);
    if !matches!(act, CaseAct::AddNote | CaseAct::RevealResidentDetails | CaseAct::ReadWithReason) {
        input["expectedVersion"] = json!(version);
    }
    world.as_(who).act(mutation, input).await
}

/// A public entry that doesn't hold the case.
async fn somebody_else(world: &World, town: &Town, id: CaseId) -> SpecialistId {
    let case = case::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there");
    let public = [town.entries[0], town.entries[3]];
    *public.iter().find(|entry| case.holder_specialist_id != Some(**entry)).expect("one of two")
}
