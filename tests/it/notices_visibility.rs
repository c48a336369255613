//! Who sees what people are told, and mail that can't be delivered, as a table to read beside the one of the domain.

use entities::{
    CaseId, MailKind, MailState, MailTrouble, NoticeId, NoticeKind, PersonId, TrainingSessionId, mail, notice,
};
use expect_test::expect;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::visibility::{Table, everybody, yes};

on_both! {
    async fn who_sees_notices_and_mail_that_does_not_arrive(db: TestDatabase) {
        notices_and_mail(&World::on(db).await).await;
    }

    async fn who_reads_in_a_notice_of_which_meeting_and_case_it_is(db: TestDatabase) {
        subjects(&World::on(db).await).await;
    }
}

/// Of a notice to somebody else, one of their own, and a mail to somebody else that can't be delivered.
async fn notices_and_mail(world: &World) {
    const HEADS: [&str; 6] = ["own notice", "another's", "mail", "retry", "own mail setting", "see another's"];
    let own = world.specialist("eigen").await;
    let viewers = everybody(world, own).await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let notice = async |to: PersonId| told(world, to, NoticeKind::TrainingDue, |_| ()).await;
    let hers = notice(toos.id).await;
    let mail = mail::Model {
        id: world.id(),
        person_id: toos.id,
        kind: MailKind::Digest,
        state: MailState::Failed,
        written_at: world.now(),
        due_at: world.now(),
        leased_until: None,
        tries: 1,
        trouble: Some(MailTrouble::AddressRefused),
        failing_since: Some(world.now()),
        ended_at: Some(world.now()),
        version: 1,
    };
    let mail = mail.into_active_model().insert(world.db()).await.expect("written").id;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let node = async |id: NoticeId| {
            let document = "query ($id: ID!) { node(id: $id) { __typename } }";
            let answer = world.answer(viewer.clone(), document, json!({ "id": id })).await;
            yes(answer.data().pointer("/node/__typename").is_some())
        };
        let own = match viewer.person_id() {
            Some(me) => node(notice(me).await).await,
            None => "-".to_owned(),
        };
        let listed = world.answer(viewer.clone(), "{ undeliveredMail { totalCount } }", json!({})).await;
        let retry = "mutation ($input: RetryMailInput!) { retryMail(input: $input) { userErrors { code } } }";
        // At another version, so that it stays as it is for the next one.
        let input = json!({ "mailId": mail, "expectedVersion": 7 });
        let retry = world.answer(viewer.clone(), retry, json!({ "input": input })).await;
        let setting = world.answer(viewer.clone(), "{ viewer { mailSetting { frequency } } }", json!({})).await;
        let see = "mutation ($input: MarkNoticesSeenInput!) { markNoticesSeen(input: $input) { userErrors { code } } }";
        let see = world.answer(viewer.clone(), see, json!({ "input": { "noticeIds": [hers] } })).await;
        let cells = [
            own,
            node(hers).await,
            yes(listed.data().pointer("/undeliveredMail/totalCount") == Some(&json!(1))),
            yes(retry.data().pointer("/retryMail/userErrors/0/code") == Some(&json!("STALE_VERSION"))),
            yes(setting.data().pointer("/viewer/mailSetting/frequency") == Some(&json!("DAILY"))),
            yes(see.data().pointer("/markNoticesSeen/userErrors") == Some(&json!([]))),
        ];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             own notice  another's  mail  retry  own mail setting  see another's
        CONNECTOR            yes         -          -     -      yes               -
        COMMUNITY_WORKER     yes         -          -     -      yes               -
        COORDINATOR          yes         -          yes   yes    yes               -
        SPECIALIST           yes         -          -     -      yes               -
        MUNICIPALITY_OFFICER yes         -          -     -      yes               -
        CENTRE_MANAGER       yes         -          -     -      yes               -
        ADMINISTRATOR        yes         -          yes   yes    yes               -
        (no role)            yes         -          -     -      yes               -
        (machine: directory) -           -          -     -      -                 -
        (machine: nothing)   -           -          -     -      -                 -
        (nobody)             -           -          -     -      -                 -
    "#]]
    .assert_eq(&table.0);
}

