//! Two people who change the same entry: what each changed, and what is left to choose. Pure.

use super::editor_model::Draft;

/// Who wrote what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What this person typed.
    Mine,
    /// What somebody else saved in the meantime.
    Theirs,
}

/// The parts of an entry that are compared, each with its fields.
macro_rules! parts {
    ($( $(#[doc = $doc:literal])* $part:ident: $($field:ident)+; )*) => {
        /// A part of the form, as it is compared when two people change the same entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Part {
            $( $(#[doc = $doc])* $part, )*
        }

        const PARTS: &[Part] = &[$(Part::$part),*];

        impl Part {
            /// Whether it is the same in both.
            fn is_same(self, one: &Draft, other: &Draft) -> bool {
                match self {
                    $( Self::$part => $( one.$field == other.$field )&&+, )*
                }
            }

            /// Writes it over.
            fn copy(self, from: &Draft, to: &mut Draft) {
                match self {
                    $( Self::$part => { $( to.$field.clone_from(&from.$field); )+ } )*
                }
            }
        }
    };
}

parts! {
    /// What it is called.
    Name: name;
    /// Whose it is.
    Organisation: organisation;
    /// Who helps.
    Kind: kind;
    /// What they do.
    Description: description;
    /// About what.
    Topics: topics;
    /// For whom.
    ForWhom: for_whom;
    /// Not for whom.
    NotForWhom: not_for_whom;
    /// How to get in.
    HowToGetIn: how_to_get_in;
    /// In words.
    Cost: cost;
    /// Whether there is room.
    Capacity: capacity;
    /// How to meet.
    Channels: channels;
    /// When.
    Hours: hours;
    /// In which languages.
    Languages: languages;
    /// Where: everywhere, or some areas.
    Areas: everywhere areas;
    /// To call.
    Phone: phone;
    /// To write.
    Email: email;
    /// Its site.
    Website: website;
    /// Where it is.
    Address: address;
    /// The address isn't told.
    Confidential: is_confidential;
    /// For everybody.
    Public: is_public;
}

/// What somebody else changed in the entry while this person had it open.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The entry as they saved it.
    pub theirs: Draft,
    /// What only they changed; it stands in the form now.
    pub taken: Vec<Part>,
    /// What both changed, and not in the same way: this person chooses.
    pub disputed: Vec<Part>,
    /// What was chosen so far.
    pub chosen: Vec<(Part, Whose)>,
}

impl Conflict {
    /// Compares with the entry as it was `seen`, and puts in `mine` what only the other changed: else saving would undo it.
    pub fn between(seen: &Draft, mine: &mut Draft, theirs: Draft) -> Self {
        let (mut taken, mut disputed) = (Vec::new(), Vec::new());
        for part in PARTS {
            if part.is_same(seen, &theirs) || part.is_same(mine, &theirs) {
                continue;
            }
            if part.is_same(seen, mine) {
                part.copy(&theirs, mine);
                taken.push(*part);
            } else {
                disputed.push(*part);
            }
        }
        Self { theirs, taken, disputed, chosen: Vec::new() }
    }

    /// Chooses one of both.
    pub fn choose(&mut self, part: Part, whose: Whose) {
        self.chosen.retain(|(other, _)| *other != part);
        self.chosen.push((part, whose));
    }

    /// What was chosen; None when that is still to do.
    pub fn choice(&self, part: Part) -> Option<Whose> {
        self.chosen.iter().find(|(other, _)| *other == part).map(|(_, whose)| *whose)
    }

    /// What to save of what was typed; None until everything is chosen.
    pub fn settled(&self, mine: &Draft) -> Option<Draft> {
        let mut settled = mine.clone();
        for part in &self.disputed {
            match self.choice(*part) {
                Some(Whose::Theirs) => part.copy(&self.theirs, &mut settled),
                Some(Whose::Mine) => {}
                // Typed over to the same words since.
                None if part.is_same(mine, &self.theirs) => {}
                None => return None,
            }
        }
        Some(settled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, phone: &str) -> Draft {
        Draft { name: name.to_owned(), phone: phone.to_owned(), ..Draft::default() }
    }

    #[test]
    fn what_only_the_other_changed_is_taken_over() {
        let seen = named("Formulierenhulp", "0412 00 10 13");
        let mut mine = named("Hulp met formulieren", "0412 00 10 13");
        let theirs = named("Formulierenhulp", "0412 00 10 14");
        let conflict = Conflict::between(&seen, &mut mine, theirs);
        assert_eq!(
            (conflict.taken.as_slice(), conflict.disputed.as_slice()),
            ([Part::Phone].as_slice(), [].as_slice())
        );
        assert_eq!(conflict.settled(&mine), Some(named("Hulp met formulieren", "0412 00 10 14")));
    }

    #[test]
    fn what_both_changed_is_saved_only_once_it_was_chosen() {
        let seen = named("Formulierenhulp", "");
        let typed = named("Hulp met formulieren", "");
        let mut mine = typed.clone();
        let mut conflict = Conflict::between(&seen, &mut mine, named("Papierwinkel", ""));
        assert_eq!((mine.clone(), conflict.disputed.as_slice()), (typed.clone(), [Part::Name].as_slice()));
        assert_eq!(conflict.settled(&mine), None);
        conflict.choose(Part::Name, Whose::Theirs);
        assert_eq!(conflict.settled(&mine), Some(named("Papierwinkel", "")));
        conflict.choose(Part::Name, Whose::Mine);
        assert_eq!(conflict.settled(&mine), Some(typed));
        assert_eq!(conflict.chosen.len(), 1);
    }

    #[test]
    fn the_same_change_is_no_conflict() {
        let seen = named("Formulierenhulp", "");
        let mut mine = named("Papierwinkel", "");
        let conflict = Conflict::between(&seen, &mut mine, named("Papierwinkel", ""));
        assert!(conflict.taken.is_empty() && conflict.disputed.is_empty());
        let mut other = named("Papier", "");
        let conflict = Conflict::between(&seen, &mut other, named("Papierwinkel", ""));
        assert!(conflict.settled(&named("Papierwinkel", "")).is_some());
    }
}
