//! Free text about a case, guarded: what identifies a person is refused where it comes in.
//!
//! Found are a citizen service number (BSN, eleven-test), a bank account (IBAN, mod 97 of ISO 13616), an e-mail
//! address and a telephone number (Dutch forms, and any with a country code). Days, amounts, house numbers and
//! postcodes pass. A guard is no proof: it catches what slips in, not what somebody hides.

mod numbers;

use numbers::{Digits, digits_in};

use crate::payload::{Refusal, UserErrorCode};

/// What was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identifying {
    /// A citizen service number.
    Bsn,
    /// A bank account.
    Iban,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

/// Trims a text and checks its length and what it holds. `path` names the field, as in [`Refusal::at`].
///
/// # Errors
/// As of [`fitting`], and with something that identifies a person.
pub fn checked(text: &str, path: &str, most: usize) -> Result<String, Refusal> {
    let text = fitting(text, path, most)?;
    guard(&text, path)?;
    Ok(text)
}

/// The same for a text that may say anything, such as the name of a place.
///
/// # Errors
/// Empty, longer than `most` characters, or with a character that nobody sees.
pub fn fitting(text: &str, path: &str, most: usize) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 {
        let refusal = Refusal::new(UserErrorCode::Required, "Vul hier iets in.", "Write something here.");
        return Err(refusal.at(path));
    }
    if length > most {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            format!("Dit is te lang: {length} tekens. Er passen er {most}. Maak het korter."),
            format!("This is too long: {length} characters. {most} fit. Make it shorter."),
        );
        return Err(refusal.at(path));
    }
    unseen(text).map_or(Ok(()), |refusal| Err(refusal.at(path)))?;
    Ok(text.to_owned())
}

/// Why a text is refused that holds a character that nobody sees, such as U+0000, which PostgreSQL can't keep.
pub fn unseen(text: &str) -> Option<Refusal> {
    text.chars().any(|letter| letter.is_control() && !letter.is_whitespace()).then(|| {
        Refusal::new(
            UserErrorCode::Invalid,
            "Er staat een teken in dat niemand ziet. Typ het opnieuw.",
            "There is a character in it that nobody sees. Type it again.",
        )
    })
}

/// Refuses a text that identifies a person. `path` names the field, as in [`Refusal::at`].
///
/// # Errors
/// With the kind of what was found.
pub fn guard(text: &str, path: &str) -> Result<(), Refusal> {
    let (dutch, english) = match find(text) {
        None => return Ok(()),
        Some(Identifying::Bsn) => (
            "Er staat een burgerservicenummer (BSN) in. Haal het weg.",
            "There is a citizen service number (BSN) in it. Take it out.",
        ),
        Some(Identifying::Iban) => (
            "Er staat een rekeningnummer (IBAN) in. Haal het weg.",
            "There is a bank account (IBAN) in it. Take it out.",
        ),
        Some(Identifying::Email) => {
            ("Er staat een e-mailadres in. Haal het weg.", "There is an e-mail address in it. Take it out.")
        }
        Some(Identifying::Phone) => {
            ("Er staat een telefoonnummer in. Haal het weg.", "There is a telephone number in it. Take it out.")
        }
    };
    Err(Refusal::new(UserErrorCode::PersonalData, dutch, english).at(path))
}

/// The first thing in the text that identifies a person, the most telling kind first.
pub fn find(text: &str) -> Option<Identifying> {
    // Odd spaces and dashes separate as the plain ones do.
    let letters: Vec<char> = text.chars().map(plain).collect();
    if has_iban(&letters) {
        return Some(Identifying::Iban);
    }
    if has_email(text) {
        return Some(Identifying::Email);
    }
    let digits = digits_in(&letters);
    if digits.iter().any(Digits::hold_phone) {
        return Some(Identifying::Phone);
    }
    digits.iter().any(Digits::hold_bsn).then_some(Identifying::Bsn)
}

fn plain(letter: char) -> char {
    match letter {
        _ if letter.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => letter,
    }
}

/// The length of an IBAN in its country (ISO 13616 registry): the countries that people here bank in.
fn iban_length(country: &str) -> Option<usize> {
    Some(match country {
        "NO" => 15,
        "BE" => 16,
        "NL" | "DK" | "FI" => 18,
        "MK" | "SI" => 19,
        "AT" | "BA" | "EE" | "LU" | "LT" => 20,
        "CH" | "LV" | "HR" => 21,
        "BG" | "DE" | "GB" | "GE" | "IE" | "ME" | "RS" => 22,
        "AE" | "IQ" => 23,
        "AD" | "CZ" | "ES" | "MD" | "RO" | "SE" | "SK" => 24,
        "PT" => 25,
        "TR" => 26,
        "FR" | "GR" | "IT" => 27,
        "AL" | "AZ" | "BY" | "CY" | "HU" | "LB" | "MA" | "PL" => 28,
        "UA" => 29,
        "JO" => 30,
        _ => return None,
    })
}

/// A country, two check digits and the rest in its length, spaces, dots or dashes between; at least ten digits
/// in all, so that a sentence that begins with "de 20" is none.
fn has_iban(letters: &[char]) -> bool {
    (0..letters.len()).any(|start| {
        let begins = start == 0 || !letters[start - 1].is_alphanumeric();
        begins && letters[start].is_ascii_alphabetic() && is_iban(&letters[start..])
    })
}

