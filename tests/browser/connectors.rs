//! Connectors as people use them: a day that is half typed is no day, and says so at its field; who can call no contact is
//! not alone; and who helps elsewhere passes on what they hold, or goes on with it.

use sea_orm::ConnectionTrait;

use super::chromium::Browser;
use super::server::Server;
use super::somebody::Somebody;
use super::target::{button, css, dialog, field, heading, link, region, text};
use super::view::View;
use crate::on_both;

on_both! {
    async fn a_pause_until_half_a_day_is_not_taken_for_one_without_end(db: TestDatabase) {
        let server = Server::demo(db);
        let ellen = Somebody { browser: Browser::start(View::DESK).await, server: &server };
        let browser = &ellen.browser;
        ellen.signs_in("Ellen Wouters").await;
        ellen.opens("/buurtverbinders?stand=actief").await;
        browser.click(link("Toos")).await;
        browser.click(button("Meer stappen")).await;
        browser.click(button("Pauze")).await;
        browser.click(field("Tot en met welke dag?")).await;
        browser.press("12").await;
        // Not while it is still typed, but once it is sent, with the mouse or with the key.
        assert!(!browser.has(text("Dit is geen datum. Vul dag, maand en jaar in.")).await);
        browser.press("\u{e007}").await;
        browser.sees(text("Dit is geen datum. Vul dag, maand en jaar in.")).await;
        browser.sees(css("#tot[aria-invalid=true]")).await;
        browser.click(button("Pauze").inside(dialog())).await;
        browser.sees(css("#tot[aria-invalid=true]")).await;
        browser.is_accessible().await;
    }

    async fn who_can_call_no_contact_sees_the_coordinator_with_a_button_to_call(db: TestDatabase) {
        let server = Server::demo(db);
        let left = "UPDATE role_grants SET ended_at = granted_at WHERE role IN ('COMMUNITY_WORKER', 'MUNICIPALITY_OFFICER')";
        server.database().connection().execute_unprepared(left).await.expect("they left");
        let mia = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &mia.browser;
        mia.signs_in("Mia").await;
        let calls = || region("Wie bel ik vandaag?");
        browser.sees(text("Je kunt vandaag geen vaste contactpersoon bellen. Bel dan de coördinator.").inside(calls())).await;
        browser.sees(heading("Ellen Wouters").inside(calls())).await;
        let dials: String = browser.ask("return document.querySelector('[aria-labelledby=bel-vandaag] a').href").await;
        assert!(dials.starts_with("tel:0"), "{dials}");
        browser.is_accessible().await;
        mia.opens("/mijn-profiel").await;
        browser.sees(link("Bel Ellen Wouters").inside(calls())).await;
        browser.is_accessible().await;
    }

    /// The form says which cases lie where they don't help any more; they are passed on from there, and the choice is kept.
    async fn who_helps_elsewhere_passes_cases_on_from_the_form(db: TestDatabase) {
        let server = Server::demo(db);
        let ellen = Somebody { browser: Browser::start(View::PHONE).await, server: &server };
        let browser = &ellen.browser;
        ellen.signs_in("Ellen Wouters").await;
        ellen.opens("/buurtverbinders?stand=actief").await;
        browser.click(link("Mia")).await;
        browser.sees(heading("Mia")).await;
        browser.click(button("Meer stappen")).await;
        browser.is_accessible().await;
        browser.click(button("Verander de buurten")).await;
        browser.sees(field("Buurt of dorp")).await;
        // What she holds in Ussen, where she doesn't help.
        browser.sees(text("1 open hulpvraag ligt niet in de gekozen buurten: pindakaas.").inside(dialog())).await;
        browser.choose(css("#buurt"), "Lith").await;
        // With each that is chosen there is room for another.
        browser.choose(css("#buurt-2"), "Geffen").await;
        browser.choose(css("#buurt-3"), "Herpen").await;
        browser.sees(css("#buurt-4")).await;
        browser.choose(css("#buurt-3"), "Geen").await;
        browser.choose(css("#buurt-2"), "Geen").await;
        browser.sees_no(css("#buurt-3")).await;
        browser.sees(text("Mia blijft helpen, tot iemand anders verdergaat.").inside(dialog())).await;
        browser.is_accessible().await;
        browser.click(button("Draag eerst over")).await;
        browser.sees(heading("Draag hulpvragen over").inside(dialog())).await;
        browser.sees_no(css("dialog [aria-busy=true]")).await;
        browser.ask::<()>("for (const box of document.querySelectorAll('dialog select')) { box.selectedIndex = 1;
            box.dispatchEvent(new Event('change', { bubbles: true })); } return null").await;
        browser.click(button("Draag hulpvragen over").inside(dialog())).await;
        // Back in the form, with what was chosen; nothing is left there.
        browser.sees(heading("Verander de buurten").inside(dialog())).await;
        browser.until("return document.querySelector('#buurt')?.selectedOptions[0].text === 'Lith'").await;
        browser.sees_no(css("dialog [aria-busy=true]")).await;
        assert!(!browser.has(button("Draag eerst over")).await);
        browser.click(button("Opslaan").inside(dialog())).await;
        browser.sees_no(dialog()).await;
        browser.sees(text("Lith").inside(css(".bv-facts"))).await;
    }
}
