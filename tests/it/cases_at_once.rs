//! Two people at the same moment: one effect, a clear answer for each, and nothing lost.

use entities::{CaseId, InvolvementId, InvolvementKind, InvolvementStatus, ProcessingAction, case_event, involvement};
use entities::{idempotency_key, log_line};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::case_acts::{involvement_id, kinds};
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// How often the same moment comes again: a race is not lost every time.
const ROUNDS: usize = 12;

const STALE: &str = "STALE_VERSION input.expectedVersion";

/// Mia's case, and a question that she asked in it.
async fn asked(world: &World, mia: &Member, mutation: &'static str, more: Value) -> (CaseId, InvolvementId) {
    let id = world.case(&format!("woord {}", world.id::<uuid::Uuid>())).held_by(mia).await;
    let mut input = json!({ "reason": "Kijk je mee?" });
    input.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
    let asked = world.as_(mia).acts_on(id, mutation, input).await;
    (id, involvement_id(&asked))
}

fn yes(involvement: InvolvementId) -> Value {
    json!({ "involvementId": involvement, "expectedVersion": 1 })
}

/// One answer of the two did it, and the other says why not. Which one, and what the other was told.
#[track_caller]
fn one_of(answers: [&Answer; 2]) -> (usize, String) {
    let refusals = answers.map(Answer::refusals);
    let done: Vec<_> = (0..2).filter(|which| refusals[*which].is_empty()).collect();
    assert_eq!(done.len(), 1, "{refusals:?}");
    let refused = &refusals[1 - done[0]];
    assert_eq!(refused.len(), 1, "{refusals:?}");
    (done[0], refused[0].clone())
}

async fn lines(world: &World, case: CaseId, involvement: InvolvementId) -> u64 {
    let lines = case_event::Entity::find()
        .filter(case_event::Column::CaseId.eq(case))
        .filter(case_event::Column::InvolvementId.eq(involvement));
    lines.count(world.db()).await.expect("counted")
}

