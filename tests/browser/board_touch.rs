//! The board under a finger: a card that is picked up, carried and let go, and a page that still scrolls.

use serde_json::json;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, link, region, text};
use super::view::View;
use crate::on_both;

/// What was last said about the card that is carried.
const SAID: &str = "return document.querySelector('[aria-live=assertive]').innerText";
/// How far the page is scrolled.
const SCROLLED: &str = "return Math.round(scrollY)";
/// How high the page is.
const HEIGHT: &str = "return document.documentElement.scrollHeight";
/// The card that is carried.
const LIFTED: &str = ".bv-card--lifted";
/// Whether the page hasn't rolled for a while.
const STILL: &str = "window.still = window.was === scrollY ? (window.still ?? 0) + 1 : 0; window.was = scrollY;
    return window.still > 15";

on_both! {
    /// A swipe scrolls. A finger that stays picks the card up: it follows, the column below says whether it can go there,
    /// the page rolls on at its edge, and letting go begins the same act as the menu and the keyboard do.
    async fn a_card_is_moved_with_a_finger(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = at_the_board(&server, View::TABLET).await;
        let browser = &mia.browser;
        // On its side the board is higher than the window.
        let on_its_side = json!({ "width": 820, "height": 700, "deviceScaleFactor": 1, "mobile": true });
        browser.devtools("Emulation.setDeviceMetricsOverride", on_its_side).await;
        let word: String = browser.ask(MOVABLE).await;
        let card = || link(&word).inside(region("Mee bezig"));
        let height: i64 = browser.ask(HEIGHT).await;

        let at = browser.touch(card()).await;
        browser.slide(at, (at.0, at.1 - 250.0), 12).await;
        browser.lift().await;
        browser.until("return scrollY > 100").await;
        assert!(!browser.has(css(LIFTED)).await && !browser.has(dialog()).await);
        assert_eq!(browser.address().await, "/vragen");
        // As long as the page rolls on after a swipe, the browser lets no page keep a finger for itself.
        browser.until(STILL).await;
        browser.ask::<()>("scrollTo(0, 0)").await;

        let at = browser.touch(card()).await;
        browser.sees(css(LIFTED)).await;
        assert!(browser.ask::<String>(SAID).await.starts_with(&format!("{word} is opgepakt.")));
        let before: i64 = browser.ask(SCROLLED).await;
        let at = browser.slide_to(at, heading("Nieuw").inside(region("Nieuw"))).await;
        browser.sees(text("Kan nu niet hierheen").inside(region("Nieuw"))).await;
        assert_eq!(browser.ask::<String>(SAID).await, "Deze vraag kan nu niet naar Nieuw.");
        assert!(is_below(browser, at).await, "the card follows the finger");
        assert_eq!(browser.ask::<i64>(SCROLLED).await, before, "who carries scrolls nothing");

        // Held at the lower edge, the page brings what lies below.
        let (edge, middle) = ((at.0, 635.0), (at.0, 350.0));
        browser.slide(at, edge, 8).await;
        browser.until("return document.querySelector('[data-column=wacht] h2').getBoundingClientRect().bottom < 500
            || scrollY + innerHeight >= document.documentElement.scrollHeight - 1").await;
        assert!(browser.ask::<i64>(SCROLLED).await > 0, "the page rolls on");
        browser.slide(edge, middle, 4).await;
        assert_eq!(browser.ask::<i64>(HEIGHT).await, height, "and grows no longer below the card");
        let at = browser.slide_to(middle, heading("Wacht").inside(region("Wacht"))).await;
        browser.sees(css("[data-column=wacht].bv-board__column--over")).await;
        assert_eq!(browser.ask::<String>(SAID).await, "Wacht, kolom 4 van 6. Vraagt tot wanneer.");
        assert!(is_below(browser, at).await, "the card follows the finger");
        browser.picture("board-finger").await;
        browser.lift().await;
        browser.sees(heading(&format!("Zet {word} op wacht")).inside(dialog())).await;
        browser.sees_no(css(LIFTED)).await;
        mia.chooses(field("De bewoner")).await;
        mia.chooses(button("1 week")).await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees_no(dialog()).await;
        browser.sees(link(&word).inside(region("Wacht"))).await;
        browser.sees_no(text("Bewaren…")).await;
        browser.click(button("Zet terug")).await;
        browser.sees(link(&word).inside(region("Mee bezig"))).await;
        browser.sees_no(text("Bewaren…")).await;
        assert_eq!(browser.address().await, "/vragen", "what is let go is not tapped");
    }

    /// Let go where no column is, the card goes back, and what lies there isn't tapped. A tap opens the case as ever.
    async fn a_card_that_is_let_go_elsewhere_goes_back(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = at_the_board(&server, View::TABLET).await;
        let browser = &mia.browser;
        let word: String = browser.ask(MOVABLE).await;
        let card = || link(&word).inside(region("Mee bezig"));
        let at = browser.touch(card()).await;
        browser.sees(css(LIFTED)).await;
        browser.slide_to(at, heading("Vragen")).await;
        assert_eq!(browser.ask::<String>(SAID).await, "");
        browser.lift().await;
        browser.sees_no(css(LIFTED)).await;
        assert_eq!(browser.ask::<String>(SAID).await, format!("Gestopt. {word} blijft in Mee bezig."));
        browser.sees(card()).await;
        // On its own column it stays too.
        browser.touch(card()).await;
        browser.sees(css(LIFTED)).await;
        browser.lift().await;
        browser.sees_no(css(LIFTED)).await;
        assert_eq!(browser.address().await, "/vragen");
        assert!(!browser.has(dialog()).await);
        browser.is_accessible().await;

        browser.touch(card()).await;
        browser.lift().await;
        browser.sees(heading(&word)).await;
        assert!(browser.address().await.starts_with("/vragen/case_"));
    }

    /// A phone shows one column: there a card is let go on the switch, which comes along while the list is scrolled.
    async fn on_a_phone_a_card_is_let_go_on_the_switch(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = at_the_board(&server, View::PHONE).await;
        let browser = &mia.browser;
        mia.opens("/vragen?kolom=bezig").await;
        browser.sees(css("main .bv-card--movable")).await;
        let word: String = browser.ask("return document.querySelector('.bv-card--movable h3 a').innerText").await;
        let at = browser.touch(link(&word)).await;
        browser.sees(css(LIFTED)).await;
        let at = browser.slide_to(at, css("a[data-column=nieuw]")).await;
        browser.sees(css("a.bv-chip--shut[data-column=nieuw]")).await;
        assert_eq!(browser.ask::<String>(SAID).await, "Deze vraag kan nu niet naar Nieuw.");
        browser.slide_to(at, css("a[data-column=klaar]")).await;
        browser.sees(css("a.bv-chip--over[data-column=klaar]")).await;
        browser.picture("board-finger-phone").await;
        browser.lift().await;
        browser.sees(heading(&format!("Sluit {word} af")).inside(dialog())).await;
        browser.is_accessible().await;
        mia.chooses(field("Samen opgelost")).await;
        mia.chooses(button("Sluit af")).await;
        browser.sees_no(dialog()).await;
        browser.sees(text("staat nu in Klaar")).await;
        assert_eq!(browser.address().await, "/vragen?kolom=bezig");
    }
}

/// The first card of "Mee bezig" that can move.
const MOVABLE: &str = "return document.querySelector('[data-column=bezig] .bv-card--movable h3 a').innerText";

/// Whether the card that is carried is below this point.
async fn is_below(browser: &Browser, (x, y): (f64, f64)) -> bool {
    let script = format!(
        "const {{ left, right, top, bottom }} = document.querySelector('{LIFTED}').getBoundingClientRect();
        return left <= {x} && {x} <= right && top <= {y} && {y} <= bottom"
    );
    browser.ask(&script).await
}

/// Mia in front of the board.
async fn at_the_board(server: &Server, view: View) -> Somebody<'_> {
    let mia = Somebody { browser: Browser::start(view).await, server };
    mia.signs_in("Mia").await;
    mia.opens("/vragen").await;
    mia.browser.sees(css("[data-card]")).await;
    mia
}
