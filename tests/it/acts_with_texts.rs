//! Every act that takes a text, by somebody who may do it, with nothing wrong in it.

use std::collections::BTreeMap;

use entities::{ConnectorStatus, ContactSide, CourseKind, InvolvementKind, InvolvementStatus, Outcome};
use serde_json::{Value, json};

use crate::harness::machine::Machine;
use crate::harness::people::Member;
use crate::harness::world::World;

/// By their mutation: who does it, and the input.
pub type Acts = BTreeMap<&'static str, (Option<Member>, Value)>;

/// Every act that takes a text, by somebody who may do it, with nothing wrong in it.
pub async fn everything_that_takes_a_text(world: &World) -> Acts {
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    let ellen = world.coordinator("Ellen").await;
    let people = People { mia, joris, ellen };
    let mut acts = on_cases(world, &people).await;
    acts.extend(on_involvements(world, &people).await);
    acts.extend(with_connectors(world, &people).await);
    acts.extend(on_training_and_the_directory(world, &people).await);
    acts.extend(on_accounts(world, &people).await);
    acts
}

struct People {
    mia: Member,
    joris: Member,
    ellen: Member,
}

async fn on_cases(world: &World, People { mia, joris, .. }: &People) -> Acts {
    let entry = world.specialist("schuldhulp").await;
    let nadia = world.specialist_account("Nadia", entry).await;
    let case = world.case("koekblik").held_by(mia).await;
    let closed = world.case("bromtol").held_by(mia).closed(Outcome::SolvedTogether).await;
    let hers = world.case("mus").held_by_specialist(entry).await;
    let consent = json!({ "form": "SPOKEN", "on": world.today() });
    let details = json!({ "name": "Iemand", "phone": "0412 00 10 20", "address": "Plein 1", "consent": consent });
    world.as_(mia).acts_on(case, "addResidentDetails", details.clone()).await;
    let with = |id: entities::CaseId, version: i32, more: Value| {
        let mut input = json!({ "caseId": id, "expectedVersion": version });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        input
    };
    let version = i32::try_from(world.as_(mia).version(case).await).expect("small");
    let on = |more: Value| (Some(mia.clone()), with(case, version, more));
    let open = json!({ "neighbourhoodId": world.neighbourhood("ruwaard").await, "topicIds": [world.topic("schulden").await],
        "codeWord": "vink", "summary": "Snapt een brief niet.", "contactPreference": "CALL", "contactNote": "Na vier uur." });
    let until = world.today().plus_days(7);
    let mut without_version = json!({ "caseId": case, "text": "Koffie gedronken." });
    let note = (Some(mia.clone()), without_version.clone());
    without_version = json!({ "caseId": case, "reason": "Een klacht" });
    Acts::from([
        ("openCase", (Some(mia.clone()), open)),
        ("addNote", note),
        ("setNextStep", on(json!({ "nextStep": "Bellen" }))),
        (
            "correctCase",
            on(json!({ "summary": "Toch anders.", "contactPreference": "CALL", "contactNote": "Na vijf uur." })),
        ),
        ("setCaseWaiting", on(json!({ "waitingFor": "DECISION", "until": until, "note": "Er is gebeld." }))),
        ("closeCase", on(json!({ "outcome": "SOLVED_TOGETHER", "note": "Klaar." }))),
        ("reopenCase", (Some(mia.clone()), with(closed, 1, json!({ "reason": "Er kwam een brief." })))),
        ("giveSignOfLife", (Some(nadia), with(hers, 1, json!({ "note": "Er is een plan." })))),
        ("readCaseWithReason", (Some(joris.clone()), without_version.clone())),
        ("addResidentDetails", on(details)),
        ("revealResidentDetails", (Some(mia.clone()), without_version)),
    ])
}

