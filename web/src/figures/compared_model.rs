//! A number beside the same number in the time before, in words. Pure.

use super::period_model::Period;
use crate::i18n::{Locale, capital, words};

/// What the time before is called: "de 12 weken ervoor".
pub fn before_name(locale: Locale, period: Period) -> &'static str {
    match period {
        Period::TwelveWeeks => words::figures::before_12w(locale),
        Period::FourWeeks => words::figures::before_4w(locale),
        Period::Year => words::figures::before_year(locale),
    }
}

/// "12 meer dan in de 12 weken ervoor".
pub fn difference(locale: Locale, period: Period, value: i32, before: i32) -> String {
    let name = before_name(locale, period);
    let count = (value - before).abs().to_string();
    match value.cmp(&before) {
        std::cmp::Ordering::Greater => words::figures::more_than(locale, &count, name),
        std::cmp::Ordering::Less => words::figures::less_than(locale, &count, name),
        std::cmp::Ordering::Equal => words::figures::same_as(locale, name),
    }
}

/// The same as a sentence.
pub fn sentence(locale: Locale, period: Period, value: i32, before: i32) -> String {
    [&capital(&difference(locale, period, value, before)), "."].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_said_in_words() {
        let nl = |value, before| difference(Locale::Nl, Period::TwelveWeeks, value, before);
        assert_eq!(nl(36, 24), "12 meer dan in de 12 weken ervoor");
        assert_eq!(nl(1, 24), "23 minder dan in de 12 weken ervoor");
        assert_eq!(nl(0, 0), "evenveel als in de 12 weken ervoor");
        assert_eq!(sentence(Locale::Nl, Period::FourWeeks, 3, 3), "Evenveel als in de 4 weken ervoor.");
        assert_eq!(sentence(Locale::En, Period::Year, 4, 3), "1 more than in the period before.");
    }
}
