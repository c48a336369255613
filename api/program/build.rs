//! Takes the finished app into the binary. Without one the server is built all the same, and says so.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=BV_WEB_DIST");
    let mut files = Vec::new();
    if let Some(dist) = env::var_os("BV_WEB_DIST").map(PathBuf::from) {
        // Cargo can only watch what exists: the app may be built after the server.
        fs::create_dir_all(&dist)?;
        println!("cargo:rerun-if-changed={}", dist.display());
        collect(&dist, &mut files)?;
        files.sort();
        let code = listing(&dist, &files)?;
        return Ok(fs::write(listing_path()?, code)?);
    }
    Ok(fs::write(listing_path()?, listing(Path::new(""), &files)?)?)
}

fn listing_path() -> Result<PathBuf, Box<dyn Error>> {
    Ok(PathBuf::from(env::var("OUT_DIR")?).join("app_files.rs"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// A constant with each file and its compressed siblings.
fn listing(dist: &Path, files: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut code =
        String::from("/// The files of the app; none when it was built without.\nconst APP_FILES: &[File] = &[\n");
    let with_ending = |path: &Path, ending: &str| PathBuf::from(format!("{}.{ending}", path.display()));
    for path in files.iter().filter(|path| !is_sibling(path, files)) {
        let compressed = |ending: &str| {
            let sibling = with_ending(path, ending);
            let bytes = || format!("Some(include_bytes!({:?}))", sibling.display().to_string());
            if files.contains(&sibling) { bytes() } else { "None".to_owned() }
        };
        let name = path.strip_prefix(dist)?.to_str().ok_or("the app's file names are text")?.replace('\\', "/");
        writeln!(
            code,
            "    File {{ path: {name:?}, plain: include_bytes!({:?}), brotli: {}, gzip: {} }},",
            path.display().to_string(),
            compressed("br"),
            compressed("gz"),
        )?;
    }
    code.push_str("];\n");
    Ok(code)
}

/// Whether this is another file, compressed.
fn is_sibling(path: &Path, files: &[PathBuf]) -> bool {
    path.extension().is_some_and(|ending| ending == "br" || ending == "gz") && files.contains(&path.with_extension(""))
}
