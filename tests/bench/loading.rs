//! How much a page loads the first time, and how soon it can be used on a slow phone.

use std::time::Duration;

use crate::Tried;
use crate::app::{Browser, Device, Visit};
use crate::table::{self, Times, kilobytes, millis};
use crate::workload::Guests;

/// The promises, the first in bytes.
const FIRST_LOAD: u64 = 300_000;
const USABLE: Duration = Duration::from_secs(2);

/// So often each page is opened on the slow phone; the one in the middle counts.
const TIMES: usize = 7;

/// What can be used first on a page: its main button, or what stands on top of its list.
struct Page {
    name: &'static str,
    path: &'static str,
    main: &'static str,
    is_promised: bool,
}

const FRONT_DOOR: Page = Page { name: "not signed in", path: "/", main: "main form [type=submit]", is_promised: true };

const ROOMS: [Page; 4] = [
    Page { name: "Vandaag", path: "/", main: ".bv-today a, .bv-today button", is_promised: true },
    Page { name: "the board", path: "/vragen", main: "main li a", is_promised: false },
    Page { name: "the directory", path: "/specialisten", main: ".bv-result a", is_promised: false },
    Page { name: "the figures", path: "/cijfers", main: "main table, main svg", is_promised: false },
];

/// A page as it was loaded.
pub struct Loaded {
    page: &'static Page,
    visit: Visit,
    usable: Times,
}

/// Opens each page with nothing of the app on the device: first at full speed to see all that comes, then on a slow phone.
///
/// # Errors
/// When a page doesn't come.
pub async fn load_all(browser: &Browser, origin: &str, guests: &Guests) -> Tried<Vec<Loaded>> {
    let mut loaded = Vec::new();
    browser.become_somebody(origin, None).await?;
    loaded.push(load(browser, origin, &FRONT_DOOR).await?);
    browser.become_somebody(origin, Some(&guests.worker.1)).await?;
    // The device knows from last time what somebody begins with; only the app's files are gone, as after a new build.
    browser.visit(origin).await?;
    for page in &ROOMS {
        loaded.push(load(browser, origin, page).await?);
    }
    Ok(loaded)
}

async fn load(browser: &Browser, origin: &str, page: &'static Page) -> Tried<Loaded> {
    let address = [origin, page.path].concat();
    browser.forget_files(origin).await?;
    let visit = browser.visit(&address).await?;
    browser.be(Device::SlowPhone).await?;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        browser.forget_files(origin).await?;
        times.push(browser.usable_after(&address, page.main).await?);
    }
    browser.be(Device::Desk).await?;
    Ok(Loaded { page, visit, usable: Times::new(times) })
}

/// Prints what was loaded. Answers how many promises are not kept.
pub fn print(loaded: &[Loaded]) -> usize {
    let mut broken = 0;
    let mut verdict = |is_promised: bool, is_kept: bool| {
        broken += usize::from(is_promised && !is_kept);
        match (is_promised, is_kept) {
            (false, _) => "",
            (true, true) => "kept",
            (true, false) => crate::OVER,
        }
        .to_owned()
    };
    println!("\nFirst load; usable on a phone (1.6 Mbit/s, 150 ms, a processor four times slower), ms:\n");
    let head = ["", "over the wire", "", "requests", "usable, middle", "quickest", "slowest", ""];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for Loaded { page, visit, usable } in loaded {
        let middle = usable.within(50);
        rows.push(vec![
            page.name.to_owned(),
            kilobytes(visit.bytes()),
            verdict(page.is_promised, visit.bytes() < FIRST_LOAD),
            visit.transfers.len().to_string(),
            millis(middle),
            millis(usable.within(0)),
            millis(usable.within(100)),
            verdict(page.is_promised, middle < USABLE),
        ]);
    }
    table::print(&rows);
    for Loaded { page, visit, .. } in loaded.iter().filter(|it| it.page.is_promised) {
        println!("\nFirst load, {}:\n", page.name);
        let rows = visit.transfers.iter().map(|transfer| vec![transfer.path.clone(), kilobytes(transfer.bytes)]);
        table::print(&rows.collect::<Vec<_>>());
    }
    broken
}
