//! Mail that brings notices: when it goes out, what stands in it, and what never does.

use std::collections::BTreeSet;

use api::http::Stop;
use api::mail::{letter, message, sender};
use entities::{
    CaseId, ConnectorStatus, InvolvementKind, Locale, MailFrequency, MailId, MailKind, MailState, NoticeKind, PersonId,
    mail, notice,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable, Set};
use serde_json::json;

use crate::harness::mail::{Came, into_folder, read};
use crate::harness::people::Member;
use crate::harness::program::Folder;
use crate::harness::world::World;
use crate::on_both;

/// Sends what is due into a folder; the mails of it, the last first.
async fn mails(world: &World, folder: &Folder) -> Vec<Came> {
    let (post, kept) = into_folder(folder);
    sender::round(world.app(), &post, &Stop::default()).await.expect("sent");
    let ids = kept.mails().expect("the folder is read");
    ids.into_iter().map(|id| read(&kept.mail(id).expect("read").expect("there"), ("", false, None))).collect()
}

async fn asks(world: &World, mia: &Member, joris: &Member, word: &str) -> CaseId {
    let case = world.case(word).held_by(mia).await;
    let input = json!({ "communityWorkerId": joris.id, "reason": "Dit lukt me niet alleen." });
    world.as_(mia).acts_on(case, "requestSupport", input).await;
    case
}

async fn states(world: &World) -> Vec<(MailKind, MailState)> {
    let rows = mail::Entity::find().all(world.db()).await.expect("read");
    rows.into_iter().map(|row| (row.kind, row.state)).collect()
}

