//! Style sheets without what only their writers read.

/// The same rules, without comments and indentation.
pub fn without_comments(styles: &str) -> String {
    let mut kept = String::new();
    let mut rest = styles;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn rules_stay() {
        let styles = "/* A head */\n.a {\n  color: red; /* not\n green */\n}\n\n.b > .c { margin: 0 }\n";
        assert_eq!(without_comments(styles), ".a {\ncolor: red;\n}\n.b > .c { margin: 0 }");
    }
}
