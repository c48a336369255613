//! A list as rows of named cells. Every wrong cell is told; reading goes on to find the next one.

use std::collections::{HashMap, HashSet};

use csv::{ByteRecord, ReaderBuilder};
use entities::Day;
use sea_orm::{ActiveEnum, Iterable};

use super::{
    problems::{Problem, Problems, Read, Told},
    source::File,
};

/// No cell is longer, in characters: what is, is another file in the wrong place.
const LONGEST: usize = 5000;
/// So many characters of a reason are told, without its middle: it may repeat what stands in the cell.
const TOLD: usize = 200;

fn shortened(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    match letters.len() {
        length if length > TOLD => {
            let (begin, end) = (&letters[..TOLD - 50], &letters[length - 50..]);
            begin.iter().chain(&['…']).chain(end).collect()
        }
        _ => text.to_owned(),
    }
}

/// The keys in a column of a file; none when there is no such column.
pub fn keys(file: &File, column: &str) -> Option<HashSet<String>> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file.bytes.as_slice());
    let place = reader.byte_headers().ok()?.iter().position(|name| name == column.as_bytes())?;
    let rows = reader.byte_records().filter_map(Result::ok);
    Some(rows.filter_map(|row| row.get(place).map(|key| String::from_utf8_lossy(key).trim().to_owned())).collect())
}

/// Reads every row of a file that has exactly these columns, in any order, of which one that ends in `?` may be
/// missing; the first names the row's key, which no two rows share. Rows that are wrong are told and left out; under a wrong header no row can be read.
pub fn read_keyed<T>(
    file: &File,
    columns: &[&str],
    problems: &mut Problems,
    mut row_of: impl FnMut(&mut Row<'_>) -> Read<T>,
) -> Vec<T> {
    let key = columns.first().copied().unwrap_or_default();
    let mut lines: HashMap<String, u64> = HashMap::new();
    read(file, columns, problems, |row| {
        row.is_first(key, &mut lines);
        row_of(row)
    })
}

/// Reads every row of a file that has exactly these columns, in any order, of which one that ends in `?` may be
/// missing. Rows that are wrong are told and left
/// out; under a wrong header no row can be read.
pub fn read<T>(
    file: &File,
    columns: &[&str],
    problems: &mut Problems,
    mut row_of: impl FnMut(&mut Row<'_>) -> Read<T>,
) -> Vec<T> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.bytes.as_slice());
    let mut records = reader.byte_records();
    let mut tell = |reason: &str, remedy: String| {
        problems.add(Problem { file: file.name.clone(), line: 1, column: None, reason: reason.to_owned(), remedy });
        Vec::new()
    };
    let begin = || format!("Begin with a line of column names: {}", needed(columns).collect::<Vec<_>>().join(","));
    let header = records.next().and_then(Result::ok);
    let filled = header.filter(|header| header.iter().any(|name| !name.trim_ascii().is_empty()));
    let Some(header) = filled else { return tell("the file is empty", begin()) };
    let is_utf8 = header.iter().all(|name| std::str::from_utf8(name).is_ok_and(|name| !name.contains('\0')));
    if !is_utf8 {
        return tell("the text is not UTF-8", "Save the file as UTF-8".to_owned());
    }
    if header.len() == 1 && header[0].contains(&b';') {
        return tell("semicolons stand between the columns", format!("Save the file with commas. {}", begin()));
    }
    let Ok(header) = header_of(file, &header, columns, problems) else { return Vec::new() };
    let mut right = Vec::new();
    for record in records {
        // Reading from memory with free lengths can't fail.
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = Row { file: &file.name, line, header: &header, record: &record, problems };
        if row.has_all_fields()
            && let Ok(value) = row_of(&mut row)
        {
            right.push(value);
        }
    }
    right
}

/// The columns that a file must have.
fn needed<'a>(columns: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    columns.iter().copied().filter(|column| !column.ends_with('?'))
}

struct Header {
    places: HashMap<String, usize>,
    width: usize,
}

fn header_of(file: &File, record: &ByteRecord, columns: &[&str], problems: &mut Problems) -> Read<Header> {
    let names: Vec<&str> = columns.iter().map(|column| column.trim_end_matches('?')).collect();
    let mut places = HashMap::new();
    let mut is_right = true;
    let mut tell = |column: &str, reason: &str, remedy: String| {
        is_right = false;
        let column = Some(column.to_owned());
        problems.add(Problem { file: file.name.clone(), line: 1, column, reason: reason.to_owned(), remedy });
    };
    for (place, name) in record.iter().enumerate() {
        let name = shortened(String::from_utf8_lossy(name).trim());
        if !names.contains(&name.as_str()) {
            tell(&name, "nobody knows this column", format!("Take it out; known are: {}", names.join(", ")));
        } else if places.insert(name.clone(), place).is_some() {
            tell(&name, "the column stands there twice", "Keep one of them".to_owned());
        }
    }
    for column in needed(columns) {
        if !places.contains_key(column) {
            tell(column, "the column is missing", "Add it".to_owned());
        }
    }
    if is_right { Ok(Header { places, width: record.len() }) } else { Err(Told) }
}

