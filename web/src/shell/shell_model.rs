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
        area: ViewerArea::Connectors,
        href: "/buurtverbinders",
        glyph: Glyph::Heart,
        label: words::connectors::title,
        on_bar: false,
    },
    Entry {
        area: ViewerArea::Directory,
        href: "/specialisten",
        glyph: Glyph::Directory,
        label: words::specialists::title,
        on_bar: true,
    },
    Entry {
        area: ViewerArea::Training,
        href: "/training",
        glyph: Glyph::With,
        label: words::training::title,
        on_bar: false,
    },
    Entry {
        area: ViewerArea::Figures,
        href: "/cijfers",
        glyph: Glyph::Chart,
        label: words::figures::title,
        on_bar: false,
    },
    Entry {
        area: ViewerArea::Administration,
        href: "/beheer",
        glyph: Glyph::Gear,
        label: words::administration::title,
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
        ViewerArea::Connectors
        | ViewerArea::Directory
        | ViewerArea::Training
        | ViewerArea::Figures
        | ViewerArea::Administration => None,
    }
}

/// The most parts on the bar of a phone, beside the menu and a new question.
const ON_BAR: usize = 3;

/// The parts on the bar of a phone: all of them where they fit.
pub fn on_bar(areas: &[ViewerArea]) -> Vec<&'static Entry> {
    let all: Vec<_> = entries(areas).collect();
    if all.len() <= ON_BAR { all } else { all.into_iter().filter(|entry| entry.on_bar).collect() }
}

/// The parts that only the menu has room for on a phone.
pub fn in_menu(areas: &[ViewerArea]) -> Vec<&'static Entry> {
    let on_bar = on_bar(areas);
    entries(areas).filter(|entry| on_bar.iter().all(|it| it.area != entry.area)).collect()
}

/// Where somebody begins: their first part.
pub fn home(areas: &[ViewerArea]) -> Option<&'static str> {
    entries(areas).map(|entry| entry.href).next()
}

/// Whether somebody notes questions for help: connectors and community workers do.
pub fn may_open_case(viewer: &Viewer) -> bool {
    viewer.has_role(&[Role::Connector, Role::CommunityWorker])
}

/// Whether somebody may have a profile of their own: connectors, and who has no role because they are in training, pause
/// or stopped.
pub fn may_have_profile(viewer: &Viewer) -> bool {
    viewer.roles.is_empty() || viewer.has_role(&[Role::Connector])
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
        assert_eq!(home(&[ViewerArea::Administration]), Some("/beheer"));
        assert_eq!(home(&[]), None);
    }

    #[test]
    fn every_part_has_one_place_on_a_phone() {
        let all = [
            ViewerArea::Today,
            ViewerArea::Cases,
            ViewerArea::Connectors,
            ViewerArea::Directory,
            ViewerArea::Training,
            ViewerArea::Figures,
            ViewerArea::Administration,
        ];
        assert_eq!(on_bar(&all).len() + in_menu(&all).len(), entries(&all).count());
        assert!(in_menu(&[ViewerArea::Administration]).is_empty());
    }
}
