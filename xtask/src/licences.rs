//! Which licences a dependency may have, so that the whole may be given out under the EUPL 1.2.

/// Permissive ones, and the weak copyleft that article 5 of the EUPL names as compatible.
const ACCEPTED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be met with accepted licences alone.
pub fn is_accepted(expression: &str) -> bool {
    // The old way of writing a choice.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words };
    parser.choice() == Some(true) && parser.words.is_empty()
}

/// Reads `choice = all {"OR" all}`, `all = one {"AND" one}`, `one = id ["WITH" id] | "(" choice ")"`.
/// An expression that isn't of this form answers `None`.
struct Parser<'a> {
    words: &'a [&'a str],
}

impl<'a> Parser<'a> {
    fn choice(&mut self) -> Option<bool> {
        let mut accepted = self.all()?;
        while self.skip("OR") {
            accepted |= self.all()?;
        }
        Some(accepted)
    }

    fn all(&mut self) -> Option<bool> {
        let mut accepted = self.one()?;
        while self.skip("AND") {
            accepted &= self.one()?;
        }
        Some(accepted)
    }

    fn one(&mut self) -> Option<bool> {
        if self.skip("(") {
            let accepted = self.choice()?;
            return self.skip(")").then_some(accepted);
        }
        let accepted = ACCEPTED.contains(&self.next()?);
        // An exception only gives more than the licence it stands with.
        if self.skip("WITH") {
            self.next()?;
        }
        Some(accepted)
    }

    fn skip(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::is_accepted;

    #[test]
    fn a_choice_needs_one_accepted_licence() {
        assert!(is_accepted("MIT"));
        assert!(is_accepted("MIT OR GPL-3.0-only"));
        assert!(is_accepted("GPL-3.0-only/MIT"));
        assert!(!is_accepted("GPL-3.0-only"));
    }

    #[test]
    fn a_sum_needs_them_all() {
        assert!(is_accepted("(MIT OR GPL-3.0-only) AND Unicode-3.0"));
        assert!(!is_accepted("MIT AND SSPL-1.0"));
        assert!(is_accepted("ISC AND (Apache-2.0 OR ISC) AND MIT-0"));
    }

    #[test]
    fn an_exception_keeps_its_licence_accepted() {
        assert!(is_accepted("Apache-2.0 WITH LLVM-exception OR SSPL-1.0"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for unreadable in ["", "MIT OR", "(MIT", "MIT)", "MIT MIT"] {
            assert!(!is_accepted(unreadable), "{unreadable}");
        }
    }
}
