//! What stands in the navigation, for whom. Pure.

use crate::account::Viewer;
use crate::graphql::enums::{Role, ViewerArea};
use crate::i18n::{Locale, words};
use crate::ui::Glyph;

/// A part of the app in the navigation.
pub struct Entry {
    /// Who may enter it is told by the server.
    pub area: ViewerArea,
    /// Its address.
    pub href: &'static str,
    /// Its drawing.
    pub glyph: Glyph,
    /// Its name.
    pub label: fn(Locale) -> &'static str,
    /// Whether it stands on the bar of a phone; the others are in the menu.
    pub on_bar: bool,
}

/// The parts that have a page, in reading order.
pub const ENTRIES: &[Entry] = &[
    Entry { area: ViewerArea::Today, href: "/", glyph: Glyph::Today, label: words::ui::today, on_bar: true },
    Entry { area: ViewerArea::Cases, href: "/vragen", glyph: Glyph::Cases, label: words::board::title, on_bar: true },
    Entry {
        area: ViewerArea::Directory,
        href: "/specialisten",
        glyph: Glyph::Directory,
        label: words::specialists::title,
        on_bar: true,
    },
    Entry {
        area: ViewerArea::Figures,
        href: "/cijfers",
        glyph: Glyph::Chart,
        label: words::figures::title,
        on_bar: false,
    },
];

/// The parts that somebody with these areas sees.
pub fn entries(areas: &[ViewerArea]) -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter().filter(|entry| areas.contains(&entry.area))
}

/// Whether somebody sees this part.
pub fn has_page(viewer: &Viewer, area: ViewerArea) -> bool {
    entries(&viewer.areas).any(|entry| entry.area == area)
}

/// Whether the page at `path` belongs to the part at `href`.
pub fn is_current(href: &str, path: &str) -> bool {
    let rest = path.strip_prefix(href);
    if href == "/" { path == "/" } else { rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) }
}

/// The number beside a part.
pub fn count(entry: &Entry, viewer: &Viewer) -> Option<i32> {
    match entry.area {
        ViewerArea::Today => Some(viewer.waiting_count),
        ViewerArea::Cases => Some(viewer.open_case_count),
        ViewerArea::Directory | ViewerArea::Figures | ViewerArea::Administration => None,
    }
}

/// Whether somebody notes questions for help: connectors and community workers do.
pub fn may_open_case(viewer: &Viewer) -> bool {
    let opens = |role: Role| matches!(role, Role::Connector | Role::CommunityWorker);
    viewer.roles.iter().any(|grant| opens(grant.role))
}

/// The role that is named beside somebody.
pub fn main_role(viewer: &Viewer) -> Option<Role> {
    viewer.roles.first().map(|grant| grant.role)
}

/// What a role is called.
pub fn role_name(locale: Locale, role: Role) -> &'static str {
    match role {
        Role::Connector => words::account::role_connector(locale),
        Role::CommunityWorker => words::account::role_community_worker(locale),
        Role::Coordinator => words::account::role_coordinator(locale),
        Role::Specialist => words::account::role_specialist(locale),
        Role::MunicipalityOfficer => words::account::role_municipality_officer(locale),
        Role::CentreManager => words::account::role_centre_manager(locale),
        Role::Administrator => words::account::role_administrator(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_its_part() {
        assert!(is_current("/", "/"));
        assert!(!is_current("/", "/vragen"));
        assert!(is_current("/vragen", "/vragen"));
        assert!(is_current("/vragen", "/vragen/1"));
        assert!(!is_current("/vragen", "/vragenlijst"));
    }

    #[test]
    fn only_own_areas_are_shown() {
        assert_eq!(entries(&[]).count(), 0);
        assert!(entries(&[ViewerArea::Today]).all(|entry| entry.area == ViewerArea::Today));
    }
}
