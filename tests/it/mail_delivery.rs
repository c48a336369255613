//! Mail on its way to a real mail server, Nodemailer's, on loopback: taken, refused for now, refused for good, gone, and cut off.

use std::sync::Arc;
use std::time::Duration;

use api::http::Stop;
use api::mail::{Post, sender};
use entities::{MailFrequency, MailState, MailTrouble, mail};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::harness::mail::{Certificate, MailServer, post};
use crate::harness::people::Member;
use crate::harness::program::Folder;
use crate::harness::world::World;
use crate::on_both;

const UNDELIVERED: &str =
    "{ undeliveredMail { totalCount nodes { id version kind state tries trouble failingSince nextTryAt
    recipient { name person { email } } } } }";
const OWN: &str = "{ viewer { mailSetting { frequency failingSince trouble } } }";

/// Joris, who wants mail at once, and is asked something.
async fn asked(world: &World) -> Member {
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    world.as_(&joris).wants_mail(MailFrequency::AtOnce).await;
    let case = world.case("koekblik").held_by(&mia).await;
    let input = json!({ "communityWorkerId": joris.id, "reason": "Dit lukt me niet alleen." });
    world.as_(&mia).acts_on(case, "requestSupport", input).await;
    joris
}

async fn goes_round(world: &World, post: &Post) -> usize {
    sender::round(world.app(), post, &Stop::default()).await.expect("the database answers")
}

async fn only(world: &World) -> mail::Model {
    let rows = mail::Entity::find().all(world.db()).await.expect("read");
    assert_eq!(rows.len(), 1);
    rows.into_iter().next().expect("one")
}

async fn retry(world: &World, who: &Member, id: &Value, version: i64) -> Vec<String> {
    let document = "mutation ($input: RetryMailInput!) { retryMail(input: $input) {
        mail { state nextTryAt } userErrors { code field message } } }";
    let input = json!({ "mailId": id, "expectedVersion": version });
    world.as_(who).execute(document, json!({ "input": input })).await.refusals()
}

