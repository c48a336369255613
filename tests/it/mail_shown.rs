//! Mails where there is no mail server: files, shown to developers and to nobody else; and the settings of a mail server.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use api::http::Stop;
use api::mail::sender;
use axum::http::{Method, StatusCode};
use entities::MailFrequency;
use serde_json::json;

use crate::harness::database::{Kind, TestDatabase};
use crate::harness::mail::into_folder;
use crate::harness::program::{Folder, Running, complaint, run};
use crate::harness::world::World;

/// A world with a mail in a folder.
async fn with_a_mail(folder: &Folder) -> (World, api::mail::folder::Folder) {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris <b>").in_neighbourhood("ruwaard").await;
    world.as_(&joris).wants_mail(MailFrequency::AtOnce).await;
    let case = world.case("koekblik").held_by(&mia).await;
    let input = json!({ "communityWorkerId": joris.id, "reason": "Dit lukt me niet alleen." });
    world.as_(&mia).acts_on(case, "requestSupport", input).await;
    let account = entities::person::ActiveModel {
        id: sea_orm::Set(joris.id),
        email: sea_orm::Set("joris@example.org".to_owned()),
        ..Default::default()
    };
    sea_orm::ActiveModelTrait::update(account, world.db()).await.expect("written");
    let (post, kept) = into_folder(folder);
    assert_eq!(sender::round(world.app(), &post, &Stop::default()).await.expect("sent"), 1);
    (world, kept)
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_in_a_folder_are_shown_in_a_sandbox() {
    let folder = Folder::new("shown");
    let (world, kept) = with_a_mail(&folder).await;
    let id = kept.mails().expect("read")[0];
    let server = world.serve_with(|settings| settings.shown_mail = Some(kept));
    let get = async |path: &str| server.send(Method::GET, path, &[], "").await;
    let list = get("/dev/mail").await;
    assert_eq!(list.status, StatusCode::OK);
    let text = list.text();
    assert!(text.contains("Er is een nieuw bericht voor je") && text.contains("joris@example.org"), "{text}");
    assert!(text.contains("Joris &lt;b&gt;") && !text.contains("<b>"), "what people are called is text: {text}");
    let mail = get(&format!("/dev/mail/{id}")).await;
    assert!(
        mail.text().contains("Iemand vraagt of je meehelpt") && mail.text().contains("Message-ID"),
        "{}",
        mail.text()
    );
    let html = get(&format!("/dev/mail/{id}/html")).await;
    assert!(html.text().contains("<ul>"), "{}", html.text());
    for page in [&list, &mail, &html] {
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("sandbox; default-src 'none'"), "{policy}");
        assert_eq!(page.header("cache-control"), "no-store");
    }
    for path in
        ["/dev/mail/mail_0", "/dev/mail/..%2f..%2fsecret.key", &format!("/dev/mail/{}", world.id::<entities::MailId>())]
    {
        assert_eq!(get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_no_such_page_anywhere_else() {
    let folder = Folder::new("not-shown");
    let (world, kept) = with_a_mail(&folder).await;
    let id = kept.mails().expect("read")[0];
    let server = world.serve();
    for path in ["/dev/mail".to_owned(), format!("/dev/mail/{id}"), format!("/dev/mail/{id}/html")] {
        let reply = server.send(Method::GET, &path, &[], "").await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!reply.header("content-security-policy").contains("sandbox"), "{path}");
    }
}

/// The program, as one starts it: by itself it keeps mails in a folder; behind a proxy it shows them to nobody.
#[test]
fn only_a_server_that_nobody_else_reaches_shows_mails() {
    for (name, flags, status) in [
        ("near", &[][..], "200"),
        ("proxied", &["--behind-proxy"][..], "404"),
        ("public", &["--public-url=https://buurt.example.org"][..], "404"),
        ("smtp", &["--smtp-url=smtp://127.0.0.1:9", "--mail-from=berichten@example.org"][..], "404"),
    ] {
        let folder = Folder::new(&format!("door-{name}"));
        let data = folder.flag();
        let server = Running::serve(&[&[data.as_str()], flags].concat());
        let answered = asked(server.address, "/dev/mail");
        assert!(answered.starts_with(&format!("HTTP/1.1 {status}")), "{name}: {answered}");
    }
}

fn asked(address: SocketAddr, path: &str) -> String {
    let mut connection = TcpStream::connect(address).expect("connected");
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn what_is_wrong_with_the_mail_server_is_said_at_the_start() {
    let folder = Folder::new("wrong-mail");
    let data = folder.flag();
    let starts = |flags: &[&str]| {
        let all =
            [&["serve", "--listen=127.0.0.1:0", data.as_str(), "--mail-from=berichten@example.org"], flags].concat();
        complaint(&all)
    };
    let secret = "open-sesam";
    for (flags, said) in [
        (vec!["--smtp-url=mail.example.org".to_owned()], "the URL of the mail server can't be read"),
        (vec![format!("--smtp-url=smtp://buurt:{secret}@mail.example.org:587?tls=opportunistic")], "can't be read"),
        (vec![format!("--smtp-url=smtp://buurt:{secret}@mail.example.org:25")], "would travel unsealed"),
        (
            vec!["--smtp-url=smtps://buurt@mail.example.org".to_owned(), "--smtp-password-file=/nowhere".to_owned()],
            "the password file /nowhere can't be read",
        ),
    ] {
        let flags: Vec<_> = flags.iter().map(String::as_str).collect();
        let complaint = starts(&flags);
        assert!(complaint.contains(said) && !complaint.contains(secret), "{complaint}");
    }
    let output = run(&["serve", "--smtp-url=smtps://a:b@mail.example.org", &data]);
    assert_eq!(output.status.code(), Some(2), "mail has a sender");
    let help = run(&["serve", "--help"]);
    let help = String::from_utf8(help.stdout).expect("text");
    assert!(help.contains("--smtp-password-file") && help.contains("BV_MAIL_FROM"), "{help}");
}
