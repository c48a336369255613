//! The app as files: names that tell the content, and each file compressed ahead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::thread;

use crate::failure::{Result, files_under, write};

/// Where the page wants the links to the app's files.
const PLACEHOLDER: &str = "<!-- app -->";

/// Compressing what is compressed already only costs time.
const COMPRESSIBLE: [&str; 9] = ["css", "html", "js", "json", "parts", "svg", "txt", "wasm", "webmanifest"];

/// The files of the app, by their path under the root of the site.
#[derive(Default)]
pub struct Bundle {
    files: BTreeMap<String, Vec<u8>>,
}

/// Files by their path under a folder that has no name yet.
#[derive(Default)]
pub struct Folder(BTreeMap<String, Vec<u8>>);

impl Folder {
    /// Adds a file.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        self.0.insert(name.to_owned(), content.to_vec());
    }

    fn hash(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

impl Bundle {
    /// Adds a file under a name that stays the same when its content changes.
    pub fn add(&mut self, path: &str, content: &[u8]) {
        self.files.insert(path.to_owned(), content.to_vec());
    }

    /// Adds a file whose name changes with its content, so that a browser may keep it for ever.
    /// Answers its path.
    pub fn add_hashed(&mut self, name: &str, content: &[u8]) -> String {
        let mut folder = Folder::default();
        folder.add(name, content);
        let (stem, extension) = name.split_once('.').unwrap_or((name, "bin"));
        let path = format!("assets/{stem}-{}.{extension}", folder.hash());
        self.add(&path, content);
        path
    }

    /// Adds files that name each other, in a folder whose name changes with any of them. Answers its path.
    pub fn add_folder(&mut self, name: &str, folder: Folder) -> String {
        let path = format!("assets/{name}-{}", folder.hash());
        self.files.extend(folder.0.into_iter().map(|(name, content)| (format!("{path}/{name}"), content)));
        path
    }

    /// Adds the one page, with the links to the app's files in its head; and once more under a name that changes with its
    /// content, to keep it beside the files it names. Answers that path.
    ///
    /// # Errors
    /// When the page has no place for them.
    pub fn add_page(&mut self, page: &str, head: &str) -> Result<String> {
        if !page.contains(PLACEHOLDER) {
            return Err(format!("web/index.html lacks the line {PLACEHOLDER}").into());
        }
        let page = page.replace(PLACEHOLDER, head);
        self.add("index.html", page.as_bytes());
        Ok(self.add_hashed("page.html", page.as_bytes()))
    }

    /// The paths of all files whose names change with their content.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| path.starts_with("assets/"))
    }

    /// Makes `folder` hold exactly this bundle. Files that are right already stay untouched, so
    /// that the server isn't built again for nothing.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub fn write(mut self, folder: &Path) -> Result<()> {
        self.compress()?;
        let wanted: BTreeSet<_> = self.files.keys().map(|path| folder.join(path)).collect();
        for stale in files_under(folder)? {
            if !wanted.contains(&stale) {
                fs::remove_file(stale)?;
            }
        }
        for (path, content) in &self.files {
            let path = folder.join(path);
            if fs::read(&path).ok().as_ref() != Some(content) {
                write(&path, content)?;
            }
        }
        Ok(())
    }

    fn compress(&mut self) -> Result<()> {
        let compressed = thread::scope(|scope| {
            let running: Vec<_> = self
                .files
                .iter()
                .filter(|(path, _)| is_compressible(path))
                .flat_map(|(path, content)| {
                    [
                        (scope.spawn(|| brotli(content)), format!("{path}.br")),
                        (scope.spawn(|| gzip(content)), format!("{path}.gz")),
                    ]
                })
                .collect();
            running
                .into_iter()
                .map(|(thread, path)| match thread.join() {
                    Ok(content) => Ok((path, content?)),
                    Err(_) => Err(format!("{path} could not be compressed").into()),
                })
                .collect::<Result<Vec<_>>>()
        })?;
        for (path, content) in compressed {
            let plain = path.rsplit_once('.').and_then(|(path, _)| self.files.get(path));
            if plain.is_some_and(|plain| content.len() < plain.len()) {
                self.files.insert(path, content);
            }
        }
        Ok(())
    }
}

fn is_compressible(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|end| end.to_str());
    extension.is_some_and(|end| COMPRESSIBLE.contains(&end))
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let strongest =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &strongest)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