async fn on_involvements(world: &World, People { mia, joris, .. }: &People) -> Acts {
    let entry = world.specialist("taalhuis").await;
    let (free, asked, helped) = (
        world.case("merel").held_by(mia).await,
        world.case("kauw").held_by(mia).await,
        world.case("spreeuw").held_by(mia).await,
    );
    let to = |row: &mut entities::involvement::Model| row.receiver_person_id = Some(joris.id);
    let requested = world.involvement(asked, InvolvementKind::Support, mia, to).await;
    let accepted = world
        .involvement(helped, InvolvementKind::Support, mia, |row| {
            (row.receiver_person_id, row.status) = (Some(joris.id), InvolvementStatus::Accepted);
        })
        .await;
    let by_phone = world
        .involvement(helped, InvolvementKind::Consultation, mia, |row| row.receiver_specialist_id = Some(entry))
        .await;
    let ask = json!({ "caseId": free, "expectedVersion": 1, "reason": "Samen kijken.", "nextStep": "Bellen" });
    let mut of_entry = ask.clone();
    of_entry["specialistId"] = json!(entry);
    let hers = |input: &Value| (Some(mia.clone()), input.clone());
    let at = |id: entities::InvolvementId, more: Value| {
        let mut input = json!({ "involvementId": id, "expectedVersion": 1 });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        input
    };
    Acts::from([
        ("requestSupport", hers(&ask)),
        ("requestTakeover", hers(&ask)),
        ("offerTakeover", (Some(joris.clone()), ask)),
        ("requestConsultation", hers(&of_entry)),
        ("requestHandover", hers(&of_entry)),
        ("requestJointVisit", hers(&of_entry)),
        ("declineInvolvement", (Some(joris.clone()), at(requested, json!({ "reason": "Geen tijd." })))),
        ("completeInvolvement", (Some(joris.clone()), at(accepted, json!({ "note": "Het is klaar." })))),
        ("recordInvolvementAnswer", hers(&at(by_phone, json!({ "accepted": false, "reason": "Geen plek." })))),
    ])
}

async fn with_connectors(world: &World, People { mia, joris, ellen }: &People) -> Acts {
    world.welfare().await;
    let questions = world.questions().await;
    let mut form = world.filled_in(&questions, "ruwaard", "form").await;
    form["website"] = json!("");
    let new = world.person("Fatma").await;
    let at =
        async |who: Option<&Member>, status: ConnectorStatus| world.profile(who, status, &["ruwaard"], |_| ()).await;
    let (applied, talked) = (at(None, ConnectorStatus::Applied).await, at(None, ConnectorStatus::Talked).await);
    let training = at(Some(&new), ConnectorStatus::InTraining).await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let own = at(Some(&toos), ConnectorStatus::Active).await;
    let ready = async |name: &str, status: ConnectorStatus| {
        let who = world.person(name).await;
        world.attended_basic_course(&who).await;
        world.profile(Some(&who), status, &["ruwaard"], |row| row.pledged_at = Some(world.now())).await
    };
    let trained = ready("Noor", ConnectorStatus::InTraining).await;
    let paused = ready("Wim", ConnectorStatus::Paused).await;
    for id in [own, trained, paused] {
        world.contact(id, ContactSide::Welfare, joris, 5).await;
        world.contact(id, ContactSide::Municipality, &world.officer(&format!("Bas {id}")).await, 5).await;
    }
    let step = |who: &Member, id: entities::ConnectorId, more: Value| {
        let mut input = json!({ "connectorId": id, "expectedVersion": 1 });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        (Some(who.clone()), input)
    };
    let note = || json!({ "note": "Dat ging goed." });
    let leave = || json!({ "cases": [], "note": "Even rust." });
    let profile = json!({ "phone": "0412 00 10 20", "languages": ["nl"], "skills": "Luisteren", "dayparts": [], "availability": "Vaak" });
    let moment = json!({ "connectorId": own, "heldOn": world.today(), "means": "CALL", "line": "Het gaat goed." });
    let asked = world.as_(mia).asks(&toos, "Hoe doe jij dat?").await;
    Acts::from([
        ("applyAsConnector", (None, form)),
        ("noteConversation", step(ellen, applied, note())),
        ("startTraining", step(ellen, talked, note())),
        ("activateConnector", step(ellen, trained, note())),
        ("resumeConnector", step(ellen, paused, note())),
        ("acceptPledge", step(&new, training, note())),
        ("declineApplication", step(ellen, applied, json!({ "reason": "NO_ROOM", "note": "Later weer." }))),
        ("correctConnector", step(&toos, own, profile)),
        ("pauseConnector", step(&toos, own, leave())),
        ("stopConnector", step(&toos, own, leave())),
        ("noteContactMoment", (Some(joris.clone()), moment)),
        ("askPeers", (Some(mia.clone()), json!({ "personId": toos.id, "text": "Hoe doe jij dat?" }))),
        ("answerPeerQuestion", (Some(toos.clone()), json!({ "peerQuestionId": asked["id"], "text": "Zo." }))),
    ])
}

