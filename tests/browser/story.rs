//! The main job in a browser: a question is noted in the street, helped with, handed over, followed, closed and counted,
//! by four people one after the other.

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, link, text};
use super::view::View;
use crate::harness::database::TestDatabase;
use crate::on_both;

on_both! {
    /// On the phone that a connector has in the street.
    async fn a_question_from_noticed_to_closed_on_a_phone(db: TestDatabase) {
        tell(db, View::PHONE).await;
    }

    /// On the desk of a community worker.
    async fn a_question_from_noticed_to_closed_on_a_desk(db: TestDatabase) {
        tell(db, View::DESK).await;
    }
}

/// The story, with a look for violations of accessibility wherever somebody would stop to read.
async fn tell(db: TestDatabase, view: View) {
    let server = Server::demo(db);
    let person = Somebody { browser: Browser::start(view).await, server: &server };
    let browser = &person.browser;

    person.signs_in("Mia").await;
    browser.click(link("Vragen")).await;
    browser.sees(heading("Vragen")).await;
    browser.click(link(if view == View::PHONE { "Nieuw" } else { "Nieuwe hulpvraag" })).await;
    browser.click(text("Ik kan mijn rekeningen niet betalen")).await;
    browser.sees(text("Ruwaard")).await;
    browser.is_accessible().await;
    browser.click(button("Bewaar de vraag")).await;
    browser.sees(button("Ik help")).await;
    let case = browser.address().await;
    let word: String = browser.ask("return document.querySelector('h1').innerText").await;
    browser.click(link("Vragen")).await;
    browser.sees(text(&word)).await;

    person.opens(&case).await;
    browser.click(button("Ik help")).await;
    browser.sees(text("Mee bezig")).await;
    browser.click(button("Haal iemand erbij")).await;
    person.chooses(button("Vraag een opbouwwerker om steun")).await;
    // A telephone number is refused at its field, and what was written stays.
    browser.fill_in(field("Waarom?").inside(dialog()), "Bel haar op 06 12345678.").await;
    person.chooses(button("Vraag het")).await;
    browser.sees(css("dialog[open] [aria-invalid=true]")).await;
    browser.is_accessible().await;
    let kept: String = browser.ask("return document.querySelector('dialog[open] [aria-invalid=true]').value").await;
    assert_eq!(kept, "Bel haar op 06 12345678.");
    browser.fill_in(field("Waarom?").inside(dialog()), "Er liggen veel brieven.").await;
    person.chooses(button("Vraag het")).await;
    browser.sees(text("Wacht op antwoord van Opbouwwerkers Ruwaard")).await;

    person.signs_in("Joris Hendriks").await;
    browser.sees(text(&word)).await;
    person.opens(&case).await;
    browser.sees(text("Mia vraagt of je wilt meehelpen")).await;
    browser.is_accessible().await;
    browser.click(button("Zeg ja")).await;
    browser.sees(text("Jij ondersteunt")).await;

    person.signs_in("Mia").await;
    person.opens(&case).await;
    browser.click(button("Draag over")).await;
    person.chooses(button("Draag over aan een specialist")).await;
    // Whether there is room, whether they are open, and who to ask about them.
    let debts = button("Schuldhulpverlening").inside(dialog());
    browser.sees(css(".bv-mark").inside(debts.clone())).await;
    browser.sees(css(".bv-mark + .bv-small").inside(debts.clone())).await;
    browser.sees(text("Jij kent hen").inside(debts)).await;
    person.chooses(button("Schuldhulpverlening")).await;
    browser.fill_in(field("Waarom?").inside(dialog()), "Er zijn schulden bij vijf bedrijven.").await;
    browser.fill_in(field("Wat is de volgende stap?").inside(dialog()), "Een gesprek op het wijkpunt.").await;
    browser.is_accessible().await;
    person.chooses(button("Draag over")).await;
    browser.sees(text("Wacht op antwoord van Schuldhulpverlening")).await;

    person.signs_in("Nadia El Amrani").await;
    browser.sees(text(&word)).await;
    person.opens(&case).await;
    browser.sees(text("Er zijn schulden bij vijf bedrijven.")).await;
    browser.click(button("Zeg ja")).await;
    browser.is_accessible().await;
    person.chooses(button("Ja")).await;
    browser.sees_no(dialog()).await;
    browser.sees(text("Jij nam over")).await;
    browser.click(button("Laat weten hoe het gaat")).await;
    browser.fill_in(field("Hoe gaat het?").inside(dialog()), "Er is een plan voor een jaar.").await;
    person.chooses(button("Bewaar")).await;
    browser.sees(text("Er is een plan voor een jaar.")).await;

    person.signs_in("Mia").await;
    person.opens(&case).await;
    // Who follows has a page of their own: how it goes, in the words of who helps, and nothing of what was written down.
    browser.sees(text("Schuldhulpverlening helpt")).await;
    browser.sees(text("‘Er is een plan voor een jaar.’").inside(css(".bv-case--followed dl"))).await;
    browser.sees(text("Volgend bericht").inside(css(".bv-case--followed dl"))).await;
    browser.sees(text("Jij volgt mee sinds")).await;
    for of_who_helps in [".bv-facts--strip", "#vraag", "#gegevens"] {
        assert!(!browser.has(css(of_who_helps)).await, "{of_who_helps}");
    }
    assert!(!browser.has(button("Sluit af")).await, "who follows doesn't close");
    // Who follows is told what happened since; the rest is there on demand.
    assert!(!browser.has(text("schreef de vraag op")).await);
    browser.click(button("Laat zien wat er eerder was")).await;
    browser.sees(text("schreef de vraag op")).await;
    browser.is_accessible().await;

    person.signs_in("Nadia El Amrani").await;
    person.opens(&case).await;
    browser.click(button("Sluit af")).await;
    person.chooses(field("Een specialist heeft het opgelost")).await;
    browser.is_accessible().await;
    person.chooses(button("Sluit af")).await;
    browser.sees_no(dialog()).await;
    browser.sees(button("Open opnieuw")).await;

    person.signs_in("Ellen Wouters").await;
    person.opens("/cijfers").await;
    browser.click(link("Een specialist heeft het opgelost")).await;
    browser.sees(text(&word)).await;
    browser.is_accessible().await;
    let complaints = browser.complaints().await;
    assert!(!complaints.iter().any(|line| line.contains("Security Policy")), "{complaints:?}");
}
