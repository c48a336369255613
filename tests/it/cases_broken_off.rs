//! An act that breaks off half-way leaves nothing: no change, no line, no key, no line in the log, no word to
//! listeners. Sent again with its key it is done, once.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use entities::{
    CaseId, ConnectorStatus, MailFrequency, case, case_event, case_follower, case_reading, connector, consent,
    idempotency_key, involvement, log_line, mail, notice, outbox_event, role_grant,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::case_acts::involvement_id;
use crate::harness::database::Kind;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// Every row that an act may touch.
async fn everything(world: &World) -> Vec<String> {
    macro_rules! rows {
        ($($table:ident by $($key:ident),+;)+) => {{
            let mut all = Vec::new();
            $(
                let rows = $table::Entity::find()$(.order_by_asc($table::Column::$key))+.all(world.db()).await;
                all.extend(rows.expect("read").iter().map(|row| format!("{row:?}")));
            )+
            all
        }};
    }
    rows! {
        case by Id;
        involvement by Id;
        case_event by Id;
        case_follower by CaseId, PersonId;
        case_reading by Id;
        consent by Id;
        idempotency_key by Key;
        log_line by Id;
        outbox_event by Id;
        connector by Id;
        role_grant by Id;
        notice by Id;
        mail by Id;
    }
}

/// No row is written to this table any more.
pub async fn break_writes(world: &World, table: &str) {
    for moment in ["INSERT", "UPDATE"] {
        let name = format!("broken_{}", moment.to_lowercase());
        let statements = match world.kind() {
            Kind::Sqlite => vec![format!(
                "CREATE TRIGGER {name} BEFORE {moment} ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END"
            )],
            Kind::Postgres => vec![
                "CREATE OR REPLACE FUNCTION broken() RETURNS trigger AS $$ BEGIN RAISE 'broken'; END $$ LANGUAGE plpgsql"
                    .to_owned(),
                format!("CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION broken()"),
            ],
        };
        for statement in statements {
            world.db().execute_unprepared(&statement).await.expect("broken");
        }
    }
}

/// Rows are written to it again.
pub async fn mend_writes(world: &World, table: &str) {
    for moment in ["insert", "update"] {
        let on_table = if world.kind() == Kind::Postgres { format!(" ON {table}") } else { String::new() };
        let statement = format!("DROP TRIGGER broken_{moment}{on_table}");
        world.db().execute_unprepared(&statement).await.expect("mended");
    }
}

/// Does an act that fails at each of its writes in turn, and then goes well.
async fn broken_everywhere(world: &World, who: &Member, mutation: &str, input: Value, tables: &[&str]) -> Answer {
    let mut heard = world.app().feed.listen();
    let before = everything(world).await;
    for table in tables.iter().chain(&["case_events", "outbox_events", "processing_log", "idempotency_keys"]) {
        break_writes(world, table).await;
        let answer = world.as_(who).act(mutation, input.clone()).await;
        mend_writes(world, table).await;
        assert_eq!(answer.error_codes(), ["INTERNAL"], "{mutation} writes to {table}");
        assert_eq!(everything(world).await, before, "{mutation}, broken at {table}");
        assert!(heard.try_recv().is_err(), "{mutation}, broken at {table}");
    }
    let done = world.as_(who).act(mutation, input).await;
    assert_eq!(done.refusals(), Vec::<String>::new());
    assert!(heard.try_recv().is_ok(), "{mutation} is told");
    done
}

