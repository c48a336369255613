//! Where the lists come from: the ones that travel in the binary, or a folder.

use std::{fs, io, path::PathBuf};

/// Where the lists come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The demo data of Oss, inside the binary.
    Embedded,
    /// A folder with files of the same names. A file that isn't there leaves its table as it is.
    Folder(PathBuf),
}

/// One file, not yet read.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, for the one who mends it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file that travels in the binary.
    pub fn embedded(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }
}

/// The files that were found.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The working areas.
    pub neighbourhoods: Option<File>,
    /// The organisations.
    pub organisations: Option<File>,
    /// The topics.
    pub topics: Option<File>,
    /// The directory.
    pub specialists: Option<File>,
    /// The courses.
    pub courses: Option<File>,
    /// The questions of the form with which one applies.
    pub application_profile: Option<File>,
    /// The demo cases.
    pub demo_cases: Option<File>,
    /// Names of files that are known and not loaded.
    pub waiting: Vec<String>,
    /// Names of CSV files that nobody knows.
    pub unknown: Vec<String>,
}

/// Questions with what search should find. It lies with the others and is no list.
const QUESTIONS: &str = "search_golden.csv";
/// Files that are kept with the others and are not loaded.
const WAITING: [&str; 4] = ["community_centres.csv", "readiness_conditions.csv", "rule_barrier_themes.csv", QUESTIONS];

/// Why a file that is known is left out.
pub fn why_left_out(name: &str) -> &'static str {
    if name == QUESTIONS { "only the tests of search read it" } else { "it has no table yet" }
}

impl Source {
    /// Reads the files.
    ///
    /// # Errors
    /// When the folder or one of its files can't be read.
    pub fn files(&self) -> io::Result<Files> {
        let mut files = Files::default();
        match self {
            Self::Embedded => {
                for (name, text) in EMBEDDED {
                    files.put(File::embedded(name, text));
                }
                files.waiting = WAITING.map(str::to_owned).to_vec();
            }
            Self::Folder(folder) => {
                for entry in fs::read_dir(folder)? {
                    let entry = entry?;
                    let name = entry.file_name().to_string_lossy().into_owned();
                    if entry.path().extension().is_some_and(|end| end == "csv") {
                        files.put(File { name, bytes: fs::read(entry.path())? });
                    }
                }
                files.waiting.sort();
                files.unknown.sort();
            }
        }
        Ok(files)
    }
}

impl Files {
    /// Whether there is nothing to load.
    pub fn is_empty(&self) -> bool {
        let Self {
            neighbourhoods,
            organisations,
            topics,
            specialists,
            courses,
            application_profile,
            demo_cases,
            waiting: _,
            unknown: _,
        } = self;
        [neighbourhoods, organisations, topics, specialists, courses, application_profile, demo_cases]
            .iter()
            .all(|file| file.is_none())
    }

    fn put(&mut self, file: File) {
        match file.name.as_str() {
            "neighbourhoods.csv" => self.neighbourhoods = Some(file),
            "organisations.csv" => self.organisations = Some(file),
            "topics.csv" => self.topics = Some(file),
            "specialists.csv" => self.specialists = Some(file),
            "courses.csv" => self.courses = Some(file),
            "application_profile.csv" => self.application_profile = Some(file),
            "demo_cases.csv" => self.demo_cases = Some(file),
            name if WAITING.contains(&name) => self.waiting.push(file.name),
            _ => self.unknown.push(file.name),
        }
    }
}

const EMBEDDED: [(&str, &str); 7] = [
    ("neighbourhoods.csv", include_str!("../../demo/oss/neighbourhoods.csv")),
    ("organisations.csv", include_str!("../../demo/oss/organisations.csv")),
    ("topics.csv", include_str!("../../demo/oss/topics.csv")),
    ("specialists.csv", include_str!("../../demo/oss/specialists.csv")),
    ("courses.csv", include_str!("../../demo/oss/courses.csv")),
    ("application_profile.csv", include_str!("../../demo/oss/application_profile.csv")),
    ("demo_cases.csv", include_str!("../../demo/oss/demo_cases.csv")),
];
