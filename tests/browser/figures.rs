//! The figures in a browser: a chart walked with the arrow keys, the same numbers as a table, a table as a file, and the
//! report on paper.

use serde_json::Value;
use thirtyfour::Key;

use super::chromium::Browser;
use super::guest::sign_in;
use super::server::Server;
use super::target::{button, css, field, heading, link, region, text};
use super::view::{Language, Size, Theme, View};
use crate::on_both;

/// Which questions the page asks from now on.
const LISTEN: &str = "
    const real = window.fetch; window.asked = [];
    window.fetch = (...given) => {
        const request = given[0] instanceof Request ? given[0].clone() : new Request(...given);
        if (request.method === 'POST') request.json().then((body) => window.asked.push(body.operationName ?? body.query));
        return real(...given);
    }; return null";

/// Today and the first day of this year, as the report writes them.
const DAYS: &str = "const today = new Date();
    const zone = { timeZone: 'Europe/Amsterdam', year: 'numeric' };
    const words = { ...zone, day: 'numeric', month: 'long' };
    const { lang } = document.documentElement;
    const first = new Date(Number(today.toLocaleDateString('en', zone)), 0, 1, 12);
    return [today, first].map((day) => day.toLocaleDateString(lang === 'en' ? 'en-GB' : 'nl-NL', words))";

