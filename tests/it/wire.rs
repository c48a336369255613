//! GraphQL over HTTP as clients meet it: forms, methods, status codes, limits, and who may ask from where.

use std::io::Read;
use std::path::Path;
use std::process::Command;

use axum::http::Method;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::harness::database::{Kind, TestDatabase};
use crate::harness::server::{Reply, Server};
use crate::harness::world::World;

/// A world on SQLite: for what no database has a part in.
async fn world() -> World {
    World::on(TestDatabase::migrated(Kind::Sqlite).await).await
}

const AUDITS: [&str; 2] = ["graphql-http@1.22.4", "graphql@16.11.0"];

/// The audit suite of the people who write GraphQL over HTTP: without an error and without a warning.
#[tokio::test(flavor = "multi_thread")]
async fn the_audits_of_graphql_over_http_find_nothing() {
    let world = world().await;
    let address = world.serve().listen().await;
    let said = tokio::task::spawn_blocking(move || {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target").join(AUDITS[0]);
        if !folder.join("node_modules/graphql-http").exists() {
            let mut install = Command::new("npm");
            install.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]);
            let installed = install.arg("--prefix").arg(&folder).args(AUDITS).status();
            assert!(installed.is_ok_and(|status| status.success()), "npm installs {AUDITS:?}");
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/audit.mjs");
        let mut audit = Command::new("node");
        audit.arg(script).arg(folder).arg(format!("http://{address}/graphql"));
        let output = audit.output().expect("node runs: install Debian's package nodejs");
        [output.stdout, output.stderr].iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect::<String>()
    });
    assert_eq!(said.await.expect("audited"), "60 audits\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_and_the_status_of_an_answer() {
    let world = world().await;
    let server = world.serve();
    let new = "application/graphql-response+json; charset=utf-8";
    let old = "application/json; charset=utf-8";
    for (accept, document, told, form) in [
        ("application/graphql-response+json", "{ __typename }", "200 ok", new),
        ("application/graphql-response+json", "{", "400 GRAPHQL_PARSE_FAILED", new),
        ("application/graphql-response+json", "{ nothing }", "400 GRAPHQL_VALIDATION_FAILED", new),
        (
            "application/graphql-response+json",
            "query A { __typename } query B { __typename }",
            "400 OPERATION_NOT_FOUND",
            new,
        ),
        ("application/json", "{ __typename }", "200 ok", old),
        ("application/json", "{", "200 GRAPHQL_PARSE_FAILED", old),
        ("application/json", "{ nothing }", "200 GRAPHQL_VALIDATION_FAILED", old),
        ("*/*", "{ __typename }", "200 ok", old),
        ("text/html", "{ __typename }", "406 NOT_ACCEPTABLE", old),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "{ __typename }", "200 ok", old),
    ] {
        let reply = server.post_with(&[("accept", accept)], document, json!({})).await;
        assert_eq!((reply.told().as_str(), reply.header("content-type")), (told, form), "{accept} {document}");
        assert_eq!((reply.header("cache-control"), reply.header("vary")), ("no-store", "Accept, Accept-Encoding"));
        assert_eq!(reply.json().get("data").is_some(), told.ends_with("ok"), "data only where it was executed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_answers_are_compressed_for_who_takes_that() {
    let world = world().await;
    let server = world.serve();
    let long = "{ __schema { types { name description } } }";
    let plain = server.post_with(&[], long, json!({})).await;
    let packed = server.post_with(&[("accept-encoding", "br, gzip")], long, json!({})).await;
    let unwanted = server.post_with(&[("accept-encoding", "gzip;q=0, br")], long, json!({})).await;
    let short = server.post_with(&[("accept-encoding", "gzip")], "{ __typename }", json!({})).await;
    let coding = |reply: &Reply| reply.header("content-encoding").to_owned();
    assert_eq!([&plain, &packed, &unwanted, &short].map(coding), ["", "gzip", "", ""]);
    assert!(packed.body.len() * 2 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
    let mut unpacked = Vec::new();
    GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).expect("gzip");
    let unpacked: Value = serde_json::from_slice(&unpacked).expect("JSON");
    assert!(unpacked == plain.json() && unwanted.json() == plain.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_json_in_utf8_is_executed() {
    let world = world().await;
    let server = world.serve();
    let body = json!({ "query": "{ __typename }" }).to_string();
    for (content_type, told) in [
        ("application/json", "200 ok"),
        ("application/json; charset=UTF-8", "200 ok"),
        ("application/json; charset=utf-16", "415 UNSUPPORTED_MEDIA_TYPE"),
        ("text/plain", "415 UNSUPPORTED_MEDIA_TYPE"),
        ("application/graphql", "415 UNSUPPORTED_MEDIA_TYPE"),
        ("application/x-www-form-urlencoded", "415 UNSUPPORTED_MEDIA_TYPE"),
        ("multipart/form-data; boundary=x", "415 UNSUPPORTED_MEDIA_TYPE"),
    ] {
        let reply = server.send(Method::POST, "/graphql", &[("content-type", content_type)], body.clone()).await;
        assert_eq!(reply.told(), told, "{content_type}");
    }
    for (body, told) in [
        ("", "400 BAD_REQUEST"),
        ("{", "400 BAD_REQUEST"),
        ("[{\"query\":\"{ __typename }\"}]", "400 BAD_REQUEST"),
        ("{}", "400 BAD_REQUEST"),
        ("{\"query\":\"{ __typename }\",\"variables\":[]}", "400 BAD_REQUEST"),
    ] {
        let reply = server.send(Method::POST, "/graphql", &[("content-type", "application/json")], body).await;
        assert_eq!(reply.told(), told, "{body}");
    }
    let deep = format!("{{\"query\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let reply = server.send(Method::POST, "/graphql", &[("content-type", "application/json")], deep).await;
    assert_eq!(reply.told(), "400 BAD_REQUEST", "JSON that is nested too deep is no JSON");
}

#[tokio::test(flavor = "multi_thread")]
async fn methods() {
    let world = world().await;
    let server = world.serve();
    let get = async |path: &str| server.send(Method::GET, path, &[], "").await;
    assert_eq!(get("/graphql?query=%7B__typename%7D").await.told(), "200 ok");
    assert_eq!(get("/graphql").await.told(), "400 BAD_REQUEST");
    let variables =
        "/graphql?query=query(%24n%3AString!)%7B__type(name%3A%24n)%7Bname%7D%7D&variables=%7B%22n%22%3A%22Query%22%7D";
    assert_eq!(get(variables).await.json(), json!({ "data": { "__type": { "name": "Query" } } }));
    let two = "/graphql?query=query+A%7Ba%3A__typename%7D+mutation+B%7Bb%3A__typename%7D&operationName=";
    assert_eq!(get(&format!("{two}A")).await.told(), "200 ok");

    let mutation = get(&format!("{two}B")).await;
    assert_eq!((mutation.told().as_str(), mutation.header("allow")), ("405 METHOD_NOT_ALLOWED", "POST"));
    let put = server.send(Method::PUT, "/graphql", &[("content-type", "application/json")], "{}").await;
    assert_eq!((put.told().as_str(), put.header("allow")), ("405 METHOD_NOT_ALLOWED", "GET, POST"));
    let reply = server.post("subscription { caseChanged { id } }", json!({})).await;
    assert_eq!(reply.told(), "400 BAD_REQUEST", "a subscription needs a socket");
}

#[tokio::test(flavor = "multi_thread")]
async fn variables_are_read_before_anything_is_executed() {
    let world = world().await;
    let server = world.serve();
    let document = "query ($first: Int!, $name: String = \"Query\") {
        organisations(first: $first) { nodes { id } } __type(name: $name) { name } }";
    for (variables, told) in [
        (json!({ "first": 1 }), "200 ok"),
        (json!({ "first": 1, "other": 2 }), "200 ok"),
        (json!({}), "400 BAD_USER_INPUT"),
        (json!({ "first": null }), "400 BAD_USER_INPUT"),
        (json!({ "first": "1" }), "400 BAD_USER_INPUT"),
        (json!({ "first": 1, "name": 3 }), "400 BAD_USER_INPUT"),
    ] {
        assert_eq!(server.post(document, variables.clone()).await.told(), told, "{variables}");
    }
    let reply = server.post(document, json!({ "first": "1" })).await;
    assert_eq!(reply.message(), "variable $first: it is no Int");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_paged_is_told_with_its_argument() {
    let world = world().await;
    let server = world.serve();
    for arguments in ["first: 0", "first: 101", "first: 1, last: 1", "after: \"broken\"", "before: \"AAAA\""] {
        let document = format!("{{ organisations({arguments}) {{ nodes {{ id }} }} }}");
        let reply = server.post(&document, json!({})).await;
        assert_eq!(reply.told(), "200 BAD_USER_INPUT", "{arguments}");
        let argument = reply.json()["errors"][0]["extensions"]["argument"].clone();
        assert!(arguments.contains(argument.as_str().expect("an argument")), "{argument} in {arguments}");
        assert_eq!(reply.json()["data"], json!(null), "what can't be null goes up to the root");
    }
}

/// One document for each limit, and one that stays within it.
#[tokio::test(flavor = "multi_thread")]
async fn each_limit_says_the_limit_and_the_value() {
    let world = world().await;
    let server = world.serve();
    let deep = |levels: usize| format!("{}id{}", "parent{".repeat(levels), "}".repeat(levels));
    let many =
        |count: usize, one: &str| (0..count).map(|number| one.replace('#', &number.to_string())).collect::<String>();
    for (document, told, limit, actual) in [
        (format!("{{neighbourhoods{{{}}}}}", deep(10)), "QUERY_TOO_DEEP", 10, 12),
        (format!("{{{}}}", many(21, " topics{id}")), "QUERY_TOO_COMPLEX", 20, 21),
        (format!("{{topics{{{}}}}}", many(31, " a#:id")), "QUERY_TOO_COMPLEX", 30, 31),
        (format!("{{topics{{id{}}}}}", many(31, " @skip(if:false)")), "QUERY_TOO_COMPLEX", 30, 31),
        (format!("{{organisations(first:100){{nodes{{{}}}}}}}", many(250, " id")), "QUERY_TOO_COMPLEX", 25_000, 25_101),
        // Null is as good as left out, written so or as a variable that nobody gave.
        (
            format!("{{organisations(first:null,last:100){{nodes{{{}}}}}}}", many(250, " id")),
            "QUERY_TOO_COMPLEX",
            25_000,
            25_101,
        ),
        (
            format!("query($n:Int){{organisations(first:$n,last:100){{nodes{{{}}}}}}}", many(250, " id")),
            "QUERY_TOO_COMPLEX",
            25_000,
            25_101,
        ),
        (
            "{...a} fragment a on Query{...b ...b} fragment b on Query{...c ...c} fragment c on Query{...d ...d}
             fragment d on Query{...e ...e} fragment e on Query{...f ...f} fragment f on Query{__typename}"
                .to_owned(),
            "QUERY_TOO_COMPLEX",
            20,
            32,
        ),
        (format!("{{topics{{id}}}} #{}", many(32_768, "x")), "DOCUMENT_TOO_LARGE", 32_768, 32_782),
        (format!("{{topics{{{}}}}}", many(4_000, "a ")), "DOCUMENT_TOO_LARGE", 4_000, 4_005),
        (format!("{}{}", "{a".repeat(5_000), "}".repeat(5_000)), "DOCUMENT_TOO_LARGE", 4_000, 15_000),
        (format!("{}{}", "{a".repeat(100), "}".repeat(100)), "QUERY_TOO_DEEP", 48, 100),
        ("{__schema{types{fields{type{fields{type{fields{name}}}}}}}}".to_owned(), "QUERY_TOO_DEEP", 2, 3),
    ] {
        let reply = server.post(&document, json!({})).await;
        let shown = &document[..document.len().min(80)];
        assert_eq!(reply.told(), format!("400 {told}"), "{shown}");
        let extensions = &reply.json()["errors"][0]["extensions"];
        assert_eq!((&extensions["limit"], &extensions["actual"]), (&json!(limit), &json!(actual)), "{shown}");
        assert!(reply.message().ends_with(&format!(": {actual}; at most {limit} is allowed")), "{}", reply.message());
    }
    for document in [
        format!("{{neighbourhoods{{{}}}}}", deep(8)),
        format!("{{organisations(first:100){{nodes{{{}}}}}}}", many(200, " id")),
        "query($n:Int=2){organisations(first:$n){nodes{id name}}}".to_owned(),
    ] {
        assert_eq!(server.post(&document, json!({})).await.told(), "200 ok", "{document:.80}");
    }
}

/// What GraphiQL and the generators of clients ask when they meet a server.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types { ...FullType } directives { name description locations args { ...InputValue } } } }
  fragment FullType on __Type { kind name description specifiedByURL
    fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
    inputFields { ...InputValue } interfaces { ...TypeRef }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
  fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
    ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

#[tokio::test(flavor = "multi_thread")]
async fn clients_may_ask_for_the_whole_schema() {
    let world = world().await;
    let reply = world.serve().post(INTROSPECTION, json!({})).await;
    assert_eq!(reply.told(), "200 ok");
    assert_eq!(reply.json()["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_may_not_ask() {
    let world = world().await;
    let ask = async |server: &Server, origin: &str| {
        server.post_with(&[("origin", origin)], "{ __typename }", json!({})).await.told()
    };
    let anywhere = world.serve();
    assert_eq!(ask(&anywhere, "http://buurt.test").await, "200 ok");
    for foreign in ["http://evil.example", "http://buurt.test:8080", "null"] {
        assert_eq!(ask(&anywhere, foreign).await, "403 FOREIGN_ORIGIN", "{foreign}");
    }
    let at_home = world.serve_with(|settings| settings.public_origin = Some("https://buurt.example".to_owned()));
    assert_eq!(ask(&at_home, "https://buurt.example").await, "200 ok");
    assert_eq!(ask(&at_home, "http://buurt.test").await, "403 FOREIGN_ORIGIN", "whatever host it was sent to");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_never_a_page() {
    let world = world().await;
    let server = world.serve();
    for (method, path) in [
        (Method::GET, "/graphql"),
        (Method::GET, "/graphql?query=%3Cscript%3E"),
        (Method::GET, "/graphql/"),
        (Method::POST, "/graphql"),
        (Method::PUT, "/graphql"),
        (Method::HEAD, "/graphql"),
        (Method::OPTIONS, "/graphql"),
        (Method::GET, "/health/other"),
        (Method::GET, "/.well-known/change-password"),
        (Method::GET, "/oauth/token"),
    ] {
        for accept in ["text/html", "text/html,*/*;q=0.1"] {
            let reply = server.send(method.clone(), path, &[("accept", accept)], "").await;
            assert!(!reply.header("content-type").contains("html"), "{method} {path}");
            assert!(reply.status.is_client_error() || reply.told().starts_with("200 GRAPHQL"), "{method} {path}");
        }
    }
}
