//! Who sees and may do what outside cases, as tables to read beside the one of the domain. What somebody sees is what
//! the API answers; the acts are the policy's own word.

use std::fmt::Write;

use api::policy::{Machine, MachineScope, Viewer, specialists};
use entities::{CaseStatus, MachineClientId, Role, SpecialistId};
use expect_test::expect;
use sea_orm::{ActiveEnum, Set};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::{BEGINNING, World};
use crate::on_both;

/// Somebody of every kind, by the name of the role.
pub async fn everybody(world: &World, own: SpecialistId) -> Vec<(String, Viewer)> {
    let members = [
        (Role::Connector, world.connector("Mia").in_neighbourhood("ruwaard").await),
        (Role::CommunityWorker, world.community_worker("Joris").in_neighbourhood("ruwaard").await),
        (Role::Coordinator, world.coordinator("Ellen").await),
        (Role::Specialist, world.specialist_account("Nadia", own).await),
        (Role::MunicipalityOfficer, world.officer("Bas").await),
        (Role::CentreManager, world.centre_manager("Riet").await),
        (Role::Administrator, world.administrator("Ad").await),
    ];
    let mut viewers = Vec::new();
    for (role, member) in members {
        viewers.push((role.to_value(), world.viewer(member.id).await));
    }
    let nothing = world.person("Niemand").await;
    viewers.push(("(no role)".to_owned(), world.viewer(nothing.id).await));
    let machine = |scopes: &[MachineScope]| {
        let scopes = scopes.iter().copied().collect();
        Viewer::Machine(Machine { id: MachineClientId(uuid::Uuid::from_u128(1)), name: "Kaart".to_owned(), scopes })
    };
    viewers.push(("(machine: directory)".to_owned(), machine(&MachineScope::ALL)));
    viewers.push(("(machine: nothing)".to_owned(), machine(&[])));
    viewers.push(("(nobody)".to_owned(), Viewer::Nobody));
    viewers
}

/// A cell.
pub fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "-" }.to_owned()
}

/// A table with the role in front.
#[derive(Default)]
pub struct Table(pub String);

impl Table {
    fn row(&mut self, who: &str, cells: &[(&str, usize)]) {
        let cells: Vec<_> = cells.iter().map(|(cell, width)| format!("{cell:<width$}")).collect();
        writeln!(self.0, "{}", format!("{who:<20} {}", cells.join(" ")).trim_end()).expect("text");
    }

