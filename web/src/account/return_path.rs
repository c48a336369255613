//! Where somebody wanted to go when they had to sign in first. Pure.

use std::fmt::Write as _;

/// The name of the parameter, in the address of the sign-in page.
const PARAMETER: &str = "terug";

/// The sign-in page, from which `path` (with its search) is the way back.
pub fn sign_in_path(path: &str) -> String {
    if path == "/" || path.is_empty() {
        return "/inloggen".to_owned();
    }
    let mut address = ["/inloggen?", PARAMETER, "="].concat();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => {
                // Writing to a string can't fail.
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// Where to go after signing in, from the decoded parameter. Never another site.
pub fn back_to(parameter: Option<&str>) -> String {
    let is_ours =
        |path: &&str| path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r', '\t']);
    parameter.filter(is_ours).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_kept() {
        assert_eq!(sign_in_path("/"), "/inloggen");
        assert_eq!(sign_in_path("/vragen/1"), "/inloggen?terug=/vragen/1");
        assert_eq!(sign_in_path("/vragen?buurt=a&b"), "/inloggen?terug=/vragen%3Fbuurt%3Da%26b");
    }

    #[test]
    fn it_never_leads_to_another_site() {
        assert_eq!(back_to(Some("/vragen?buurt=a")), "/vragen?buurt=a");
        for odd in ["https://a.example", "//a.example", "/\\a.example", "", "/\t/a.example"] {
            assert_eq!(back_to(Some(odd)), "/", "{odd}");
        }
        assert_eq!(back_to(None), "/");
    }
}
