//! The program as the one who runs it meets it: what it says when it can't start, and how it stops.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;

use entities::{ConsentForm, consent, resident_details};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::{Value, json};

use crate::harness::accounts::{PASSWORD, SIGN_IN};
use crate::harness::database::TestDatabase;
use crate::harness::program::{Folder, Running, complaint, run};
use crate::harness::world::{SECRET, World};
use crate::on_both;

/// One request on a connection of its own: the status line and the body.
fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> (String, String) {
    let (head, body) = ask_with(address, method, path, "", body);
    (head.lines().next().expect("a status").to_owned(), body)
}

/// The same with more lines in the head of the request: the whole head of the answer, and the body.
fn ask_with(address: SocketAddr, method: &str, path: &str, lines: &str, body: &str) -> (String, String) {
    let mut connection = TcpStream::connect(address).expect("connected");
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n{lines}\r\n{body}",
        body.len()
    );
    connection.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.to_owned(), body.to_owned())
}

#[test]
fn an_address_in_use() {
    let folder = Folder::new("in-use");
    let other = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = other.local_addr().expect("an address").to_string();
    let data = folder.flag();
    for (flag, others) in [("--metrics-listen", &["--listen=127.0.0.1:0"][..]), ("--listen", &[][..])] {
        let said = complaint(&[&["serve", data.as_str(), flag, address.as_str()], others].concat());
        assert!(said.contains(&format!("{address} is in use by another program")), "{said}");
        assert!(said.contains(&format!("with {flag}.")), "{said}");
        assert!(!folder.path("secret.key").exists(), "nothing was made for a server that doesn't run");
    }
}

#[test]
fn a_damaged_database_file() {
    let folder = Folder::new("damaged");
    let file = folder.path("buurtverbinders.sqlite");
    let said_of = |bytes: &[u8]| {
        fs::write(&file, bytes).expect("written");
        let said = complaint(&["serve", &folder.flag(), "--listen=127.0.0.1:0"]);
        assert!(said.contains(&format!("{} is damaged, or not a database", file.display())), "{said}");
        assert!(said.contains("restore a backup"), "{said}");
        assert_eq!(fs::read(&file).expect("read"), bytes, "it was left as it was");
    };
    said_of("not a database, but long enough to have a header of a hundred bytes. ".repeat(100).as_bytes());

    assert!(
        run(&["migrate", "--database-url", &format!("sqlite://{}?mode=rwc", folder.path("good").display())])
            .status
            .success()
    );
    let mut torn = fs::read(folder.path("good")).expect("read");
    for page in torn.chunks_mut(4096).skip(1) {
        page[..64].fill(0xff);
    }
    said_of(&torn);
}