    /// With these columns.
    pub fn of(heads: &[&'static str]) -> Self {
        let mut table = Self::default();
        let widths: Vec<_> = heads.iter().map(|head| (*head, head.len() + 1)).collect();
        table.row("", &widths);
        table
    }

    /// With one row more.
    pub fn add(&mut self, heads: &[&'static str], who: &str, cells: &[String]) {
        let cells: Vec<_> = cells.iter().zip(heads).map(|(cell, head)| (&**cell, head.len() + 1)).collect();
        self.row(who, &cells);
    }
}

on_both! {
    async fn who_sees_and_keeps_the_directory(db: TestDatabase) {
        directory(&World::on(db).await).await;
    }

    async fn who_reads_what_was_noted_about_an_entry(db: TestDatabase) {
        notes(&World::on(db).await).await;
    }

    async fn who_sees_what_was_not_found(db: TestDatabase) {
        unmet_searches(&World::on(db).await).await;
    }

    async fn whose_figures_count_what(db: TestDatabase) {
        figures(&World::on(db).await).await;
    }

    async fn who_knows_whom(db: TestDatabase) {
        people(&World::on(db).await).await;
    }

    async fn who_reads_the_log_and_the_machines(db: TestDatabase) {
        log_and_machines(&World::on(db).await).await;
    }
}

async fn directory(world: &World) {
    const HEADS: [&str; 9] =
        ["public", "not public", "own", "archived", "mark stale", "add", "edit", "edit own", "address"];
    let (own, public) = (world.specialist("eigen").await, world.specialist("openbaar").await);
    let (inside, gone) = (world.specialist("intern").await, world.specialist("opgeheven").await);
    world.change_entry(own, |row| row.is_public = Set(false)).await;
    world.change_entry(inside, |row| row.is_public = Set(false)).await;
    world.change_entry(gone, |row| row.archived_at = Set(Some(BEGINNING))).await;
    world
        .change_entry(public, |row| {
            row.address = Set(Some("Blijf-van-mijn-lijf 1".to_owned()));
            row.address_confidential = Set(true);
        })
        .await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in everybody(world, own).await {
        let document = "query ($id: SpecialistId!) { specialist(id: $id) { address } }";
        let look = async |id: SpecialistId| world.answer(viewer.clone(), document, json!({ "id": id })).await;
        let mut cells = Vec::new();
        for id in [public, inside, own, gone] {
            cells.push(yes(!look(id).await.at("/specialist").is_null()));
        }
        cells.push(yes(specialists::may_mark_stale(&viewer).is_ok()));
        cells.push(yes(specialists::may_add(&viewer).is_ok()));
        cells.push(yes(specialists::may_edit(&viewer, public).is_ok()));
        cells.push(yes(specialists::may_edit(&viewer, own).is_ok()));
        let shown = look(public).await;
        cells.push(yes(shown.data().pointer("/specialist/address").is_some_and(|address| !address.is_null())));
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             public  not public  own  archived  mark stale  add  edit  edit own  address
        CONNECTOR            yes     yes         yes  -         yes         -    -     -         -
        COMMUNITY_WORKER     yes     yes         yes  -         yes         yes  yes   yes       yes
        COORDINATOR          yes     yes         yes  -         yes         yes  yes   yes       yes
        SPECIALIST           yes     -           yes  -         -           -    -     yes       -
        MUNICIPALITY_OFFICER yes     yes         yes  -         -           -    -     -         -
        CENTRE_MANAGER       yes     yes         yes  -         -           -    -     -         -
        ADMINISTRATOR        yes     -           -    -         -           -    -     -         -
        (no role)            yes     -           -    -         -           -    -     -         -
        (machine: directory) yes     -           -    -         -           -    -     -         -
        (machine: nothing)   -       -           -    -         -           -    -     -         -
        (nobody)             yes     -           -    -         -           -    -     -         -
    "#]]
    .assert_eq(&table.0);
}

/// Of a note on an entry; the coordinator removes it too, so each one has a note of their own.
async fn notes(world: &World) {
    const HEADS: [&str; 5] = ["notes", "on own", "add", "remove", "remove own"];
    let (own, public) = (world.specialist("eigen").await, world.specialist("openbaar").await);
    let viewers = everybody(world, own).await;
    let toos = world.viewer(world.connector("Toos").in_neighbourhood("ruwaard").await.id).await;
    let note = async |viewer: &Viewer, id: SpecialistId, key: String| {
        let document =
            "mutation ($input: AddSpecialistNoteInput!) { addSpecialistNote(input: $input) { note { id } } }";
        let input = json!({ "specialistId": id, "text": "Belt altijd terug.", "idempotencyKey": key });
        let answer = world.answer(viewer.clone(), document, json!({ "input": input })).await;
        answer.data().pointer("/addSpecialistNote/note/id").cloned()
    };
    note(&toos, own, "own".to_owned()).await;
    let mut table = Table::of(&HEADS);
    for (number, (who, viewer)) in viewers.into_iter().enumerate() {
        let noted = note(&toos, public, format!("noted {number}")).await.expect("an id");
        let look = async |id: SpecialistId| {
            let document = "query ($id: SpecialistId!) { specialist(id: $id) { notes { nodes { text } } } }";
            let answer = world.answer(viewer.clone(), document, json!({ "id": id })).await;
            let notes = answer.data().pointer("/specialist/notes/nodes").and_then(Value::as_array).cloned();
            yes(notes.is_some_and(|notes| !notes.is_empty()))
        };
        let remove = async |id: Value| {
            let document =
                "mutation ($input: RemoveSpecialistNoteInput!) { removeSpecialistNote(input: $input) { isRemoved } }";
            let answer = world.answer(viewer.clone(), document, json!({ "input": { "specialistNoteId": id } })).await;
            yes(answer.at("/removeSpecialistNote/isRemoved") == true)
        };
        let (on_public, on_own) = (look(public).await, look(own).await);
        let written = note(&viewer, public, format!("written {number}")).await.filter(|id| !id.is_null());
        let removes = remove(noted).await;
        let cells = [
            on_public,
            on_own,
            yes(written.is_some()),
            removes,
            match written {
                Some(id) => remove(id).await,
                None => "-".to_owned(),
            },
        ];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             notes  on own  add  remove  remove own
        CONNECTOR            yes    yes     yes  -       yes
        COMMUNITY_WORKER     yes    yes     yes  -       yes
        COORDINATOR          yes    yes     yes  yes     yes
        SPECIALIST           -      -       -    -       -
        MUNICIPALITY_OFFICER -      -       -    -       -
        CENTRE_MANAGER       -      -       -    -       -
        ADMINISTRATOR        -      -       -    -       -
        (no role)            -      -       -    -       -
        (machine: directory) -      -       -    -       -
        (machine: nothing)   -      -       -    -       -
        (nobody)             -      -       -    -       -
    "#]]
    .assert_eq(&table.0);
}

/// Lists, tells and settles what was not found. The list is empty for whom it isn't meant.
async fn unmet_searches(world: &World) {
    const HEADS: [&str; 4] = ["listed", "counted", "report", "settle"];
    let own = world.specialist("schuldhulp").await;
    let viewers = everybody(world, own).await;
    let mia = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let report = "mutation ($input: ReportUnmetSearchInput!) { reportUnmetSearch(input: $input) { isReported } }";
    let input = json!({ "words": "dakdekker", "idempotencyKey": "1" });
    world.as_(&mia).execute(report, json!({ "input": input })).await;
    let mut table = Table::of(&HEADS);
    for (number, (who, viewer)) in viewers.into_iter().enumerate() {
        let list = world.answer(viewer.clone(), "{ unmetSearches { totalCount nodes { words } } }", json!({})).await;
        let mut cells =
            vec![yes(!list.list("/unmetSearches/nodes").is_empty()), yes(list.number("/unmetSearches/totalCount") > 0)];
        let input = json!({ "words": "rouw", "idempotencyKey": format!("row {number}") });
        let told = world.answer(viewer.clone(), report, json!({ "input": input })).await;
        cells.push(yes(told.at("/reportUnmetSearch/isReported") == true));
        let settle = "mutation ($input: SettleUnmetSearchInput!) { settleUnmetSearch(input: $input) { isSettled } }";
        let input = json!({ "words": "rouw", "outcome": "NOT_NEEDED" });
        let settled = world.answer(viewer, settle, json!({ "input": input })).await;
        cells.push(yes(settled.at("/settleUnmetSearch/isSettled") == true));
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             listed  counted  report  settle
        CONNECTOR            -       -        yes     -
        COMMUNITY_WORKER     -       -        yes     -
        COORDINATOR          yes     yes      yes     yes
        SPECIALIST           -       -        yes     -
        MUNICIPALITY_OFFICER -       -        yes     -
        CENTRE_MANAGER       -       -        yes     -
        ADMINISTRATOR        -       -        -       -
        (no role)            -       -        -       -
        (machine: directory) -       -        -       -
        (machine: nothing)   -       -        -       -
        (nobody)             -       -        -       -
    "#]]
    .assert_eq(&table.0);
}

/// Which cases the figures count: held by the connector and worker themselves, of their neighbourhood, followed by
/// them elsewhere, and of elsewhere. And whether those of the directory are counted.
async fn figures(world: &World) {
    const HEADS: [&str; 5] = ["held", "neighbourhood", "followed", "elsewhere", "directory"];
    let own = world.specialist("schuldhulp").await;
    let viewers = everybody(world, own).await;
    let far = world.connector("Toos").in_neighbourhood("berghem").await;
    let mut table = Table::of(&HEADS);
    for (number, (who, viewer)) in viewers.into_iter().enumerate() {
        let me = viewer.person_id();
        let word = |place: usize| world.case(&format!("woord {number} {place}"));
        let held = word(0).in_neighbourhood("lith").with(|case| {
            case.holder_person_id = me.or(Some(far.id));
            case.status = CaseStatus::Active;
        });
        let elsewhere = || word(2).in_neighbourhood("lith").held_by(&far);
        let followed = match me {
            Some(id) => elsewhere().followed_by(&Member { id, ..far.clone() }),
            None => elsewhere(),
        };
        let mut cells = Vec::new();
        let mut before = open_cases(world, &viewer).await;
        for case in [held, word(1), followed, word(3).in_neighbourhood("lith")] {
            case.await;
            let counted = open_cases(world, &viewer).await;
            cells.push(yes(counted > before));
            before = counted;
        }
        let directory = world.answer(viewer, "{ figures { directory { total } } }", json!({})).await;
        cells.push(yes(directory.number("/figures/directory/total") > 0));
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             held  neighbourhood  followed  elsewhere  directory
        CONNECTOR            yes   -              -         -          yes
        COMMUNITY_WORKER     yes   yes            yes       -          yes
        COORDINATOR          yes   yes            yes       yes        yes
        SPECIALIST           -     -              -         -          -
        MUNICIPALITY_OFFICER -     -              -         -          -
        CENTRE_MANAGER       -     -              -         -          -
        ADMINISTRATOR        -     -              -         -          -
        (no role)            -     -              -         -          -
        (machine: directory) -     -              -         -          -
        (machine: nothing)   -     -              -         -          -
        (nobody)             -     -              -         -          -
    "#]]
    .assert_eq(&table.0);
}

async fn open_cases(world: &World, viewer: &Viewer) -> i64 {
    let document = "query ($to: Date) { figures(filter: { to: $to }) { open { value } } }";
    let answer = world.answer(viewer.clone(), document, json!({ "to": world.today().to_string() })).await;
    answer.number("/figures/open/value")
}

/// Themselves, the team and the workers of their areas, who runs the programme, and everybody else.
async fn people(world: &World) {
    const HEADS: [&str; 6] = ["themselves", "team", "workers", "coordinators", "far away", "address"];
    let own = world.specialist("schuldhulp").await;
    let viewers = everybody(world, own).await;
    let team = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
    let worker = world.community_worker("Karin").in_neighbourhood("ruwaard").await;
    let coordinator = world.coordinator("Clara").await;
    let far = world.connector("Toos").in_neighbourhood("berghem").await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let document = "query ($id: ID!) { node(id: $id) { ... on Person { name email } } }";
        let look =
            async |id: Value| world.answer(viewer.clone(), document, json!({ "id": id })).await.at("/node").clone();
        let mut cells = Vec::new();
        cells.push(match viewer.person_id() {
            Some(id) => yes(!look(json!(id)).await.is_null()),
            None => "-".to_owned(),
        });
        for other in [&team, &worker, &coordinator, &far] {
            cells.push(yes(!look(json!(other.id)).await.is_null()));
        }
        let known = look(json!(coordinator.id)).await;
        cells.push(yes(known.get("email").is_some_and(|email| !email.is_null())));
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             themselves  team  workers  coordinators  far away  address
        CONNECTOR            yes         yes   yes      yes           -         -
        COMMUNITY_WORKER     yes         yes   yes      yes           -         -
        COORDINATOR          yes         yes   yes      yes           yes       yes
        SPECIALIST           yes         -     -        yes           -         -
        MUNICIPALITY_OFFICER yes         -     -        yes           -         -
        CENTRE_MANAGER       yes         -     -        yes           -         -
        ADMINISTRATOR        yes         yes   yes      yes           yes       yes
        (no role)            yes         -     -        -             -         -
        (machine: directory) -           -     -        -             -         -
        (machine: nothing)   -           -     -        -             -         -
        (nobody)             -           -     -        -             -         -
    "#]]
    .assert_eq(&table.0);
}

/// Lists that are empty for whom they are not meant. The last column is what the app offers.
async fn log_and_machines(world: &World) {
    const HEADS: [&str; 3] = ["log", "machines", "areas"];
    let own = world.specialist("schuldhulp").await;
    let viewers = everybody(world, own).await;
    let machine = world.machine(1, &world.administrator("Adje").await).await;
    world.token(&machine).await;
    let mut table = Table::of(&HEADS);
    for (who, viewer) in viewers {
        let document = "{ processingLog { nodes { id } } machineClients { nodes { id } } viewer { areas } }";
        let answer = world.answer(viewer, document, json!({})).await;
        let areas = answer.data().pointer("/viewer/areas").and_then(Value::as_array).cloned().unwrap_or_default();
        let areas: Vec<_> = areas.iter().filter_map(Value::as_str).collect();
        let cells = [
            yes(!answer.list("/processingLog/nodes").is_empty()),
            yes(!answer.list("/machineClients/nodes").is_empty()),
            if areas.is_empty() { "-".to_owned() } else { areas.join(" ") },
        ];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             log  machines  areas
        CONNECTOR            -    -         TODAY CASES DIRECTORY TRAINING
        COMMUNITY_WORKER     -    -         TODAY CASES CONNECTORS DIRECTORY TRAINING FIGURES
        COORDINATOR          -    -         TODAY CASES CONNECTORS DIRECTORY TRAINING FIGURES ADMINISTRATION
        SPECIALIST           -    -         TODAY CASES DIRECTORY
        MUNICIPALITY_OFFICER -    -         CONNECTORS DIRECTORY TRAINING
        CENTRE_MANAGER       -    -         DIRECTORY
        ADMINISTRATOR        yes  yes       DIRECTORY ADMINISTRATION
        (no role)            -    -         -
        (machine: directory) -    -         -
        (machine: nothing)   -    -         -
        (nobody)             -    -         -
    "#]]
    .assert_eq(&table.0);
}
