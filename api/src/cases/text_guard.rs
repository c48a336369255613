//! Finds what identifies a person in free text: a citizen service number (BSN), an IBAN, an e-mail address, a
//! telephone number. Dates, times, amounts, house numbers and postcodes are none of these.

mod numbers;

use numbers::{Digits, digits_in};

use crate::payload::{Refusal, UserErrorCode};

/// What kind of personal data was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalData {
    /// A citizen service number that passes the eleven-test.
    Bsn,
    /// A bank account that passes mod 97 (ISO 13616).
    Iban,
    /// An e-mail address.
    Email,
    /// A telephone number, Dutch or with a country in front.
    Phone,
}

/// The first kind of personal data in the text.
pub fn find(text: &str) -> Option<PersonalData> {
    // Odd spaces and dashes separate as the plain ones do.
    let letters: Vec<char> = text.chars().map(plain).collect();
    if has_email(&letters) {
        return Some(PersonalData::Email);
    }
    if has_iban(&letters) {
        return Some(PersonalData::Iban);
    }
    let digits = digits_in(&letters);
    if digits.iter().any(Digits::hold_phone) {
        return Some(PersonalData::Phone);
    }
    digits.iter().any(Digits::hold_bsn).then_some(PersonalData::Bsn)
}

impl PersonalData {
    /// What a person is told. The field is named by [`Refusal::at`].
    pub fn refusal(self) -> Refusal {
        let (dutch, english) = match self {
            Self::Bsn => ("Er staat een BSN in.", "It contains a citizen service number (BSN)."),
            Self::Iban => ("Er staat een rekeningnummer in.", "It contains a bank account number."),
            Self::Email => ("Er staat een e-mailadres in.", "It contains an e-mail address."),
            Self::Phone => ("Er staat een telefoonnummer in.", "It contains a telephone number."),
        };
        Refusal::new(UserErrorCode::PersonalData, format!("{dutch} Haal het weg."), format!("{english} Remove it."))
    }
}

fn plain(letter: char) -> char {
    match letter {
        _ if letter.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => letter,
    }
}

/// Something before an `@`, and after it a name with a dot and a last part of two letters or more.
fn has_email(letters: &[char]) -> bool {
    let ats = letters.iter().enumerate().filter(|(_, letter)| **letter == '@').map(|(at, _)| at);
    ats.into_iter().any(|at| {
        let is_name = |letter: &char| letter.is_alphanumeric() || "._%+-".contains(*letter);
        let before = letters[..at].last().is_some_and(is_name);
        let is_domain = |letter: &&char| letter.is_alphanumeric() || "-.".contains(**letter);
        let domain: String = letters[at + 1..].iter().take_while(is_domain).collect();
        let parts: Vec<_> = domain.trim_end_matches(['.', '-']).split('.').collect();
        let ends_well = parts.last().is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic));
        before && parts.len() >= 2 && parts.iter().all(|part| !part.is_empty()) && ends_well
    })
}

/// Countries whose accounts people here have, with the length of an IBAN (ISO 13616 registry).
const IBAN_LENGTHS: [(&str, usize); 45] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BY", 28),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IQ", 23),
    ("IT", 27),
    ("JO", 30),
    ("LB", 28),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TR", 26),
    ("UA", 29),
];

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
    let Some((_, length)) = IBAN_LENGTHS.iter().find(|(name, _)| *name == country) else { return false };
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            sign if sign.is_ascii_alphanumeric() => {
                signs.push(sign.to_ascii_uppercase());
                gap = 0;
            }
            ' ' | '.' | '-' if gap < 2 => gap += 1,
            _ => return false,
        }
        if signs.len() == *length {
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
