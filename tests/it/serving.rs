//! What stands around the API: the app's files, the headers of every answer, health.

use std::collections::BTreeSet;

use api::http::Assets;
use api::http::assets::File;
use axum::http::Method;

use crate::harness::database::{Kind, TestDatabase};
use crate::harness::server::{Reply, Server};
use crate::harness::world::World;

const APP: [File; 5] = [
    File { path: "index.html", plain: b"<html>", brotli: Some(b"br"), gzip: Some(b"gz") },
    File { path: "assets/app-0123456789abcdef.js", plain: b"script", brotli: Some(b"br"), gzip: Some(b"gz") },
    File { path: "assets/app-0123456789abcdef.wasm", plain: b"\0asm", brotli: None, gzip: Some(b"gz") },
    File { path: "assets/app-0123456789abcdef/part.wasm", plain: b"\0asm", brotli: None, gzip: None },
    File { path: "favicon.svg", plain: b"<svg>", brotli: None, gzip: None },
];

async fn world() -> World {
    World::on(TestDatabase::migrated(Kind::Sqlite).await).await
}

fn serve(world: &World) -> Server {
    world.serve_with(|settings| settings.assets = Assets::of(&APP))
}

async fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Reply {
    server.send(Method::GET, path, headers, "").await
}

#[tokio::test(flavor = "multi_thread")]
async fn files_with_a_hash_are_kept_for_ever_and_the_page_is_asked_again() {
    let world = world().await;
    let server = serve(&world);
    for (path, kind, keeping) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/assets/app-0123456789abcdef.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/assets/app-0123456789abcdef.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        ("/assets/app-0123456789abcdef/part.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        ("/favicon.svg", "image/svg+xml", "no-cache"),
    ] {
        let reply = get(&server, path, &[]).await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!((reply.header("content-type"), reply.header("cache-control")), (kind, keeping), "{path}");
        assert_eq!((reply.header("content-encoding"), reply.header("vary")), ("", "Accept-Encoding"));

        let tag = reply.header("etag");
        let again = get(&server, path, &[("if-none-match", tag)]).await;
        assert_eq!((again.status.as_u16(), again.body.len(), again.header("etag")), (304, 0, tag), "{path}");
        let changed = get(&server, path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(changed.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_compressed_as_the_browser_likes_them() {
    let world = world().await;
    let server = serve(&world);
    let script = "/assets/app-0123456789abcdef.js";
    for (path, accepted, encoding, body) in [
        (script, "gzip, deflate, br", "br", "br"),
        (script, "gzip", "gzip", "gz"),
        (script, "br;q=0.1, gzip", "gzip", "gz"),
        (script, "identity", "", "script"),
        (script, "br;q=0, gzip;q=0", "", "script"),
        ("/assets/app-0123456789abcdef.wasm", "br, gzip", "gzip", "gz"),
        ("/favicon.svg", "br, gzip", "", "<svg>"),
        ("/vandaag", "br", "br", "br"),
    ] {
        let reply = get(&server, path, &[("accept-encoding", accepted)]).await;
        assert_eq!((reply.header("content-encoding"), reply.text().as_str()), (encoding, body), "{path} {accepted}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_the_app_are_its_page_and_missing_files_are_missing() {
    let world = world().await;
    let server = serve(&world);
    let html = "text/html,application/xhtml+xml,*/*;q=0.8";
    for (method, path, accept, status) in [
        (Method::GET, "/hulpvragen/0190", html, 200),
        (Method::HEAD, "/hulpvragen/0190", html, 200),
        (Method::GET, "/hulpvragen", "application/json", 404),
        (Method::GET, "/assets/app-ffffffffffffffff.js", html, 404),
        (Method::GET, "/robots.txt", html, 404),
        (Method::GET, "/.well-known/change-password", html, 404),
        (Method::GET, "/../Cargo.toml", html, 404),
        (Method::POST, "/hulpvragen", html, 405),
        (Method::DELETE, "/", html, 405),
    ] {
        let reply = server.send(method.clone(), path, &[("accept", accept)], "").await;
        assert_eq!(reply.status, status, "{method} {path}");
        assert_eq!(reply.header("content-type").contains("html"), status == 200, "{method} {path}");
    }
    let without = world.serve_with(|settings| settings.assets = Assets::of(&[]));
    let reply = get(&without, "/", &[("accept", html)]).await;
    assert_eq!(reply.status, 404);
    assert!(reply.text().contains("cargo xtask run"), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let world = world().await;
    let server = serve(&world);
    let mut ids = BTreeSet::new();
    let asked = [("x-request-id", "mine")];
    for (method, path) in [
        (Method::GET, "/"),
        (Method::GET, "/assets/app-0123456789abcdef.js"),
        (Method::GET, "/assets/missing.js"),
        (Method::GET, "/health/live"),
        (Method::GET, "/graphql"),
        (Method::PUT, "/graphql"),
        (Method::GET, "/.well-known/jwks.json"),
        (Method::POST, "/oauth/token"),
    ] {
        let reply = server.send(method, path, &asked, "").await;
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains('*'), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(reply.header(name), value, "{path}");
        }
        ids.insert(reply.header("x-request-id").to_owned());
    }
    assert_eq!(ids.len(), 8, "each has a number of its own");
    assert!(!ids.contains("mine"), "and none from outside");

    let secure = world.serve_with(|settings| settings.public_origin = Some("https://buurt.example".to_owned()));
    assert!(
        get(&secure, "/health/live", &[]).await.header("strict-transport-security").starts_with("max-age=31536000")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_find_their_door() {
    let world = world().await;
    let server = serve(&world);
    let keys = get(&server, "/.well-known/jwks.json", &[]).await;
    assert_eq!(keys.json()["keys"][0]["kty"], "OKP");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let reply = server.send(Method::POST, "/oauth/token", &form, "grant_type=password").await;
    assert_eq!(reply.json()["error"], "unsupported_grant_type");
}
