//! No rule of the policy stands there without being held against the rows of a random town.

use std::fs;
use std::path::{Path, PathBuf};

/// Rules about an act that no select answers: whether somebody may do it hangs on their role alone, or on a row that the
/// act found before.
const WITHOUT_A_SELECT: [(&str, &str); 13] = [
    ("accounts::may_grant", "which role is given"),
    ("accounts::may_change_roles", "which roles are given and taken"),
    ("specialists::may_mark_stale", "the role alone"),
    ("specialists::may_archive", "the role alone"),
    ("specialists::may_read_confidential_address", "is may_edit"),
    ("specialist_notes::may_remove", "of notes that were found"),
    ("unmet_searches::may_report", "the role alone"),
    ("cases::may", "every act is tried in `policy_acts`"),
    ("cases::may_as", "the same"),
    ("cases::may_in", "the same, and what waits is compared by what is offered"),
    ("cases::may_open", "no case is there yet"),
    ("cases::may_read_note", "of a line that is known"),
    ("cases::may_read_words", "of an involvement that was found"),
];

/// Whatever rule is added to the policy is compared in one of these files, or told to have nothing to compare with.
#[test]
fn every_rule_is_compared() {
    let compared = concat!(include_str!("policy_forms.rs"), include_str!("policy_forms_programme.rs"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src/policy");
    let mut files: Vec<_> = read(&folder).into_iter().chain(read(&folder.join("cases"))).collect();
    files.sort();
    let mut rules = 0;
    let mut missing = Vec::new();
    for file in files {
        let is_of_cases = file.parent().is_some_and(|parent| parent.ends_with("cases"));
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let module = if is_of_cases { "cases" } else { stem };
        let text = fs::read_to_string(&file).expect("it can be read");
        for line in text.lines().filter_map(|line| line.strip_prefix("pub fn may")) {
            let end: String = line.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            let rule = format!("{module}::may{end}");
            rules += 1;
            let is_compared = compared.contains(&format!("{rule}("));
            let is_told = WITHOUT_A_SELECT.iter().any(|(name, _)| *name == rule);
            if is_compared == is_told {
                missing.push(rule);
            }
        }
    }
    assert!(rules > 30, "only {rules} rules were found");
    assert!(missing.is_empty(), "compared with no select, or needlessly excused: {missing:?}");
}

fn read(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}
