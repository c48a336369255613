//! Who sees what people are told, and mail that can't be delivered, as a table to read beside the one of the domain.

use entities::{MailKind, MailState, MailTrouble, NoticeKind, mail, notice};
use expect_test::expect;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

use crate::visibility::{Table, everybody, world, yes};

/// Of a notice to somebody else, one of their own, and a mail to somebody else that can't be delivered.
#[tokio::test(flavor = "multi_thread")]
async fn who_sees_notices_and_mail_that_does_not_arrive() {
    const HEADS: [&str; 6] = ["own notice", "another's", "mail", "retry", "own mail setting", "see another's"];
    let world = world().await;
    let own = world.specialist("eigen").await;
    let viewers = everybody(&world, own).await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let notice = async |to: entities::PersonId| {
        let row = notice::Model {
            id: world.id(),
            person_id: to,
            kind: NoticeKind::TrainingDue,
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
        row.into_active_model().insert(world.db()).await.expect("written").id
    };
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
        let node = async |id: entities::NoticeId| {
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
