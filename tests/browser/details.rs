//! The details of a resident, added to by somebody who may not see what is there.

use entities::{CaseId, CaseStatus, ConsentForm, ConsentId, Day, Timestamp, case, consent, person, resident_details};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, text};
use super::view::View;
use crate::on_both;

const PHONE: &str = "0412 00 11 22";
const HIDDEN: [u8; 3] = [1, 2, 3];

/// A case that Mia holds, with details that Joris wrote down.
async fn written_down_by_joris(rows: &DatabaseConnection) -> CaseId {
    let named = async |name: &str| {
        let found = person::Entity::find().filter(person::Column::Name.starts_with(name)).one(rows).await;
        found.expect("read").expect("somebody of the demo").id
    };
    let (mia, joris) = (named("Mia").await, named("Joris").await);
    let held = case::Entity::find()
        .filter(case::Column::HolderPersonId.eq(mia))
        .filter(case::Column::Status.eq(CaseStatus::Active));
    let case_id = held.one(rows).await.expect("read").expect("a case of hers").id;
    let (on, at): (Day, Timestamp) = ("2026-01-05".parse().expect("a day"), Timestamp(1_767_600_000_000));
    let given = consent::Model {
        id: ConsentId(Uuid::from_u128(1)),
        case_id,
        form: ConsentForm::Spoken,
        given_on: on,
        recorded_by: joris,
        recorded_at: at,
        withdrawn_at: None,
    };
    let consent_id = given.id;
    given.into_active_model().insert(rows).await.expect("written");
    let details = resident_details::Model {
        case_id,
        sealed: HIDDEN.to_vec(),
        key_id: "another".to_owned(),
        consent_id,
        added_by: joris,
        added_at: at,
    };
    details.into_active_model().insert(rows).await.expect("written");
    case_id
}

async fn sealed(rows: &DatabaseConnection, id: CaseId) -> Vec<u8> {
    resident_details::Entity::find_by_id(id).one(rows).await.expect("read").expect("there").sealed
}

on_both! {
    /// Nothing goes before somebody says so, and what was typed stays in its field until then.
    async fn what_is_hidden_goes_when_it_is_ticked(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        let id = written_down_by_joris(&rows).await;
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &mia.browser;
        mia.signs_in("Mia").await;
        mia.opens(&format!("/vragen/{id}")).await;
        browser.click(button("Schrijf naam of adres op")).await;
        browser.fill_in(field("Telefoon").inside(dialog()), PHONE).await;
        mia.chooses(css("[name=toestemming][value=yes]")).await;
        mia.chooses(button("Bewaar")).await;
        browser.sees(text("Vraag het de bewoner en vink dit aan.")).await;
        browser.is_accessible().await;
        let typed: String = browser.ask("return document.querySelector('dialog[open] input[type=tel]').value").await;
        assert_eq!(typed, PHONE);
        assert_eq!(sealed(&rows, id).await, HIDDEN);
        mia.chooses(css("[type=checkbox]")).await;
        mia.chooses(button("Bewaar")).await;
        browser.sees_no(dialog()).await;
        browser.sees(button("Bekijk de gegevens")).await;
        assert_ne!(sealed(&rows, id).await, HIDDEN);
    }
}
