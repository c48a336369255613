//! Who sees what of a case, and who may do what to it, as tables to read beside the one of the domain. Everything in
//! them is what the API answers, or the policy itself, for stories that the acts have made.

use std::fmt::Write;

use api::cases::available::CASE_ACTS;
use api::cases::rows;
use api::policy::cases;
use expect_test::expect;
use serde_json::json;

use crate::on_both;
use crate::scenes::{Scene, Stage};

const LOOK: &str = "query ($id: CaseId!) { case(id: $id) {
    content { summary } timeline(first: 100) { nodes { kind note } } residentDetails { arePresent } } }";
const REVEAL: &str =
    "mutation ($id: CaseId!) { revealResidentDetails(input: { caseId: $id, reason: \"Om te bellen\" }) {
    details { name } userErrors { code field } } }";

/// What somebody sees, a word for each column.
async fn sight(stage: &Stage, scene: &Scene) -> [&'static str; 5] {
    let look = stage.world.answer(stage.viewer(scene).await, LOOK, json!({ "id": scene.case })).await;
    let case = look.at("/case");
    let reveal = stage.world.answer(stage.viewer(scene).await, REVEAL, json!({ "id": scene.case })).await;
    let refused = reveal.refusals();
    if case.is_null() {
        assert_eq!(refused, ["NOT_FOUND input.caseId"], "{} {}", scene.who, scene.standing);
        return ["-"; 5];
    }
    let lines = case["timeline"]["nodes"].as_array().expect("lines");
    let knows = |kind: &str| lines.iter().any(|line| line["kind"] == kind);
    let notes = lines.iter().filter(|line| line["kind"] == "NOTE" && !line["note"].is_null()).count();
    [
        "yes",
        if case["content"].is_null() { "-" } else { "yes" },
        match notes {
            0 => "-",
            1 => "some",
            _ => "all",
        },
        match (knows("NEXT_STEP_SET"), knows("WAITING_SET")) {
            (true, _) => "whole",
            (false, true) => "status",
            (false, false) => "-",
        },
        match refused.first().map(String::as_str) {
            None => "yes",
            Some("CONSENT_MISSING input.caseId") => "consent",
            Some(_) => "-",
        },
    ]
}

on_both! {
    async fn who_sees_what_of_a_case(db: TestDatabase) {
        what_is_seen(&Stage::all(db).await).await;
    }

    async fn who_may_do_what_to_a_case(db: TestDatabase) {
        what_may_be_done(&Stage::all(db).await).await;
    }
}

