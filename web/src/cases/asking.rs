//! What is known of who asks, in words.

use crate::graphql::enums::{Asker, CaseSource, ContactPreference};
use crate::i18n::{Locale, words};

/// The ways to be reached, in the order in which they are offered.
pub const CONTACT_PREFERENCES: [ContactPreference; 5] = [
    ContactPreference::Call,
    ContactPreference::Message,
    ContactPreference::Visit,
    ContactPreference::WalkIn,
    ContactPreference::DoNotContact,
];

/// Who can ask, in the order in which they are offered.
pub const ASKERS: [Asker; 3] = [Asker::Resident, Asker::InformalCarer, Asker::OnBehalf];

/// How a question came that somebody writes down, in the order in which they are offered.
pub const SOURCES: [CaseSource; 3] = [CaseSource::Asked, CaseSource::Noticed, CaseSource::Referred];

/// Who asks.
pub fn asker_name(locale: Locale, asker: Asker) -> &'static str {
    match asker {
        Asker::Resident => words::asking::resident(locale),
        Asker::InformalCarer => words::asking::informal_carer(locale),
        Asker::OnBehalf => words::asking::on_behalf(locale),
    }
}

/// How the resident wants to be reached.
pub fn contact_name(locale: Locale, contact: ContactPreference) -> &'static str {
    match contact {
        ContactPreference::Call => words::asking::call(locale),
        ContactPreference::Message => words::asking::message(locale),
        ContactPreference::Visit => words::asking::visit(locale),
        ContactPreference::WalkIn => words::asking::walk_in(locale),
        ContactPreference::DoNotContact => words::asking::do_not_contact(locale),
    }
}
