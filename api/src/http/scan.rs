//! A first look at a document, before it is parsed: long and deeply nested ones never reach the parser, which
//! calls itself for each level.

use super::{ErrorCode, Limits, Refused};

/// Counts the document's bytes, tokens and nesting.
///
/// # Errors
/// When one of them is past its limit.
pub fn check(document: &str, limits: &Limits) -> Result<(), Refused> {
    past(ErrorCode::DocumentTooLarge, "bytes in the document", limits.document_bytes, document.len())?;
    let Counts { tokens, nesting } = count(document.as_bytes());
    past(ErrorCode::DocumentTooLarge, "tokens in the document", limits.tokens, tokens)?;
    past(ErrorCode::QueryTooDeep, "brackets within brackets", limits.nesting, nesting)
}

fn past(code: ErrorCode, what: &str, limit: u64, actual: usize) -> Result<(), Refused> {
    let actual = actual as u64;
    if actual > limit { Err(Refused::past_limit(code, what, limit, actual)) } else { Ok(()) }
}

#[derive(Debug, PartialEq, Eq)]
struct Counts {
    tokens: usize,
    nesting: usize,
}

/// Names, numbers, strings and signs count as one token each; comments, commas and blanks as none.
fn count(bytes: &[u8]) -> Counts {
    let mut counts = Counts { tokens: 0, nesting: 0 };
    let mut open = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            b'#' => {
                at += run(&bytes[at..], |byte| byte != b'\n' && byte != b'\r');
                continue;
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                at += 1;
                continue;
            }
            b'"' => string_length(&bytes[at..]),
            b'{' | b'[' | b'(' => {
                open += 1;
                counts.nesting = counts.nesting.max(open);
                1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                1
            }
            byte if is_word(byte) => run(&bytes[at..], is_word),
            _ => 1,
        };
        counts.tokens += 1;
        at += length;
    }
    counts
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-')
}

fn run(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| belongs(**byte)).count()
}

/// The length of the string that begins here, quotes included; to the end when it isn't closed.
fn string_length(bytes: &[u8]) -> usize {
    let quote: &[u8] = if bytes.starts_with(b"\"\"\"") { b"\"\"\"" } else { b"\"" };
    let mut at = quote.len();
    while at < bytes.len() {
        if bytes[at..].starts_with(quote) {
            return at + quote.len();
        }
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_nesting() {
        for (document, tokens, nesting) in [
            ("", 0, 0),
            ("{ a }", 3, 1),
            ("query Q($a: [Int!]) { b(c: {d: [1, 2.5]}) # not { this\n ...F }", 27, 4),
            (r#"{ a(b: "not \" {{{") }"#, 8, 2),
            (r#"{ a(b: """not " \""" {{{""") }"#, 8, 2),
            (r#"{ a(b: "{{{ open"#, 6, 2),
            ("}}}{", 4, 1),
        ] {
            assert_eq!(count(document.as_bytes()), Counts { tokens, nesting }, "{document}");
        }
    }

    #[test]
    fn limits_say_the_limit_and_the_value() {
        let limits = Limits { nesting: 3, ..Limits::default() };
        let refused = check("{{{{", &limits).expect_err("refused");
        assert_eq!(refused.errors[0].message, "brackets within brackets: 4; at most 3 is allowed");
        assert!(check("{{{", &limits).is_ok());
        assert!(check(&"#".repeat(100_000), &limits).is_err());
    }
}