on_both! {
    async fn two_workers_say_yes(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let karin = world.community_worker("Karin").in_neighbourhood("ruwaard").await;
        for _ in 0..ROUNDS {
            let (id, takeover) = asked(&world, &mia, "requestTakeover", json!({})).await;
            let (his, hers) = (world.as_(&joris), world.as_(&karin));
            let (his, hers) = tokio::join!(his.act("acceptInvolvement", yes(takeover)), hers.act("acceptInvolvement", yes(takeover)));
            let (winner, told) = one_of([&his, &hers]);
            assert_eq!(told, STALE);
            let name = ["Joris", "Karin"][winner];
            for answer in [&his, &hers] {
                assert_eq!(answer.text("/acceptInvolvement/case/holder/name"), name, "both see how it is now");
                assert_eq!(answer.text("/acceptInvolvement/involvement/status"), "ACCEPTED");
            }
            assert_eq!(lines(&world, id, takeover).await, 2, "asked once, answered once");
        }
    }

    async fn yes_against_never_mind(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        for _ in 0..ROUNDS {
            let (id, takeover) = asked(&world, &mia, "requestTakeover", json!({ "communityWorkerId": joris.id })).await;
            let (his, hers) = (world.as_(&joris), world.as_(&mia));
            let (his, hers) = tokio::join!(his.act("acceptInvolvement", yes(takeover)), hers.act("withdrawInvolvement", yes(takeover)));
            let (winner, told) = one_of([&his, &hers]);
            assert_eq!(told, STALE);
            let case = world.as_(&mia).case(id).await;
            assert_eq!(case["holder"]["name"], ["Joris", "Mia"][winner]);
            assert_eq!(case["involvements"][0]["status"], ["ACCEPTED", "WITHDRAWN"][winner]);
            assert_eq!(lines(&world, id, takeover).await, 2);
        }
    }

    /// Both change the case and its involvement; in whatever order they come, neither waits for ever.
    async fn done_against_no(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        for _ in 0..ROUNDS {
            let (id, support) = asked(&world, &mia, "requestSupport", json!({ "communityWorkerId": joris.id })).await;
            let close = json!({ "caseId": id, "expectedVersion": 2, "outcome": "SOLVED_TOGETHER" });
            let mut no = yes(support);
            no["reason"] = json!("Geen tijd");
            let (his, hers) = (world.as_(&joris), world.as_(&mia));
            let (his, hers) = tokio::join!(his.act("declineInvolvement", no), hers.act("closeCase", close));
            assert_eq!(hers.refusals(), Vec::<String>::new(), "an answer makes her view of the case not stale");
            let case = world.as_(&mia).case(id).await;
            assert_eq!(case["status"], "CLOSED");
            let status = case["involvements"][0]["status"].as_str().expect("a status");
            match his.refusals().first() {
                None => assert_eq!(status, "DECLINED"),
                Some(told) => assert_eq!((&**told, status), (STALE, "WITHDRAWN")),
            }
            assert_eq!(lines(&world, id, support).await, 2);
        }
    }

    async fn two_hand_it_over(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        for round in 0..ROUNDS {
            let id = world.case(&format!("woord {round}")).held_by(&mia).await;
            let hand = json!({ "caseId": id, "expectedVersion": 1, "specialistId": entry, "reason": "Te zwaar" });
            let offer = json!({ "caseId": id, "expectedVersion": 1, "reason": "Laat mij maar" });
            let (his, hers) = (world.as_(&joris), world.as_(&mia));
            let (hers, his) = tokio::join!(hers.act("requestHandover", hand), his.act("offerTakeover", offer));
            let (_, told) = one_of([&hers, &his]);
            assert_eq!(told, STALE);
            let open = involvement::Entity::find()
                .filter(involvement::Column::CaseId.eq(id))
                .filter(involvement::Column::Status.eq(InvolvementStatus::Requested))
                .filter(involvement::Column::Kind.is_in([InvolvementKind::Handover, InvolvementKind::Takeover]));
            assert_eq!(open.count(world.db()).await.expect("counted"), 1);
        }
    }

    async fn two_close_it(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        for round in 0..ROUNDS {
            let id = world.case(&format!("woord {round}")).held_by(&mia).await;
            let outcomes = ["SOLVED_TOGETHER", "NOT_REACHED"];
            let close = |which: usize| json!({ "caseId": id, "expectedVersion": 1, "outcome": outcomes[which] });
            let (phone, laptop) = (world.as_(&mia), world.as_(&mia));
            let (phone, laptop) = tokio::join!(phone.act("closeCase", close(0)), laptop.act("closeCase", close(1)));
            let (winner, told) = one_of([&phone, &laptop]);
            assert_eq!(told, STALE);
            for answer in [&phone, &laptop] {
                assert_eq!(answer.text("/closeCase/case/outcome"), outcomes[winner], "the other sees what is there");
                assert_eq!(answer.number("/closeCase/case/version"), 2);
            }
            assert_eq!(kinds(&world.as_(&mia).case(id).await), ["CLOSED"]);
        }
    }

    async fn a_note_while_it_is_closed(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        for round in 0..ROUNDS {
            let id = world.case(&format!("woord {round}")).held_by(&mia).await;
            let close = json!({ "caseId": id, "expectedVersion": 1, "outcome": "SOLVED_TOGETHER" });
            let note = json!({ "caseId": id, "text": "Nog even gebeld." });
            let hers = world.as_(&mia);
            let (noted, closed) = tokio::join!(hers.act("addNote", note), hers.act("closeCase", close));
            assert_eq!(closed.refusals(), Vec::<String>::new(), "a note makes no view stale");
            let case = hers.case(id).await;
            match noted.refusals().first() {
                None => assert_eq!(kinds(&case), ["NOTE", "CLOSED"], "what is closed gets no more notes"),
                Some(told) => {
                    assert_eq!(told, "TRANSITION_NOT_ALLOWED");
                    assert_eq!(kinds(&case), ["CLOSED"]);
                }
            }
        }
    }

    /// A nervous thumb, or a network that lost the answers.
    async fn the_same_key_ten_times(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let hers = world.as_(&mia);
        let ten = async |who: &Member, mutation: &str, input: Value| -> Answer {
            let mut input = input;
            input["idempotencyKey"] = json!(format!("tien keer {mutation}"));
            let session = world.as_(who);
            let answers = join_all((0..10).map(|_| session.act(mutation, input.clone()))).await;
            let first = answers.first().expect("ten").data().clone();
            for answer in &answers {
                assert_eq!(answer.refusals(), Vec::<String>::new(), "{mutation}");
                assert_eq!(answer.data(), &first, "{mutation}");
            }
            answers.into_iter().next().expect("ten")
        };
        let open = json!({ "neighbourhoodId": world.neighbourhood("ruwaard").await,
            "topicIds": [world.topic("schulden").await] });
        let opened = ten(&mia, "openCase", open.clone()).await;
        let id: CaseId = opened.text("/openCase/case/id").parse().expect("an id");
        let mut named = open;
        named["codeWord"] = json!("koekblik");
        named["idempotencyKey"] = json!("met een woord");
        let twice = join_all((0..10).map(|_| hers.act("openCase", named.clone()))).await;
        assert!(twice.iter().all(|answer| answer.refusals().is_empty() && answer.data() == twice[0].data()));

        ten(&mia, "pickUpCase", json!({ "caseId": id, "expectedVersion": 1 })).await;
        ten(&mia, "addNote", json!({ "caseId": id, "text": "Koffie gedronken." })).await;
        let support = json!({ "caseId": id, "expectedVersion": 2, "reason": "Kijk je mee?" });
        let asked = ten(&mia, "requestSupport", support).await;
        let involvement = asked.text("/requestSupport/involvement/id").parse().expect("an id");
        ten(&joris, "acceptInvolvement", yes(involvement)).await;
        ten(&mia, "closeCase", json!({ "caseId": id, "expectedVersion": 3, "outcome": "SOLVED_TOGETHER" })).await;
        assert_eq!(
            kinds(&hers.case(id).await),
            ["OPENED", "PICKED_UP", "NOTE", "INVOLVEMENT_REQUESTED", "INVOLVEMENT_ACCEPTED", "INVOLVEMENT_COMPLETED", "CLOSED"]
        );
        let keys = idempotency_key::Entity::find().count(world.db()).await.expect("counted");
        assert_eq!(keys, 7, "each key once");
        let logged = log_line::Entity::find().filter(log_line::Column::CaseId.eq(id)).all(world.db()).await.expect("read");
        let changes = logged.iter().filter(|line| line.action == ProcessingAction::CaseChanged).count();
        assert_eq!((logged.len(), changes), (6, 3), "each act once");
    }
}
