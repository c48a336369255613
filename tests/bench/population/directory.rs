//! A directory of thousands of entries, as the lists that the product imports: what search keeps is then written by
//! the product itself.
//!
//! Each entry is one of the demo's with another name, place, organisation and second sentence. The names are
//! compounds that no list of words holds, so that looking for words that are alike has as much to do as in earnest.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use entities::Day;
use tests::root;

use super::dice::Dice;
use crate::Tried;

/// The lists that are taken as they are.
const AS_THEY_ARE: [&str; 3] = ["neighbourhoods.csv", "organisations.csv", "topics.csv"];

const FIRST_HALVES: [&str; 40] = [
    "linden",
    "maas",
    "heide",
    "eiken",
    "berken",
    "brug",
    "molen",
    "kerk",
    "dorps",
    "wijk",
    "markt",
    "haven",
    "polder",
    "zonne",
    "maan",
    "ster",
    "vogel",
    "zwaluw",
    "lente",
    "zomer",
    "herfst",
    "winter",
    "graan",
    "koren",
    "appel",
    "peren",
    "kersen",
    "rozen",
    "tulpen",
    "klaver",
    "wilgen",
    "beuken",
    "dijk",
    "veer",
    "water",
    "bron",
    "vuur",
    "licht",
    "regenboog",
    "wolken",
];

const SECOND_HALVES: [&str; 40] = [
    "hof", "huis", "kamer", "poort", "steun", "wijzer", "kring", "tafel", "haard", "plein", "loket", "werf", "atelier",
    "winkel", "bank", "school", "groep", "punt", "lijn", "balie", "tuin", "schuur", "zolder", "keuken", "hoek",
    "stoep", "bus", "fiets", "koor", "club", "praktijk", "wacht", "post", "kompas", "anker", "baken", "venster",
    "deur", "sleutel", "draad",
];

const CAPACITIES: [(usize, &str); 4] = [(60, "OPEN"), (25, "LIMITED"), (12, "FULL"), (3, "CLOSED_TEMPORARILY")];

/// Writes the lists into a folder, with so many specialists.
///
/// # Errors
/// When the demo's lists can't be read, or the folder can't be written.
pub fn write(folder: &Path, count: usize, today: Day, dice: &mut Dice) -> Tried<()> {
    let oss = root().join("api/demo/oss");
    fs::create_dir_all(folder)?;
    for name in AS_THEY_ARE {
        fs::copy(oss.join(name), folder.join(name))?;
    }
    let organisations = keys(&oss.join("organisations.csv"))?;
    let places = names(&oss.join("neighbourhoods.csv"))?;
    let topics = keys(&oss.join("topics.csv"))?;

    let mut reader = csv::Reader::from_path(oss.join("specialists.csv"))?;
    let header = reader.headers()?.clone();
    let demo: Vec<HashMap<String, String>> = reader.deserialize().collect::<Result<_, _>>()?;
    let mut writer = csv::Writer::from_path(folder.join("specialists.csv"))?;
    writer.write_record(&header)?;
    for number in 0..count {
        let mut entry = demo[number % demo.len()].clone();
        if number >= demo.len() {
            vary(&mut entry, number, &demo, dice);
            entry.insert("organisation".to_owned(), dice.one(&organisations).clone());
            let (codes, near) = areas(&places, dice);
            let house = format!("{}{}", dice.one(&FIRST_HALVES), dice.one(&SECOND_HALVES));
            let name = format!("{} {} {near}", entry["name"], capital(&house));
            entry.insert("name".to_owned(), name);
            entry.insert("neighbourhoods".to_owned(), codes);
            if dice.chance(300) {
                let main = entry["topics"].split(';').next().unwrap_or_default().to_owned();
                let other = dice.one(&topics).clone();
                let both = if main == other { main } else { format!("{main};{other}") };
                entry.insert("topics".to_owned(), both);
            }
        }
        entry.insert("checked_on".to_owned(), today.plus_days(-dice.between(1, 260)).to_string());
        writer.write_record(header.iter().map(|column| &entry[column]))?;
    }
    writer.flush()?;
    Ok(())
}

fn vary(entry: &mut HashMap<String, String>, number: usize, demo: &[HashMap<String, String>], dice: &mut Dice) {
    let other = dice.one(demo);
    let description = format!("{} {}", entry["description_nl"], other["description_nl"]);
    entry.insert("slug".to_owned(), format!("{}-{number}", entry["slug"]));
    entry.insert("description_nl".to_owned(), description);
    entry.insert("opening_hours".to_owned(), other["opening_hours"].clone());
    entry.insert("languages".to_owned(), other["languages"].clone());
    entry.insert("capacity".to_owned(), (*dice.weighed(&CAPACITIES)).to_owned());
}

/// The codes of the areas served, and the name of one of them.
fn areas(places: &[(String, String)], dice: &mut Dice) -> (String, String) {
    let count = *dice.weighed(&[(5, 1), (3, 2), (2, 3)]);
    let served = dice.several(count, places);
    let near = served[0].1.clone();
    if dice.chance(300) {
        return ("*".to_owned(), near);
    }
    let codes: Vec<_> = served.into_iter().map(|(code, _)| code).collect();
    (codes.join(";"), near)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn keys(list: &Path) -> Tried<Vec<String>> {
    Ok(names(list)?.into_iter().map(|(key, _)| key).collect())
}

/// The first two columns of a list: the key and the name.
fn names(list: &Path) -> Tried<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(list)?;
    reader.records().map(|row| row.map(|row| (row[0].to_owned(), row[1].to_owned())).map_err(Into::into)).collect()
}