#[test]
fn a_database_server_that_is_not_there() {
    let folder = Folder::new("unreachable");
    let url = "postgres://buurt:geheim@127.0.0.1:1/buurtverbinders";
    let said = complaint(&["serve", &folder.flag(), "--listen=127.0.0.1:0", "--database-url", url]);
    assert!(said.contains("postgres://127.0.0.1:1/buurtverbinders can't be reached"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    let said = complaint(&["migrate", "--database-url", "mysql://localhost/x"]);
    assert!(said.contains("of an unknown kind"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_made() {
    let said = complaint(&["serve", "--listen=127.0.0.1:0", "--data-dir=/dev/null/data"]);
    assert!(said.contains("the folder /dev/null/data can't be made"), "{said}");
    assert!(said.contains("--data-dir"), "{said}");
}

#[test]
fn settings_that_cannot_be_read() {
    for (arguments, word) in [
        (&["serve", "--public-url=https://buurt.example/app"][..], "--public-url"),
        (&["serve", "--request-timeout=10"], "--request-timeout"),
        (&["serve", "--max-body=lots"], "--max-body"),
        (&["serve", "--secret=abc", "--listen=127.0.0.1:0", "--database-url=sqlite::memory:"], "BV_SECRET"),
        (&["schema", "--log=api=loud"], "log filter"),
        (&["fly"], "fly"),
        (&["import", "/nowhere", "--data-dir=/dev/null/data"], "/dev/null/data"),
    ] {
        let said = complaint(arguments);
        assert!(said.contains(word), "{arguments:?}: {said}");
    }
}

#[test]
fn commands_that_need_no_server() {
    let key = run(&["key"]).stdout;
    assert!(key.len() == 65 && key[..64].iter().all(u8::is_ascii_hexdigit));
    let schema = String::from_utf8(run(&["schema"]).stdout).expect("text");
    assert!(schema.contains("type Query {"), "{schema:.200}");
    let help = String::from_utf8(run(&["serve", "--help"]).stdout).expect("text");
    for word in ["BV_LISTEN", "DATABASE_URL", "BV_SECRET_FILE", "BV_PUBLIC_URL", "--metrics-listen", "--stop-timeout"] {
        assert!(help.contains(word), "{word} in {help}");
    }
}

on_both! {
    async fn a_database_is_brought_up_to_date_once(db: TestDatabase) {
        let empty = TestDatabase::empty(db.kind()).await;
        let said = || String::from_utf8(run(&["migrate", "--database-url", &empty.url()]).stdout).expect("text");
        assert!(said().contains("steps later"));
        assert_eq!(said(), "The database was up to date.\n");
    }

    /// What is sealed opens with one key only: without it the server doesn't begin, and makes no other.
    async fn the_key_of_sealed_details(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("key-{}", world.kind()));
        let (data, url) = (folder.flag(), format!("--database-url={}", world.url()));
        let arguments = [data.as_str(), url.as_str()];
        let key = folder.path("secret.key");
        drop(Running::serve(&arguments));
        assert_eq!(fs::metadata(&key).expect("made").permissions().mode() & 0o777, 0o600);
        let first = fs::read_to_string(&key).expect("read");
        drop(Running::serve(&arguments));
        assert_eq!(fs::read_to_string(&key).expect("read"), first, "it is made once");

        let secret = api::keys::Secret::from_hex(&first).expect("a key");
        seal_something(&world, api::keys::Keys::from_secret(&secret).details_id()).await;
        drop(Running::serve(&arguments));

        let serve = [&["serve", "--listen=127.0.0.1:0"], &arguments[..]].concat();
        fs::rename(&key, folder.path("elsewhere")).expect("moved");
        let said = complaint(&serve);
        assert!(said.contains(&format!("the key file {} is missing", key.display())), "{said}");
        assert!(!key.exists(), "no other key was made");
        fs::write(&key, format!("{}\n", "0".repeat(64))).expect("written");
        let said = complaint(&serve);
        assert!(said.contains("is not the one that sealed residents' details"), "{said}");
        fs::write(&key, "not a key\n").expect("written");
        let said = complaint(&serve);
        assert!(said.contains(&format!("the key file {} holds no key", key.display())), "{said}");

        let elsewhere = format!("--secret-file={}", folder.path("elsewhere").display());
        drop(Running::serve(&[&data, &url, &elsewhere]));
    }

    /// A key in the environment is the key: what was sealed with it opens, and no file is made beside it.
    async fn a_key_in_the_environment_needs_no_file(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let details = json!({ "name": "Iemand Anders", "consent": { "form": "SPOKEN", "on": world.today() } });
        world.as_(&mia).acts_on(id, "addResidentDetails", details).await;

        let folder = Folder::new(&format!("environment-{}", world.kind()));
        let (data, url) = (folder.flag(), format!("--database-url={}", world.url()));
        let secret = api::keys::Secret::new(SECRET).to_hex();
        let server = Running::serve_with(&[("BV_SECRET", secret.as_str())], &[&data, &url]);
        let sign_in = json!({ "query": SIGN_IN, "variables": { "email": mia.email, "password": PASSWORD } });
        let (head, body) = ask_with(server.address, "POST", "/graphql", "", &sign_in.to_string());
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next());
        let cookie = cookie.unwrap_or_else(|| panic!("nobody is signed in: {head}\n{body}"));
        let reveal = "mutation ($id: CaseId!) { revealResidentDetails(input: { caseId: $id, reason: \"Bellen\" }) {
            details { name } userErrors { code } } }";
        let reveal = json!({ "query": reveal, "variables": { "id": id } }).to_string();
        let own_page = format!("cookie: {cookie}\r\nx-buurtverbinders: 1\r\n");
        let (_, body) = ask_with(server.address, "POST", "/graphql", &own_page, &reveal);
        let opened: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(opened.pointer("/data/revealResidentDetails/details/name"), Some(&json!("Iemand Anders")), "{body}");
        assert!(!folder.path("secret.key").exists(), "no key was made beside the one that was given");

        let other = format!("--secret={}", "0".repeat(64));
        let said = complaint(&["serve", "--listen=127.0.0.1:0", &data, &url, &other]);
        assert!(said.contains("the key in BV_SECRET is not the one that sealed residents' details"), "{said}");
    }

    /// A request that came in is answered; a new one finds nobody.
    async fn a_server_that_is_told_to_stop_finishes_first(db: TestDatabase) {
        let folder = Folder::new(&format!("stop-{}", db.kind()));
        let server = Running::serve(&[&folder.flag(), &format!("--database-url={}", db.url())]);
        let address = server.address;
        assert_eq!(ask(address, "GET", "/health/ready", "").0, "HTTP/1.1 200 OK");

        let body = json!({ "query": "{ neighbourhoods { name } }" }).to_string();
        let mut under_way = TcpStream::connect(address).expect("connected");
        let head = format!(
            "POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        under_way.write_all(head.as_bytes()).expect("sent");
        let mut goes_on = [0; 25];
        under_way.read_exact(&mut goes_on).expect("the server reads the request");
        assert_eq!(&goes_on, b"HTTP/1.1 100 Continue\r\n\r\n");

        server.ask_to_stop();
        while TcpStream::connect(address).is_ok() {
            std::thread::yield_now();
        }
        under_way.write_all(body.as_bytes()).expect("sent");
        let mut answer = String::new();
        under_way.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.ends_with(r#"{"data":{"neighbourhoods":[]}}"#), "{answer}");
        let (code, said) = server.end();
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn a_second_start_finds_what_the_first_one_left() {
    let folder = Folder::new("second");
    let lists = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/demo/oss");
    let imported = run(&["import", lists, &folder.flag()]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let body = json!({ "query": "{ neighbourhoods { name } }" }).to_string();
    let first = Running::serve(&[&folder.flag()]);
    let before = ask(first.address, "POST", "/graphql", &body).1;
    assert!(before.contains("Ruwaard"), "{before}");
    first.ask_to_stop();
    assert_eq!(first.end().0, Some(0));
    let second = Running::serve(&[&folder.flag()]);
    assert_eq!(ask(second.address, "POST", "/graphql", &body).1, before);
}

/// Who asked what stays out of the log, and labels of metrics come from short lists.
#[test]
fn logs_and_metrics_hold_nothing_personal() {
    let folder = Folder::new("logs");
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address");
    let metrics = format!("--metrics-listen={free}");
    let server = Running::serve(&[&folder.flag(), &metrics, "--log=debug", "--log-format=json"]);
    let sign_in = "mutation Geheim { signIn(input: { email: \"mia@example.org\", password: \"fiets soep\" }) {
        userErrors { code } } }";
    let (status, _) = ask(server.address, "POST", "/graphql", &json!({ "query": sign_in }).to_string());
    assert_eq!(status, "HTTP/1.1 200 OK");
    ask(server.address, "GET", "/uitnodiging/dGVzdA", "");
    ask(server.address, "POST", "/graphql", &json!({ "query": "{ mia: secretField }" }).to_string());
    assert!(ask(server.address, "GET", "/metrics", "").0.contains("404"), "not for the outside world");

    let (status, figures) = ask(free, "GET", "/metrics", "");
    assert_eq!(status, "HTTP/1.1 200 OK");
    for figure in [
        "buurtverbinders_http_requests_total{route=\"/graphql\",method=\"POST\",status=\"200\"}",
        "buurtverbinders_http_requests_total{route=\"app\",method=\"GET\",status=\"404\"}",
        "buurtverbinders_graphql_operation_seconds_count{kind=\"mutation\",field=\"signIn\",outcome=\"ok\"} 1",
        "field=\"other\"",
        "buurtverbinders_open_sockets 0",
        "buurtverbinders_database_connections{state=\"idle\"}",
        "buurtverbinders_resident_memory_bytes",
    ] {
        assert!(figures.contains(figure), "{figure} in {figures}");
    }
    server.ask_to_stop();
    let (code, said) = server.end();
    assert_eq!(code, Some(0));
    for personal in ["mia@", "fiets", "Geheim", "dGVzdA", "secretField", "127.0.0.1:5"] {
        assert!(!said.contains(personal) && !figures.contains(personal), "{personal} in {said}");
    }
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let answered: Vec<_> = lines.iter().filter(|line| line["message"] == "answered").collect();
    assert!(answered.iter().all(|line| line["request_id"].as_str().is_some_and(|id| id.len() == 32)));
    assert_eq!(answered[0]["route"], "/graphql");
}

/// Details of somebody, sealed with this key.
async fn seal_something(world: &World, key_id: &str) {
    let mia = world.connector("Mia").await;
    let case_id = world.case("koekblik").held_by(&mia).await;
    let consent = consent::Model {
        id: world.id(),
        case_id,
        form: ConsentForm::Spoken,
        given_on: world.today(),
        recorded_by: mia.id,
        recorded_at: world.now(),
        withdrawn_at: None,
    };
    let consent = consent.into_active_model().insert(world.db()).await.expect("written");
    let details = resident_details::Model {
        case_id,
        sealed: vec![0; 40],
        key_id: key_id.to_owned(),
        consent_id: consent.id,
        added_by: mia.id,
        added_at: world.now(),
    };
    details.into_active_model().insert(world.db()).await.expect("written");
}