/// One row under its header.
pub struct Row<'a> {
    file: &'a str,
    line: u64,
    header: &'a Header,
    record: &'a ByteRecord,
    problems: &'a mut Problems,
}

impl Row<'_> {
    /// Its line in the file, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Tells what is wrong with a cell.
    pub fn wrong(&mut self, column: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Told {
        self.problems.add(Problem {
            file: self.file.to_owned(),
            line: self.line,
            column: Some(column.to_owned()),
            reason: shortened(&reason.into()),
            remedy: remedy.into(),
        });
        Told
    }

    /// The text of a cell; none when it is empty.
    pub fn text(&mut self, column: &str) -> Read<Option<String>> {
        // A missing column is told once, at the header.
        let place = *self.header.places.get(column).ok_or(Told)?;
        let bytes = self.record.get(place).ok_or(Told)?;
        match std::str::from_utf8(bytes) {
            Err(_) => Err(self.wrong(column, "the text is not UTF-8", "Save the file as UTF-8")),
            Ok(text) if text.trim().is_empty() => Ok(None),
            Ok(text) if text.chars().any(|letter| letter.is_control() && !letter.is_whitespace()) => {
                Err(self.wrong(column, "there is a character in it that nobody sees", "Type the text again"))
            }
            Ok(text) => self.at_most(column, LONGEST, text.trim()).map(Some),
        }
    }

    fn at_most(&mut self, column: &str, most: usize, text: &str) -> Read<String> {
        match text.chars().count() {
            length if length > most => {
                let reason = format!("the text has {length} characters");
                Err(self.wrong(column, reason, format!("Make it shorter: {most} fit")))
            }
            _ => Ok(text.to_owned()),
        }
    }

    /// The text of a cell that may not be empty.
    pub fn required(&mut self, column: &str) -> Read<String> {
        let text = self.text(column)?;
        text.ok_or_else(|| self.wrong(column, "the cell is empty", "Fill it in"))
    }

    /// The text of a cell that may not be empty, in so many characters at most.
    pub fn required_within(&mut self, column: &str, most: usize) -> Read<String> {
        let text = self.required(column)?;
        self.at_most(column, most, &text)
    }

    /// The text of a cell, or an empty text, in so many characters at most.
    pub fn text_within(&mut self, column: &str, most: usize) -> Read<String> {
        let text = self.text_or_empty(column)?;
        self.at_most(column, most, &text)
    }

    /// The text of a cell, or an empty text.
    pub fn text_or_empty(&mut self, column: &str) -> Read<String> {
        Ok(self.text(column)?.unwrap_or_default())
    }

    /// A stable key: small letters, digits and dashes.
    pub fn key(&mut self, column: &str) -> Read<String> {
        let text = self.required(column)?;
        let is_key = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if is_key {
            Ok(text)
        } else {
            Err(self.wrong(column, format!("\"{text}\" is not a key"), "Use small letters, digits and dashes"))
        }
    }

    /// One word of a vocabulary.
    pub fn one_of<E: Word>(&mut self, column: &str) -> Read<E> {
        let text = self.required(column)?;
        self.word(column, &text)
    }

    /// One word of a vocabulary, or none when the cell is empty.
    pub fn maybe_one_of<E: Word>(&mut self, column: &str) -> Read<Option<E>> {
        match self.text(column)? {
            Some(text) => self.word(column, &text).map(Some),
            None => Ok(None),
        }
    }

    /// The parts of a cell between `;`; none when it is empty.
    pub fn list(&mut self, column: &str) -> Read<Vec<String>> {
        let Some(text) = self.text(column)? else { return Ok(Vec::new()) };
        let parts: Vec<String> = text.split(';').map(|part| part.trim().to_owned()).collect();
        let mut seen = HashSet::new();
        for part in &parts {
            if part.is_empty() {
                return Err(self.wrong(column, "a part of the list is empty", "Put one ; between two parts"));
            }
            if !seen.insert(part) {
                return Err(self.wrong(column, format!("\"{part}\" stands there twice"), "Keep one of them"));
            }
        }
        Ok(parts)
    }

    /// The parts of a cell, at least one.
    pub fn required_list(&mut self, column: &str) -> Read<Vec<String>> {
        let parts = self.list(column)?;
        if parts.is_empty() { Err(self.wrong(column, "the list is empty", "Give at least one")) } else { Ok(parts) }
    }

    /// Words of a vocabulary.
    pub fn each_of<E: Word>(&mut self, column: &str) -> Read<Vec<E>> {
        let parts = self.list(column)?;
        let words: Vec<Read<E>> = parts.iter().map(|part| self.word(column, part)).collect();
        words.into_iter().collect()
    }

    /// `true` or `false`.
    pub fn yes_or_no(&mut self, column: &str) -> Read<bool> {
        let text = self.required(column)?;
        match text.as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.wrong(column, format!("\"{text}\" is neither true nor false"), "Write true or false")),
        }
    }

    /// A whole number, or none when the cell is empty.
    pub fn number(&mut self, column: &str) -> Read<Option<i32>> {
        match self.text(column)? {
            None => Ok(None),
            Some(text) => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(self.wrong(column, format!("\"{text}\" is not a whole number"), "Write it in digits")),
            },
        }
    }

    /// A whole number from 1, or none when the cell is empty or the file has no such column.
    pub fn place(&mut self, column: &str) -> Read<Option<i32>> {
        if !self.header.places.contains_key(column) {
            return Ok(None);
        }
        match self.number(column)? {
            Some(number) if number < 1 => Err(self.wrong(column, format!("\"{number}\" is no place"), "Count from 1")),
            place => Ok(place),
        }
    }

    /// A day.
    pub fn day(&mut self, column: &str) -> Read<Day> {
        let text = self.required(column)?;
        // The calendar reads more forms than one; a list has one.
        let day = if text.len() == 10 { text.parse().ok() } else { None };
        day.ok_or_else(|| {
            self.wrong(column, format!("\"{text}\" is not a day"), "Write year, month and day as 2026-11-23")
        })
    }

    /// A cell that is filled in exactly when something holds.
    pub fn exactly_when<T>(&mut self, holds: bool, column: &str, when: &str, cell: Option<T>) -> Read<Option<T>> {
        match (holds, cell) {
            (true, None) => Err(self.wrong(column, "the cell is empty", format!("Fill it in when {when}"))),
            (false, Some(_)) => Err(self.wrong(column, "the cell is filled in", format!("Empty it, unless {when}"))),
            (_, cell) => Ok(cell),
        }
    }

    /// A text that, when there is one, has a form.
    pub fn checked(
        &mut self,
        column: &str,
        text: Option<String>,
        has_form: impl Fn(&str) -> bool,
        what: &str,
        remedy: &str,
    ) -> Read<Option<String>> {
        match text {
            Some(text) if !has_form(&text) => Err(self.wrong(column, format!("\"{text}\" is no {what}"), remedy)),
            text => Ok(text),
        }
    }

    fn word<E: Word>(&mut self, column: &str, text: &str) -> Read<E> {
        E::try_from_value(&text.to_owned()).map_err(|_| {
            let known: Vec<String> = E::iter().map(|word| word.to_value()).collect();
            self.wrong(column, format!("\"{text}\" is no such word"), format!("Take one of: {}", known.join(", ")))
        })
    }

    /// Notes the row's key; tells when another row has it already.
    fn is_first(&mut self, column: &str, lines: &mut HashMap<String, u64>) {
        let cell = self.header.places.get(column).and_then(|place| self.record.get(*place));
        let Some(key) = cell.and_then(|bytes| std::str::from_utf8(bytes).ok()).map(str::trim) else { return };
        match lines.get(key) {
            // Told where the cell is read.
            _ if key.is_empty() => {}
            // So is one that is too long to be a key.
            _ if key.len() > LONGEST => {}
            Some(line) => {
                let reason = format!("\"{key}\" stands on line {line} already");
                self.wrong(column, reason, "Keep one of the lines, or give this one a key of its own");
            }
            None => {
                lines.insert(key.to_owned(), self.line);
            }
        }
    }

    fn has_all_fields(&mut self) -> bool {
        let (fields, width) = (self.record.len(), self.header.width);
        if fields != width {
            self.problems.add(Problem {
                file: self.file.to_owned(),
                line: self.line,
                column: None,
                reason: format!("the line has {fields} fields, the header has {width}"),
                remedy: "Add or take out commas; a text with a comma stands between double quotes".to_owned(),
            });
        }
        fields == width
    }
}

/// A word of the stored vocabulary.
pub trait Word: ActiveEnum<Value = String> + Iterable {}

impl<E: ActiveEnum<Value = String> + Iterable> Word for E {}