on_both! {
    /// One bar is in the order of the tab key, the arrows lead to the others, and enter opens the list.
    async fn a_chart_is_walked_with_the_arrow_keys(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::DESK).await;
        let stops: u64 = browser.ask("return document.querySelectorAll('[aria-labelledby=per-onderwerp] a:not([tabindex=\"-1\"])').length").await;
        assert_eq!(stops, 1);
        browser.ask::<Value>("document.querySelector('[aria-labelledby=per-onderwerp] a').focus(); return null").await;
        let first = browser.focused().await;
        browser.press(Key::Down).await;
        let second = browser.focused().await;
        assert_ne!(first, second);
        browser.press(Key::Up).await;
        assert_eq!(browser.focused().await, first);
        browser.press(Key::End).await;
        browser.press(Key::Home).await;
        assert_eq!(browser.focused().await, first);
        // What is heard is what is read below: the number, and the difference in words.
        let read: String = browser.ask("return document.querySelector('[aria-labelledby=per-onderwerp] .bv-chart__read').innerText").await;
        assert!(read.contains("dan in de 12 weken ervoor") || read.contains("evenveel als"), "{read}");
        assert!(first.ends_with(read.split_once(": ").expect("a name").1), "{first} | {read}");
        browser.is_accessible().await;
        browser.press(Key::Enter).await;
        browser.sees(heading("De vragen achter het cijfer")).await;
    }

    /// The mouse reads a number as the keys do; a small chart of an area opens what is open there.
    async fn pointing_shows_a_number_and_small_charts_open_their_list(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::DESK).await;
        for row in [1, 3] {
            let bar = format!("[aria-labelledby=per-onderwerp] .bv-bars__row:nth-child({row})");
            browser.ask::<Value>(&format!("document.querySelector('{bar} a').scrollIntoView({{ block: 'center' }}); return null")).await;
            browser.point_at(css(&format!("{bar} a"))).await;
            browser.until(&format!("const bar = document.querySelector('{bar}');
                const read = document.querySelector('[aria-labelledby=per-onderwerp] .bv-chart__read').innerText;
                return read.startsWith(bar.querySelector('a').firstChild.data + ': ' + bar.querySelector('strong').textContent)")).await;
        }
        // Each column of a small chart has its number, and together they are what is open there.
        let one = ".bv-small-charts__one:has(a)";
        let columns: Vec<usize> = browser.ask(&format!("return [...document.querySelector('{one}').querySelectorAll('.bv-small-charts__value')]
            .map((it) => Number(it.textContent))")).await;
        let first = format!("document.querySelector('{one} a')");
        let area: String = browser.ask(&format!("return {first}.firstChild.data")).await;
        let columns: usize = columns.iter().sum();
        browser.ask::<Value>(&format!("{first}.focus(); return null")).await;
        browser.press(Key::Enter).await;
        browser.sees(heading("De vragen achter het cijfer")).await;
        browser.sees(text(&area)).await;
        browser.until(&format!("return document.querySelectorAll('main li a[href^=\"/vragen/\"]').length === {columns}")).await;
        assert!(columns > 0, "{area}");
    }

    /// A week is chosen with the arrow keys, heard with its numbers, and each number opens its list.
    async fn a_week_is_chosen_on_the_lines(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::PHONE).await;
        let choose = "[aria-labelledby=per-week] input[type=range]";
        browser.ask::<Value>(&format!("document.querySelector('{choose}').focus(); return null")).await;
        let heard = async || browser.ask::<String>(&format!("return document.querySelector('{choose}').ariaValueText")).await;
        let last = heard().await;
        browser.press(Key::Left).await;
        let before = heard().await;
        assert_ne!(before, last);
        let shown: String = browser.ask("return document.querySelector('[aria-labelledby=per-week] .bv-chart__read').innerText").await;
        for words in before.split([':', ',']).map(str::trim) {
            assert!(shown.contains(words), "{shown} has no {words}");
        }
        browser.is_accessible().await;
        browser.click(css("[aria-labelledby=per-week] .bv-chart__read a")).await;
        browser.sees(heading("De vragen achter het cijfer")).await;
    }

    /// Under each chart stands a table with the same numbers.
    async fn a_table_says_what_its_chart_says(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::PHONE).await;
        let told: Vec<String> = browser.ask("
            return [...document.querySelectorAll('.bv-figure:has(.bv-bars)')].flatMap((figure) => {
                const rows = [...figure.querySelectorAll('tbody tr')].map((row) => row.innerText || row.textContent);
                const bars = [...figure.querySelectorAll('.bv-bars__row:not(:has(.bv-fill-rest))')];
                return bars.filter((bar) => {
                    const name = (bar.querySelector('a') ?? bar.firstElementChild).firstChild.data;
                    const value = bar.querySelector('strong').textContent;
                    const row = [...figure.querySelectorAll('tbody tr')].find((row) => row.cells[0].textContent === name);
                    return row?.cells[1].textContent !== value;
                }).map((bar) => bar.textContent);
            })").await;
        assert_eq!(told, Vec::<String>::new(), "bars that are not in their table");
        browser.ask::<Value>("document.querySelectorAll('details').forEach((it) => it.open = true); return null").await;
        browser.sees(text("Hoe het eindigde")).await;
        browser.is_accessible().await;
    }

    /// The map in the order of where things lie: an arrow leads to the neighbour that way.
    async fn a_map_is_walked_as_the_town_lies(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View { size: Size::Narrow, theme: Theme::Dark, ..View::PHONE }).await;
        browser.sees(region("buurten staan vragen open")).await;
        let focus = |name: &str| format!("[...document.querySelectorAll('.bv-map a')].find((it) => it.innerText.startsWith('{name}')).focus(); return null");
        browser.ask::<Value>(&focus("Ruwaard")).await;
        browser.press(Key::Right).await;
        assert!(browser.focused().await.starts_with("Centrum"), "{}", browser.focused().await);
        browser.is_accessible().await;
        browser.press(Key::Enter).await;
        browser.sees(text("Centrum")).await;
        browser.sees(heading("De vragen achter het cijfer")).await;
    }

    /// The file has the bytes that the server gives to our page, and no address of it works elsewhere.
    async fn a_table_is_saved(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::DESK).await;
        // The link that saves is clicked by the page itself: it is caught here instead of put on a disk.
        browser.ask::<Value>("
            window.saved = [];
            const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => { window.saved.push(blob); return make(blob) };
            HTMLAnchorElement.prototype.click = function () { window.savedName = this.download };
            return null").await;
        browser.click(button("CSV van: Dezelfde cijfers als tabel")).await;
        browser.sees_no(css(".bv-files [aria-disabled=true]")).await;
        let saved: String = browser.ask("return (async () => {
            while (!window.saved.length) await new Promise((go) => setTimeout(go, 20));
            return [window.savedName, window.saved[0].type, await window.saved[0].text()].join('|');
        })()").await;
        assert!(saved.starts_with("hulpvragen-per-buurt-"), "{saved}");
        assert!(saved.contains("|text/csv; charset=utf-8|"), "{saved}");
        assert!(saved.contains("\nBuurt;Nieuw;Open;Klaar;Te laat;Van mantelzorgers;"), "{saved}");
        browser.click(button("Excel van: Dezelfde cijfers als tabel")).await;
        let start: String = browser.ask("return (async () => {
            while (window.saved.length < 2) await new Promise((go) => setTimeout(go, 20));
            return (await window.saved[1].text()).slice(0, 2);
        })()").await;
        assert_eq!(start, "PK", "a workbook is a zip");
        browser.set_offline(true).await;
        browser.click(button("Excel van: Dezelfde cijfers als tabel")).await;
        browser.sees(text("Het bestand kwam niet.")).await;
        browser.is_accessible().await;
        browser.set_offline(false).await;
    }

    /// A number for a neighbourhood and a state opens the list of both; the filters say so, and lead back.
    async fn a_number_of_people_opens_its_list(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::PHONE).await;
        browser.sees(css("[aria-labelledby=mensen]")).await;
        browser.click(css("[aria-labelledby=mensen] summary")).await;
        let first = "const link = document.querySelector('[aria-labelledby=mensen] details li a[href*=\"stand=actief\"]'); return";
        let told: String = browser.ask(&format!("{first} link.textContent.trim()")).await;
        let address: String = browser.ask(&format!("{first} link.getAttribute('href')")).await;
        let (area, number) = told.split_once(": ").expect("a neighbourhood and a number");
        browser.click(css(&format!("a[href='{address}']"))).await;
        browser.sees(heading("Buurtverbinders")).await;
        assert_eq!(browser.address().await, address);
        let count = number.split(' ').next().expect("a number");
        browser.sees(heading(&format!("Actief {count}"))).await;
        let chosen: String = browser.ask("return [...document.querySelectorAll('.bv-filters select')].map((it) => it.selectedOptions[0].text).join()").await;
        assert_eq!(chosen, format!("{area},Actief"));
        browser.is_accessible().await;
    }

    /// Everything on the page comes with one question, also what is of people and of trainings, and again when something
    /// else is chosen.
    async fn the_page_asks_one_question(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = Browser::start(View::DESK).await;
        sign_in(&browser, &server, "Ellen Wouters").await;
        // From a page that asks nothing.
        browser.open(&server.page("/geen")).await;
        browser.sees(css("main h1")).await;
        browser.ask::<Value>(LISTEN).await;
        browser.follow("/cijfers").await;
        for there in [".bv-map", "[aria-labelledby=mensen]", "[aria-labelledby=training] .bv-tile__number"] {
            browser.sees(css(there)).await;
        }
        assert_eq!(browser.ask::<Vec<String>>("return window.asked").await, ["FiguresPageQuery"]);
        browser.choose(field("Periode"), "4 weken").await;
        browser.until("return location.search === '?periode=4w' && window.asked.length > 1").await;
        browser.sees_no(css("[aria-busy=true]")).await;
        assert_eq!(browser.ask::<Vec<String>>("return window.asked").await, ["FiguresPageQuery"; 2]);
    }

    /// How long it takes to become active, and with whom nobody spoke, open who that is: by name and day, not by how long.
    async fn figures_of_people_open_who_they_are_about(db: TestDatabase) {
        let server = Server::demo(db);
        let browser = at_the_figures(&server, View::PHONE).await;
        browser.click(css("[aria-labelledby=mensen] a[href*='lijst=bellen']")).await;
        browser.sees(css("h2#bellen .bv-count")).await;
        assert_eq!(browser.address().await, "/buurtverbinders?lijst=bellen");
        let (count, rows): (String, usize) = browser.ask("return [document.querySelector('#bellen .bv-count').textContent, document.querySelectorAll('[aria-labelledby=bellen] li').length]").await;
        assert_eq!(count, rows.to_string());
        browser.is_accessible().await;
        browser.follow("/cijfers").await;
        browser.click(css("[aria-labelledby=mensen] a[href*='actief-vanaf=']")).await;
        browser.sees(heading("Actief geworden vanaf")).await;
        browser.sees(text("Werd actief op")).await;
        let rows: (usize, usize) = browser.ask("return [document.querySelectorAll('main li.bv-row').length, [...document.querySelectorAll('main li.bv-row')].filter((row) => /Werd actief op .*, na \\d+ dag/.test(row.innerText)).length]").await;
        assert!(rows.0 > 0 && rows.0 == rows.1, "{rows:?}");
        browser.is_accessible().await;
        browser.click(link("Buurtverbinders").inside(css("main"))).await;
        browser.sees(css("[aria-labelledby=bellen]")).await;
    }

    /// The report has the filters of the figures, all tables in sight, and says whose it is.
    async fn the_report_stands_on_paper(db: TestDatabase) {
        let server = Server::demo(db);
        for view in [View::PHONE, View { language: Language::English, theme: Theme::Dark, ..View::DESK }] {
            let browser = at_the_figures(&server, view).await;
            let dutch = view.language == Language::Dutch;
            browser.open(&server.page("/cijfers?periode=jaar&vraagt=mantelzorger")).await;
            browser.choose(field(if dutch { "Buurt" } else { "Neighbourhood" }), "Ussen").await;
            browser.until("return location.search.includes('buurt=')").await;
            browser.click(link(if dutch { "Verslag" } else { "Report" })).await;
            browser.sees(heading(if dutch { "Wat opvalt" } else { "What stands out" })).await;
            let address = browser.address().await;
            assert!(address.starts_with("/cijfers/verslag?") && address.contains("vraagt=mantelzorger"), "{address}");
            // When it was made, over which days, with which filters, and whose figures they are.
            let facts: String = browser.ask("return document.querySelector('dl').innerText.replaceAll('\u{a0}', ' ')").await;
            let [today, first]: [String; 2] = browser.ask(DAYS).await;
            let asker = if dutch { "mantelzorger" } else { "carer" };
            for fact in [&today, &first, asker, "Ussen", "Ons Welzijn"] {
                assert!(facts.contains(fact), "{fact} in {facts}");
            }
            let tables: u64 = browser.ask("return [...document.querySelectorAll('table')].filter((it) => it.checkVisibility()).length").await;
            assert_eq!(tables, 12, "nine about cases, two about connectors and one about training");
            browser.sees(text(if dutch { "Dit is hoe het vandaag is." } else { "This is how it is today." })).await;
            assert!(!browser.has(css("details")).await);
            browser.is_accessible().await;
        }
    }
}

async fn at_the_figures(server: &Server, view: View) -> Browser {
    let browser = Browser::start(view).await;
    sign_in(&browser, server, "Ellen Wouters").await;
    browser.follow("/cijfers").await;
    browser.sees(css(".bv-map")).await;
    browser
}
