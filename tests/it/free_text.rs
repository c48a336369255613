//! What the text guard finds in free text, and what it leaves alone.

use api::free_text::{Identifying, find};
use proptest::prelude::*;

#[test]
fn personal_data_is_found() {
    use Identifying::{Bsn, Email, Iban, Phone};
    let found = [
        ("zijn BSN is 123456782", Bsn),
        ("BSN: 123.456.782.", Bsn),
        ("1234 56 782", Bsn),
        ("123-456-782 hoort bij hem", Bsn),
        ("bsn123456782", Bsn),
        ("op nr. 12 woont 111222333", Bsn),
        ("NL91ABNA0417164300", Iban),
        ("rekening nl91 abna 0417 1643 00, graag", Iban),
        ("NL91-ABNA-0417-1643-00", Iban),
        ("(DE89 3704 0044 0532 0130 00)", Iban),
        ("PL61109010140000071219812874", Iban),
        ("mail mia@example.org", Email),
        ("MIA.DE-WIT+buurt@mail.example.nl.", Email),
        ("<toos@example.nl>", Email),
        ("bel 0412 12 34 56", Phone),
        ("bel (0412) 123456 na vier uur", Phone),
        ("0412-123456", Phone),
        ("06-12345678", Phone),
        ("06 12 34 56 78", Phone),
        ("06.12.34.56.78", Phone),
        ("06 – 12 34 56 78", Phone),
        ("06\u{a0}1234\u{a0}5678", Phone),
        ("tel0612345678", Phone),
        ("+31 6 12345678", Phone),
        ("+31(0)6-12345678 om 10.30 uur", Phone),
        ("0031 412 123456", Phone),
        ("+32 470 12 34 56", Phone),
        ("0048 601 234 567", Phone),
        ("huis 12, 0612345678", Phone),
        ("bel 06 12.34 56.78", Phone),
        ("op 01-02-2026: 0412 123456", Phone),
    ];
    for (text, kind) in found {
        assert_eq!(find(text), Some(kind), "{text}");
    }
}

#[test]
fn everyday_text_is_left_alone() {
    let left = [
        "",
        "Snapt een brief niet.",
        "op 23-11-2026 om 10.30 uur",
        "06-02-2026 10.00 uur",
        "06-12-2026 10:30",
        "van 01/02/2026 10 tot 12",
        "tussen 2025-01-01 en 2026-12-31",
        "ma 09.00-12.00 13.00-17.00",
        "09.30 10.30 11.30",
        "€ 1.250,00 per maand, samen € 15.000",
        "12.345.678,90",
        "Kruisstraat 15, 5341 HA Oss",
        "Kruisstraat 15-017",
        "bel 112",
        "het gratis nummer 0800-1205",
        "in 2026 is dat 150.000 en in 2027 170.000",
        "de 12 mensen die in het portiek wonen, en de 34 van de flat",
        "14 0412 is van de gemeente",
        "dossier 123456789",
        "123 456 789 is geen BSN",
        "000000000",
        "in de 20 huizen van de straat wonen 30 gezinnen en 12 honden",
        "NL91ABNA0417164301 klopt niet".split_once(' ').map_or("", |(_, rest)| rest),
        "drie kinderen: 4, 7 en 12 jaar",
        "3@5, mail@ kan ook @thuis",
        "5 x 100 gram, 2 + 2 = 4",
        "1.2.3.4",
    ];
    for text in left {
        assert_eq!(find(text), None, "{text}");
    }
}

fn eleven_test(digits: &[u32]) -> bool {
    let weights = [9_i64, 8, 7, 6, 5, 4, 3, 2, -1];
    digits.iter().zip(weights).map(|(digit, weight)| i64::from(*digit) * weight).sum::<i64>() % 11 == 0
}

fn written(digits: &[u32]) -> String {
    digits.iter().map(ToString::to_string).collect()
}

proptest! {
    #[test]
    fn nine_digits_are_a_bsn_when_they_pass_the_eleven_test(
        digits in prop::collection::vec(0..10_u32, 9),
        before in "[a-z ]{0,20} ",
        after in " [a-z ]{0,20}",
        sign in prop::sample::select(vec!["", " ", ".", "-"]),
    ) {
        let number = written(&digits);
        let text = format!("{before}{}{sign}{}{sign}{}{after}", &number[..3], &number[3..6], &number[6..]);
        let is_bsn = eleven_test(&digits) && digits.iter().any(|digit| *digit != 0);
        prop_assert_eq!(find(&text), is_bsn.then_some(Identifying::Bsn), "{}", text);
    }

    #[test]
    fn a_mobile_number_is_found_however_it_is_grouped(
        digits in prop::collection::vec(0..10_u32, 8),
        signs in prop::collection::vec(prop::sample::select(vec!["", " ", "-", ". "]), 8),
        prefix in prop::sample::select(vec!["06", "+316", "00316", "+31 (0)6"]),
    ) {
        let number = signs.iter().zip(&digits).map(|(sign, digit)| format!("{sign}{digit}")).collect::<Vec<_>>().concat();
        prop_assert_eq!(find(&format!("bel {prefix}{number} even")), Some(Identifying::Phone));
    }

    #[test]
    fn days_and_times_are_left_alone(
        day in 1..29_u32, month in 1..13_u32, year in 2020..2030_u32, hour in 0..24_u32, minute in 0..60_u32,
        sign in prop::sample::select(vec!["-", "/", "."]),
    ) {
        let text = format!("op {day:02}{sign}{month:02}{sign}{year} {hour:02}.{minute:02} uur");
        prop_assert_eq!(find(&text), None, "{}", text);
        let text = format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}");
        prop_assert_eq!(find(&text), None, "{}", text);
    }

    #[test]
    fn letters_alone_are_left_alone(text in "[\\p{L} .,;:!?()'\"-]{0,200}") {
        prop_assert_eq!(find(&text), None);
    }

    #[test]
    fn an_address_is_found_anywhere(name in "[a-z][a-z0-9.]{0,10}", domain in "[a-z]{1,10}", end in "[a-z]{2,4}") {
        let name = name.trim_end_matches('.');
        prop_assert_eq!(find(&format!("schrijf naar {name}@{domain}.{end}!")), Some(Identifying::Email));
    }

    #[test]
    fn no_text_makes_it_stumble(text in any::<String>()) {
        find(&text);
    }
}
