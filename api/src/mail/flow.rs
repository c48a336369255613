//! What comes after a mail was tried. Pure: no database, no clock.

use entities::{MailTrouble, Timestamp};

/// The pauses after each try that failed, in minutes: short while the mail server starts again, long while somebody repairs it.
/// After the last one a mail is given up.
const PAUSES: [i64; 7] = [1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60];

/// What comes after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again at this moment.
    Again(Timestamp),
    /// Don't try again by itself.
    GiveUp,
}

/// What comes after the try of this number, from 1, that failed at this moment.
pub fn after_trouble(trouble: MailTrouble, tries: i32, now: Timestamp) -> Next {
    if is_lasting(trouble) {
        return Next::GiveUp;
    }
    let pause = usize::try_from(tries - 1).ok().and_then(|place| PAUSES.get(place));
    pause.map_or(Next::GiveUp, |minutes| Next::Again(now.plus_millis(minutes * 60_000)))
}

/// Whether trying again gives the same.
pub fn is_lasting(trouble: MailTrouble) -> bool {
    match trouble {
        MailTrouble::AddressRefused | MailTrouble::Refused => true,
        // Who isn't let in has a wrong password in the settings: that is put right, and then the mails go out.
        MailTrouble::TryLater | MailTrouble::Unreachable | MailTrouble::SignInRefused | MailTrouble::NotMade => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let now = Timestamp(0);
        let pauses: Vec<Option<i64>> = (1..=9)
            .map(|tries| match after_trouble(MailTrouble::TryLater, tries, now) {
                Next::Again(at) => Some(at.0 / 60_000),
                Next::GiveUp => None,
            })
            .collect();
        let expected = [Some(1), Some(5), Some(15), Some(60), Some(240), Some(720), Some(1440), None, None];
        assert_eq!(pauses, expected);
    }

    #[test]
    fn what_lasts_is_given_up_at_once() {
        for trouble in [MailTrouble::AddressRefused, MailTrouble::Refused] {
            assert_eq!(after_trouble(trouble, 1, Timestamp(0)), Next::GiveUp);
        }
        for trouble in
            [MailTrouble::TryLater, MailTrouble::Unreachable, MailTrouble::SignInRefused, MailTrouble::NotMade]
        {
            assert_ne!(after_trouble(trouble, 1, Timestamp(0)), Next::GiveUp, "{trouble:?}");
        }
    }
}
