//! Pages in states that the demo doesn't show by itself: nothing yet, very much, an answer that fails, no connection, and a form
//! that is refused. Nothing that axe-core finds, and nothing wider than the window.

use sea_orm::ConnectionTrait;

use super::accessible::trouble;
use super::chromium::Browser;
use super::guest::{open, sign_in};
use super::server::Server;
use super::target::{button, css, text};
use super::view::{Theme, View};
use crate::harness::database::{Kind, TestDatabase};

/// More than a page of notices, and more than the bell counts.
const VERY_MANY: &str = "INSERT INTO notices (id, person_id, kind, at)
    WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 250)
    SELECT randomblob(16), (SELECT id FROM people WHERE name = 'Mia'), 'TRAINING_DUE',
        CAST(strftime('%s', 'now') AS INTEGER) * 1000 - number * 3600000 FROM numbers";

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_or_very_much_or_no_answer_comes() {
    let server = Server::demo(TestDatabase::migrated(Kind::Sqlite).await);
    let arrange = async |sql: &str| {
        server.database().connection().execute_unprepared(sql).await.expect("arranged");
    };
    let browser = Browser::start(View::PHONE).await;
    let mut found = Vec::new();
    for table in ["notices", "peer_answers", "peer_questions"] {
        arrange(&format!("DELETE FROM {table}")).await;
    }
    sign_in(&browser, &server, "Mia").await;
    browser.follow("/berichten").await;
    browser.sees(text("Er zijn geen berichten")).await;
    found.extend(in_both_windows(&browser, "no notices").await);
    browser.follow("/sparren").await;
    browser.sees(css(".bv-empty")).await;
    found.extend(in_both_windows(&browser, "no questions between connectors").await);

    // Mail settings are asked with the notices, and by nothing else.
    arrange("ALTER TABLE mail_settings RENAME TO elsewhere").await;
    browser.follow("/berichten").await;
    browser.sees(text("De berichten laden niet")).await;
    let told: String = browser.ask("return document.querySelector('main').innerText").await;
    assert!(told.contains("Noem dan 01") && !told.contains("mail_settings") && !told.contains("SQL"), "{told}");
    found.extend(in_both_windows(&browser, "notices that fail").await);
    arrange("ALTER TABLE elsewhere RENAME TO mail_settings").await;

    browser.follow("/sparren").await;
    browser.set_offline(true).await;
    browser.follow("/berichten").await;
    browser.sees(text("De berichten laden niet")).await;
    found.extend(in_both_windows(&browser, "notices without a connection").await);
    browser.set_offline(false).await;

    arrange(VERY_MANY).await;
    open(&browser, &server, "/berichten").await;
    browser.sees(text("250 berichten zijn nieuw.")).await;
    browser.sees(text("99+").inside(css(".bv-bell__count"))).await;
    browser.click(button("Toon meer")).await;
    browser.until("return document.querySelectorAll('.bv-notice').length === 60").await;
    found.extend(in_both_windows(&browser, "very many notices").await);

    refuse(&browser).await;
    found.extend(in_both_windows(&browser, "a form that is refused").await);

    sign_in(&browser, &server, "Thea Willems").await;
    browser.follow("/mensen").await;
    browser.sees(css(".bv-empty")).await;
    found.extend(in_both_windows(&browser, "nobody whom one knows").await);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Fills the form for everybody in wrongly: what is wrong stands at its field, and the focus at the first of them.
async fn refuse(browser: &Browser) {
    browser.follow("/word-buurtverbinder").await;
    browser.sees_no(css("[aria-busy=true]")).await;
    browser.fill_in(css("#telefoon"), "12").await;
    browser.fill_in(css("#mail"), "geen adres").await;
    browser.click(css("main [type=submit]")).await;
    browser.sees(css("#telefoon[aria-invalid=true]")).await;
    browser.sees(css("#mail[aria-invalid=true]")).await;
    browser.until("return document.activeElement.id === 'naam'").await;
    let told = "const wrong = [...document.querySelectorAll('main .bv-field--wrong')];
        return wrong.length > 3 && wrong.every((field) => field.querySelector('.bv-field__error').innerText.trim().length > 10)";
    assert!(browser.ask::<bool>(told).await);
}

/// What is wrong on a phone by day, and on a desk by night.
async fn in_both_windows(browser: &Browser, place: &str) -> Vec<String> {
    let mut found = trouble(browser, place).await;
    browser.change_view(View { theme: Theme::Dark, ..View::DESK }).await;
    found.extend(trouble(browser, &format!("{place}, on a desk in the dark")).await);
    browser.change_view(View::PHONE).await;
    found
}
