//! New links for people who have an account, and the first administrator.

use api::people::invitations::invite_administrator;
use api::policy::Viewer;
use api::scalars::Email;
use entities::{Locale, person};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use serde_json::{Value, json};

use crate::harness::accounts::{ACCEPT, PASSWORD};
use crate::harness::answer::Answer;
use crate::harness::device::Device;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::people::INVITE;

const RENEW: &str = "mutation ($id: PersonId!, $key: String) {
    renewInvitation(input: { personId: $id, idempotencyKey: $key }) {
        person { name }
        invitationPath
        userErrors { code field }
    }
}";
const OTHER_PASSWORD: &str = "regen boven de markt";

on_both! {
    /// Who forgot the password gets a link for a new one; the former password and open sessions are over then.
    async fn a_forgotten_password(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.account("Mia").await;
        let (phone, laptop) = (world.device(), world.device());
        phone.sign_in(&mia, PASSWORD).await;
        let unused = token(&renew(&world, &ellen, &mia).await);
        let link = token(&renew(&world, &ellen, &mia).await);
        // A link alone changes nothing.
        assert_eq!(phone.viewer().await, json!("Mia"));
        assert_eq!(accept(&laptop, &unused).await.refusals(), ["EXPIRED input.token"]);
        assert!(accept(&laptop, &link).await.refusals().is_empty());
        assert_eq!(laptop.viewer().await, json!("Mia"));
        assert_eq!(phone.viewer().await, Value::Null);
        assert_eq!(phone.sign_in(&mia, PASSWORD).await.refusals(), ["WRONG_CREDENTIALS"]);
        assert!(phone.sign_in(&mia, OTHER_PASSWORD).await.refusals().is_empty());
    }

    /// Nobody gets a link to an account whose roles are not theirs to give.
    async fn who_may_not_is_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let (ellen, admin) = (world.coordinator("Ellen").await, world.administrator("Ad").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let bas = world.connector("Bas").in_neighbourhood("lith").await;
        assert_eq!(renew(&world, &ellen, &admin).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(renew(&world, &ellen, &ellen).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(renew(&world, &mia, &mia).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(renew(&world, &mia, &bas).await.refusals(), ["NOT_FOUND input.personId"]);
        assert!(renew(&world, &admin, &ellen).await.refusals().is_empty());
    }

    /// What was typed wrongly is told at its field, all at once.
    async fn an_invitation_is_refused_at_its_fields(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let input = json!({ "name": "Mia", "email": "mia", "phone": "bel mij", "organisationId": "", "roles": [] });
        let answer = world.as_(&admin).execute(INVITE, json!({ "input": input })).await;
        let fields = ["REQUIRED input.roles", "INVALID input.email", "INVALID input.phone", "REQUIRED input.organisationId"];
        assert_eq!(answer.refusals(), fields);
        let input = json!({ "name": "Mia", "email": "mia@example.org", "phone": "", "roles": [{ "role": "COORDINATOR" }] });
        let answer = world.as_(&admin).execute(INVITE, json!({ "input": input })).await;
        assert_eq!(answer.refusals(), Vec::<String>::new(), "an empty telephone number is none");
    }

    /// Who is shown in a demo has no password, and is no invitation that could be corrected.
    async fn people_of_a_demo_are_known_already(db: TestDatabase) {
        let world = World::on(db).await;
        let admin = world.administrator("Ad").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let shown = person::ActiveModel { id: Set(mia.id), demo_story: Set(Some("Helpt.".to_owned())), ..Default::default() };
        shown.update(world.db()).await.expect("a story");
        let email = person::Entity::find_by_id(mia.id).one(world.db()).await.expect("the row").expect("Mia").email;
        let input = json!({ "name": "Nog Eens", "email": email.to_uppercase(), "roles": [{ "role": "COORDINATOR" }] });
        let answer = world.as_(&admin).execute(INVITE, json!({ "input": input })).await;
        assert_eq!(answer.refusals(), ["ALREADY_EXISTS input.email"]);
        let row = person::Entity::find_by_id(mia.id).one(world.db()).await.expect("the row").expect("Mia");
        assert_eq!(row.name, "Mia");
    }

    /// The same key gives no second link.
    async fn with_a_key_there_is_one_link(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let renew = async || world.as_(&ellen).execute(RENEW, json!({ "id": mia.id, "key": "k" })).await;
        let link = token(&renew().await);
        assert_eq!(renew().await.at("/renewInvitation/invitationPath"), &Value::Null);
        assert!(accept(&world.device(), &link).await.refusals().is_empty());
    }

    /// Who runs the server makes the first administrator, and gives one who is locked out a new link.
    async fn the_first_administrator(db: TestDatabase) {
        let world = World::on(db).await;
        let email = Email::parse("ad@example.org").expect("an address");
        let invite = async |name: &str| {
            let req = world.app().request(Viewer::Nobody, Locale::En, "command line".to_owned());
            invite_administrator(&req, name, &email).await
        };
        assert!(invite("  ").await.is_err());
        let path = invite("Ad").await.expect("a link");
        let laptop = world.device();
        assert!(accept(&laptop, &path.replace("/uitnodiging/", "")).await.refusals().is_empty());
        let areas = laptop.execute("{ viewer { areas roles { role } } }", json!({})).await;
        assert_eq!(*areas.at("/viewer/areas"), json!(["DIRECTORY", "ADMINISTRATION"]));

        let again = invite("Ad").await.expect("a link");
        let phone = world.device();
        assert!(accept(&phone, &again.replace("/uitnodiging/", "")).await.refusals().is_empty());
        let roles = phone.execute("{ viewer { roles { role } } }", json!({})).await;
        assert_eq!(*roles.at("/viewer/roles"), json!([{ "role": "ADMINISTRATOR" }]));
    }
}

async fn renew(world: &World, by: &Member, whom: &Member) -> Answer {
    world.as_(by).execute(RENEW, json!({ "id": whom.id })).await
}

fn token(answer: &Answer) -> String {
    answer.text("/renewInvitation/invitationPath").replace("/uitnodiging/", "")
}

async fn accept(device: &Device<'_>, token: &str) -> Answer {
    device.execute(ACCEPT, json!({ "token": token, "password": OTHER_PASSWORD })).await
}
