//! Words that a resident may be called by: everyday things, one of which is proposed when none is chosen.

use crate::context::Randomness;

static WORDS: &str = include_str!("code_words.txt");

/// A word out of several hundred, and after some tries in vain a word with a number: `attempt` counts from 0.
pub fn propose(randomness: &dyn Randomness, attempt: u32) -> String {
    let mut bytes = [0; 8];
    randomness.fill(&mut bytes);
    let number = u64::from_le_bytes(bytes);
    let words: Vec<&str> = WORDS.lines().collect();
    // Far more bits than words: no word is noticeably likelier than another.
    let place = usize::try_from(number % words.len() as u64).unwrap_or(0);
    match attempt {
        0..8 => words[place].to_owned(),
        _ => format!("{} {}", words[place], 2 + (number >> 32) % 98),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_hundreds_of_plain_words() {
        let words: Vec<&str> = WORDS.lines().collect();
        assert!(words.len() >= 400, "{}", words.len());
        assert!(
            words.iter().all(|word| (2..=20).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase()))
        );
        assert!(words.is_sorted(), "sorted, so that a word stands in one place");
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    }

    struct Fixed(u8);

    impl Randomness for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn the_same_randomness_gives_the_same_word() {
        assert_eq!(propose(&Fixed(3), 0), propose(&Fixed(3), 1));
        assert_ne!(propose(&Fixed(3), 0), propose(&Fixed(4), 0));
        assert!(propose(&Fixed(3), 8).contains(' '));
    }
}
