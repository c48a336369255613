//! Where a page of a list ends.

use super::schema;

/// Whether a list goes on, and from where.
#[derive(cynic::QueryFragment, Debug, Clone, Default, PartialEq)]
pub struct PageInfo {
    /// There is more.
    pub has_next_page: bool,
    /// Where this page ends.
    pub end_cursor: Option<String>,
}

impl PageInfo {
    /// Where the list goes on, when it does.
    pub fn next(self) -> Option<String> {
        self.end_cursor.filter(|_| self.has_next_page)
    }
}
