//! Looking for a part or the beginning of a text, whatever its capitals.

use sea_orm::{
    Condition, ExprTrait,
    sea_query::{Expr, Func, IntoColumnRef, LikeExpr, SimpleExpr},
};

/// That the column has these words in it, as one piece.
pub fn contains(column: impl IntoColumnRef, words: &str) -> Condition {
    like(column, words, "%")
}

/// That the column begins with these words.
pub fn begins(column: impl IntoColumnRef, words: &str) -> Condition {
    like(column, words, "")
}

/// SQLite knows capitals of the plain alphabet only, so that words with another first letter are also looked for as they
/// were typed, and with a capital. `before` is the pattern of what may stand before them.
fn like(column: impl IntoColumnRef, words: &str, before: &str) -> Condition {
    let column = column.into_column_ref();
    let pattern = |words: &str| {
        let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        LikeExpr::new(format!("{before}{escaped}%")).escape('\\')
    };
    let small = words.to_lowercase();
    let lower = SimpleExpr::from(Func::lower(Expr::col(column.clone())));
    let found = Condition::any().add(lower.like(pattern(&small)));
    if words.starts_with(|first: char| !first.is_ascii()) {
        let as_it_is = |words: &str| Expr::col(column.clone()).like(pattern(words));
        found.add(as_it_is(words)).add(as_it_is(&capital(&small)))
    } else {
        found
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn the_first_letter_becomes_a_capital() {
        assert_eq!(capital("élise"), "Élise");
        assert_eq!(capital(""), "");
    }
}
