//! The session of a browser: its cookie, how long it lasts, how it ends.

use api::auth::{self, Credential};
use api::policy::Viewer;
use entities::{invitation, session};
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};

use crate::harness::accounts::{ACCEPT, PASSWORD, SIGN_OUT};
use crate::harness::world::World;
use crate::on_both;

on_both! {
    /// The cookie is out of reach of scripts and other sites, and the database can't give it away.
    async fn the_cookie_is_guarded(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        let set = phone.last_set().expect("a cookie");
        let (pair, attributes) = set.split_once("; ").expect("attributes");
        assert_eq!(attributes, "Path=/; Max-Age=604800; HttpOnly; SameSite=Strict");
        let (name, token) = pair.split_once('=').expect("a pair");
        assert_eq!((name, token.len()), ("buurtverbinders", 43));
        for row in session::Entity::find().all(world.db()).await.expect("read") {
            assert_eq!(row.token_hash.len(), 32);
            assert!(!format!("{row:?}").contains(token));
        }
        phone.execute(SIGN_OUT, json!({})).await;
        let dropped = "buurtverbinders=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict";
        assert_eq!(phone.last_set().as_deref(), Some(dropped));
    }

    /// Over TLS the browser itself holds the cookie to this host.
    async fn the_cookie_is_held_to_the_host_over_tls(db: TestDatabase) {
        let world = World::with(db, |app| "https://buurt.example.org".clone_into(&mut app.auth.origin)).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        let set = phone.last_set().expect("a cookie");
        assert!(set.starts_with("__Host-buurtverbinders="), "{set}");
        assert!(set.ends_with("; HttpOnly; SameSite=Strict; Secure"), "{set}");
        assert_eq!(phone.viewer().await, json!("Mia"));
        let plain = phone.cookie().map(|cookie| cookie.replace("__Host-", ""));
        phone.keep(plain);
        assert_eq!(phone.viewer().await, Value::Null);
    }

    /// Twelve hours of rest end a session, and so do seven days of use.
    async fn sessions_run_out(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        world.pass_minutes(12 * 60 - 1);
        assert_eq!(phone.viewer().await, json!("Mia"));
        world.pass_minutes(12 * 60);
        assert_eq!(phone.viewer().await, Value::Null);

        phone.sign_in(&mia, PASSWORD).await;
        for _ in 0..20 {
            world.pass_minutes(8 * 60);
            assert_eq!(phone.viewer().await, json!("Mia"));
        }
        world.pass_minutes(8 * 60);
        assert_eq!(phone.viewer().await, Value::Null);
    }

    /// The last use is written once a minute at most.
    async fn use_is_noted_to_the_minute(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        world.take_statements();
        let updates = || world.take_statements().iter().filter(|statement| statement.starts_with("UPDATE")).count();
        phone.identify().await;
        assert_eq!(updates(), 0);
        world.pass_minutes(1);
        phone.identify().await;
        phone.identify().await;
        assert_eq!(updates(), 1);
    }

    /// Signing out everywhere ends the sessions of other devices, and what they are being told.
    async fn signing_out_everywhere(db: TestDatabase) {
        let world = World::on(db).await;
        let (mia, joris) = (world.account("Mia").await, world.account("Joris").await);
        let (phone, laptop, other) = (world.device(), world.device(), world.device());
        phone.sign_in(&mia, PASSWORD).await;
        laptop.sign_in(&mia, PASSWORD).await;
        other.sign_in(&joris, PASSWORD).await;
        let socket = laptop.credential().await;
        assert!(matches!(auth::viewer_now(world.app(), &socket).await, Ok(Viewer::Person(_))));

        phone.execute(SIGN_OUT, json!({ "everywhere": true })).await;
        assert_eq!(laptop.viewer().await, Value::Null);
        assert!(matches!(auth::viewer_now(world.app(), &socket).await, Ok(Viewer::Nobody)));
        assert_eq!(other.viewer().await, json!("Joris"));
    }

    /// Signing in again on a device ends the session that it had.
    async fn a_device_has_one_session(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        let former = phone.cookie();
        phone.sign_in(&mia, PASSWORD).await;
        let thief = world.device();
        thief.keep(former);
        assert_eq!(thief.viewer().await, Value::Null);
        assert_eq!(phone.viewer().await, json!("Mia"));
    }

    /// Made-up and broken cookies are nobody.
    async fn made_up_cookies_are_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let device = world.device();
        for cookie in ["buurtverbinders=", "buurtverbinders=abc", "buurtverbinders=%00", "buurtverbinders"] {
            device.keep(Some(cookie.to_owned()));
            assert_eq!(device.credential().await, Credential::None);
        }
        device.keep(Some(format!("buurtverbinders={}", "A".repeat(43))));
        assert_eq!(device.credential().await, Credential::None);
    }

    /// A closed account is nobody, on open devices too.
    async fn a_closed_account_is_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.account("Mia").await;
        let phone = world.device();
        phone.sign_in(&mia, PASSWORD).await;
        world.change(&mia, |person| person.ended_at = Set(Some(world.now()))).await;
        assert_eq!(phone.viewer().await, Value::Null);
        assert_eq!(phone.sign_in(&mia, PASSWORD).await.refusals(), ["WRONG_CREDENTIALS"]);
    }

    /// The daily sweep removes what is over and leaves what still counts.
    async fn the_sweep_removes_what_is_over(db: TestDatabase) {
        let world = World::on(db).await;
        let (mia, joris) = (world.account("Mia").await, world.account("Joris").await);
        let (old, new) = (world.device(), world.device());
        old.sign_in(&mia, PASSWORD).await;
        world.pass_days(38);
        new.sign_in(&joris, PASSWORD).await;
        let open = world.invite(&mia, world.now().plus_days(7)).await;
        auth::sweep(world.app()).await.expect("swept");
        let sessions = session::Entity::find().all(world.db()).await.expect("read");
        assert_eq!(sessions.iter().map(|session| session.person_id).collect::<Vec<_>>(), [joris.id]);
        assert_eq!(invitation::Entity::find().all(world.db()).await.expect("read").len(), 1);
        assert_eq!(new.viewer().await, json!("Joris"));
        let answer = old.execute(ACCEPT, json!({ "token": open, "password": PASSWORD })).await;
        assert!(answer.refusals().is_empty());
    }
}