on_both! {
    async fn who_wants_mail_at_once_gets_it_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("at-once-{}", world.kind()));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        world.as_(&joris).wants_mail(MailFrequency::AtOnce).await;
        let case = asks(&world, &mia, &joris, "koekblik").await;
        let mails = mails(&world, &folder).await;
        assert_eq!(mails.len(), 1);
        let Came { subject, text, html, .. } = &mails[0];
        assert_eq!(subject, "Er is een nieuw bericht voor je");
        assert!(text.starts_with("Dag Joris,"), "{text}");
        assert!(text.contains("Iemand vraagt je iets bij een hulpvraag. Zeg ja of nee."), "{text}");
        let link = format!("{}/vragen/{case}", world.app().auth.origin);
        assert!(text.contains(&link) && html.contains(&format!("href=\"{link}\"")), "{text} {html}");
        assert!(text.contains("/berichten#mail"), "how to get less of it");
        assert_eq!(states(&world).await, [(MailKind::AtOnce, MailState::Sent)]);
    }

    async fn who_chose_nothing_gets_one_mail_in_the_morning(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("daily-{}", world.kind()));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        for word in ["een", "twee", "drie"] {
            asks(&world, &mia, &joris, word).await;
        }
        world.pass_until("2026-11-24T06:59:59Z");
        assert!(mails(&world, &folder).await.is_empty(), "not before eight");
        world.pass_until("2026-11-24T07:00:00Z");
        let morning = mails(&world, &folder).await;
        assert_eq!(morning.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Er zijn 3 nieuwe berichten voor je"]);
        asks(&world, &mia, &joris, "vier").await;
        world.pass_days(1);
        let next = mails(&world, &folder).await;
        assert_eq!(next.len(), 2, "one a day");
        assert!(next.iter().any(|mail| mail.subject == "Er is een nieuw bericht voor je"));
    }

    async fn what_was_seen_is_not_mailed_and_who_wants_none_gets_none(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("none-{}", world.kind()));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let vera = world.community_worker("Vera").in_neighbourhood("ruwaard").await;
        let gone = world.community_worker("Weg").in_neighbourhood("ruwaard").await;
        world.as_(&vera).wants_mail(MailFrequency::None).await;
        for who in [&joris, &vera, &gone] {
            asks(&world, &mia, who, &who.name).await;
        }
        world.as_(&joris).sees(None).await;
        let account = entities::person::Entity::find_by_id(gone.id).one(world.db()).await.expect("read").expect("there");
        let mut account = account.into_active_model();
        account.ended_at = Set(Some(world.now()));
        account.update(world.db()).await.expect("closed");
        world.pass_days(1);
        assert!(mails(&world, &folder).await.is_empty());
        let expected = [(MailKind::Digest, MailState::Dropped), (MailKind::Digest, MailState::Dropped)];
        assert_eq!(states(&world).await, expected, "and none was written for who wants none");
    }

    async fn who_changes_their_mind_gets_no_mail_that_was_on_its_way(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("mind-{}", world.kind()));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        asks(&world, &mia, &joris, "koekblik").await;
        world.as_(&joris).wants_mail(MailFrequency::None).await;
        world.pass_days(1);
        assert!(mails(&world, &folder).await.is_empty());
    }

    async fn a_link_stands_in_it_only_while_the_reader_sees_what_is_there(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("link-{}", world.kind()));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        world.as_(&joris).wants_mail(MailFrequency::AtOnce).await;
        asks(&world, &mia, &joris, "koekblik").await;
        world.end_roles(joris.id).await;
        let mails = mails(&world, &folder).await;
        assert!(mails[0].text.contains("Iemand vraagt je iets bij een hulpvraag"));
        assert!(!mails[0].text.contains("/vragen/") && !mails[0].html.contains("/vragen/"), "{}", mails[0].text);
    }

    /// One act that tells somebody many things is one mail.
    async fn cases_that_come_together_are_told_in_one_mail(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("together-{}", world.kind()));
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        world.as_(&toos).wants_mail(MailFrequency::AtOnce).await;
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let mut cases = Vec::new();
        for word in ["een", "twee", "drie"] {
            cases.push(json!({ "caseId": world.case(word).held_by(&mia).await, "toPersonId": toos.id }));
        }
        world.as_(&ellen).steps("passCasesOn", profile, json!({ "cases": cases })).await;
        let mails = mails(&world, &folder).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "Er zijn 3 nieuwe berichten voor je");
    }

    async fn notices_and_mails_are_tidied_away_in_time(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::new(&format!("tidied-{}", world.kind()));
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        asks(&world, &mia, &joris, "koekblik").await;
        world.pass_days(1);
        assert_eq!(mails(&world, &folder).await.len(), 1);
        let sweep = async || {
            api::by_the_clock::tidy(world.app()).await.expect("tidied");
            (world.as_(&joris).notices().await.len(), states(&world).await.len())
        };
        assert_eq!(sweep().await, (1, 1));
        world.pass_days(31);
        assert_eq!(sweep().await, (1, 0), "a mail that was sent is forgotten first");
        world.pass_days(60);
        assert_eq!(sweep().await, (0, 0));
    }

    /// A case with everything in it, and a mail of every kind about it, in both languages.
    async fn nothing_of_a_resident_stands_in_a_mail(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let ellen = world.coordinator("Ellen").await;
        let (case, involvement, secrets) = rich_case(&world, &mia, entry).await;
        let course = world.course("gesprek", |row| "Gesprekken beginnen".clone_into(&mut row.name)).await;
        let meeting = world.meeting(course, 3, &ellen, |_| ()).await;
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |row| "Mia".clone_into(&mut row.name)).await;
        let mut said = BTreeSet::new();
        for locale in [Locale::Nl, Locale::En] {
            speaks(&world, &ellen, locale).await;
            for kind in NoticeKind::iter() {
                let id = arrives(&world, &ellen, kind, |row| {
                    row.case_id = Some(case);
                    row.involvement_id = Some(involvement);
                }).await;
                let about = arrives(&world, &ellen, kind, |row| row.training_session_id = Some(meeting)).await;
                let of = arrives(&world, &ellen, kind, |row| row.connector_id = Some(profile)).await;
                for id in [id, about, of] {
                    let written = written(&world, id, ellen.id).await;
                    for secret in &secrets {
                        let is_there = written.to_lowercase().contains(&secret.to_lowercase());
                        assert!(!is_there, "{kind:?} in {locale:?} tells {secret}: {written}");
                    }
                    said.insert(written.lines().nth(4).unwrap_or_default().to_owned());
                }
            }
        }
        assert_eq!(said.len(), 2 * NoticeKind::iter().count(), "each kind says something of its own: {said:#?}");
        let about_training = arrives(&world, &ellen, NoticeKind::TrainingPlanned, |row| row.training_session_id = Some(meeting)).await;
        let about_training = written(&world, about_training, ellen.id).await;
        assert!(about_training.contains("Gesprekken beginnen, Thursday 26 November at 10:00"), "{about_training}");
    }
}