/// Notes: all, or some, without those that are kept from specialists. Timeline: whole, or the status as a follower
/// learns it. Details: opened, or refused for want of the resident's consent.
async fn what_is_seen(stage: &Stage) {
    let head = ["card", "summary", "notes", "timeline", "details"];
    let mut table = String::new();
    let mut row = |who: &str, standing: &str, cells: [&str; 5]| {
        let [card, summary, notes, timeline, details] = cells;
        let line = format!("{who:<20} {standing:<38} {card:<5} {summary:<8} {notes:<6} {timeline:<9} {details}");
        writeln!(table, "{}", line.trim_end()).expect("text");
    };
    row("", "", head);
    for scene in &stage.scenes {
        row(&scene.who, scene.standing, sight(stage, scene).await);
    }
    expect![[r#"
                                                                    card  summary  notes  timeline  details
        CONNECTOR            holds it                               yes   yes      all    whole     yes
        CONNECTOR            follows it                             yes   -        -      status    -
        CONNECTOR            of the neighbourhood                   yes   -        -      -         -
        CONNECTOR            of what the neighbourhood lies in      yes   -        -      -         -
        CONNECTOR            of elsewhere                           -     -        -      -         -
        CONNECTOR            of the neighbourhood, nobody holds it  yes   -        -      -         -
        COMMUNITY_WORKER     gave a reason, an hour ago             yes   -        -      -         -
        COMMUNITY_WORKER     holds it, took it over                 yes   yes      all    whole     consent
        COMMUNITY_WORKER     holds it, took it over with consent    yes   yes      all    whole     yes
        COMMUNITY_WORKER     is asked by name                       yes   yes      -      whole     -
        COMMUNITY_WORKER     is asked as one of the workers         yes   yes      -      whole     -
        COMMUNITY_WORKER     said yes                               yes   yes      all    whole     consent
        COMMUNITY_WORKER     said yes, with consent                 yes   yes      all    whole     yes
        COMMUNITY_WORKER     said yes, and it is over               yes   -        -      -         -
        COMMUNITY_WORKER     said no                                yes   -        -      -         -
        COMMUNITY_WORKER     follows it                             yes   -        -      status    -
        COMMUNITY_WORKER     of the neighbourhood                   yes   -        -      -         -
        COMMUNITY_WORKER     of the neighbourhood, nobody holds it  yes   -        -      -         -
        COMMUNITY_WORKER     of the neighbourhood, gave a reason    yes   yes      all    whole     -
        COMMUNITY_WORKER     of elsewhere                           -     -        -      -         -
        COORDINATOR          gave a reason, an hour ago             yes   -        -      -         -
        COORDINATOR          runs the programme                     yes   -        -      -         -
        COORDINATOR          gave a reason                          yes   yes      all    whole     -
        COORDINATOR          followed it as a connector             yes   -        -      -         -
        SPECIALIST           is asked                               yes   -        -      -         -
        SPECIALIST           is asked, with consent                 yes   -        -      -         -
        SPECIALIST           said yes                               yes   yes      some   whole     consent
        SPECIALIST           said yes, with consent                 yes   yes      some   whole     yes
        SPECIALIST           said yes, and it is over               -     -        -      -         -
        SPECIALIST           said no                                -     -        -      -         -
        SPECIALIST           holds it                               yes   yes      some   whole     consent
        SPECIALIST           of another entry                       -     -        -      -         -
        SPECIALIST           holds it, with consent                 yes   yes      some   whole     yes
        SPECIALIST           follows it                             yes   -        -      status    -
        MUNICIPALITY_OFFICER any case                               -     -        -      -         -
        MUNICIPALITY_OFFICER held and followed it as a connector    -     -        -      -         -
        CENTRE_MANAGER       any case                               -     -        -      -         -
        CENTRE_MANAGER       held and followed it as a connector    -     -        -      -         -
        ADMINISTRATOR        any case                               -     -        -      -         -
        ADMINISTRATOR        held and followed it as a connector    -     -        -      -         -
        (no role any more)   held it as a connector                 -     -        -      -         -
        (machine)            reads the directory                    -     -        -      -         -
        (nobody)             not signed in                          -     -        -      -         -
    "#]]
    .assert_eq(&table);
}

/// Whoever isn't named at an act may not do it. Whether the state of the case allows it is another table.
#[expect(clippy::too_many_lines, reason = "one table")]
async fn what_may_be_done(stage: &Stage) {
    let mut table = String::new();
    let mut seen = Vec::new();
    for scene in &stage.scenes {
        let viewer = stage.viewer(scene).await;
        let case = rows::case(stage.world.db(), &viewer, stage.world.now(), scene.case).await.expect("read");
        seen.extend(case.map(|case| (scene, viewer, case)));
    }
    for act in CASE_ACTS {
        writeln!(table, "{act:?}").expect("text");
        let mut said = "";
        for (scene, viewer, case) in &seen {
            if cases::may(viewer, act, case).is_ok() {
                let who = if said == scene.who { "" } else { &*scene.who };
                writeln!(table, "    {who:<20} {}", scene.standing).expect("text");
                said = &scene.who;
            }
        }
    }
    expect![[r#"
        PickUp
            CONNECTOR            holds it
                                 of the neighbourhood, nobody holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
                                 of the neighbourhood, nobody holds it
            SPECIALIST           holds it
                                 holds it, with consent
        AddNote
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
                                 said yes
                                 said yes, with consent
            SPECIALIST           said yes
                                 said yes, with consent
                                 holds it
                                 holds it, with consent
        SetNextStep
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        Correct
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        SetWaiting
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        Resume
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        Close
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        Reopen
            CONNECTOR            holds it
                                 follows it
            COMMUNITY_WORKER     gave a reason, an hour ago
                                 holds it, took it over
                                 holds it, took it over with consent
                                 is asked by name
                                 is asked as one of the workers
                                 said yes
                                 said yes, with consent
                                 said yes, and it is over
                                 said no
                                 follows it
                                 of the neighbourhood
                                 of the neighbourhood, nobody holds it
                                 of the neighbourhood, gave a reason
            SPECIALIST           holds it
                                 holds it, with consent
        RequestSupport
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        RequestTakeover
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        OfferTakeover
            COMMUNITY_WORKER     gave a reason, an hour ago
                                 is asked by name
                                 is asked as one of the workers
                                 said yes
                                 said yes, with consent
                                 said yes, and it is over
                                 said no
                                 follows it
                                 of the neighbourhood
                                 of the neighbourhood, gave a reason
        RequestConsultation
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        RequestHandover
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        RequestJointVisit
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        GiveSignOfLife
            SPECIALIST           holds it
                                 holds it, with consent
        AddResidentDetails
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        RevealResidentDetails
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over with consent
                                 said yes, with consent
            SPECIALIST           said yes, with consent
                                 holds it, with consent
        RemoveResidentDetails
            CONNECTOR            holds it
            COMMUNITY_WORKER     holds it, took it over
                                 holds it, took it over with consent
            SPECIALIST           holds it
                                 holds it, with consent
        ReadWithReason
            COMMUNITY_WORKER     gave a reason, an hour ago
                                 is asked by name
                                 is asked as one of the workers
                                 said yes, and it is over
                                 said no
                                 follows it
                                 of the neighbourhood
                                 of the neighbourhood, nobody holds it
            COORDINATOR          gave a reason, an hour ago
                                 runs the programme
                                 followed it as a connector
    "#]]
    .assert_eq(&table);
}
