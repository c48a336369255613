//! The people of the demo, as rows. All of them are invented, and none has a password. Pure.

use entities::Role;

use crate::import::{File, Problems, Read, References, Row, read_keyed};

/// A row of people.csv.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// What the timelines call them.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their number.
    pub phone: String,
    /// The slug of their organisation.
    pub organisation: Option<String>,
    /// What they are.
    pub role: Role,
    /// Where they work now: codes of areas, or slugs of entries for a specialist.
    pub scopes: Vec<String>,
    /// Where they worked before.
    pub earlier_scopes: Vec<String>,
    /// Who this is, for the sign-in page.
    pub story: String,
}

const COLUMNS: [&str; 9] =
    ["key", "name", "email", "phone", "organisation", "role", "scopes", "earlier_scopes", "story_nl"];

/// Reads the people; what is wrong is told.
pub fn people(known: &References, problems: &mut Problems) -> Vec<DemoPerson> {
    let file = File::embedded("people.csv", include_str!("../../demo/people.csv"));
    read_keyed(&file, &COLUMNS, problems, |row| person(row, known))
}

fn person(row: &mut Row<'_>, known: &References) -> Read<DemoPerson> {
    let (key, name, email) = (row.key("key"), row.required("name"), row.required("email"));
    let (phone, role) = (row.required("phone"), row.one_of("role"));
    let organisation = row.text("organisation");
    let organisation = known.organisations.one(row, "organisation", "organisations.csv", organisation);
    let (scopes, earlier_scopes) = (row.list("scopes"), row.list("earlier_scopes"));
    let (names, list) = match role {
        Ok(Role::Specialist) => (&known.specialists, "specialists.csv"),
        _ => (&known.neighbourhoods, "neighbourhoods.csv"),
    };
    let scopes = names.each(row, "scopes", list, scopes);
    let earlier_scopes = names.each(row, "earlier_scopes", list, earlier_scopes);
    let story = row.required("story_nl");
    Ok(DemoPerson {
        key: key?,
        name: name?,
        email: email?,
        phone: phone?,
        organisation: organisation?,
        role: role?,
        scopes: scopes?,
        earlier_scopes: earlier_scopes?,
        story: story?,
    })
}
