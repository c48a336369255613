//! How far two words are apart, for who makes a typing error. Pure.

/// How many errors a word of this many letters may have: none in a short one, two in a long one.
pub fn errors_allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How many errors the beginning of a longer word may have: fewer, for so little of it is typed. A beginning without
/// errors needs no looking for what is near.
pub fn errors_allowed_at_beginning(letters: usize) -> usize {
    usize::from(letters >= 6)
}

/// How two words are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearness {
    /// Letters added, left out, changed or swapped with their neighbour.
    pub errors: usize,
    /// The same, when the second word may go on after the first: "mantlz" for "mantelzorg".
    pub errors_as_beginning: usize,
}

/// Compares what was typed with a word (optimal string alignment); `None` when they can't be within two errors.
pub fn nearness(typed: &[char], word: &[char]) -> Option<Nearness> {
    const REACH: usize = 2;
    if typed.len() > word.len() + REACH {
        return None;
    }
    let seen = &word[..word.len().min(typed.len() + REACH)];
    let mut two_ago: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=seen.len()).collect();
    for (row, &letter) in typed.iter().enumerate() {
        let mut this = Vec::with_capacity(last.len());
        this.push(row + 1);
        for (column, &other) in seen.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            let mut least = changed.min(last[column + 1] + 1).min(this[column] + 1);
            if row > 0 && column > 0 && letter == seen[column - 1] && typed[row - 1] == other {
                least = least.min(two_ago[column - 1] + 1);
            }
            this.push(least);
        }
        two_ago = last;
        last = this;
    }
    let errors_as_beginning = last.iter().copied().min()?;
    // What was cut off the end of a longer word counts in full.
    let errors = last.last()? + (word.len() - seen.len());
    (errors_as_beginning <= REACH).then_some(Nearness { errors, errors_as_beginning })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(typed: &str, word: &str) -> Option<(usize, usize)> {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        nearness(&letters(typed), &letters(word)).map(|near| (near.errors, near.errors_as_beginning))
    }

    #[test]
    fn errors_are_counted() {
        assert_eq!(apart("schuld", "schuld"), Some((0, 0)));
        assert_eq!(apart("alchohol", "alcohol"), Some((1, 1)));
        assert_eq!(apart("rolstol", "rolstoel"), Some((1, 1)));
        assert_eq!(apart("demnetie", "dementie"), Some((1, 1)));
        assert_eq!(apart("vrijwiligrswerk", "vrijwilligerswerk"), Some((2, 2)));
        assert_eq!(apart("bitcoin", "buitenlander"), None);
    }

    #[test]
    fn a_beginning_may_go_on() {
        assert_eq!(apart("schulh", "schuldhulp"), Some((4, 1)));
        assert_eq!(apart("mantlz", "mantelzorgconsulent"), Some((13, 1)));
        assert_eq!(apart("", "woord"), Some((5, 0)));
    }
}