on_both! {
    async fn a_mail_server_takes_a_mail(db: TestDatabase) {
        let world = World::on(db).await;
        asked(&world).await;
        let server = MailServer::open();
        assert_eq!(goes_round(&world, &server.post()).await, 1);
        let came = server.next();
        assert_eq!((came.to.as_str(), came.subject.as_str()), ("joris@example.org", "Er is een nieuw bericht voor je"));
        let row = only(&world).await;
        assert_eq!((row.state, row.tries, row.trouble), (MailState::Sent, 1, None));
        assert_eq!(goes_round(&world, &server.post()).await, 0);
        assert!(server.all().is_empty(), "once");
    }

    async fn what_is_refused_for_now_is_tried_again(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = asked(&world).await;
        let mut server = MailServer::open();
        server.refuses_recipients(451);
        assert_eq!(goes_round(&world, &server.post()).await, 0);
        let row = only(&world).await;
        assert_eq!((row.state, row.tries, row.trouble), (MailState::Waiting, 1, Some(MailTrouble::TryLater)));
        server.takes_mails();
        assert_eq!(goes_round(&world, &server.post()).await, 0, "not before its time");
        let told = world.as_(&joris).execute(OWN, json!({})).await;
        assert_eq!(told.text("/viewer/mailSetting/trouble"), "TRY_LATER", "he can see it himself");
        world.pass_minutes(1);
        assert_eq!(goes_round(&world, &server.post()).await, 1);
        assert_eq!(server.next().to, "joris@example.org");
        let row = only(&world).await;
        assert_eq!((row.state, row.failing_since, row.trouble), (MailState::Sent, None, None));
        assert!(world.as_(&joris).execute(OWN, json!({})).await.at("/viewer/mailSetting/trouble").is_null());
    }

    async fn what_is_refused_for_good_is_seen_and_tried_when_somebody_says_so(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = asked(&world).await;
        let (ellen, ad) = (world.coordinator("Ellen").await, world.administrator("Ad").await);
        let mut server = MailServer::open();
        server.refuses_recipients(550);
        assert_eq!(goes_round(&world, &server.post()).await, 0);
        world.pass_days(3);
        assert_eq!(goes_round(&world, &server.post()).await, 0, "not by itself");
        for who in [&ellen, &ad] {
            let told = world.as_(who).execute(UNDELIVERED, json!({})).await;
            let mail = told.at("/undeliveredMail/nodes/0");
            let said = [&mail["state"], &mail["trouble"], &mail["kind"], &mail["recipient"]["name"], &mail["recipient"]["person"]["email"]];
            assert_eq!(said, ["FAILED", "ADDRESS_REFUSED", "AT_ONCE", "Joris", "joris@example.org"]);
            assert_eq!((&mail["tries"], &mail["nextTryAt"]), (&json!(1), &Value::Null));
        }
        assert_eq!(world.as_(&joris).execute(OWN, json!({})).await.text("/viewer/mailSetting/trouble"), "ADDRESS_REFUSED");
        let told = world.as_(&joris).execute(UNDELIVERED, json!({})).await;
        assert_eq!(told.number("/undeliveredMail/totalCount"), 0, "it is for who looks after accounts");

        let row = only(&world).await;
        let (id, version) = (json!(row.id), i64::from(row.version));
        assert_eq!(retry(&world, &joris, &id, version).await, ["NOT_FOUND input.mailId"]);
        assert_eq!(retry(&world, &ellen, &json!(world.id::<entities::MailId>()), 1).await, ["NOT_FOUND input.mailId"]);
        assert_eq!(retry(&world, &ellen, &id, version - 1).await, ["STALE_VERSION input.expectedVersion"]);
        server.takes_mails();
        assert_eq!(retry(&world, &ellen, &id, version).await, Vec::<String>::new());
        assert_eq!(goes_round(&world, &server.post()).await, 1);
        assert_eq!(server.next().to, "joris@example.org");
        assert_eq!(world.as_(&ad).execute(UNDELIVERED, json!({})).await.number("/undeliveredMail/totalCount"), 0);
    }

    async fn another_refusal_for_good_is_told_apart(db: TestDatabase) {
        let world = World::on(db).await;
        asked(&world).await;
        let mut server = MailServer::open();
        server.refuses_mails(554);
        assert_eq!(goes_round(&world, &server.post()).await, 0);
        let row = only(&world).await;
        assert_eq!((row.state, row.trouble), (MailState::Failed, Some(MailTrouble::Refused)));
    }

    async fn a_mail_server_that_is_gone_is_waited_for_and_at_last_not(db: TestDatabase) {
        let world = World::on(db).await;
        asked(&world).await;
        let (post, port) = {
            let server = MailServer::open();
            (server.post(), server.port)
        };
        assert_eq!(goes_round(&world, &post).await, 0);
        let row = only(&world).await;
        assert_eq!((row.state, row.trouble), (MailState::Waiting, Some(MailTrouble::Unreachable)));
        let since = row.failing_since;
        world.pass_minutes(2);
        assert_eq!(goes_round(&world, &post).await, 0);
        let row = only(&world).await;
        assert_eq!((row.tries, row.failing_since), (2, since), "it fails since the first time");
        {
            let server = MailServer::open_at(port);
            world.pass_minutes(10);
            assert_eq!(goes_round(&world, &post).await, 1, "it is back");
            assert_eq!(server.next().to, "joris@example.org");
        }
    }

    async fn after_two_days_a_mail_is_given_up(db: TestDatabase) {
        let world = World::on(db).await;
        asked(&world).await;
        let post = MailServer::open().post();
        for _ in 0..8 {
            assert_eq!(only(&world).await.state, MailState::Waiting);
            goes_round(&world, &post).await;
            world.pass_days(2);
        }
        let row = only(&world).await;
        assert_eq!((row.state, row.tries), (MailState::Failed, 8));
    }

    async fn mail_travels_over_tls_with_a_password_from_a_file(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("tls-{}", world.kind()));
        asked(&world).await;
        let certificate = Certificate::new(&folder);
        let server = MailServer::guarded(&certificate, "buurt", "open sesam");
        let password = folder.path("password");
        std::fs::write(&password, "verkeerd\n").expect("written");
        assert_eq!(goes_round(&world, &server.sealed_post("buurt", &password, &certificate)).await, 0);
        let row = only(&world).await;
        let expected = (MailState::Waiting, Some(MailTrouble::SignInRefused));
        assert_eq!((row.state, row.trouble), expected, "a wrong password is put right: no mail is lost for it");
        std::fs::write(&password, "open sesam\n").expect("written");
        world.pass_minutes(1);
        assert_eq!(goes_round(&world, &server.sealed_post("buurt", &password, &certificate)).await, 1);
        let came = server.next();
        assert_eq!((came.is_sealed, came.user.as_deref()), (true, Some("buurt")));
    }

    async fn a_server_that_shows_a_certificate_of_nobody_gets_no_mail(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("untrusted-{}", world.kind()));
        asked(&world).await;
        let server = MailServer::guarded(&Certificate::new(&folder), "buurt", "open sesam");
        let url = format!("smtp://localhost:{}?tls=required", server.port).into();
        let untrusted = post(&api::config::SmtpSettings { url, password_file: None, ca_file: None });
        assert_eq!(goes_round(&world, &untrusted).await, 0);
        assert_eq!(only(&world).await.trouble, Some(MailTrouble::Unreachable));
        assert!(server.all().is_empty());
    }

    /// Two servers look at once, many times: each mail goes out once.
    async fn two_servers_send_each_mail_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        for number in 0..12 {
            let who = world.community_worker(&format!("Werker {number}")).in_neighbourhood("ruwaard").await;
            world.as_(&who).wants_mail(MailFrequency::AtOnce).await;
        }
        let case = world.case("koekblik").held_by(&mia).await;
        world.as_(&mia).acts_on(case, "requestSupport", json!({ "reason": "Wie komt er?" })).await;
        let server = MailServer::open();
        let run = || {
            let (app, post) = (Arc::clone(world.app()), server.post());
            tokio::spawn(async move { sender::round(&app, &post, &Stop::default()).await.expect("sent") })
        };
        let servers = [run(), run(), run()];
        let mut sent = 0;
        for server in servers {
            sent += server.await.expect("it ends");
        }
        assert_eq!(sent, 12);
        let mut people: Vec<_> = (0..12).map(|_| server.next().to).collect();
        people.sort();
        people.dedup();
        assert_eq!((people.len(), server.all().len()), (12, 0));
    }

    /// Cut off after the mail server has it and before that is written down: it comes once more, and can be known as the same.
    async fn a_mail_that_nobody_knows_of_whether_it_arrived_comes_again_under_its_name(db: TestDatabase) {
        let world = World::on(db).await;
        asked(&world).await;
        let mut server = MailServer::open();
        server.falls_silent();
        let (app, way) = (Arc::clone(world.app()), server.post());
        let cut_off = tokio::spawn(async move { sender::round(&app, &way, &Stop::default()).await });
        let first = server.next();
        cut_off.abort();
        let _ = cut_off.await;
        server.takes_mails();
        assert_eq!(goes_round(&world, &server.post()).await, 0, "the one who was cut off may still be at it");
        world.pass_minutes(5);
        assert_eq!(goes_round(&world, &server.post()).await, 1);
        assert_eq!(server.next().message_id, first.message_id);
        assert_eq!(only(&world).await.state, MailState::Sent);
    }

    /// Told to stop while a mail is in hand: that one is finished, and the others wait for the next server.
    async fn a_server_that_stops_finishes_the_mail_in_hand(db: TestDatabase) {
        let world = World::on(db).await;
        asked(&world).await;
        let server = MailServer::open();
        let stop = Stop::default();
        let running = tokio::spawn(sender::run(Arc::clone(world.app()), server.post(), Duration::from_millis(10), stop.clone()));
        server.next();
        stop.now();
        running.await.expect("it ends");
        assert_eq!(only(&world).await.state, MailState::Sent);
        let case = asked_again(&world).await;
        assert!(case, "nobody sends it while no server runs");
    }
}

/// Another mail is written; tells whether it still waits.
async fn asked_again(world: &World) -> bool {
    let vera = world.community_worker("Vera").in_neighbourhood("ruwaard").await;
    let mia = world.connector("Noor").in_neighbourhood("ruwaard").await;
    world.as_(&vera).wants_mail(MailFrequency::AtOnce).await;
    let case = world.case("bromtol").held_by(&mia).await;
    let input = json!({ "communityWorkerId": vera.id, "reason": "Samen." });
    world.as_(&mia).acts_on(case, "requestSupport", input).await;
    let rows = mail::Entity::find().all(world.db()).await.expect("read");
    rows.iter().filter(|row| row.state == MailState::Waiting).count() == 1
}
