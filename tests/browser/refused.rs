//! Dialogs that the server refuses: what is wrong stands at its field, what was typed still stands there, and axe-core finds
//! nothing. Of a case, of a connector and of a training.

use super::accessible::trouble;
use super::chromium::Browser;
use super::guest::{open, sign_in};
use super::server::Server;
use super::target::{button, css, dialog};
use super::view::{Language, Size, Theme, View};
use crate::harness::database::{Kind, TestDatabase};

/// Somebody, where they are, what they press in Dutch and in English, where they type, and what the server doesn't take.
struct Refused {
    who: &'static str,
    at: &'static str,
    press: [&'static str; 2],
    field: &'static str,
    typed: Typed,
}

enum Typed {
    /// These words.
    Words(&'static str),
    /// More than fits anywhere.
    TooMuch,
}

const REFUSED: [Refused; 6] = [
    Refused {
        who: "Mia",
        at: "/vragen/case_*",
        press: ["Schrijf op wat er gebeurde", "Write down what happened"],
        field: "#notitie",
        typed: Typed::Words("Bel haar op 06 12345678"),
    },
    Refused {
        who: "Mia",
        at: "/vragen/case_*",
        press: ["Schrijf op wat er gebeurde", "Write down what happened"],
        field: "#notitie",
        typed: Typed::TooMuch,
    },
    Refused {
        who: "Ellen Wouters",
        at: "/buurtverbinders?stand=actief",
        press: ["Schrijf contact op", "Note contact"],
        field: "#regel",
        typed: Typed::Words("Mail naar jan@example.org"),
    },
    Refused {
        who: "Ellen Wouters",
        at: "/buurtverbinders?stand=actief",
        press: ["Schrijf contact op", "Note contact"],
        field: "#regel",
        typed: Typed::TooMuch,
    },
    Refused {
        who: "Ellen Wouters",
        at: "/training/training_*",
        press: ["Gaat niet door", "Call off"],
        field: "#waarom",
        typed: Typed::TooMuch,
    },
    Refused {
        who: "Mia",
        at: "/mijn-profiel",
        press: ["Werk het profiel bij", "Update the profile"],
        field: "#goed-in",
        typed: Typed::TooMuch,
    },
];

/// Puts ten thousand letters into a field at once, as who pastes them.
const PASTE: &str = "const field = document.querySelector('dialog[open] FIELD');
    field.value = 'woord '.repeat(1700);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return null";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_stands_at_its_field() {
    let server = Server::demo(TestDatabase::migrated(Kind::Sqlite).await);
    for view in [View::DESK, View { size: Size::Narrow, language: Language::English, theme: Theme::Dark }] {
        let browser = Browser::start(view).await;
        let mut found = Vec::new();
        for refused in &REFUSED {
            sign_in(&browser, &server, refused.who).await;
            found.extend(is_refused(&browser, &server, refused).await);
        }
        assert!(found.is_empty(), "{view:?}:\n{}", found.join("\n"));
    }
}

async fn is_refused(browser: &Browser, server: &Server, refused: &Refused) -> Vec<String> {
    let Refused { who, at, press, field, typed } = refused;
    let is_dutch = browser.view().language == Language::Dutch;
    open(browser, server, at).await;
    if at.starts_with("/buurtverbinders") {
        browser.click(css("main a[href*='/buurtverbinders/connector_']")).await;
        browser.sees(css("main h1")).await;
    }
    browser.click(button(press[usize::from(!is_dutch)])).await;
    browser.sees(css(field).inside(dialog())).await;
    match typed {
        Typed::Words(words) => browser.fill_in(css(field).inside(dialog()), words).await,
        Typed::TooMuch => browser.ask(&PASTE.replace("FIELD", field)).await,
    }
    let value = format!("return document.querySelector('dialog[open] {field}').value");
    let before: String = browser.ask(&value).await;
    browser.click(css("[type=submit]").inside(dialog())).await;
    browser.sees(css(&format!("{field}[aria-invalid=true]")).inside(dialog())).await;
    // The field is described by what is wrong with it, and has the focus.
    let told = format!(
        "const field = document.querySelector('dialog[open] {field}');
        const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
        const error = ids.map((id) => document.getElementById(id)).find((it) => it?.matches('.bv-field__error'));
        return error?.checkVisibility() ? error.innerText : ''"
    );
    let told: String = browser.ask(&told).await;
    assert!(told.len() > 15, "{who} at {at}: {told}");
    browser.until(&format!("return document.activeElement === document.querySelector('dialog[open] {field}')")).await;
    let after: String = browser.ask(&value).await;
    assert_eq!(after, before, "what was typed still stands there");
    trouble(browser, &format!("{who} at {at}, {}: {told}", press[0])).await
}
