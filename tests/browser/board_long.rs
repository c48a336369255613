//! A long column: few of its cards stand on the page, and all of them can be reached.

use api::figures::tallies::rebuild;
use entities::{case, case_topic};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter};
use thirtyfour::Key;
use uuid::Uuid;

use super::board::at_the_board;
use super::chromium::Rules;
use super::server::Server;
use super::target::css;
use super::view::View;
use crate::on_both;

/// So many stand in the column, besides those of the demo.
pub const MANY: u128 = 1000;
/// The most that stand on the page at once: what is in sight, what is near, and what has the focus.
const MOST: usize = 120;

/// Scrolls on until the card with this number stands on the page, and remembers the most that stood there.
const SCROLLED: &str = "scrollTo(0, document.documentElement.scrollHeight);
    const cards = [...document.querySelectorAll('COLUMN [aria-posinset]')];
    window.most = Math.max(window.most ?? 0, cards.length);
    return cards.some((card) => Number(card.ariaPosInSet) >= NUMBER)";
/// The numbers of the cards on the page, and how many there are.
const NUMBERS: &str = "const cards = [...document.querySelectorAll('[aria-labelledby=kolom-nieuw] [aria-posinset]')];
    return [cards.map((card) => Number(card.ariaPosInSet)), Number(cards[0].ariaSetSize)]";
/// Whether the card with this number has the focus, in sight.
const FOCUSED: &str = "const card = document.activeElement.closest('[aria-posinset]');
    const { top, bottom } = card.getBoundingClientRect();
    return card.ariaPosInSet === 'NUMBER' && top >= 0 && bottom <= innerHeight";

on_both! {
    /// However far one scrolls, the card with the focus stays, each card says which one it is, and the keys go on from it.
    async fn a_thousand_cards_in_a_column_scroll(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        crowd(&rows).await;
        let joris = at_the_board(&server, "Joris Hendriks", View::DESK).await;
        let browser = &joris.browser;
        let (_, all): (Vec<u128>, u128) = browser.ask(NUMBERS).await;
        assert!(all > MANY, "{all} cards");
        browser.ask::<bool>("document.querySelector('[aria-labelledby=kolom-nieuw] li a').focus(); return true").await;
        for number in (200..=all).step_by(200).chain([all]) {
            browser.until(&scrolled("[aria-labelledby=kolom-nieuw]", number)).await;
        }
        let most: usize = browser.ask("return window.most").await;
        assert!(most <= MOST, "{most} cards on the page");
        let (numbers, told): (Vec<u128>, u128) = browser.ask(NUMBERS).await;
        assert_eq!((numbers.first(), numbers.last(), told), (Some(&1), Some(&all), all));
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
        browser.press(Key::Down).await;
        browser.until(&FOCUSED.replace("NUMBER", "2")).await;
    }

    /// On a phone too, where one column is the page.
    async fn a_thousand_cards_scroll_on_a_phone(db: TestDatabase) {
        let rows = db.connection().clone();
        let server = Server::demo(db);
        crowd(&rows).await;
        let joris = at_the_board(&server, "Joris Hendriks", View::PHONE).await;
        let browser = &joris.browser;
        browser.click(css("[data-column=nieuw]")).await;
        for number in (200..=MANY).step_by(200) {
            browser.until(&scrolled("main", number)).await;
        }
        let most: usize = browser.ask("return window.most").await;
        assert!(most <= MOST, "{most} cards on the page");
        // In the window as it is: one as high as the page would show them all.
        assert_eq!(browser.violations(Rules::All).await, Vec::<String>::new());
    }
}

fn scrolled(column: &str, number: u128) -> String {
    SCROLLED.replace("COLUMN", column).replace("NUMBER", &number.to_string())
}

/// Fills a neighbourhood with new questions like the one that the demo has there.
pub async fn crowd(rows: &DatabaseConnection) {
    let one = case::Entity::find().filter(case::Column::CodeWord.eq("koekblik")).one(rows).await;
    let one = one.expect("cases can be read").expect("the demo has it");
    let topic = case_topic::Entity::find().filter(case_topic::Column::CaseId.eq(one.id)).one(rows).await;
    let topic = topic.expect("topics can be read").expect("it has one");
    let ids: Vec<Uuid> =
        (0..MANY).map(|number| Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)).collect();
    for some in ids.chunks(100) {
        let copy = |id: &Uuid| case::Model { id: (*id).into(), code_word: format!("woord {id}"), ..one.clone() };
        let cases = some.iter().map(|id| copy(id).into_active_model().reset_all());
        case::Entity::insert_many(cases).exec(rows).await.expect("cases are written");
        let about = |id: &Uuid| case_topic::Model { case_id: (*id).into(), ..topic.clone() };
        let topics = some.iter().map(|id| about(id).into_active_model().reset_all());
        case_topic::Entity::insert_many(topics).exec(rows).await.expect("topics are written");
    }
    // No act wrote them, so no sum has them.
    rebuild(rows).await.expect("cases can be counted");
}
