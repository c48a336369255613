//! What is somebody's own in a town at random, and what only some may see: notices, mail, saved views, what was not found,
//! machines, the log and what people answered who applied.

use entities::{
    MailKind, MailState, MailTrouble, NoticeKind, OrganisationKind, PersonId, ProcessingAction, application_answer,
    board_view, log_line, machine_client, mail, notice, unmet_search,
};
use sea_orm::IntoActiveModel;

use crate::harness::world::World;
use crate::town::{Town, insert};
use crate::town_programme::Programme;

/// One of everything that is somebody's own, for each; and one of what only some may see.
pub async fn put_things(world: &World, town: &Town, programme: &Programme) {
    for member in &town.people {
        world.works_for(member, "welzijn").await;
        things_of(world, member.id).await;
    }
    world.is_of_kind("welzijn", OrganisationKind::Welfare).await;
    let [question_id, _] = world.questions().await;
    for profile in &programme.profiles {
        let row = application_answer::Model { connector_id: profile.id, question_id, answer: "Graag.".to_owned() };
        insert(world, row.into_active_model()).await;
    }
    let first = town.people[0].id;
    let unmet = unmet_search::Model {
        id: world.id(),
        folded: "dakdekker".to_owned(),
        words: "dakdekker".to_owned(),
        neighbourhood_id: None,
        note: None,
        reported_on: world.today(),
        settled_on: None,
        settled_as: None,
    };
    insert(world, unmet.into_active_model()).await;
    let machine = machine_client::Model {
        id: world.id(),
        name: "Kaart".to_owned(),
        organisation_id: world.organisation("welzijn").await,
        scopes: "directory".to_owned(),
        public_key: "none".to_owned(),
        key_thumbprint: "none".to_owned(),
        registered_at: world.now(),
        registered_by: first,
        revoked_at: None,
        last_used_at: None,
    };
    insert(world, machine.into_active_model()).await;
    let line = log_line::Model {
        id: world.id(),
        at: world.now(),
        action: ProcessingAction::SignedIn,
        person_id: Some(first),
        client_id: None,
        case_id: None,
        subject_person_id: None,
        subject: String::new(),
        reason: None,
        request_id: "test".to_owned(),
    };
    insert(world, line.into_active_model()).await;
}

async fn things_of(world: &World, person_id: PersonId) {
    let told = notice::Model {
        id: world.id(),
        person_id,
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
    insert(world, told.into_active_model()).await;
    let view = board_view::Model {
        id: world.id(),
        person_id,
        name: "Te laat".to_owned(),
        name_key: "te laat".to_owned(),
        query: "telaat=ja".to_owned(),
        created_at: world.now(),
    };
    insert(world, view.into_active_model()).await;
    let undelivered = mail::Model {
        id: world.id(),
        person_id,
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
    insert(world, undelivered.into_active_model()).await;
}
