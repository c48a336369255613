//! The opening hours of an entry as clients see them.

use async_graphql::SimpleObject;
use entities::{Timestamp, Weekday};

use super::opening::{Opening, Stretch};

/// One stretch of opening hours, Europe/Amsterdam.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpeningHours {
    /// The day.
    pub weekday: Weekday,
    /// From when, `HH:MM`.
    pub opens: String,
    /// Until when, `HH:MM`, at most `24:00`.
    pub closes: String,
}

impl From<Stretch> for OpeningHours {
    fn from(stretch: Stretch) -> Self {
        let time = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
        Self { weekday: stretch.weekday, opens: time(stretch.opens), closes: time(stretch.closes) }
    }
}

/// Whether it is open at the moment of asking.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpeningState {
    /// Open at this moment; never by appointment.
    pub is_open: bool,
    /// There are no opening hours.
    pub by_appointment: bool,
    /// Open day and night, every day.
    pub round_the_clock: bool,
    /// When it next opens or closes, in UTC; null by appointment or round the clock.
    pub changes_at: Option<Timestamp>,
}

impl From<Opening> for OpeningState {
    fn from(opening: Opening) -> Self {
        let (is_open, changes_at) = match opening {
            Opening::ByAppointment => (false, None),
            Opening::RoundTheClock => (true, None),
            Opening::OpenUntil(then) => (true, Some(then)),
            Opening::ClosedUntil(then) => (false, Some(then)),
        };
        Self {
            is_open,
            by_appointment: opening == Opening::ByAppointment,
            round_the_clock: opening == Opening::RoundTheClock,
            changes_at,
        }
    }
}
