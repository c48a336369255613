//! Training as people use it: a place with one tap, a waiting list, a meeting for all who need it in two clicks, and ticking
//! off with a thumb.

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, item, link, region, text};
use super::view::View;
use crate::on_both;

/// How many questions and acts were answered since the page was loaded.
const ANSWERED: &str = "performance.getEntriesByType('resource').filter((it) => it.name.endsWith('/graphql')).length";

on_both! {
    async fn a_connector_takes_a_place_and_gives_it_up(db: TestDatabase) {
        let server = Server::demo(db);
        let toos = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &toos.browser;
        toos.signs_in("Toos").await;
        browser.sees(heading("Tijd voor een training: Herhalingstraining: wat is er veranderd?")).await;
        browser.click(link("Kies een dag")).await;
        browser.sees(heading("Jouw bijeenkomsten")).await;
        browser.sees(text("Je staat op nummer 1 van de wachtlijst")).await;
        browser.click(button("Ik kom Herhalingstraining: wat is er veranderd?")).await;
        browser.sees(text("Je hebt een plek")).await;
        browser.click(button("Ik kan niet Herhalingstraining: wat is er veranderd?").inside(region("Jouw bijeenkomsten"))).await;
        browser.sees(button("Ik kom Herhalingstraining: wat is er veranderd?")).await;

        // The news of it lies over the page for a while.
        toos.opens("/training").await;
        browser.click(button("Maak een adres")).await;
        browser.sees(field("Het adres van je agenda")).await;
        browser.is_accessible().await;
        let address: String = browser.ask("return document.querySelector('#agenda-adres').value").await;
        assert!(address.contains("/calendar/"), "{address}");
        browser.click(button("Zet het adres uit")).await;
        browser.sees_no(field("Het adres van je agenda")).await;
    }

    async fn a_meeting_is_planned_in_two_clicks_for_all_who_need_it(db: TestDatabase) {
        let server = Server::demo(db);
        let ellen = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &ellen.browser;
        ellen.signs_in("Ellen Wouters").await;
        ellen.opens("/training/herhalen").await;
        browser.click(link("Plan voor 5 mensen Herhalingstraining: wat is er veranderd?")).await;
        browser.sees(text("Houd een plek vrij voor 5 mensen die deze training nodig hebben")).await;
        // Nothing typed is lost when something is wrong.
        browser.fill_in(field("Plaats"), "Dorpshuis").await;
        browser.click(button("Plan een bijeenkomst")).await;
        browser.sees(text("Kies een dag.")).await;
        browser.is_accessible().await;
        browser.ask::<()>("const day = document.querySelector('#dag'); day.value = new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10);
            day.dispatchEvent(new Event('input', { bubbles: true })); return null").await;
        browser.click(button("Plan een bijeenkomst")).await;
        browser.sees(heading("Wie er komen")).await;
        browser.sees(text("Dorpshuis")).await;
        browser.sees(item("Mia")).await;
    }

    async fn who_gives_it_ticks_off_who_is_there(db: TestDatabase) {
        let server = Server::demo(db);
        let joris = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &joris.browser;
        joris.signs_in("Joris Hendriks").await;
        joris.opens("/training/geweest").await;
        browser.click(css(".bv-list > li:first-child a")).await;
        browser.sees(text("0 van 3 afgevinkt")).await;
        browser.click(button("Er").inside(item("Wim"))).await;
        browser.click(button("Niet er").inside(item("Bea"))).await;
        browser.sees(text("2 van 3 afgevinkt")).await;
        browser.is_accessible().await;
        browser.until("return performance.getEntriesByType('resource').length > 0").await;
        browser.reload().await;
        browser.sees(text("2 van 3 afgevinkt")).await;
        browser.sees(css("[aria-pressed=true]")).await;
    }

    async fn somebody_is_put_on_a_list_and_taken_off_it(db: TestDatabase) {
        let server = Server::demo(db);
        let ellen = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &ellen.browser;
        ellen.signs_in("Ellen Wouters").await;
        ellen.opens("/training").await;
        // Full, and two wait.
        browser.click(css(".bv-list > li:first-child a").inside(region("Jouw bijeenkomsten"))).await;
        browser.sees(heading("Wachtlijst")).await;
        browser.sees_no(item("Sjaak")).await;
        browser.click(button("Zet iemand op de lijst")).await;
        browser.fill_in(field("Naam"), "xqz").await;
        browser.sees(text("Niemand gevonden. Alleen buurtverbinders en wie in training is, kunnen meedoen.")).await;
        browser.is_accessible().await;
        browser.fill_in(field("Naam"), "toos").await;
        browser.sees(text("Wie zo heet, staat al op de lijst.")).await;
        browser.fill_in(field("Naam"), "sja").await;
        browser.click(button("Sjaak").inside(dialog())).await;
        browser.sees(text("Het is vol. Sjaak staat op de wachtlijst.")).await;
        browser.sees(item("Sjaak").inside(region("Wachtlijst"))).await;
        browser.until("return document.activeElement.id === 'deelnemers'").await;
        browser.is_accessible().await;
        // Whoever leaves is asked about first; who waits first moves up.
        browser.click(button("Haal van de lijst Bea")).await;
        browser.sees(text("Bea krijgt daar bericht van. Wie het eerst wacht, krijgt de plek.")).await;
        browser.is_accessible().await;
        browser.click(button("Haal van de lijst").inside(dialog())).await;
        browser.sees(text("Bea is van de lijst.")).await;
        browser.sees(item("Toos").inside(region("Wie er komen"))).await;
        browser.sees_no(item("Bea")).await;

        // On the day itself as well: who came without a place, and who turns out to be on it by mistake.
        ellen.opens("/training/geweest").await;
        browser.click(css(".bv-list > li:first-child a")).await;
        browser.sees(text("0 van 3 afgevinkt")).await;
        browser.click(button("Zet iemand op de lijst")).await;
        browser.fill_in(field("Naam"), "sja").await;
        browser.click(button("Sjaak").inside(dialog())).await;
        browser.sees(text("Sjaak staat op de lijst.")).await;
        let answered: u32 = browser.ask(&format!("return {ANSWERED}")).await;
        browser.click(button("Er").inside(item("Sjaak"))).await;
        browser.sees(text("1 van 4 afgevinkt")).await;
        browser.until(&format!("return {ANSWERED} > {answered}")).await;
        browser.reload().await;
        browser.sees(text("1 van 4 afgevinkt")).await;
        browser.click(button("Niet er").inside(item("Sjaak"))).await;
        browser.click(button("Haal van de lijst Sjaak")).await;
        browser.sees(text("De bijeenkomst is al begonnen. Niemand krijgt hier bericht van.")).await;
        browser.click(button("Haal van de lijst").inside(dialog())).await;
        browser.sees(text("0 van 3 afgevinkt")).await;
        browser.sees_no(item("Sjaak")).await;
    }

    async fn my_people_say_how_i_know_them(db: TestDatabase) {
        let server = Server::demo(db);
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        mia.signs_in("Mia").await;
        mia.browser.click(link("Wie ken ik waarvan?")).await;
        mia.browser.sees(heading("Mijn mensen")).await;
        mia.browser.sees(text("Opbouwwerker in Ruwaard")).await;
        mia.browser.sees(heading("Specialisten met wie ik werkte")).await;
        mia.browser.is_accessible().await;
    }
}
