//! What Lighthouse says of the pages: how accessible they are, and how well they keep to good practice.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};
use tests::{chromium, find_program, npm};

use crate::client::Client;
use crate::table;
use crate::workload::Guests;
use crate::{OVER, Tried};

/// The promise for each of both.
const ALL: u32 = 100;

/// What it says of one page, on a phone or on a desk.
#[derive(Deserialize)]
struct Seen {
    name: String,
    form: String,
    path: String,
    scores: [u32; 2],
    wrong: Vec<String>,
}

/// Looks at the pages and prints what it says. Answers how many promises are not kept.
///
/// # Errors
/// When Lighthouse isn't there, or doesn't run.
pub fn look(origin: &str, guests: &Guests) -> Tried<usize> {
    let lighthouse = npm::bring_in("tests/bench/lighthouse", "lighthouse/package.json")?;
    let programs = chromium::programs().ok_or("install Debian's packages chromium and chromium-driver")?;
    let node = find_program(&["node"]).ok_or("install Debian's package nodejs")?;
    let visit = |name: &str, path: &str, link: Option<&str>, who: Option<&Client>| {
        let cookie = who.and_then(Client::cookie).map(|(name, value)| json!({ "name": name, "value": value }));
        json!({ "name": name, "origin": origin, "start": path, "link": link, "cookie": cookie })
    };
    let (worker, coordinator) = (Some(&guests.worker.1), Some(&guests.coordinator.1));
    let visits = [
        visit("sign-in", "/inloggen", None, None),
        visit("Vandaag", "/", None, worker),
        visit("the board", "/vragen", None, worker),
        visit("a case", "/vragen", Some("main a[href*='/vragen/case_']"), worker),
        visit("the directory", "/specialisten", None, worker),
        visit("a specialist", "/specialisten", Some("main a[href*='/specialisten/specialist_']"), worker),
        visit("the figures", "/cijfers", None, coordinator),
    ];
    let asked = json!({ "chromium": programs.browser, "visits": visits });
    let said = run(&mut Command::new(node), &lighthouse.join("look.mjs"), &asked)?;
    let seen: Vec<Seen> = said.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    if seen.len() != 2 * visits.len() {
        return Err(format!("Lighthouse tells of {} pages only", seen.len()).into());
    }

    let head = ["Lighthouse", "seen", "accessibility", "best practices", ""].map(str::to_owned).to_vec();
    let rows = seen.iter().map(|page| {
        let [accessibility, practices] = page.scores;
        let verdict = if page.scores == [ALL; 2] { "kept" } else { OVER };
        let name = format!("{}, {}", page.name, page.form);
        vec![name, page.path.clone(), accessibility.to_string(), practices.to_string(), verdict.to_owned()]
    });
    println!();
    table::print(&[head].into_iter().chain(rows).collect::<Vec<_>>());
    for page in &seen {
        for wrong in &page.wrong {
            println!("{}, {}: {wrong}", page.name, page.form);
        }
    }
    Ok(seen.iter().filter(|page| page.scores != [ALL; 2]).count())
}

fn run(node: &mut Command, script: &Path, asked: &Value) -> Tried<String> {
    let mut running = node.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut input) = running.stdin.take() {
        input.write_all(asked.to_string().as_bytes())?;
    }
    let output = running.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("Lighthouse ends with {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
