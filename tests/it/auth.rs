//! Coming in: by password, by invitation, as somebody of the demo.

use api::context::App;
use entities::{OrganisationKind, log_line, organisation, person};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryOrder, Set};
use serde_json::{Value, json};

use crate::harness::accounts::{ACCEPT, PASSWORD, SIGN_OUT};
use crate::harness::device::Device;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const SIGN_IN_AS_DEMO_PERSON: &str = "mutation ($id: PersonId!) {
    signInAsDemoPerson(input: { personId: $id }) { viewer { person { name } } userErrors { code field } }
}";

on_both! {
    /// Who signs in is answered as themselves at once, and at the next request.
    async fn a_connector_signs_in_and_out(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        assert_eq!(phone.viewer().await, Value::Null);

        let answer = phone.sign_in(&mia, PASSWORD).await;
        assert!(answer.refusals().is_empty());
        assert_eq!(
            *answer.at("/signIn/viewer"),
            json!({
                "person": { "name": "Mia", "email": "mia@example.org" },
                "locale": "NL",
                "areas": ["TODAY", "CASES", "DIRECTORY", "TRAINING"],
                "neighbourhoods": [{ "code": "ruwaard" }],
                "roles": [{ "role": "CONNECTOR" }],
            })
        );
        assert_eq!(phone.viewer().await, json!("Mia"));

        assert!(phone.execute(SIGN_OUT, json!({})).await.refusals().is_empty());
        assert_eq!(phone.cookie(), None);
        assert_eq!(phone.viewer().await, Value::Null);
        assert_eq!(log(&world).await, ["SignedIn Mia invitation", "SignedIn Mia password", "SignedOut Mia here"]);
    }

    /// A wrong password, an unknown address and an account without a password get the same words.
    async fn wrong_credentials_tell_nothing(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let invited = world.connector("Joris").in_neighbourhood("ruwaard").await;
        let unknown = Member { email: "niemand@example.org".to_owned(), ..mia.clone() };
        let phone = world.device();
        let mut answers = Vec::new();
        for member in [&mia, &invited, &unknown] {
            let answer = phone.sign_in(member, "een ander wachtwoord").await;
            assert_eq!(answer.refusals(), ["WRONG_CREDENTIALS"]);
            answers.push(answer.text("/signIn/userErrors/0/message").to_owned());
        }
        answers.dedup();
        assert_eq!(answers.len(), 1);
        assert_eq!(phone.cookie(), None);
        let refused = ["SignInRefused Mia password", "SignInRefused Joris password", "SignInRefused - password"];
        assert_eq!(log(&world).await[1..], refused);
    }

    /// After five wrong tries an account is closed for some minutes, to a right password too; others are not.
    async fn guessing_is_slowed_down(db: TestDatabase) {
        let world = World::on(db).await;
        let (mia, joris) = (world.account("Mia").await, world.account("Joris").await);
        let phone = world.device();
        for _ in 0..5 {
            assert_eq!(phone.sign_in(&mia, "een ander wachtwoord").await.refusals(), ["WRONG_CREDENTIALS"]);
        }
        let answer = world.device_at("198.51.100.7").sign_in(&mia, PASSWORD).await;
        assert_eq!(answer.refusals(), ["TOO_MANY_ATTEMPTS"]);
        assert!(answer.text("/signIn/userErrors/0/message").contains("Wacht 3 minuten"));
        assert!(phone.sign_in(&joris, PASSWORD).await.refusals().is_empty());
        world.pass_minutes(3);
        assert!(phone.sign_in(&mia, PASSWORD).await.refusals().is_empty());
    }

    /// Guessing many accounts from one address is slowed down too.
    async fn guessing_from_one_address_is_slowed_down(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let attacker = world.device_at("203.0.113.9");
        for number in 0..30 {
            let guess = Member { email: format!("gok{number}@example.org"), ..mia.clone() };
            assert_eq!(attacker.sign_in(&guess, "zomaar een gok").await.refusals(), ["WRONG_CREDENTIALS"]);
        }
        assert_eq!(attacker.sign_in(&mia, PASSWORD).await.refusals(), ["TOO_MANY_ATTEMPTS"]);
        assert!(world.device().sign_in(&mia, PASSWORD).await.refusals().is_empty());
    }

    /// An invitation works once and for seven days; a weak password doesn't use it up.
    async fn an_invitation_is_accepted_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let token = world.invite(&mia, world.now().plus_days(7)).await;
        let phone = world.device();
        let accept = async |password: &str| {
            phone.execute(ACCEPT, json!({ "token": token, "password": password })).await
        };
        let short = accept("kort").await;
        assert_eq!(short.refusals(), ["INVALID input.password"]);
        assert!(short.text("/acceptInvitation/userErrors/0/message").contains("12 tekens"));
        assert_eq!(accept("mia@example.org").await.refusals(), ["INVALID input.password"]);
        assert_eq!(accept(&"x".repeat(129)).await.refusals(), ["TOO_LONG input.password"]);

        let answer = accept(PASSWORD).await;
        assert_eq!(answer.text("/acceptInvitation/viewer/person/name"), "Mia");
        assert_eq!(phone.viewer().await, json!("Mia"));
        assert_eq!(accept("regen boven de markt").await.refusals(), ["EXPIRED input.token"]);

        let late = world.connector("Joris").in_neighbourhood("ruwaard").await;
        let token = world.invite(&late, world.now().plus_days(7)).await;
        world.pass_days(7);
        let answer = phone.execute(ACCEPT, json!({ "token": token, "password": PASSWORD })).await;
        assert_eq!(answer.refusals(), ["EXPIRED input.token"]);
        let answer = phone.execute(ACCEPT, json!({ "token": "verzonnen", "password": PASSWORD })).await;
        assert_eq!(answer.refusals(), ["EXPIRED input.token"]);
    }

    /// Whoever accepted and didn't hear the answer asks again, and comes in with the password that they chose; what they get
    /// is a session that is there. Nobody guesses that password faster than at the door.
    async fn an_acceptance_can_be_repeated(db: TestDatabase) {
        const ACCEPT_WITH_KEY: &str = "mutation ($token: String!, $password: String!) {
            acceptInvitation(input: { token: $token, password: $password, idempotencyKey: \"k\" }) {
                viewer { person { name } } userErrors { code field message } } }";
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let token = world.invite(&mia, world.now().plus_days(7)).await;
        let accept = async |device: &Device<'_>, password: &str| {
            device.execute(ACCEPT_WITH_KEY, json!({ "token": token, "password": password })).await
        };
        let (phone, laptop) = (world.device(), world.device());
        for device in [&phone, &laptop, &phone] {
            assert_eq!(accept(device, PASSWORD).await.text("/acceptInvitation/viewer/person/name"), "Mia");
            assert_eq!(device.viewer().await, json!("Mia"));
        }
        assert_eq!(laptop.viewer().await, json!("Mia"), "to come in again signs nobody out");
        let attacker = world.device();
        for _ in 0..5 {
            assert_eq!(accept(&attacker, "regen boven de markt").await.refusals(), ["EXPIRED input.token"]);
        }
        assert_eq!(accept(&attacker, PASSWORD).await.refusals(), ["TOO_MANY_ATTEMPTS"]);
        assert_eq!(attacker.cookie(), None);
        world.pass_days(7);
        assert_eq!(accept(&phone, PASSWORD).await.refusals(), ["EXPIRED input.token"]);
        assert!(phone.sign_in(&mia, PASSWORD).await.refusals().is_empty(), "the password is the one that was chosen");
    }

    /// A key with which somebody signs in again, signed in already, gives no token of a session that was never stored.
    async fn signing_in_again_is_a_session_again(db: TestDatabase) {
        const SIGN_IN_WITH_KEY: &str = "mutation ($email: String!, $password: String!) {
            signIn(input: { email: $email, password: $password, idempotencyKey: \"k\" }) {
                viewer { person { name } } userErrors { code field } } }";
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        let mut cookies = Vec::new();
        for _ in 0..3 {
            let answer = phone.execute(SIGN_IN_WITH_KEY, json!({ "email": mia.email, "password": PASSWORD })).await;
            assert!(answer.refusals().is_empty());
            assert_eq!(phone.viewer().await, json!("Mia"));
            cookies.push(phone.cookie());
        }
        cookies.dedup();
        assert_eq!(cookies.len(), 3);
    }

    /// In the demo anybody can look around as somebody of the demo; nowhere else.
    async fn the_demo_has_people(db: TestDatabase) {
        let world = World::with(db, |app: &mut App| app.installation.is_demo = true).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let real = world.connector("Joris").in_neighbourhood("ruwaard").await;
        world.change(&mia, |person| person.demo_story = Set(Some("Drie dingen wachten".to_owned()))).await;
        let phone = world.device();
        let offered = phone.execute("{ demoPeople { personId name role place story } }", json!({})).await;
        assert_eq!(
            *offered.at("/demoPeople"),
            json!([{
                "personId": mia.id,
                "name": "Mia",
                "role": "CONNECTOR",
                "place": "Ruwaard",
                "story": "Drie dingen wachten",
            }])
        );
        let refused = phone.execute(SIGN_IN_AS_DEMO_PERSON, json!({ "id": real.id })).await;
        assert_eq!(refused.refusals(), ["NOT_FOUND input.personId"]);
        phone.execute(SIGN_IN_AS_DEMO_PERSON, json!({ "id": mia.id })).await;
        assert_eq!(phone.viewer().await, json!("Mia"));
    }

    /// Outside the demo nobody is offered, and nobody gets in.
    async fn no_demo_people_outside_the_demo(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.change(&mia, |person| person.demo_story = Set(Some("Drie dingen wachten".to_owned()))).await;
        let phone = world.device();
        let offered = phone.execute("{ demoPeople { name } }", json!({})).await;
        assert_eq!(*offered.at("/demoPeople"), json!([]));
        let refused = phone.execute(SIGN_IN_AS_DEMO_PERSON, json!({ "id": mia.id })).await;
        assert_eq!(refused.refusals(), ["NOT_FOUND input.personId"]);
        assert_eq!(phone.viewer().await, Value::Null);
    }

    /// The names of the installation are data.
    async fn the_installation_names_itself(db: TestDatabase) {
        let world = World::on(db).await;
        for (slug, kind) in [("gemeente", OrganisationKind::Municipality), ("welzijn", OrganisationKind::Welfare)] {
            let row = organisation::Model {
                id: world.id(),
                slug: slug.to_owned(),
                name: format!("De {slug}"),
                kind,
                website: None,
            };
            row.into_active_model().insert(world.db()).await.expect("written");
        }
        let answer = world
            .as_nobody()
            .execute("{ installation { productName municipality welfareOrganisation isDemo } }", json!({}))
            .await;
        assert_eq!(
            *answer.at("/installation"),
            json!({
                "productName": "Buurtverbinders",
                "municipality": "De gemeente",
                "welfareOrganisation": "De welzijn",
                "isDemo": false,
            })
        );
    }
}

/// The processing log, oldest first, as `Action about-whom subject`.
async fn log(world: &World) -> Vec<String> {
    let people = person::Entity::find().all(world.db()).await.expect("read");
    let lines = log_line::Entity::find().order_by_asc(log_line::Column::Id).all(world.db()).await.expect("read");
    lines
        .into_iter()
        .map(|line| {
            let about = people.iter().find(|person| Some(person.id) == line.subject_person_id);
            let about = about.map_or("-", |person| &person.name);
            format!("{:?} {about} {}", line.action, line.subject)
        })
        .collect()
}