async fn on_training_and_the_directory(world: &World, People { mia, joris, ellen }: &People) -> Acts {
    let course = world.course("basis", |row| row.kind = CourseKind::Basic).await;
    let meeting = world.meeting(course, 7, ellen, |_| ()).await;
    let plan = json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30", "place": "Zaal", "capacity": 5 });
    let entry = world.specialist("maaltijden").await;
    let written = world.written_entry().await;
    let hers = |input: Value| (Some(ellen.clone()), input);
    Acts::from([
        ("planTrainingSession", hers(json!({ "plan": plan }))),
        ("changeTrainingSession", hers(json!({ "trainingSessionId": meeting, "expectedVersion": 1, "plan": plan }))),
        (
            "callOffTrainingSession",
            hers(json!({ "trainingSessionId": meeting, "expectedVersion": 1, "reason": "Ziek" })),
        ),
        (
            "markTopicChanged",
            hers(json!({ "topicId": world.topic("schulden").await, "changedOn": world.today(), "note": "Anders." })),
        ),
        ("addSpecialist", (Some(joris.clone()), json!({ "specialist": written }))),
        (
            "changeSpecialist",
            (Some(joris.clone()), json!({ "specialistId": entry, "expectedVersion": 1, "specialist": written })),
        ),
        ("markSpecialistStale", (Some(mia.clone()), json!({ "specialistId": entry, "note": "Verhuisd." }))),
        ("addSpecialistNote", (Some(mia.clone()), json!({ "specialistId": entry, "text": "Belt terug." }))),
        ("reportUnmetSearch", (Some(mia.clone()), json!({ "words": "dakdekker", "note": "Voor een lek dak." }))),
        ("settleUnmetSearch", hers(json!({ "words": "dakdekker", "outcome": "NOT_NEEDED" }))),
        ("saveBoardView", (Some(mia.clone()), json!({ "name": "Te laat", "query": "telaat=ja" }))),
    ])
}

async fn on_accounts(world: &World, People { mia, ellen, .. }: &People) -> Acts {
    let ad = world.administrator("Ad").await;
    let invited = "mutation ($id: PersonId!) { renewInvitation(input: { personId: $id }) { invitationPath userErrors { code } } }";
    let invited = world.as_(ellen).execute(invited, json!({ "id": mia.id })).await;
    let token = invited.text("/renewInvitation/invitationPath").replace("/uitnodiging/", "");
    let person = json!({ "name": "Wim", "email": "wim@example.org", "phone": "0412 00 10 20",
        "roles": [{ "role": "CONNECTOR", "neighbourhoodId": world.neighbourhood("ruwaard").await }] });
    let machine = json!({ "name": "Kaart", "organisationId": world.organisation("welzijn").await, "scopes": ["DIRECTORY"],
        "publicKey": Machine::of_seed(9).pem() });
    Acts::from([
        ("registerMachineClient", (Some(ad), machine)),
        ("invitePerson", (Some(ellen.clone()), person)),
        ("signIn", (None, json!({ "email": "mia@example.org", "password": "dit is het niet" }))),
        ("acceptInvitation", (None, json!({ "token": token, "password": "drie losse woorden" }))),
    ])
}
