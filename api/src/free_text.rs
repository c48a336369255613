//! Free text about a case, guarded: what identifies a person is refused where it comes in.
//!
//! Found are a citizen service number (BSN, eleven-test), a bank account (IBAN, mod 97 of ISO 13616), an e-mail
//! address and a telephone number (Dutch forms, and any with a country code). Days, amounts, house numbers and
//! postcodes pass. A guard is no proof: it catches what slips in, not what somebody hides.

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
/// Empty, longer than `most` characters, or with something that identifies a person.
pub fn checked(text: &str, path: &str, most: usize) -> Result<String, Refusal> {
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
    guard(text, path)?;
    Ok(text.to_owned())
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
    let has_iban = ibans(text).any(|candidate| is_iban(&candidate));
    if has_iban {
        return Some(Identifying::Iban);
    }
    if has_email(text) {
        return Some(Identifying::Email);
    }
    let numbers = numbers(text);
    if numbers.iter().any(Number::is_phone) {
        return Some(Identifying::Phone);
    }
    numbers.iter().any(Number::is_bsn).then_some(Identifying::Bsn)
}

/// Digits that stand together, with what stood between and before them.
#[derive(Debug)]
struct Number {
    digits: String,
    has_plus: bool,
    groups: Vec<usize>,
    separators: Vec<char>,
}

impl Number {
    /// Nine digits, or eight with a zero that was left out, that pass the eleven-test.
    fn is_bsn(&self) -> bool {
        if self.has_plus || self.separators.contains(&',') || self.separators.contains(&'/') || self.looks_like_date() {
            return false;
        }
        let digits: Vec<i32> = self.digits.bytes().map(|digit| i32::from(digit - b'0')).collect();
        let padded = match digits.len() {
            9 => digits,
            8 if self.groups.len() == 1 => std::iter::once(0).chain(digits).collect(),
            _ => return false,
        };
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
        let sum: i32 = padded.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
        sum % 11 == 0 && padded.iter().any(|digit| *digit != 0)
    }

    /// A Dutch number of ten digits from 0, a short form of it with a country code, or any number after a plus.
    fn is_phone(&self) -> bool {
        let length = self.digits.len();
        if self.has_plus {
            return (8..=15).contains(&length);
        }
        if self.separators.contains(&',') || self.looks_like_date() {
            return false;
        }
        let is_dutch = length == 10 && self.digits.starts_with('0') && !self.digits.starts_with("00");
        let is_foreign = self.digits.starts_with("00") && (10..=17).contains(&length);
        let is_service = matches!(self.groups.first(), Some(4)) && self.digits.starts_with("0800")
            || self.groups.first() == Some(&4) && self.digits.starts_with("0900");
        // A mobile number whose zero was left out: nobody writes another nine digits from 6 in these groups.
        let is_mobile = length == 9 && self.digits.starts_with('6') && self.groups.first() == Some(&1);
        is_dutch || is_foreign || (is_service && (8..=11).contains(&length)) || is_mobile
    }

    /// Day, month and year, in this order or the other, or a stretch of years.
    fn looks_like_date(&self) -> bool {
        let same = |separator: char| self.separators.iter().all(|own| *own == separator);
        let is_dated = same('-') || same('/') || same('.') || same(' ');
        is_dated
            && match self.groups.as_slice() {
                [1 | 2, 1 | 2, 4 | 2] | [4, 1 | 2, 1 | 2] => self.digits.len() <= 8,
                [4, 4] => true,
                _ => false,
            }
    }
}

/// Every run of digits in the text; what people put between digits of one number joins them.
fn numbers(text: &str) -> Vec<Number> {
    let signs: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        if !signs[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let before = signs[..at].iter().rev().find(|sign| !matches!(sign, ' ' | '(' | '\u{a0}'));
        let mut number =
            Number { digits: String::new(), has_plus: before == Some(&'+'), groups: vec![0], separators: Vec::new() };
        while at < signs.len() {
            if signs[at].is_ascii_digit() {
                number.digits.push(signs[at]);
                *number.groups.last_mut().expect("begun with one") += 1;
                at += 1;
                continue;
            }
            let gap = signs[at..].iter().take(4).take_while(|sign| joins(**sign)).count();
            let goes_on = gap <= 3 && signs.get(at + gap).is_some_and(char::is_ascii_digit);
            if gap == 0 || !goes_on {
                break;
            }
            let telling = signs[at..at + gap].iter().find(|sign| !matches!(sign, ' ' | '\u{a0}'));
            number.separators.push(*telling.unwrap_or(&' '));
            number.groups.push(0);
            at += gap;
        }
        found.extend(number.parts());
    }
    found
}

impl Number {
    /// The run as a whole, and each stretch of neighbouring groups in it: "3 kinderen" may stand before a number.
    fn parts(self) -> Vec<Self> {
        let mut parts = Vec::new();
        let count = self.groups.len();
        for from in 0..count {
            for to in from + 1..=count {
                let start: usize = self.groups[..from].iter().sum();
                let length: usize = self.groups[from..to].iter().sum();
                let is_whole = from == 0 && to == count;
                // A stretch of a dated run would take a day for a part of a number.
                if is_whole || (!self.looks_like_date() && length >= 8) {
                    parts.push(Self {
                        digits: self.digits[start..start + length].to_owned(),
                        has_plus: self.has_plus && from == 0,
                        groups: self.groups[from..to].to_vec(),
                        separators: self.separators[from..to - 1].to_vec(),
                    });
                }
            }
        }
        parts
    }
}

fn joins(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '.' | '-' | '–' | '/' | '(' | ')' | ',')
}

/// Candidates: two letters and two digits, with the letters and digits behind them, spaces left out.
fn ibans(text: &str) -> impl Iterator<Item = String> {
    let signs: Vec<char> = text.chars().filter(|sign| !matches!(sign, ' ' | '\u{a0}' | '-' | '.')).collect();
    (0..signs.len().saturating_sub(14)).filter_map(move |at| {
        let is_start = signs[at].is_ascii_alphabetic()
            && signs[at + 1].is_ascii_alphabetic()
            && signs[at + 2].is_ascii_digit()
            && signs[at + 3].is_ascii_digit();
        let rest = signs[at..].iter().take(34).take_while(|sign| sign.is_ascii_alphanumeric());
        let run: String = rest.map(char::to_ascii_uppercase).collect();
        let lengths = iban_length(&run).filter(|length| is_start && run.len() >= *length);
        lengths.map(|length| run[..length].to_owned())
    })
}

/// The length of an IBAN in its country (ISO 13616 registry): the countries that people here bank in.
fn iban_length(run: &str) -> Option<usize> {
    Some(match run.get(..2)? {
        "NO" => 15,
        "BE" => 16,
        "NL" | "DK" | "FI" => 18,
        "AT" | "EE" | "LU" | "LT" => 20,
        "CH" | "LV" | "HR" => 21,
        "DE" | "GB" | "IE" | "BG" | "RS" => 22,
        "ES" | "SE" | "CZ" | "SK" | "RO" => 24,
        "PT" => 25,
        "TR" => 26,
        "FR" | "IT" | "GR" => 27,
        "PL" | "HU" | "CY" => 28,
        "UA" => 29,
        _ => return None,
    })
}

fn is_iban(candidate: &str) -> bool {
    let (head, tail) = candidate.split_at(4);
    let mut rest = 0_u32;
    for sign in tail.chars().chain(head.chars()) {
        let Some(value) = sign.to_digit(36) else { return false };
        rest = if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97;
    }
    rest == 1
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