fn is_iban(letters: &[char]) -> bool {
    let mut signs = String::new();
    let mut gap = 0;
    let Some(country) = letters.get(..2).map(|pair| pair.iter().collect::<String>().to_ascii_uppercase()) else {
        return false;
    };
    let Some(length) = iban_length(&country) else { return false };
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            sign if sign.is_ascii_alphanumeric() => {
                signs.push(sign.to_ascii_uppercase());
                gap = 0;
            }
            ' ' | '.' | '-' if gap < 2 => gap += 1,
            _ => return false,
        }
        if signs.len() == length {
            let ends = letters.get(at + 1).is_none_or(|next| !next.is_alphanumeric());
            let digits = signs.chars().filter(char::is_ascii_digit).count();
            let checked = signs[2..4].chars().all(|check| check.is_ascii_digit());
            return ends && checked && digits >= 10 && mod_97(&signs) == 1;
        }
    }
    false
}

/// The remainder of ISO 7064 MOD 97-10: the first four signs last, letters as 10 to 35.
fn mod_97(iban: &str) -> u32 {
    let (first, rest) = iban.split_at(4);
    rest.chars().chain(first.chars()).filter_map(|sign| sign.to_digit(36)).fold(0, |remainder, value| {
        let shift = if value > 9 { 100 } else { 10 };
        (remainder * shift + value) % 97
    })
}

/// Something, an at sign, and a domain with a dot: also with spaces around the sign, as people hide it.
fn has_email(text: &str) -> bool {
    let is_local = |sign: char| sign.is_alphanumeric() || "._%+-".contains(sign);
    text.match_indices('@').any(|(at, _)| {
        let before = text[..at].trim_end().chars().next_back();
        let domain: String = text[at + 1..]
            .trim_start()
            .chars()
            .take_while(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '-'))
            .collect();
        let has_ending = domain.trim_end_matches('.').rsplit_once('.').is_some_and(|(name, ending)| {
            !name.is_empty() && ending.len() >= 2 && ending.chars().all(char::is_alphabetic)
        });
        before.is_some_and(is_local) && has_ending
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_identifies_is_found() {
        use Identifying::{Bsn, Email, Iban, Phone};
        let table = [
            ("BSN is 111222333.", Bsn),
            ("111.222.333", Bsn),
            ("111 222 333", Bsn),
            ("bsn:123456782", Bsn),
            ("nummer 10000008 (acht cijfers)", Bsn),
            ("NL91 ABNA 0417 1643 00", Iban),
            ("rekening nl91abna0417164300, graag", Iban),
            ("NL91-ABNA-0417-1643-00", Iban),
            ("BE68 5390 0754 7034", Iban),
            ("mail naar jan@example.org", Email),
            ("jan.de.wit+buurt@mail.example.org.", Email),
            ("jan @ example.org", Email),
            ("Bel liefst op 0412 00 99 99.", Phone),
            ("06-12345678", Phone),
            ("06 12 34 56 78", Phone),
            ("0612345678", Phone),
            ("(0412) 001 013", Phone),
            ("+31 6 1234 5678", Phone),
            ("+31(0)412001013", Phone),
            ("0031 6 12345678", Phone),
            ("+90 532 123 45 67", Phone),
            ("0900-1234567", Phone),
            ("3 kinderen, bel 0412 001013", Phone),
            ("6 12345678", Phone),
        ];
        for (text, expected) in table {
            assert_eq!(find(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_does_not_identify_passes() {
        for text in [
            "",
            "Heeft een achterstand van 1.250,00 euro, sinds 12-11-2026.",
            "Kwam op 12 11 2026 en op 2026-11-12 langs.",
            "Van 2024-2026 geen contact.",
            "Woont op nummer 12, 5344 VA.",
            "Belde 112.",
            "Drie kinderen van 4, 7 en 11 jaar.",
            "Betaalt 85,50 per maand, 1.026,00 per jaar.",
            "Om 09.30 uur, tot 10.15 uur.",
            "Zaaknummer 2026/00123",
            "123456789",
            "Een bedrag van 111.222,33",
            "de helft @ thuis",
            "Wij zijn @home",
            "NL is een land, en AB12 is een zaal.",
            "Kent 10 tot 15 mensen in de straat.",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_refusal_names_the_field_and_the_kind() {
        let refusal = checked("Bel 0412 00 99 99", "reason", 500).expect_err("a number");
        let told = refusal.told_in(entities::Locale::Nl);
        assert_eq!(told.field, ["input", "reason"]);
        assert_eq!(told.message, "Er staat een telefoonnummer in. Haal het weg.");
        assert_eq!(checked("  wil wel koffie ", "reason", 500).as_deref(), Ok("wil wel koffie"));
        assert_eq!(checked("   ", "reason", 500).expect_err("empty").code(), UserErrorCode::Required);
        assert_eq!(checked(&"é".repeat(501), "reason", 500).expect_err("long").code(), UserErrorCode::TooLong);
        assert!(checked(&"é".repeat(500), "reason", 500).is_ok());
    }
}
