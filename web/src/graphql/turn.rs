//! Questions that take turns: one is under way at most, and of those that come in the meantime only the last is asked. Pure.

/// Whose turn it is.
#[derive(Debug)]
pub struct Turn<Q> {
    is_under_way: bool,
    waiting: Option<Q>,
}

impl<Q> Default for Turn<Q> {
    fn default() -> Self {
        Self { is_under_way: false, waiting: None }
    }
}

impl<Q> Turn<Q> {
    /// A question comes; it is given back when it is to be asked now. Else it waits, in place of the one that waited.
    pub fn come(&mut self, question: Q) -> Option<Q> {
        if self.is_under_way {
            self.waiting = Some(question);
            return None;
        }
        self.is_under_way = true;
        Some(question)
    }

    /// The question under way was answered: the next to ask. With a next one the answer is late, and nobody waits for it.
    pub fn next(&mut self) -> Option<Q> {
        let next = self.waiting.take();
        self.is_under_way = next.is_some();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_under_way_and_only_the_last_follows() {
        let mut turn = Turn::default();
        assert_eq!(turn.come("g"), Some("g"));
        assert_eq!(turn.come("ge"), None);
        assert_eq!(turn.come("gel"), None);
        assert_eq!(turn.come("geld"), None);
        assert_eq!(turn.next(), Some("geld"), "what came in between is never asked");
        assert_eq!(turn.come("geldz"), None, "the last is under way now");
        assert_eq!(turn.next(), Some("geldz"));
        assert_eq!(turn.next(), None, "this answer is the one to show");
        assert_eq!(turn.come("g"), Some("g"));
    }
}
