//! The pages below the parts of the app, for who has them. Pure.

use crate::account::Viewer;
use crate::graphql::enums::{Role, ViewerArea};
use crate::i18n::{Locale, words};
use crate::shell::{has_page, may_have_profile};
use crate::specialists::may_settle;
use crate::training::may_plan;
use crate::ui::Glyph;

/// A page below a part.
pub struct Subpage {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub href: &'static str,
    /// What is drawn before it.
    pub glyph: Glyph,
}

/// Those that somebody has, in the order of the parts.
pub fn subpages(locale: Locale, viewer: &Viewer) -> Vec<Subpage> {
    let print = || [words::print::print(locale), ": ", words::print::all_topics(locale)].concat();
    let administers = viewer.has_role(&[Role::Administrator]);
    let all = [
        (may_have_profile(viewer), words::connectors::profile_title(locale).to_owned(), "/mijn-profiel", Glyph::Heart),
        (true, words::network::title(locale).to_owned(), "/mensen", Glyph::With),
        (viewer.has_role(&[Role::Connector]), words::peers::title(locale).to_owned(), "/sparren", Glyph::StatusTalk),
        (has_page(viewer, ViewerArea::Directory), print(), "/specialisten/afdrukken", Glyph::Print),
        (may_settle(viewer), words::specialists::missed(locale).to_owned(), "/specialisten/gemist", Glyph::Flag),
        (
            has_page(viewer, ViewerArea::Training),
            words::training::past_title(locale).to_owned(),
            "/training/geweest",
            Glyph::Clock,
        ),
        (may_plan(viewer), words::training::plan(locale).to_owned(), "/training/plannen", Glyph::Plus),
        (may_plan(viewer), words::training::due_title(locale).to_owned(), "/training/herhalen", Glyph::Sync),
        (
            has_page(viewer, ViewerArea::Figures),
            words::figures::report_title(locale).to_owned(),
            "/cijfers/verslag",
            Glyph::Print,
        ),
        (
            has_page(viewer, ViewerArea::Administration),
            words::administration::mail(locale).to_owned(),
            "/beheer?deel=mail",
            Glyph::Mail,
        ),
        (administers, words::administration::machines(locale).to_owned(), "/beheer?deel=systemen", Glyph::Sync),
        (administers, words::administration::log(locale).to_owned(), "/beheer?deel=logboek", Glyph::Clock),
    ];
    all.into_iter()
        .filter(|(is_theirs, ..)| *is_theirs)
        .map(|(_, name, href, glyph)| Subpage { name, href, glyph })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::viewer;
    use super::*;

    fn names(roles: &[Role], areas: &[ViewerArea]) -> String {
        let viewer = viewer(roles, areas);
        let pages = subpages(Locale::Nl, &viewer);
        pages.iter().map(|page| page.href).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_role_finds_its_own_pages() {
        let areas = [ViewerArea::Directory, ViewerArea::Training];
        assert_eq!(
            names(&[Role::Connector], &areas),
            "/mijn-profiel /mensen /sparren /specialisten/afdrukken /training/geweest"
        );
        assert_eq!(names(&[Role::Specialist], &[ViewerArea::Directory]), "/mensen /specialisten/afdrukken");
        let areas = [ViewerArea::Directory, ViewerArea::Training, ViewerArea::Figures, ViewerArea::Administration];
        assert_eq!(
            names(&[Role::Coordinator], &areas),
            "/mensen /specialisten/afdrukken /specialisten/gemist /training/geweest /training/plannen \
             /training/herhalen /cijfers/verslag /beheer?deel=mail"
        );
        assert_eq!(
            names(&[Role::Administrator], &[ViewerArea::Administration]),
            "/mensen /beheer?deel=mail /beheer?deel=systemen /beheer?deel=logboek"
        );
    }
}