/// The future, as far as so many steps; `None` when it was broken off there.
async fn as_far_as<F: Future>(steps: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = steps;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// Mia's case, and what she asks in it.
async fn a_case(world: &World, mia: &Member, word: &str) -> (CaseId, Value) {
    let entry = world.specialist(word).await;
    let id = world.case(word).held_by(mia).await;
    let question = json!({ "caseId": id, "expectedVersion": 1, "specialistId": entry, "reason": "Te zwaar",
        "consent": { "form": "SPOKEN", "on": "2026-11-23" }, "idempotencyKey": format!("vraag {word}") });
    (id, question)
}

on_both! {
    /// Asking with consent, an answer that makes another holder, and closing: together they write everywhere.
    async fn a_write_that_fails_undoes_those_before_it(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (id, question) = a_case(&world, &mia, "koekblik").await;
        let entry = question["specialistId"].as_str().expect("an id").parse().expect("an id");
        let nadia = world.specialist_account("Nadia", entry).await;
        let tables = ["consents", "cases", "involvements"];
        let asked = broken_everywhere(&world, &mia, "requestHandover", question, &tables).await;
        let asked = involvement_id(asked.at("/requestHandover"));
        let yes = json!({ "involvementId": asked, "expectedVersion": 1, "idempotencyKey": "ja" });
        let tables = ["involvements", "cases", "case_followers"];
        broken_everywhere(&world, &nadia, "acceptInvolvement", yes, &tables).await;
        let close = json!({ "caseId": id, "expectedVersion": 3, "outcome": "SOLVED_BY_SPECIALIST",
            "idempotencyKey": "klaar" });
        broken_everywhere(&world, &nadia, "closeCase", close, &["cases", "involvements"]).await;
    }

    /// Whom it concerns is told, and a mail is on its way, or nothing was done.
    async fn what_nobody_can_be_told_is_not_done(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        for who in [&joris, &mia] {
            world.as_(who).wants_mail(MailFrequency::AtOnce).await;
        }
        let id = world.case("koekblik").held_by(&mia).await;
        let support = json!({ "caseId": id, "expectedVersion": 1, "reason": "Kijk je mee?", "communityWorkerId": joris.id,
            "idempotencyKey": "vraag" });
        broken_everywhere(&world, &mia, "requestSupport", support, &["notices", "mails"]).await;
        assert_eq!(world.hears(&joris).await, ["INVOLVEMENT_REQUESTED of Mia"], "once");

        // Not of cases alone: she stops, her case goes to Joris, and the role ends.
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let stops = json!({ "cases": [{ "caseId": id, "toPersonId": joris.id }], "expectedVersion": 1, "idempotencyKey": "weg" });
        let before = everything(&world).await;
        for table in ["notices", "mails"] {
            break_writes(&world, table).await;
            let answer = world.as_(&ellen).step("stopConnector", profile, stops.clone()).await;
            mend_writes(&world, table).await;
            assert_eq!(answer.error_codes(), ["INTERNAL"], "{table}");
            assert_eq!(everything(&world).await, before, "{table}");
        }
        world.as_(&ellen).steps("stopConnector", profile, stops).await;
        assert!(world.hears(&joris).await.contains(&"CASE_GIVEN of Ellen".to_owned()));
    }

    /// A look that can't be logged is no look: nothing is told.
    async fn a_read_that_cannot_be_logged_tells_nothing(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let consent = json!({ "form": "SPOKEN", "on": "2026-11-23" });
        world.as_(&mia).acts_on(id, "addResidentDetails", json!({ "name": "Iemand", "consent": consent })).await;
        let input = json!({ "caseId": id, "reason": "Om te bellen" });
        for (who, mutation) in [(&mia, "revealResidentDetails"), (&ellen, "readCaseWithReason")] {
            let before = everything(&world).await;
            break_writes(&world, "processing_log").await;
            let answer = world.as_(who).act(mutation, input.clone()).await;
            mend_writes(&world, "processing_log").await;
            assert_eq!(answer.error_codes(), ["INTERNAL"], "{mutation}");
            assert!(answer.is_without_data(), "{mutation} tells nothing");
            assert_eq!(everything(&world).await, before, "{mutation}");
            assert_eq!(world.as_(&ellen).case(id).await["content"], Value::Null, "{mutation} opens nothing");
            assert_eq!(world.as_(who).act(mutation, input.clone()).await.refusals(), Vec::<String>::new());
        }
    }

    /// A client that hangs up, a server that stops: at one point after another where an act waits for the database.
    async fn an_act_that_is_broken_off_is_done_whole_or_not_at_all(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let hers = world.as_(&mia);
        let counted = async || everything(&world).await.len();
        let (_, undisturbed) = a_case(&world, &mia, "ongestoord").await;
        let before = counted().await;
        hers.does("requestHandover", undisturbed).await;
        let effect = counted().await - before;

        let mut undone = 0;
        for steps in [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 29, 35] {
            let (_, question) = a_case(&world, &mia, &format!("woord {steps}")).await;
            let before = counted().await;
            as_far_as(steps, hers.act("requestHandover", question.clone())).await;
            let left = counted().await - before;
            assert!(left == 0 || left == effect, "broken off after {steps} steps: {left} of {effect} rows");
            undone += usize::from(left == 0);
            let again = hers.act("requestHandover", question).await;
            assert_eq!(again.refusals(), Vec::<String>::new(), "after {steps} steps");
            assert_eq!(counted().await - before, effect, "after {steps} steps and once more");
        }
        assert!(undone > 1, "nothing was broken off");
    }
}
