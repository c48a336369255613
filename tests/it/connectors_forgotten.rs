//! Who left is forgotten after a while, and from which organisation somebody works has its days.

use std::sync::Arc;

use api::connectors::forgetting::forget_due;
use entities::{
    ConnectorStatus, ContactSide, OrganisationId, OrganisationKind, ProcessingAction, application_answer, connector,
    connector_step, log_line, organisation, person,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::cases_broken_off::{break_writes, mend_writes};
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const NO_REFUSAL: Vec<String> = Vec::new();
const RETENTION: &str = "mutation ($input: SetApplicationRetentionInput!) { setApplicationRetention(input: $input) {
    retention { days version } userErrors { code field message } } }";

on_both! {
    /// An application that ended loses what is personal after the days that were set, and not sooner; the figures keep it.
    async fn an_application_that_ended_is_forgotten(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let questions = world.questions().await;
        world.neighbourhood("ruwaard").await;
        let form = world.filled_in(&questions, "ruwaard", "form").await;
        assert_eq!(world.as_nobody().apply(&form).await.refusals(), NO_REFUSAL);
        let id = connector::Entity::find().one(world.db()).await.expect("read").expect("there").id;
        let session = world.as_(&ellen);
        session.steps("declineApplication", id, json!({ "reason": "NO_ROOM", "note": "Belt in het voorjaar terug." })).await;
        let set = |days: i32, version: i32| json!({ "input": { "days": days, "expectedVersion": version } });
        assert_eq!(session.execute(RETENTION, set(0, 1)).await.refusals(), ["INVALID input.days"]);
        assert_eq!(session.execute(RETENTION, set(14, 1)).await.at("/setApplicationRetention/retention"), &json!({ "days": 14, "version": 2 }));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        assert_eq!(world.as_(&mia).execute(RETENTION, set(14, 2)).await.refusals(), ["NOT_ALLOWED"]);

        world.pass_days(14);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(session.connector(id).await["name"], "Sanne Kuipers", "it isn't time yet");
        world.pass_minutes(1);
        // Two servers on one database; who is second finds it done.
        let (one, other) = (api::by_the_clock::tidy(world.app()), api::by_the_clock::tidy(world.app()));
        let told = Box::pin(futures_util::future::join(one, other)).await;
        assert!(told.0.is_ok() && told.1.is_ok());
        let row = connector::Entity::find().one(world.db()).await.expect("read").expect("there");
        let texts = [&row.name, &row.email, &row.phone, &row.languages, &row.skills, &row.dayparts, &row.availability];
        assert!(texts.iter().all(|text| text.is_empty()) && row.forgotten_at.is_some(), "{texts:?}");
        assert_eq!(application_answer::Entity::find().count(world.db()).await.expect("counted"), 0);
        let steps = connector_step::Entity::find().all(world.db()).await.expect("read");
        assert!(steps.len() == 2 && steps.iter().all(|step| step.note.is_none()));
        // The log says that it happened, once, and of nobody.
        let admin = world.administrator("Ad").await;
        assert_eq!(log(&world, &admin).await, ["FORGOTTEN De app: application"]);
        // It still counts, and there is nothing left to do with it.
        let figures = session.execute("{ connectorFigures { byStatus { status count } } }", json!({})).await;
        assert!(figures.list("/connectorFigures/byStatus").contains(&json!({ "status": "DECLINED", "count": 1 })));
        let seen = session.connector(id).await;
        assert_eq!((&seen["name"], &seen["availableActs"], &seen["answers"]), (&json!(""), &json!([]), &json!([])));
        assert_eq!(session.step("noteConversation", id, json!({})).await.refusals(), ["NOT_FOUND input.connectorId"]);
        // The same person may come anew.
        let form = world.filled_in(&questions, "ruwaard", "later").await;
        assert_eq!(world.as_nobody().apply(&form).await.refusals(), NO_REFUSAL);
        assert_eq!(connector::Entity::find().count(world.db()).await.expect("counted"), 2);
    }

    /// Who stopped is forgotten after a year, with their account; who does something else here keeps it.
    async fn who_stopped_is_forgotten_after_a_year(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (mia, joris) = (world.connector("Mia").in_neighbourhood("ruwaard").await, world.community_worker("Joris").in_neighbourhood("ruwaard").await);
        let both = world.connector("Karin").in_neighbourhood("ruwaard").await;
        world.grant(both.id, entities::Role::Coordinator, None, None).await;
        let mus = world.case("mus").held_by(&mia).await;
        for who in [&mia, &both] {
            let id = world.profile(Some(who), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
            world.contact(id, ContactSide::Welfare, &joris, 10).await;
            let cases = if who.id == mia.id { json!([{ "caseId": mus, "toPersonId": joris.id }]) } else { json!([]) };
            world.as_(&ellen).steps("stopConnector", id, json!({ "cases": cases, "note": "Gaat verhuizen." })).await;
        }
        world.pass_days(365);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(name_of(&world, mia.id).await, ("Mia".to_owned(), false));
        world.pass_minutes(1);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(name_of(&world, mia.id).await, ("Oud-buurtverbinder".to_owned(), true));
        assert_eq!(name_of(&world, both.id).await, ("Karin".to_owned(), false));
        // A line for each, of the account; what it is called by now.
        let admin = world.administrator("Ad").await;
        let mut lines = log(&world, &admin).await;
        lines.sort_unstable();
        assert_eq!(lines, ["FORGOTTEN De app: Karin · connector", "FORGOTTEN De app: Oud-buurtverbinder · connector"]);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(log(&world, &admin).await.len(), 2, "who is forgotten isn't again");
        let people = person::Entity::find().all(world.db()).await.expect("read");
        assert!(people.iter().all(|row| row.email != mia.email), "nothing is left to find her by");
        let told = world.as_(&joris).case(mus).await.to_string();
        assert!(!told.contains("Mia"), "{told}");
    }

    /// Without the line in the log nothing is forgotten, and with it all of it is.
    async fn whoever_is_forgotten_stands_in_the_log_or_isnt_forgotten(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.as_(&ellen).steps("stopConnector", id, json!({ "cases": [] })).await;
        world.pass_days(366);
        break_writes(&world, "processing_log").await;
        assert!(api::by_the_clock::tidy(world.app()).await.is_err());
        mend_writes(&world, "processing_log").await;
        assert_eq!(name_of(&world, mia.id).await, ("Mia".to_owned(), false));
        let row = connector::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there");
        assert_eq!((row.name.as_str(), row.forgotten_at), ("Mia", None));
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        let admin = world.administrator("Ad").await;
        assert_eq!(log(&world, &admin).await, ["FORGOTTEN De app: Oud-buurtverbinder · connector"]);
    }

    /// More than go at once, by two servers: each has one line.
    async fn many_are_forgotten_with_a_line_each(db: TestDatabase) {
        let world = World::on(db).await;
        let long_ago = world.now().plus_days(-100);
        for _ in 0..230 {
            world.profile(None, ConnectorStatus::Declined, &[], |row| row.last_step_at = long_ago).await;
        }
        let server = || {
            let app = Arc::clone(world.app());
            tokio::spawn(async move { forget_due(&app).await.expect("forgotten") })
        };
        let (one, other) = (server(), server());
        assert_eq!(one.await.expect("it ends") + other.await.expect("it ends"), 230);
        let lines = log_line::Entity::find().filter(log_line::Column::Action.eq(ProcessingAction::Forgotten));
        assert_eq!(lines.count(world.db()).await.expect("counted"), 230);
    }

    async fn the_host_has_its_days(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        world.welfare().await;
        let later = host(&world, "Dorpswelzijn").await;
        let began = world.now().plus_days(-100);
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |row| row.applied_at = began).await;
        let session = world.as_(&ellen);
        let hosts = session.execute("{ possibleHosts { id name } }", json!({})).await;
        let first = hosts.at("/possibleHosts/1/id").clone();
        assert_eq!(hosts.at("/possibleHosts/1/name"), "Welzijn");
        assert_eq!(world.as_(&joris).execute("{ possibleHosts { id } }", json!({})).await.at("/possibleHosts"), &json!([]));
        let set = |organisation: &Value, day: &str| json!({ "organisationId": organisation, "fromOn": day });
        session.steps("setConnectorHost", id, set(&first, "2026-11-01")).await;
        // Planned ahead it isn't so yet; on the day it is, without anybody doing anything.
        let planned = session.steps("setConnectorHost", id, set(&json!(later), "2026-12-01")).await;
        assert_eq!(planned["host"], json!({ "organisation": { "name": "Welzijn" }, "fromOn": "2026-11-01", "untilOn": "2026-11-30" }));
        world.pass_until("2026-12-01T11:00:00Z");
        let now = async || session.connector(id).await["host"].clone();
        assert_eq!(now().await, json!({ "organisation": { "name": "Dorpswelzijn" }, "fromOn": "2026-12-01", "untilOn": null }));
        // Told later that it was earlier: what was planned for that day or later gives way.
        session.steps("setConnectorHost", id, set(&first, "2026-11-20")).await;
        assert_eq!(now().await, json!({ "organisation": { "name": "Welzijn" }, "fromOn": "2026-11-20", "untilOn": null }));
        for (organisation, day, refusals) in [
            (&first, "2026-02-30", vec!["INVALID input.fromOn"]),
            (&first, "2026-01-01", vec!["INVALID input.fromOn"]),
            (&first, "2028-01-01", vec!["INVALID input.fromOn"]),
            (&json!(world.id::<OrganisationId>()), "straks", vec!["NOT_FOUND input.organisationId", "INVALID input.fromOn"]),
        ] {
            assert_eq!(session.step("setConnectorHost", id, set(organisation, day)).await.refusals(), refusals, "{day}");
        }
        for who in [&mia, &joris] {
            assert_eq!(world.as_(who).step("setConnectorHost", id, set(&first, "2026-12-01")).await.refusals(), ["NOT_ALLOWED"]);
        }
        let stale = json!({ "organisationId": first, "fromOn": "2026-12-01", "expectedVersion": 1 });
        assert_eq!(session.step("setConnectorHost", id, stale).await.refusals(), ["STALE_VERSION input.expectedVersion"]);
    }
}

/// What the administrator reads of who was forgotten, as `ACTION actor: subject`.
async fn log(world: &World, admin: &Member) -> Vec<String> {
    const LOG: &str = "{ processingLog(first: 100) { nodes { action actorName subject } } }";
    let answer = world.as_(admin).execute(LOG, json!({})).await;
    let text = |line: &Value, name: &str| line[name].as_str().expect("a text").to_owned();
    let lines = answer.list("/processingLog/nodes").iter().filter(|line| line["action"] == "FORGOTTEN");
    lines.map(|line| format!("FORGOTTEN {}: {}", text(line, "actorName"), text(line, "subject"))).collect()
}

async fn name_of(world: &World, id: entities::PersonId) -> (String, bool) {
    let row = person::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there");
    (row.name, row.ended_at.is_some())
}

async fn host(world: &World, name: &str) -> OrganisationId {
    let row = organisation::Model {
        id: world.id(),
        slug: name.to_lowercase(),
        name: name.to_owned(),
        kind: OrganisationKind::Welfare,
        website: None,
    };
    row.into_active_model().insert(world.db()).await.expect("written").id
}
