//! How often somebody may try: a few times at once, then now and then (GCRA, with the clock of the context).
//!
//! Counted per account, so that one password can't be guessed from many places, and per network address, so
//! that many can't be guessed from one. Kept in memory: a restart forgives.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use entities::Timestamp;

use crate::keys::sha256;

/// The most counts that are kept: some megabytes.
const MOST: usize = 20_000;

/// So many at once, and one more every so many milliseconds.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    at_once: i64,
    every: i64,
}

const OF_ACCOUNT: Allowance = Allowance { at_once: 5, every: 3 * 60_000 };
/// A whole office may stand behind one address.
const OF_ADDRESS: Allowance = Allowance { at_once: 30, every: 20_000 };

/// Somebody may help the neighbours fill it in; hundreds from one address are no people.
const OF_FORM: Allowance = Allowance { at_once: 10, every: 10 * 60_000 };

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Counted {
    /// The hash of an e-mail address, known or not.
    Account(Vec<u8>),
    Address(IpAddr),
    /// A form that needs no account, from this address.
    Form(IpAddr),
}

/// The counts of one server. For each, when it would be empty again.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<Counted, Timestamp>>);

impl Attempts {
    /// Counts an attempt.
    ///
    /// # Errors
    /// Too many: when the next is allowed. It is then not counted.
    pub fn take(&self, now: Timestamp, email: &str, address: Option<IpAddr>) -> Result<(), Timestamp> {
        let account = (Counted::Account(sha256(email.trim().to_lowercase().as_bytes())), OF_ACCOUNT);
        let address = address.map(|address| (Counted::Address(network(address)), OF_ADDRESS));
        self.count(now, [Some(account), address].into_iter().flatten().collect())
    }

    /// Counts a form that needs no account.
    ///
    /// # Errors
    /// Too many: when the next is allowed. It is then not counted.
    pub fn take_form(&self, now: Timestamp, address: Option<IpAddr>) -> Result<(), Timestamp> {
        self.count(now, address.map(|address| (Counted::Form(network(address)), OF_FORM)).into_iter().collect())
    }

    fn count(&self, now: Timestamp, wanted: Vec<(Counted, Allowance)>) -> Result<(), Timestamp> {
        let mut counts = self.counts();
        for (counted, allowance) in &wanted {
            let empty_at = counts.get(counted).copied().unwrap_or(now).max(now);
            let allowed_at = empty_at.plus_millis(allowance.every - allowance.at_once * allowance.every);
            if allowed_at > now {
                return Err(allowed_at);
            }
        }
        for (counted, allowance) in wanted {
            make_room(&mut counts, now);
            let empty_at = counts.entry(counted).or_insert(now);
            *empty_at = (*empty_at).max(now).plus_millis(allowance.every);
        }
        Ok(())
    }

    /// Forgets the attempts on an account whose owner got in.
    pub fn forgive(&self, email: &str) {
        self.counts().remove(&Counted::Account(sha256(email.trim().to_lowercase().as_bytes())));
    }

    /// Forgets what no longer counts.
    pub fn sweep(&self, now: Timestamp) {
        self.counts().retain(|_, empty_at| *empty_at > now);
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<Counted, Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One network is one address: a subscriber has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

fn make_room(counts: &mut HashMap<Counted, Timestamp>, now: Timestamp) {
    if counts.len() < MOST {
        return;
    }
    counts.retain(|_, empty_at| *empty_at > now);
    if counts.len() >= MOST {
        // Of those that still count, the ones that count least.
        let mut ends: Vec<_> = counts.values().copied().collect();
        let (_, median, _) = ends.select_nth_unstable(MOST / 2);
        let median = *median;
        counts.retain(|_, empty_at| *empty_at > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_000_000_000_000);

    #[test]
    fn five_at_once_and_then_one_every_three_minutes() {
        let attempts = Attempts::default();
        for _ in 0..5 {
            assert_eq!(attempts.take(START, "mia@example.org", None), Ok(()));
        }
        let next = START.plus_millis(180_000);
        assert_eq!(attempts.take(START, "Mia@example.org ", None), Err(next));
        assert_eq!(attempts.take(START, "joris@example.org", None), Ok(()));
        assert_eq!(attempts.take(next, "mia@example.org", None), Ok(()));
        assert_eq!(attempts.take(next, "mia@example.org", None), Err(next.plus_millis(180_000)));
        attempts.forgive("mia@example.org");
        assert_eq!(attempts.take(next, "mia@example.org", None), Ok(()));
    }

    #[test]
    fn one_network_is_one_address() {
        let attempts = Attempts::default();
        let from = |host: u16| Some(format!("2001:db8:1:2::{host:x}").parse().expect("an address"));
        for host in 0..30 {
            assert_eq!(attempts.take(START, &format!("{host}@example.org"), from(host)), Ok(()));
        }
        assert_eq!(attempts.take(START, "new@example.org", from(99)), Err(START.plus_millis(20_000)));
        let elsewhere = Some("2001:db8:1:3::1".parse().expect("an address"));
        assert_eq!(attempts.take(START, "new@example.org", elsewhere), Ok(()));
    }

    #[test]
    fn ten_forms_at_once_and_then_one_every_ten_minutes() {
        let attempts = Attempts::default();
        let home = Some("192.0.2.7".parse().expect("an address"));
        for _ in 0..10 {
            assert_eq!(attempts.take_form(START, home), Ok(()));
        }
        let next = START.plus_millis(600_000);
        assert_eq!(attempts.take_form(START, home), Err(next));
        assert_eq!(attempts.take_form(next, home), Ok(()));
        // Signing in is counted apart.
        assert_eq!(attempts.take(START, "mia@example.org", home), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let attempts = Attempts::default();
        for number in 0..2 * MOST {
            attempts.take(START, &format!("{number}@example.org"), None).expect("each is new");
        }
        assert!(attempts.counts().len() <= MOST);
        attempts.sweep(START.plus_days(1));
        assert!(attempts.counts().is_empty());
    }
}
