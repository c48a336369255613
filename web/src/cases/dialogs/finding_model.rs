//! What the search for a specialist says: how many were found, and who knows them. Pure.

use crate::cases::case_words::{first_name, listed};
use crate::cases::queries::{Acquaintance, FoundSpecialists};
use crate::graphql::scalars::PersonId;
use crate::i18n::{Locale, words};

/// So many people are named; of the others is told how many they are.
const NAMED: usize = 3;

/// How many were found, and that these are the first.
pub fn how_many(locale: Locale, found: &FoundSpecialists) -> String {
    let shown = found.nodes.len();
    match found.total_count {
        0 => words::dialogs::nothing_fits(locale).to_owned(),
        total if usize::try_from(total).is_ok_and(|total| total > shown) => {
            words::dialogs::found_more(locale, &total.to_string(), &shown.to_string())
        }
        total => words::dialogs::found(locale, total),
    }
}

/// Who of the viewer's people knows them, the viewer first: "Jij en Karin kennen hen".
pub fn who_knows(locale: Locale, people: &[Acquaintance], me: &PersonId) -> Option<String> {
    let others: Vec<&str> = people.iter().filter(|it| it.id != *me).map(|it| first_name(&it.name)).collect();
    let is_known_to_me = others.len() < people.len();
    if is_known_to_me && others.is_empty() {
        return Some(words::dialogs::known_you(locale).to_owned());
    }
    let you = is_known_to_me.then(|| words::cases::you(locale));
    let room = NAMED - usize::from(is_known_to_me);
    // The name of the last one is as short as telling that there is one more.
    let named = if others.len() > room + 1 { room } else { others.len() };
    let rest = others.len() - named;
    let rest = (rest > 0).then(|| words::dialogs::known_more(locale, &rest.to_string()));
    let all: Vec<&str> = you.into_iter().chain(others[..named].iter().copied()).chain(rest.as_deref()).collect();
    let number = i32::try_from(people.len()).unwrap_or(i32::MAX);
    (!all.is_empty()).then(|| words::dialogs::known(locale, number, &listed(locale, &all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_how_many_were_found() {
        let found = |total_count| FoundSpecialists { nodes: Vec::new(), total_count };
        assert_eq!(how_many(Locale::Nl, &found(0)), "Geen specialist gevonden.");
        assert_eq!(how_many(Locale::Nl, &found(23)), "23 specialisten gevonden. Dit zijn de eerste 0.");
    }

    #[test]
    fn it_tells_who_knows_them() {
        let me = PersonId("Mia".to_owned());
        let said = |names: &[&str]| {
            let person = |name: &&str| Acquaintance { id: PersonId((*name).to_owned()), name: (*name).to_owned() };
            who_knows(Locale::Nl, &names.iter().map(person).collect::<Vec<_>>(), &me)
        };
        assert_eq!(said(&[]), None);
        assert_eq!(said(&["Mia"]).unwrap(), "Jij kent hen");
        assert_eq!(said(&["Karin Vos"]).unwrap(), "Karin kent hen");
        assert_eq!(said(&["Karin Vos", "Mia"]).unwrap(), "Jij en Karin kennen hen");
        assert_eq!(said(&["Karin", "Toos", "Ahmet"]).unwrap(), "Karin, Toos en Ahmet kennen hen");
        assert_eq!(said(&["Karin", "Mia", "Ahmet", "Toos"]).unwrap(), "Jij, Karin, Ahmet en Toos kennen hen");
        let many = ["Karin", "Mia", "Ahmet", "Toos", "Jan", "Fatma"];
        assert_eq!(said(&many).unwrap(), "Jij, Karin, Ahmet en nog 3 kennen hen");
    }
}