/// A case that holds everything that one can hold, and all of that as texts.
async fn rich_case(
    world: &World,
    mia: &Member,
    entry: entities::SpecialistId,
) -> (CaseId, entities::InvolvementId, Vec<String>) {
    let secrets = ["Koekblikje", "Mevrouw heeft schulden", "Gaat naar de rechter", "Alleen bellen na zes uur"];
    let [word, summary, next, contact] = secrets;
    let case = world.case(word).held_by(mia).await;
    let row = entities::case::Entity::find_by_id(case).one(world.db()).await.expect("read").expect("there");
    let mut row = row.into_active_model();
    row.summary = Set(summary.to_owned());
    row.next_step = Set(Some(next.to_owned()));
    row.contact_note = Set(Some(contact.to_owned()));
    row.update(world.db()).await.expect("written");
    let reason = "Deurwaarder dreigt";
    let involvement = world
        .involvement(case, InvolvementKind::Consultation, mia, |row| {
            row.receiver_specialist_id = Some(entry);
            reason.clone_into(&mut row.reason);
        })
        .await;
    let details = json!({ "name": "Truus Jansen", "phone": "0412 00 99 99", "address": "Kerkstraat 1",
        "consent": { "form": "SPOKEN", "on": world.today() } });
    world.as_(mia).acts_on(case, "addResidentDetails", details).await;
    let more = [reason, "Truus", "Jansen", "99 99", "Kerkstraat", "ruwaard", "schulden"];
    (case, involvement, secrets.iter().chain(&more).map(|text| (*text).to_owned()).collect())
}

async fn speaks(world: &World, who: &Member, locale: Locale) {
    let row = entities::person::Entity::find_by_id(who.id).one(world.db()).await.expect("read").expect("there");
    let mut row = row.into_active_model();
    row.locale = Set(locale);
    row.update(world.db()).await.expect("written");
}

/// A notice of this kind with a mail of its own.
async fn arrives(world: &World, to: &Member, kind: NoticeKind, about: impl FnOnce(&mut notice::Model)) -> MailId {
    let mail_id: MailId = world.id();
    let mut row = notice::Model {
        id: world.id(),
        person_id: to.id,
        kind,
        at: world.now(),
        case_id: None,
        involvement_id: None,
        training_session_id: None,
        connector_id: None,
        peer_question_id: None,
        caused_by: None,
        mail_id: Some(mail_id),
        reminder_key: None,
        seen_at: None,
    };
    about(&mut row);
    row.into_active_model().insert(world.db()).await.expect("written");
    mail_id
}

/// A mail as it travels, read back: everything that stands in it.
async fn written(world: &World, id: MailId, to: PersonId) -> String {
    let req = world.app().request(api::policy::Viewer::Nobody, Locale::Nl, "test".to_owned());
    let letter = letter::read(&req, id, to).await.expect("read").expect("a letter");
    let from = "berichten@example.org".parse().expect("an address");
    let message = message::of(&letter, id, &from, world.now()).expect("a mail").formatted();
    let Came { subject, text, html, .. } = read(&message, ("", false, None));
    format!("{text}\n{subject}\n{html}\n{}", String::from_utf8_lossy(&message))
}
