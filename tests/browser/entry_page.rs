//! The page of an entry for the phone in the hand: it calls, writes and shows the way, and says when it is open; and the
//! filter that leaves what is open now.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::chromium::Browser;
use super::directory::{go_in, type_in};
use super::server::Server;
use super::target::{button, css, heading, text};
use super::view::{Language, Theme, View};
use crate::on_both;

/// Writes the hours of two entries, as somebody who keeps the directory does: one is open all day but for two minutes, the
/// other only on the day before yesterday. The first has every way to reach it.
const WRITE: &str = "
    const ask = async (query, variables) => (await (await fetch('/graphql', { method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', 'X-Buurtverbinders': 'app' },
        body: JSON.stringify({ query, variables }) })).json()).data;
    const found = await ask(`{ specialists(search: \"schulden\", first: 2) { nodes { id version organisation { id } name kind
        description topics { id } areasServed { id } wholeMunicipality channels languages cost forWhom notForWhom howToGetIn
        website capacity isPublic } } }`);
    const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
    const today = new Date(Date.now()).getDay();
    const hours = (which) => which.map((weekday) => ({ weekday, opens: '00:01', closes: '23:59' }));
    const open = [hours(days), hours([days[(today + 5) % 7]])];
    const told = [];
    for (const [place, { id, version, organisation, topics, areasServed, ...entry }] of found.specialists.nodes.entries()) {
        const specialist = { ...entry, organisationId: organisation.id, topicIds: topics.map((it) => it.id),
            neighbourhoodIds: areasServed.map((it) => it.id), openingHours: open[place], phone: '0412 00 23 41',
            email: 'hulp@example.org', address: 'Raadhuislaan 2, Oss', addressIsConfidential: false };
        const done = await ask('mutation ($input: ChangeSpecialistInput!) { changeSpecialist(input: $input) { userErrors { message } } }',
            { input: { specialistId: id, expectedVersion: version, specialist } });
        told.push([id, entry.name, done.changeSpecialist.userErrors.length]);
    }
    return told";

/// Where a button leads, whether it opens another window, and how high it is.
const BUTTON: &str = "const link = document.querySelector(SELECTOR);
    return [link.getAttribute('href'), `${link.target} ${link.rel}`.trim(), link.getBoundingClientRect().height]";

on_both! {
    async fn an_entry_is_reached_with_one_tap(db: TestDatabase) {
        let server = Server::demo(db);
        for view in [View::PHONE, View { language: Language::English, theme: Theme::Dark, ..View::DESK }] {
            let browser = Browser::start(view).await;
            let is_dutch = view.language == Language::Dutch;
            let [(open, name), (closed, _)] = written(&browser, &server).await;
            go_in(&browser, &server, "Mia").await;
            browser.follow(&format!("/specialisten/{open}")).await;
            browser.sees(heading(&name)).await;
            let leads = async |selector: &str| {
                let script = BUTTON.replace("SELECTOR", &json!(format!("main .bv-buttons a{selector}")).to_string());
                browser.ask::<(String, String, f64)>(&script).await
            };
            let place = "https://www.openstreetmap.org/search?query=Raadhuislaan%202%2C%20Oss";
            for (selector, href, window) in [
                ("[href^='tel:']", "tel:0412002341", ""),
                ("[href^='mailto:']", "mailto:hulp@example.org", ""),
                ("[href^='https://www.openstreetmap.org']", place, "_blank noopener noreferrer"),
            ] {
                let (leads_to, opens, height) = leads(selector).await;
                assert_eq!((leads_to.as_str(), opens.as_str()), (href, window));
                assert!(height >= 44.0, "{selector} is {height} high");
            }
            // Today stands first, and says that it is today.
            let today: (String, String) = browser.ask("const first = document.querySelector('.bv-hours dd');
                return [first.querySelector('strong')?.innerText ?? '', first.innerText]").await;
            assert_eq!(today.0.replace('\u{a0}', " "), if is_dutch { "00.01 tot 23.59 uur" } else { "00.01 to 23.59" });
            assert!(today.1.ends_with(if is_dutch { "(vandaag)" } else { "(today)" }), "{}", today.1);
            browser.sees(text(if is_dutch { "Open tot 23.59" } else { "Open until 23:59" }).inside(css("main header + div"))).await;
            browser.is_accessible().await;

            // The other one is closed today, and says when it opens.
            browser.open(&server.page(&format!("/specialisten/{closed}"))).await;
            browser.sees(text(if is_dutch { "Dicht" } else { "Closed" }).inside(css(".bv-hours dd strong"))).await;
            browser.sees(text(if is_dutch { "Dicht, " } else { "Closed, opens" }).inside(css("main header + div"))).await;
        }
    }

    async fn what_is_open_now_is_a_filter(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::PHONE).await;
        let [(open, _), (closed, _)] = written(&browser, &server).await;
        go_in(&browser, &server, "Mia").await;
        type_in(&browser, "schulden").await;
        browser.sees(css(".bv-result mark")).await;
        // The list of suggestions lies over the filters.
        browser.press(Key::Escape).await;
        let has = |id: &str| format!("return document.querySelector(\".bv-result a[href$='{id}']\") !== null");
        browser.until(&has(&closed)).await;
        assert!(browser.ask::<bool>(&has(&open)).await);
        let count: String = browser.ask("return [...document.querySelectorAll('.bv-chip')].find((it) => it.innerText.startsWith('Nu open')).querySelector('.bv-count').innerText").await;
        browser.click(button("Nu open")).await;
        browser.until("return new URLSearchParams(location.search).get('open') === 'nu'").await;
        browser.sees_no(css(&format!(".bv-result a[href$='{closed}']"))).await;
        assert!(browser.ask::<bool>(&has(&open)).await);
        // As many as the filter said, and each says that it is open.
        let rows: Vec<String> = browser.ask("return [...document.querySelectorAll('.bv-result')].map((it) => it.innerText)").await;
        assert_eq!(rows.len().to_string(), count);
        assert!(rows.iter().all(|row| row.contains("Open tot") || row.contains("Dag en nacht open") || row.contains("Nu open")), "{rows:#?}");
        assert_eq!(browser.ask::<Value>("return document.querySelector('.bv-chip[aria-pressed=true]').innerText.split('\\n')[0].trim()").await, json!("Nu open"));
        browser.is_accessible().await;
        browser.click(button("Nu open")).await;
        browser.until(&has(&closed)).await;
    }
}

/// The two entries, by id and name.
async fn written(browser: &Browser, server: &Server) -> [(String, String); 2] {
    go_in(browser, server, "Joris Hendriks").await;
    let told: [(String, String, usize); 2] = browser.ask(&format!("return (async () => {{ {WRITE} }})()")).await;
    told.map(|(id, name, refusals)| {
        assert_eq!(refusals, 0, "{name}");
        (id, name)
    })
}
