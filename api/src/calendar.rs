//! Days and moments as people write them, in both languages. Not what they type: that is `scalars`.

use entities::Locale;
use jiff::civil::Date;

/// The month of a day.
pub fn month(locale: Locale, day: Date) -> &'static str {
    const DUTCH: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::from(day.month().unsigned_abs()).saturating_sub(1).min(11);
    match locale {
        Locale::Nl => DUTCH[month],
        Locale::En => ENGLISH[month],
    }
}

/// The day of the week.
pub fn weekday(locale: Locale, day: Date) -> &'static str {
    const DUTCH: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs()).min(6);
    match locale {
        Locale::Nl => DUTCH[weekday],
        Locale::En => ENGLISH[weekday],
    }
}