/// That a notice is there doesn't show what it is about, nor who did it: that is as the policy of the meeting and the case has it.
async fn subjects(world: &World) {
    const HEADS: [&str; 5] = ["meeting they give", "another's", "case of Ruwaard", "of Lith", "one they held"];
    let own = world.specialist("eigen").await;
    let viewers = everybody(world, own).await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
    let course = world.course("gesprek", |_| ()).await;
    let near = world.case("koekblik").held_by(&toos).await;
    let far = world.case("bromtol").in_neighbourhood("lith").held_by(&thijs).await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let mut cells = Vec::new();
        if let Some(me) = viewer.person_id() {
            // What it is about and by whom, or neither; and each only through the notice itself.
            let shows = async |kind: NoticeKind, about: &dyn Fn(&mut notice::Model)| {
                let id = told(world, me, kind, |row| {
                    row.caused_by = Some(toos.id);
                    about(row);
                })
                .await;
                let document = "query ($id: ID!) { node(id: $id) { ... on Notice { trainingSession { id } case { id } causedBy { name } } } }";
                let answer = world.answer(viewer.clone(), document, json!({ "id": id })).await;
                let is_there = |name: &str| !answer.at("/node")[name].is_null();
                let subject = is_there("trainingSession") || is_there("case");
                assert_eq!(subject, is_there("causedBy"), "{who}: {kind:?}");
                yes(subject)
            };
            let given = world.meeting(course, 7, &toos, |row| row.municipality_trainer_id = Some(me)).await;
            let others = world.meeting(course, 7, &toos, |_| ()).await;
            let of = |id: TrainingSessionId| move |row: &mut notice::Model| row.training_session_id = Some(id);
            let about = |id: CaseId| move |row: &mut notice::Model| row.case_id = Some(id);
            let word = format!("woord van {who}");
            let them = Member { id: me, name: who.clone(), email: String::new() };
            let held = world.case(&word).in_neighbourhood("lith").held_by(&thijs).followed_by(&them).await;
            cells = vec![
                shows(NoticeKind::TrainerOf, &of(given)).await,
                shows(NoticeKind::TrainerEnded, &of(others)).await,
                shows(NoticeKind::CaseGiven, &about(near)).await,
                shows(NoticeKind::CaseGiven, &about(far)).await,
                shows(NoticeKind::CasePassedOn, &about(held)).await,
            ];
        }
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             meeting they give  another's  case of Ruwaard  of Lith  one they held
        CONNECTOR            yes                yes        yes              -        yes
        COMMUNITY_WORKER     yes                yes        yes              -        yes
        COORDINATOR          yes                yes        yes              yes      yes
        SPECIALIST           yes                -          -                -        yes
        MUNICIPALITY_OFFICER yes                -          -                -        -
        CENTRE_MANAGER       yes                -          -                -        -
        ADMINISTRATOR        yes                -          -                -        -
        (no role)            yes                -          -                -        -
        (machine: directory)
        (machine: nothing)
        (nobody)
    "#]]
    .assert_eq(&table.0);
}

/// Somebody is told something.
async fn told(world: &World, to: PersonId, kind: NoticeKind, about: impl FnOnce(&mut notice::Model)) -> NoticeId {
    let mut row = notice::Model {
        id: world.id(),
        person_id: to,
        kind,
        at: world.now(),
        case_id: None,
        involvement_id: None,
        training_session_id: None,
        connector_id: None,
        peer_question_id: None,
        caused_by: None,
        mail_id: None,
        reminder_key: None,
        seen_at: None,
    };
    about(&mut row);
    row.into_active_model().insert(world.db()).await.expect("written").id
}
