//! Builds the single-page app: compile to WebAssembly, bind to JavaScript, lay out and compress.
//!
//! The app has a target folder of its own, so that it and the server don't wait for each other's
//! lock or undo each other's build.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use tests::{cargo, root};
use wasm_bindgen_cli_support::Bindgen;

use crate::bundle::Bundle;
use crate::failure::{Result, files_under, read, read_text, write};
use crate::run;

/// Tells the build of the server where the app lies that goes inside it.
pub const DIST_VARIABLE: &str = "BV_WEB_DIST";

const TARGET: &str = "wasm32-unknown-unknown";

/// Brings the app up to date and answers the folder that holds it.
///
/// # Errors
/// When the target can't be added, or the app doesn't compile.
pub fn build() -> Result<PathBuf> {
    ensure_target()?;
    let target_dir = target_dir();
    run(cargo(["build", "--package", "web", "--profile", "web"])
        .args(["--target", TARGET, "--target-dir"])
        .arg(&target_dir))?;

    let sources = Sources::read(&target_dir.join(TARGET).join("web/web.wasm"))?;
    let dist = target_dir.join("dist");
    let stamp_file = target_dir.join("dist.stamp");
    let stamp = sources.stamp()?;
    if fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) && dist.is_dir() {
        return Ok(dist);
    }

    sources.bundle()?.write(&dist)?;
    write(&stamp_file, stamp.as_bytes())?;
    Ok(dist)
}

/// The target folder that everything compiled for the browser shares.
pub fn target_dir() -> PathBuf {
    root().join("target/web")
}

/// Adds the compiler's WebAssembly target when the machine doesn't have it.
///
/// # Errors
/// When it is missing and rustup can't add it.
pub fn ensure_target() -> Result<()> {
    let printed = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("rustc can't be started: {error}"))?;
    let library = String::from_utf8_lossy(&printed.stdout).trim().to_owned();
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|failure| {
        format!(
            "the target {TARGET} is missing and could not be added ({failure}); \
             install Rust with rustup, or add the target the way your system does"
        )
        .into()
    })
}

/// All that the finished app is made of.
struct Sources {
    wasm: Vec<u8>,
    page: String,
    styles: Vec<String>,
    public: Vec<(String, Vec<u8>)>,
}

impl Sources {
    fn read(wasm: &Path) -> Result<Self> {
        let web = root().join("web");
        let styles = files_under(&web.join("styles"))?;
        let public = web.join("public");
        Ok(Self {
            wasm: read(wasm)?,
            page: read_text(&web.join("index.html"))?,
            styles: styles
                .iter()
                .filter(|path| path.extension().is_some_and(|end| end == "css"))
                .map(|path| read_text(path))
                .collect::<Result<_>>()?,
            public: files_under(&public)?
                .iter()
                .map(|path| {
                    let name = path.strip_prefix(&public)?.to_string_lossy().into_owned();
                    Ok((name, read(path)?))
                })
                .collect::<Result<_>>()?,
        })
    }

    /// Changes when the outcome may change: with the sources, and with this program.
    fn stamp(&self) -> Result<String> {
        let program = fs::metadata(env::current_exe()?)?;
        let mut hasher = DefaultHasher::new();
        (&self.wasm, &self.page, &self.styles, &self.public).hash(&mut hasher);
        (program.len(), program.modified()?).hash(&mut hasher);
        Ok(format!("{:016x}", hasher.finish()))
    }

    fn bundle(self) -> Result<Bundle> {
        let mut output = Bindgen::new()
            .input_bytes("web", self.wasm)
            .web(true)
            .and_then(|bindgen| {
                bindgen.typescript(false).remove_name_section(true).remove_producers_section(true).generate_output()
            })
            .map_err(|error| format!("wasm-bindgen: {error:#}"))?;

        let mut bundle = Bundle::default();
        for (crate_name, snippets) in output.snippets() {
            for (number, snippet) in snippets.iter().enumerate() {
                let name = format!("assets/snippets/{crate_name}/inline{number}.js");
                bundle.add(&name, snippet.as_bytes());
            }
        }
        for (path, module) in output.local_modules() {
            bundle.add(&format!("assets/snippets/{path}"), module.as_bytes());
        }
        for (path, content) in &self.public {
            bundle.add(path, content);
        }

        let style = bundle.add_hashed("app.css", self.styles.join("\n").as_bytes());
        let wasm = bundle.add_hashed("app.wasm", &output.wasm_mut().emit_wasm());
        let script = bundle.add_hashed("app.js", output.js().as_bytes());
        // In a file of its own, so that the page needs no inline script and its policy can forbid them.
        let start = bundle.add_hashed(
            "start.js",
            format!("import start from '/{script}';\nstart({{ module_or_path: '/{wasm}' }});\n").as_bytes(),
        );
        let head = format!(
            "<link rel=\"stylesheet\" href=\"/{style}\">\n\
             <link rel=\"preload\" href=\"/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
             <link rel=\"modulepreload\" href=\"/{script}\">\n\
             <script type=\"module\" src=\"/{start}\"></script>"
        );
        bundle.add_page(&self.page, &head)?;
        Ok(bundle)
    }
}
