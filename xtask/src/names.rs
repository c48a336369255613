//! WebAssembly without the names that only a debugger reads: a third of the file.

use crate::failure::Result;

/// Magic number and version.
const HEAD: usize = 8;

/// Sections with a name of their own; all others have a number of their own.
const CUSTOM: u8 = 0;

/// The same module without its name section.
///
/// # Errors
/// When it isn't a WebAssembly module.
pub fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let (head, mut rest) = wasm.split_at_checked(HEAD).ok_or(TRUNCATED)?;
    let mut kept = head.to_vec();
    while let Some((&kind, after_kind)) = rest.split_first() {
        let (length, content) = number(after_kind)?;
        let (content, after) = content.split_at_checked(length).ok_or(TRUNCATED)?;
        if kind != CUSTOM || !is_names(content)? {
            kept.extend_from_slice(&rest[..rest.len() - after.len()]);
        }
        rest = after;
    }
    Ok(kept)
}

const TRUNCATED: &str = "a part of the app ends too early";

fn is_names(content: &[u8]) -> Result<bool> {
    let (length, name) = number(content)?;
    Ok(name.get(..length) == Some(b"name"))
}

/// Reads an unsigned LEB128 number; answers it and what follows.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let length = bytes.iter().take(5).position(|byte| byte & 0x80 == 0).ok_or(TRUNCATED)? + 1;
    let value = bytes[..length].iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f));
    Ok((value, &bytes[length..]))
}

#[cfg(test)]
mod tests {
    use super::without_names;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";
    const TYPES: &[u8] = &[1, 1, 0];

    fn custom(name: &str, filling: usize) -> Vec<u8> {
        let mut content = vec![u8::try_from(name.len()).expect("short")];
        content.extend(name.bytes());
        content.resize(content.len() + filling, 7);
        let length = content.len();
        let length =
            [u8::try_from(length & 0x7f).expect("seven bits") | 0x80, u8::try_from(length >> 7).expect("short")];
        [&[0][..], &length, &content].concat()
    }

    #[test]
    fn only_names_go() {
        let features = custom("target_features", 3);
        let whole = [HEAD, TYPES, &custom("name", 300), &features].concat();
        assert_eq!(without_names(&whole).expect("a module"), [HEAD, TYPES, &features].concat());
    }

    #[test]
    fn half_a_module_is_refused() {
        let whole = [HEAD, &custom("name", 300)].concat();
        for length in [4, HEAD.len() + 1, HEAD.len() + 3, whole.len() - 1] {
            assert!(without_names(&whole[..length]).is_err(), "{length}");
        }
    }
}
