//! The board in a browser: a card moved with the keyboard, several questions at once, saved views, and what others do
//! meanwhile.

use thirtyfour::Key;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, link, region, text};
use super::view::View;
use crate::on_both;

/// Gives the focus to the first card of "Mee bezig" that can move, and answers its code word.
const FOCUS: &str = "const card = document.querySelector('[aria-labelledby=kolom-bezig] li[draggable=true] a');
    card.focus(); return card.innerText";
/// The same for the first card of "Nieuw".
const NEW: &str = "const card = document.querySelector('[aria-labelledby=kolom-nieuw] li a');
    card.focus(); return card.innerText";
/// The first card of "Nieuw" with the focus, and the second.
const FIRST: &str = "[aria-labelledby=kolom-nieuw] li:nth-child(1) a:focus";
const SECOND: &str = "[aria-labelledby=kolom-nieuw] li:nth-child(2) a:focus";
/// What was last said about the card that is carried.
const SAID: &str = "return document.querySelector('[aria-live=assertive]').innerText";
/// In which column the card with the focus stands.
const COLUMN: &str = "return document.activeElement.closest('section')?.getAttribute('aria-labelledby') ?? ''";

on_both! {
    /// Picked up, carried, stopped; then put down, refused with what was typed kept, and done and undone.
    async fn a_card_is_moved_with_the_keyboard(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = at_the_board(&server, "Mia", View::DESK).await;
        let browser = &mia.browser;
        let word: String = browser.ask(FOCUS).await;
        browser.press(" ").await;
        browser.sees(css(".bv-card--carried")).await;
        assert!(browser.ask::<String>(SAID).await.contains("is opgepakt"));
        browser.press(Key::Right).await;
        browser.is_accessible().await;
        browser.press(Key::Escape).await;
        assert_eq!(browser.ask::<String>(SAID).await, format!("Gestopt. {word} blijft in Mee bezig."));
        assert_eq!(browser.ask::<String>(COLUMN).await, "kolom-bezig");

        carry_to_waiting(browser).await;
        browser.press(Key::Enter).await;
        browser.sees(heading(&format!("Zet {word} op wacht")).inside(dialog())).await;
        mia.chooses(field("De bewoner")).await;
        mia.chooses(button("1 week")).await;
        browser.fill_in(field("Wil je er iets bij schrijven?").inside(dialog()), "Bel 06 12345678.").await;
        // The card goes at once, and comes back with the reason.
        browser.set_delay(1500).await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees(text("Bewaren…").inside(region("Wacht"))).await;
        browser.sees(css("dialog[open] [aria-invalid=true]")).await;
        browser.set_delay(0).await;
        browser.sees(link(&word).inside(region("Mee bezig"))).await;
        let typed: String = browser.ask("return document.querySelector('dialog[open] [aria-invalid=true]').value").await;
        assert_eq!(typed, "Bel 06 12345678.");
        browser.is_accessible().await;
        browser.fill_in(field("Wil je er iets bij schrijven?").inside(dialog()), "Ze belt zelf terug.").await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees_no(dialog()).await;
        browser.sees(link(&word).inside(region("Wacht"))).await;
        browser.sees_no(text("Bewaren…")).await;
        browser.click(button("Zet terug")).await;
        browser.sees(link(&word).inside(region("Mee bezig"))).await;
    }

    /// Where it can't go nothing happens. Where it can, the dialog asks; the card goes there, and back. Meanwhile somebody
    /// else was first: that is told, and nothing that was typed is lost.
    async fn a_card_is_dragged_and_somebody_else_is_first(db: TestDatabase) {
        const WORD: &str = "koekblik";
        let server = Server::demo(db);
        let mia = at_the_board(&server, "Mia", View::DESK).await;
        let browser = &mia.browser;
        // Hers, and in her own neighbourhood: there she may open it again.
        browser.grab(link(WORD).inside(region("Nieuw"))).await;
        browser.let_go(region("Mee bezig")).await;
        browser.sees(link(WORD).inside(region("Mee bezig"))).await;
        browser.sees_no(text("Bewaren…")).await;
        browser.grab(link(WORD)).await;
        browser.carry(region("Nieuw")).await;
        browser.sees(text("Kan nu niet hierheen").inside(region("Nieuw"))).await;
        browser.let_go(region("Klaar")).await;
        browser.sees(heading(&format!("Sluit {WORD} af")).inside(dialog())).await;
        mia.chooses(button("Sluit af")).await;
        browser.sees(css("dialog[open] .bv-field--wrong")).await;
        mia.chooses(field("Samen opgelost")).await;
        mia.chooses(button("Sluit af")).await;
        browser.sees(link(WORD).inside(region("Klaar"))).await;
        browser.click(button("Zet terug")).await;
        browser.sees(link(WORD).inside(region("Mee bezig"))).await;
        browser.sees_no(text("Bewaren…")).await;

        browser.grab(link(WORD).inside(region("Mee bezig"))).await;
        browser.let_go(region("Wacht")).await;
        mia.chooses(field("De bewoner")).await;
        mia.chooses(button("1 week")).await;
        browser.fill_in(field("Wil je er iets bij schrijven?").inside(dialog()), "Ze belt zelf terug.").await;
        let joris = at_the_board(&server, "Joris Hendriks", View::PHONE).await;
        joris.opens(&format!("/vragen?zoek={WORD}")).await;
        joris.browser.click(link(WORD)).await;
        joris.browser.click(button("Stel voor: ik neem over")).await;
        joris.browser.fill_in(field("Waarom?").inside(dialog()), "Ik ken de verhuurder.").await;
        joris.chooses(button("Stel het voor")).await;
        joris.browser.sees_no(dialog()).await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees(heading("Joris veranderde dit ook").inside(dialog())).await;
        browser.sees(text("stelde voor om over te nemen").inside(dialog())).await;
        let typed: String = browser.ask("return document.querySelector('dialog[open] textarea').value").await;
        assert_eq!(typed, "Ze belt zelf terug.");
        browser.is_accessible().await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees_no(dialog()).await;
        browser.sees(link(WORD).inside(region("Wacht"))).await;
    }

    /// The menu of a card has the columns it can go to now, and leads to the same dialogs. What is put back was so before;
    /// where closing ended a visit that was agreed, nothing is offered that wouldn't bring it back.
    async fn a_card_is_moved_with_its_menu(db: TestDatabase) {
        const VISIT: &str = "lantaarn";
        let server = Server::demo(db);
        let mia = at_the_board(&server, "Mia", View::DESK).await;
        let browser = &mia.browser;
        let word: String = browser.ask(FOCUS).await;
        browser.click(button(&format!("Verplaats {word}"))).await;
        browser.sees(dialog()).await;
        assert!(!browser.has(button("Nieuw").inside(dialog())).await, "nothing leads back to new");
        browser.is_accessible().await;
        mia.chooses(button("Wacht")).await;
        browser.sees(heading(&format!("Zet {word} op wacht")).inside(dialog())).await;
        mia.chooses(field("De bewoner")).await;
        mia.chooses(button("1 week")).await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees_no(dialog()).await;
        browser.sees(link(&word).inside(region("Wacht"))).await;
        browser.click(button("Zet terug")).await;
        browser.sees(link(&word).inside(region("Mee bezig"))).await;
        browser.sees_no(text("Bewaren…")).await;

        browser.click(button(&format!("Verplaats {VISIT}"))).await;
        mia.chooses(button("Klaar")).await;
        browser.sees(heading(&format!("Sluit {VISIT} af")).inside(dialog())).await;
        mia.chooses(field("Samen opgelost")).await;
        mia.chooses(button("Sluit af")).await;
        browser.sees_no(dialog()).await;
        browser.sees(link(VISIT).inside(region("Klaar"))).await;
        browser.sees(text("staat nu in Klaar")).await;
        assert!(!browser.has(button("Zet terug")).await);
    }

    /// A question that somebody else notes comes by itself, and moves nothing that has the focus or lies under the pointer.
    async fn what_others_do_arrives_without_moving_what_is_in_hand(db: TestDatabase) {
        const TOP: &str = "return document.activeElement.innerText + ' ' +
            Math.round(document.activeElement.getBoundingClientRect().top)";
        const SAID: &str = "return document.querySelector('p[role=status]:has(> span)').innerText";
        const POINTED: &str = "const card = document.querySelector('[aria-labelledby=kolom-nieuw] li:hover');
            return card.dataset.card + ' ' + Math.round(card.getBoundingClientRect().top)";
        let server = Server::demo(db);
        let joris = at_the_board(&server, "Joris Hendriks", View::DESK).await;
        joris.browser.ask::<bool>("document.querySelector('[aria-labelledby=kolom-nieuw] li a').focus(); return true").await;
        let before: String = joris.browser.ask(TOP).await;
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        mia.signs_in("Mia").await;
        let word = notes_a_question(&mia).await;
        joris.browser.sees(link(&word).inside(region("Nieuw"))).await;
        joris.browser.sees(text("Zojuist veranderd")).await;
        let said: String = joris.browser.ask(SAID).await;
        assert!(said.contains(&word) && said.contains("zojuist"), "{said}");
        assert_eq!(joris.browser.ask::<String>(TOP).await, before);
        joris.browser.is_accessible().await;

        joris.browser.ask::<bool>("document.activeElement.blur(); return true").await;
        joris.browser.point_at(css("[aria-labelledby=kolom-nieuw] li:nth-child(2)")).await;
        let before: String = joris.browser.ask(POINTED).await;
        let word = notes_a_question(&mia).await;
        joris.browser.sees(link(&word).inside(region("Nieuw"))).await;
        assert_eq!(joris.browser.ask::<String>(POINTED).await, before);
        let said: String = joris.browser.ask(SAID).await;
        assert!(said.contains(&word), "{said}");
    }

    /// One that can wait and one that can't, then the same to a colleague: each is told, and what failed stays chosen.
    async fn several_questions_wait_or_go_to_a_colleague(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = at_the_board(&server, "Mia", View::DESK).await;
        let browser = &mia.browser;
        let word: String = browser.ask(FOCUS).await;
        browser.press("x").await;
        browser.sees(text("1 vraag gekozen")).await;
        let done: String = browser
            .ask("const card = document.querySelector('[aria-labelledby=kolom-klaar] li'); card.querySelector('input').click();
                return card.querySelector('a').innerText")
            .await;
        browser.sees(text("2 vragen gekozen")).await;
        browser.is_accessible().await;
        browser.click(button("Zet op wacht")).await;
        browser.sees(heading("Zet 2 vragen op wacht").inside(dialog())).await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees(css("dialog[open] .bv-field--wrong")).await;
        browser.is_accessible().await;
        mia.chooses(field("Een besluit")).await;
        mia.chooses(button("2 weken")).await;
        mia.chooses(button("Zet op wacht")).await;
        browser.sees(text("1 gelukt, 1 niet.").inside(dialog())).await;
        browser.sees(text("Dit kan nu niet bij deze vraag.").inside(dialog())).await;
        browser.sees(button("Probeer opnieuw wat niet lukte").inside(dialog())).await;
        browser.is_accessible().await;
        mia.chooses(button("Sluit")).await;
        browser.sees(link(&word).inside(region("Wacht"))).await;
        browser.sees(text("1 vraag gekozen")).await;
        assert_ne!(word, done);
        // To a colleague: where they work that can be asked; elsewhere, and of what is done, it can't.
        browser.click(field("Kies steenuil")).await;
        browser.click(field(&format!("Kies {word}"))).await;
        browser.click(button("Draag over aan een collega")).await;
        browser.sees(heading("Draag 3 vragen over").inside(dialog())).await;
        browser.is_accessible().await;
        mia.chooses(field("Joris Hendriks")).await;
        browser.fill_in(field("Waarom?").inside(dialog()), "Ik ben een maand weg.").await;
        mia.chooses(button("Vraag het")).await;
        browser.sees(text("1 gelukt, 2 niet.").inside(dialog())).await;
        browser.sees(text("Deze collega werkt niet in Ussen.").inside(dialog())).await;
        browser.sees(text("Dit kan nu niet bij deze vraag.").inside(dialog())).await;
        mia.chooses(button("Sluit")).await;
        browser.sees(text("2 vragen gekozen")).await;
        browser.click(button("Stop met kiezen")).await;
        browser.sees_no(text("2 vragen gekozen")).await;
    }

    /// What several have in common is put right where it was typed, and none of it is lost.
    async fn a_reason_that_is_refused_is_put_right(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = at_the_board(&server, "Mia", View::DESK).await;
        let browser = &mia.browser;
        browser.ask::<String>(FOCUS).await;
        browser.press("x").await;
        browser.sees(text("1 vraag gekozen")).await;
        browser.click(button("Draag over aan een collega")).await;
        browser.fill_in(field("Waarom?").inside(dialog()), "Bel haar op 06 12345678").await;
        mia.chooses(button("Vraag het")).await;
        browser.sees(css("dialog[open] #reden[aria-invalid=true]")).await;
        browser.is_accessible().await;
        assert_eq!(browser.ask::<String>("return document.querySelector('#reden').value").await, "Bel haar op 06 12345678");
        browser.fill_in(field("Waarom?").inside(dialog()), "Ik ben een maand weg.").await;
        mia.chooses(button("Vraag het")).await;
        browser.sees(text("1 gelukt.").inside(dialog())).await;
    }

    /// A view that is saved on a desk is there on the phone, and is a link.
    async fn a_saved_view_follows_to_the_phone(db: TestDatabase) {
        let server = Server::demo(db);
        let joris = at_the_board(&server, "Joris Hendriks", View::DESK).await;
        let browser = &joris.browser;
        browser.click(button("Te laat")).await;
        browser.click(button("Bewaar weergave")).await;
        browser.fill_in(field("Naam").inside(dialog()), "Bel 06 12345678").await;
        joris.chooses(button("Bewaar")).await;
        browser.sees(css("dialog[open] [aria-invalid=true]")).await;
        browser.is_accessible().await;
        browser.fill_in(field("Naam").inside(dialog()), "Wat haast heeft").await;
        joris.chooses(button("Bewaar")).await;
        browser.sees_no(dialog()).await;
        browser.sees(css("nav a[aria-current=true]")).await;
        browser.is_accessible().await;

        let phone = at_the_board(&server, "Joris Hendriks", View::PHONE).await;
        phone.browser.click(link("Wat haast heeft")).await;
        phone.browser.sees(css("nav.bv-views a[aria-current=true]")).await;
        assert!(phone.browser.address().await.ends_with("/vragen?telaat=ja"));
        phone.browser.is_accessible().await;
        phone.browser.click(button("Bewaar weergave")).await;
        phone.browser.is_accessible().await;
        phone.chooses(button("Haal weg")).await;
        phone.browser.sees_no(button("Haal weg")).await;
        phone.browser.sees_no(link("Wat haast heeft")).await;
    }

    /// The keys are listed, do what they say, and can be switched off; the arrows stay.
    async fn keys_are_listed_and_can_be_switched_off(db: TestDatabase) {
        let server = Server::demo(db);
        let joris = at_the_board(&server, "Joris Hendriks", View::DESK).await;
        let browser = &joris.browser;
        browser.ask::<String>(NEW).await;
        browser.press("j").await;
        browser.sees(css(SECOND)).await;
        browser.press(Key::Up).await;
        browser.sees(css(FIRST)).await;
        browser.press("?").await;
        browser.sees(heading("Sneltoetsen").inside(dialog())).await;
        browser.is_accessible().await;
        joris.chooses(field("Letters gebruiken als sneltoets")).await;
        joris.chooses(button("Sluit")).await;
        browser.sees_no(dialog()).await;
        browser.ask::<String>(NEW).await;
        browser.press("x").await;
        browser.press("?").await;
        browser.press(Key::Down).await;
        browser.sees(css(SECOND)).await;
        assert!(!browser.has(dialog()).await && !browser.has(text("1 vraag gekozen")).await);
    }

    /// A phone shows one column, and remembers which.
    async fn a_phone_remembers_its_column(db: TestDatabase) {
        let server = Server::demo(db);
        let joris = at_the_board(&server, "Joris Hendriks", View::PHONE).await;
        joris.browser.click(link("Wacht").inside(css("nav.bv-switch"))).await;
        joris.browser.sees(css("nav.bv-switch a[href*='kolom=wacht'][aria-current=true]")).await;
        joris.opens("/specialisten").await;
        joris.browser.open(&server.page("/vragen")).await;
        joris.browser.sees(css("nav.bv-switch a[href*='kolom=wacht'][aria-current=true]")).await;
    }
}

/// Somebody who looks at the board.
pub async fn at_the_board<'a>(server: &'a Server, name: &str, view: View) -> Somebody<'a> {
    let somebody = Somebody { browser: Browser::start(view).await, server };
    somebody.signs_in(name).await;
    somebody.opens("/vragen").await;
    somebody.browser.sees(css("[data-card]")).await;
    somebody
}

/// Notes a question on a phone, and answers its code word.
async fn notes_a_question(person: &Somebody<'_>) -> String {
    person.opens("/vragen/nieuw").await;
    person.browser.click(text("Ik kan mijn rekeningen niet betalen")).await;
    person.browser.click(button("Bewaar de vraag")).await;
    person.browser.sees(button("Ik help")).await;
    person.browser.ask("return document.querySelector('h1').innerText").await
}

/// Picks the card with the focus up and carries it to "Wacht".
async fn carry_to_waiting(browser: &Browser) {
    browser.press(" ").await;
    for _ in 0..6 {
        browser.press(Key::Right).await;
        let said: String = browser.ask(SAID).await;
        if said.starts_with("Wacht,") {
            assert_eq!(said, "Wacht, kolom 4 van 6. Vraagt tot wanneer.");
            return;
        }
    }
    panic!("the card doesn't go to Wacht");
}
