//! People: who is invited, what they may do, and who sees whom.

use api::policy::{Denied, RoleScope, Viewer, accounts, people};
use entities::{NeighbourhoodId, ProcessingAction, Role, invitation, log_line, person};
use expect_test::expect;
use sea_orm::{ActiveEnum, EntityTrait, Iterable, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::accounts::{ACCEPT, PASSWORD};
use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

pub const INVITE: &str = "mutation ($input: InvitePersonInput!) {
    invitePerson(input: $input) {
        person { id name email phone organisation { slug } roles { role neighbourhood { code } specialistId } }
        invitationPath
        userErrors { code field message }
    }
}";
const CHANGE_ROLES: &str = "mutation ($input: ChangeRolesInput!) {
    changeRoles(input: $input) {
        person { rolesVersion roles { role neighbourhood { code } specialistId } }
        userErrors { code field message }
    }
}";
const PEOPLE: &str = "query ($search: String, $first: Int, $after: String, $last: Int, $before: String) {
    people(search: $search, first: $first, after: $after, last: $last, before: $before) {
        nodes { name email }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
}";

/// Which roles may give and take which, as a table to read.
#[test]
fn who_may_give_which_role() {
    let rows = Role::iter().map(|role| {
        let may: Vec<_> = Role::iter().filter(|own| accounts::may_grant(&with_role(*own), role).is_ok()).collect();
        format!("{:<20} {may:?}", role.to_value())
    });
    let table = rows.collect::<Vec<_>>().join("\n");
    assert!(Role::iter().all(|role| accounts::may_grant(&Viewer::Nobody, role) == Err(Denied)));
    expect![[r#"
        CONNECTOR            [Coordinator, Administrator]
        COMMUNITY_WORKER     [Coordinator, Administrator]
        COORDINATOR          [Administrator]
        SPECIALIST           [Coordinator, Administrator]
        MUNICIPALITY_OFFICER [Administrator]
        CENTRE_MANAGER       [Administrator]
        ADMINISTRATOR        [Administrator]"#]]
    .assert_eq(&table);
}

/// Who manages machines and reads the log and everybody's address, as a table to read.
#[test]
fn who_manages_what() {
    let yes = |allowed: bool| if allowed { "yes" } else { "-" };
    let head = format!("{:<20} {:<9} {:<9} addresses", "", "accounts", "machines");
    let rows = Role::iter().map(|role| {
        let viewer = with_role(role);
        let stranger = entities::PersonId(Uuid::from_u128(2));
        let accounts = yes(accounts::may_change_roles(&viewer, []).is_ok());
        let machines = yes(accounts::may_manage_clients(&viewer).is_ok());
        let addresses = yes(people::may_read_email(&viewer, stranger).is_ok());
        format!("{:<20} {accounts:<9} {machines:<9} {addresses}", role.to_value())
    });
    let table = std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n");
    expect![[r#"
                             accounts  machines  addresses
        CONNECTOR            -         -         -
        COMMUNITY_WORKER     -         -         -
        COORDINATOR          yes       -         yes
        SPECIALIST           -         -         -
        MUNICIPALITY_OFFICER -         -         -
        CENTRE_MANAGER       -         -         -
        ADMINISTRATOR        yes       yes       yes"#]]
    .assert_eq(&table);
}

on_both! {
    /// An administrator invites somebody, who chooses a password and finds their roles.
    async fn somebody_is_invited(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let (ruwaard, entry) = (world.neighbourhood("ruwaard").await, world.specialist("schuldhulp").await);
        let organisation = world.organisation("welzijn").await;
        let input = json!({
            "name": " Mia de Wit ",
            "email": "Mia@Example.org",
            "phone": "0412 00 10 13",
            "organisationId": organisation,
            "roles": [
                { "role": "CONNECTOR", "neighbourhoodId": ruwaard },
                { "role": "SPECIALIST", "specialistId": entry },
                { "role": "CONNECTOR", "neighbourhoodId": ruwaard },
            ],
        });
        let answer = world.as_(&admin).execute(INVITE, json!({ "input": input })).await;
        assert!(answer.refusals().is_empty());
        let person = answer.at("/invitePerson/person");
        assert_eq!((&person["name"], &person["email"]), (&json!("Mia de Wit"), &json!("mia@example.org")));
        assert_eq!(person["organisation"]["slug"], "welzijn");
        assert_eq!(person["roles"].as_array().map(Vec::len), Some(2));

        let path = answer.text("/invitePerson/invitationPath");
        let token = path.strip_prefix("/uitnodiging/").expect("the path of the page");
        let phone = world.device();
        let accepted = phone.execute(ACCEPT, json!({ "token": token, "password": PASSWORD })).await;
        assert!(accepted.refusals().is_empty());
        assert_eq!(phone.viewer().await, json!("Mia de Wit"));
        let logged = ["PersonInvited Mia de Wit ", "RoleGranted Mia de Wit CONNECTOR Ruwaard"];
        let log = log(&world).await;
        assert!(logged.iter().all(|line| log.iter().any(|logged| logged == line)), "{log:?}");
        for row in invitation::Entity::find().all(world.db()).await.expect("read") {
            assert!(!format!("{row:?}").contains(token));
        }
    }

    /// What is wrong with an invitation is told field by field, and nothing is written.
    async fn a_bad_invitation_tells_what_is_wrong(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let ruwaard = world.neighbourhood("ruwaard").await;
        let nowhere = NeighbourhoodId(Uuid::from_u128(9));
        let refused = async |change: Value| {
            let mut input = json!({ "name": "Mia", "email": "mia@example.org", "roles": [{ "role": "COORDINATOR" }] });
            for (name, value) in change.as_object().expect("fields") {
                input[name] = value.clone();
            }
            world.as_(&admin).execute(INVITE, json!({ "input": input })).await.refusals()
        };
        assert_eq!(refused(json!({ "name": "  " })).await, ["REQUIRED input.name"]);
        assert_eq!(refused(json!({ "name": "x".repeat(101) })).await, ["TOO_LONG input.name"]);
        assert_eq!(refused(json!({ "roles": [] })).await, ["REQUIRED input.roles"]);
        let organisation = "organisation_00000000000000000000000000000009";
        assert_eq!(refused(json!({ "organisationId": organisation })).await, ["NOT_FOUND input.organisationId"]);
        let roles = json!([
            { "role": "CONNECTOR" },
            { "role": "CONNECTOR", "neighbourhoodId": nowhere },
            { "role": "SPECIALIST", "neighbourhoodId": ruwaard },
            { "role": "COORDINATOR", "neighbourhoodId": ruwaard },
        ]);
        assert_eq!(
            refused(json!({ "roles": roles })).await,
            [
                "REQUIRED input.roles.0.neighbourhoodId",
                "NOT_FOUND input.roles.1.neighbourhoodId",
                "REQUIRED input.roles.2.specialistId",
                "INVALID input.roles.3.role",
            ]
        );
        assert_eq!(person::Entity::find().all(world.db()).await.expect("read").len(), 1);
    }

    /// Until it is accepted, an invitation can be sent again, corrected; the former link then no longer works.
    async fn somebody_is_invited_again(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let token = async |name: &str, role: &str| {
            let input = json!({ "name": name, "email": "mia@example.org", "roles": [{ "role": role }] });
            let answer = world.as_(&admin).execute(INVITE, json!({ "input": input })).await;
            assert!(answer.refusals().is_empty());
            assert_eq!(answer.list("/invitePerson/person/roles"), [json!({
                "role": role, "neighbourhood": null, "specialistId": null,
            })]);
            answer.text("/invitePerson/invitationPath").replace("/uitnodiging/", "")
        };
        let (former, latter) = (token("Mia", "CENTRE_MANAGER").await, token("Mia de Wit", "COORDINATOR").await);
        let phone = world.device();
        let accept = async |token: &str| phone.execute(ACCEPT, json!({ "token": token, "password": PASSWORD })).await;
        assert_eq!(accept(&former).await.refusals(), ["EXPIRED input.token"]);
        assert!(accept(&latter).await.refusals().is_empty());
        assert_eq!(phone.viewer().await, json!("Mia de Wit"));
        let input = json!({ "name": "Mia", "email": "mia@example.org", "roles": [{ "role": "COORDINATOR" }] });
        let again = world.as_(&admin).execute(INVITE, json!({ "input": input })).await;
        assert_eq!(again.refusals(), ["ALREADY_EXISTS input.email"]);
    }

    /// The same key gives the same person and no second link; other input with it is refused.
    async fn an_invitation_with_a_key_is_made_once(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let invite = async |name: &str| {
            let roles = json!([{ "role": "COORDINATOR" }]);
            let input = json!({ "name": name, "email": "mia@example.org", "roles": roles, "idempotencyKey": "k1" });
            world.as_(&admin).execute(INVITE, json!({ "input": input })).await
        };
        let (first, again) = (invite("Mia").await, invite("Mia").await);
        assert_eq!(first.at("/invitePerson/person/id"), again.at("/invitePerson/person/id"));
        assert_eq!(*again.at("/invitePerson/invitationPath"), Value::Null);
        assert_eq!(invitation::Entity::find().all(world.db()).await.expect("read").len(), 1);
        assert_eq!(invite("Joris").await.refusals(), ["KEY_REUSED input.idempotencyKey"]);
    }

    /// A coordinator manages the people of the programme and nobody else; others manage nobody.
    async fn who_may_not_is_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let (ellen, admin) = (world.coordinator("Ellen").await, world.administrator("Ad").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ruwaard = world.neighbourhood("ruwaard").await;
        let (connector, officer) = (json!({ "role": "CONNECTOR", "neighbourhoodId": ruwaard }), json!({ "role": "MUNICIPALITY_OFFICER" }));
        let invite = async |by: &Member, email: &str, role: &Value| {
            let input = json!({ "name": "Nieuw", "email": email, "roles": [role] });
            world.as_(by).execute(INVITE, json!({ "input": input })).await.refusals()
        };
        assert!(invite(&ellen, "een@example.org", &connector).await.is_empty());
        assert_eq!(invite(&ellen, "twee@example.org", &officer).await, ["NOT_ALLOWED"]);
        assert_eq!(invite(&joris, "drie@example.org", &connector).await, ["NOT_ALLOWED"]);
        assert!(invite(&admin, "vier@example.org", &officer).await.is_empty());
        // Nobody gets at an administrator by inviting them again.
        let other = world.administrator("Bea").await;
        assert_eq!(invite(&ellen, &other.email, &connector).await, ["NOT_ALLOWED"]);

        let change = async |by: &Member, whom: &Member, roles: Value| change_roles(&world, by, whom, roles).await.refusals();
        assert!(change(&ellen, &mia, json!([connector, { "role": "COMMUNITY_WORKER", "neighbourhoodId": ruwaard }])).await.is_empty());
        assert_eq!(change(&ellen, &mia, json!([{ "role": "COORDINATOR" }])).await, ["NOT_ALLOWED"]);
        assert_eq!(change(&ellen, &admin, json!([])).await, ["NOT_ALLOWED"]);
        assert_eq!(change(&joris, &mia, json!([])).await, ["NOT_ALLOWED"]);
        // Joris doesn't know the people of another neighbourhood.
        let bas = world.connector("Bas").in_neighbourhood("lith").await;
        assert_eq!(change(&joris, &bas, json!([])).await, ["NOT_FOUND input.personId"]);
        let input = json!({ "personId": mia.id, "roles": [] });
        let nobody = world.as_nobody().execute(CHANGE_ROLES, json!({ "input": input })).await;
        assert_eq!(nobody.refusals(), ["NOT_FOUND input.personId"]);
    }

    /// Who loses a role loses it at once, while signed in.
    async fn roles_change_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        let areas = async || phone.execute("{ viewer { areas neighbourhoods { code } } }", json!({})).await;
        assert_eq!(areas().await.list("/viewer/areas").len(), 4);
        let lith = world.neighbourhood("lith").await;
        let roles = json!([{ "role": "CENTRE_MANAGER" }, { "role": "CONNECTOR", "neighbourhoodId": lith }]);
        let answer = change_roles(&world, &admin, &mia, roles).await;
        assert_eq!(answer.list("/changeRoles/person/roles").len(), 2);
        assert_eq!(*areas().await.at("/viewer/neighbourhoods"), json!([{ "code": "lith" }]));

        change_roles(&world, &admin, &mia, json!([])).await;
        assert_eq!(*areas().await.at("/viewer/areas"), json!([]));
        assert_eq!(*areas().await.at("/viewer/neighbourhoods"), json!([]));
        let log = log(&world).await;
        assert!(log.iter().any(|line| line == "RoleEnded Mia CONNECTOR Ruwaard"), "{log:?}");
    }

    /// Who saw other roles than there are changes nothing, and is shown what there is.
    async fn roles_that_were_not_seen_stay(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let look = "query ($id: ID!) { node(id: $id) { ... on Person { rolesVersion } } }";
        let seen = world.as_(&admin).execute(look, json!({ "id": mia.id })).await.number("/node/rolesVersion");
        let lith = world.neighbourhood("lith").await;
        let change = async |roles: Value| {
            let input = json!({ "personId": mia.id, "expectedVersion": seen, "roles": roles });
            world.as_(&admin).execute(CHANGE_ROLES, json!({ "input": input })).await
        };
        let moved = change(json!([{ "role": "CONNECTOR", "neighbourhoodId": lith }])).await;
        assert_eq!(moved.refusals(), Vec::<String>::new());
        assert_eq!(moved.number("/changeRoles/person/rolesVersion"), seen + 2, "one given, one ended");
        let late = change(json!([])).await;
        assert_eq!(late.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(late.text("/changeRoles/person/roles/0/neighbourhood/code"), "lith");
        assert_eq!(late.number("/changeRoles/person/rolesVersion"), seen + 2);
    }

    /// One administrator is always left, also when two take each other's role at the same moment.
    async fn an_administrator_is_left(db: TestDatabase) {
        let world = World::on(db).await;
        let ad = world.administrator("Ad").await;
        assert_eq!(change_roles(&world, &ad, &ad, json!([])).await.refusals(), ["TRANSITION_NOT_ALLOWED input.roles"]);
        let bea = world.administrator("Bea").await;
        let (first, second) =
            tokio::join!(change_roles(&world, &ad, &bea, json!([])), change_roles(&world, &bea, &ad, json!([])));
        let done = [first, second].iter().filter(|answer| answer.refusals().is_empty()).count();
        assert_eq!(done, 1);
        let left = accounts::current_administrators().all(world.db()).await.expect("read");
        assert_eq!(left.len(), 1);
    }

    /// Everybody finds the people they may know, page by page; addresses are for who manages accounts.
    async fn people_are_listed(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        world.connector("Bas").in_neighbourhood("lith").await;
        let ellen = world.coordinator("Ellen").await;
        let names = |answer: &Answer| -> Vec<String> {
            answer.list("/people/nodes").iter().map(|node| node["name"].as_str().expect("a name").to_owned()).collect()
        };
        let as_mia = world.as_(&mia).execute(PEOPLE, json!({})).await;
        assert_eq!(names(&as_mia), ["Ellen", "Joris", "Mia"]);
        assert_eq!(as_mia.at("/people/nodes/1/email"), &Value::Null);
        assert_eq!(as_mia.at("/people/nodes/2/email"), "mia@example.org");
        assert!(names(&world.as_nobody().execute(PEOPLE, json!({})).await).is_empty());

        let first = world.as_(&ellen).execute(PEOPLE, json!({ "first": 3 })).await;
        assert_eq!(names(&first), ["Bas", "Ellen", "Joris"]);
        let after = first.at("/people/pageInfo/endCursor");
        let rest = world.as_(&ellen).execute(PEOPLE, json!({ "first": 3, "after": after })).await;
        assert_eq!(names(&rest), ["Mia"]);
        assert_eq!(rest.at("/people/pageInfo/hasNextPage"), &json!(false));
        let last = world.as_(&ellen).execute(PEOPLE, json!({ "last": 2 })).await;
        assert_eq!(names(&last), ["Joris", "Mia"]);

        let search = async |by: &Member, words: &str| {
            names(&world.as_(by).execute(PEOPLE, json!({ "search": words })).await)
        };
        assert_eq!(search(&ellen, "JOR").await, ["Joris"]);
        assert_eq!(search(&ellen, "mia@example").await, ["Mia"]);
        assert!(search(&mia, "joris@example").await.is_empty());
        world.connector("Élise").in_neighbourhood("ruwaard").await;
        for words in ["élise", "Élise", "Éli", "lise"] {
            assert_eq!(search(&ellen, words).await, ["Élise"], "{words}");
        }
        assert!(search(&ellen, "%").await.is_empty());
        assert!(search(&ellen, "_ia").await.is_empty());
    }

    /// Whom one can call: community workers first, of one's own areas and of what they lie in.
    async fn my_people(db: TestDatabase) {
        let world = World::on(db).await;
        world.neighbourhood_within("ruwaard", "oss").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.connector("Ali").in_neighbourhood("ruwaard").await;
        world.community_worker("Zoë").in_neighbourhood("oss").await;
        world.connector("Bas").in_neighbourhood("lith").await;
        let answer = world.as_(&mia).execute("{ viewer { people { name phone } } }", json!({})).await;
        let names: Vec<_> = answer.list("/viewer/people").iter().map(|person| person["name"].clone()).collect();
        assert_eq!(names, ["Zoë", "Ali"]);
        assert_eq!(answer.text("/viewer/people/0/phone"), "0412 00 10 13");
    }

    /// A language is chosen once for all devices.
    async fn a_language_is_chosen(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let (phone, laptop) = (world.device(), world.device());
        phone.sign_in(&mia, PASSWORD).await;
        laptop.sign_in(&mia, PASSWORD).await;
        let choose = "mutation { chooseLocale(input: { locale: EN }) { viewer { locale } userErrors { code field } } }";
        assert_eq!(phone.execute(choose, json!({})).await.text("/chooseLocale/viewer/locale"), "EN");
        assert_eq!(laptop.execute("{ viewer { locale } }", json!({})).await.text("/viewer/locale"), "EN");
        assert_eq!(world.device().execute(choose, json!({})).await.refusals(), ["NOT_ALLOWED"]);
    }
}

async fn change_roles(world: &World, by: &Member, whom: &Member, roles: Value) -> Answer {
    let input = json!({ "personId": whom.id, "roles": roles });
    world.as_(by).execute(CHANGE_ROLES, json!({ "input": input })).await
}

/// Somebody with this one role.
fn with_role(role: Role) -> Viewer {
    let scope = match role {
        Role::Connector => RoleScope::Connector([].into()),
        Role::CommunityWorker => RoleScope::CommunityWorker([].into()),
        Role::Coordinator => RoleScope::Coordinator,
        Role::Specialist => RoleScope::Specialist([].into()),
        Role::MunicipalityOfficer => RoleScope::MunicipalityOfficer,
        Role::CentreManager => RoleScope::CentreManager,
        Role::Administrator => RoleScope::Administrator,
    };
    Viewer::Person(api::policy::PersonViewer {
        id: entities::PersonId(Uuid::from_u128(1)),
        name: "Iemand".to_owned(),
        locale: entities::Locale::Nl,
        organisation_id: None,
        roles: vec![scope],
        is_in_training: false,
        surroundings: [].into(),
        teams: [].into(),
    })
}

/// The processing log, oldest first, as `Action about-whom subject`.
async fn log(world: &World) -> Vec<String> {
    let people = person::Entity::find().all(world.db()).await.expect("read");
    let lines = log_line::Entity::find().order_by_asc(log_line::Column::Id).all(world.db()).await.expect("read");
    let told = lines.into_iter().filter(|line| line.action != ProcessingAction::SignedIn).map(|line| {
        let about = people.iter().find(|person| Some(person.id) == line.subject_person_id);
        format!("{:?} {} {}", line.action, about.map_or("-", |person| &person.name), line.subject)
    });
    told.collect()
}
