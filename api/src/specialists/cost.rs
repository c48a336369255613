//! What help costs, in words, and whether that is nothing. Pure.

/// Whether these words say that it costs nothing: their first sentence does. What a meal or a part costs may stand after
/// it; what is free for some or for a while isn't free.
pub fn is_nothing(cost: &str) -> bool {
    let first = cost.split('.').next().unwrap_or_default().trim().to_lowercase();
    ["gratis", "free", "geen kosten"].contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_says_it() {
        for free in ["Gratis", "gratis.", " Free ", "Gratis. Een ritje kost € 0,30 per kilometer.", "Geen kosten."] {
            assert!(is_nothing(free), "{free}");
        }
        for not in [
            "",
            "€ 6 per keer",
            "Gratis op het spreekuur",
            "Eerste gesprek gratis. Daarna € 45 per uur.",
            "Freelance tarief",
        ] {
            assert!(!is_nothing(not), "{not}");
        }
    }
}
