//! Builds the single-page app: compile to WebAssembly, cut into parts, bind to JavaScript, lay out and compress.
//!
//! The app has a target folder of its own, so that it and the server don't wait for each other's
//! lock or undo each other's build.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::json;
use tests::{cargo, root};
use wasm_bindgen_cli_support::Bindgen;

use crate::bundle::{Bundle, Folder};
use crate::failure::{Result, files_under, read, read_text, write};
use crate::parts::{self, Parts};
use crate::{run, styles};

/// Tells the build of the server where the app lies that goes inside it.
pub const DIST_VARIABLE: &str = "BV_WEB_DIST";

const TARGET: &str = "wasm32-unknown-unknown";

/// The part that works without a connection.
const WITHOUT_CONNECTION: &str = "directory";

/// What the page asks before the app is there, in `web/asked`.
const EARLY: [&str; 2] = ["session", "today"];

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
    early: String,
    parts: String,
    worker: String,
    /// The bodies of the first questions, by name.
    questions: BTreeMap<&'static str, String>,
    public: Vec<(String, Vec<u8>)>,
}

impl Sources {
    fn read(wasm: &Path) -> Result<Self> {
        let web = root().join("web");
        let styles = files_under(&web.join("styles"))?;
        let public = web.join("public");
        let question = |name: &'static str| {
            let text = read_text(&web.join("asked").join(name).with_extension("graphql"))?;
            // As `graphql/api.rs` sends it.
            Ok((name, json!({ "query": text, "variables": null }).to_string()))
        };
        Ok(Self {
            wasm: read(wasm)?,
            page: read_text(&web.join("index.html"))?,
            styles: styles
                .iter()
                .filter(|path| path.extension().is_some_and(|end| end == "css"))
                .map(|path| read_text(path))
                .collect::<Result<_>>()?,
            early: read_text(&web.join("early.js"))?,
            parts: read_text(&web.join("parts.js"))?,
            worker: read_text(&web.join("worker.js"))?,
            questions: EARLY.into_iter().map(question).collect::<Result<_>>()?,
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
        (&self.early, &self.parts, &self.worker, &self.questions).hash(&mut hasher);
        (program.len(), program.modified()?).hash(&mut hasher);
        Ok(format!("{:016x}", hasher.finish()))
    }

    fn bundle(self) -> Result<Bundle> {
        let parts = parts::cut(&self.wasm, &target_dir().join("parts"))?;
        let mut output = Bindgen::new()
            .input_bytes("app", parts.main.clone())
            .web(true)
            .and_then(|bindgen| {
                bindgen
                    .typescript(false)
                    // The parts find what they share with the app by these.
                    .keep_lld_exports(true)
                    .remove_name_section(true)
                    .remove_producers_section(true)
                    .generate_output()
            })
            .map_err(|error| format!("wasm-bindgen: {error:#}"))?;

        let mut app = Folder::default();
        for (crate_name, snippets) in output.snippets() {
            for (number, snippet) in snippets.iter().enumerate() {
                app.add(&format!("snippets/{crate_name}/inline{number}.js"), snippet.as_bytes());
            }
        }
        for (path, module) in output.local_modules() {
            app.add(&format!("snippets/{path}"), module.as_bytes());
        }
        for (name, content) in &parts.files {
            app.add(name, content);
        }
        app.add(parts::SCRIPT, parts.script(&self.parts).as_bytes());
        app.add("app.wasm", &output.wasm_mut().emit_wasm());
        // It starts itself, so that the page needs no inline script, which its policy forbids, and no further file.
        let start = "import start from './app.js';\nstart({ module_or_path: new URL('app.wasm', import.meta.url) });\n";
        app.add("app.js", [output.js(), "\n", start].concat().as_bytes());

        let mut bundle = Bundle::default();
        for (path, content) in &self.public {
            bundle.add(path, content);
        }
        let style = bundle.add_hashed("app.css", styles::without_comments(&self.styles.join("\n")).as_bytes());
        let app = bundle.add_folder("app", app);
        let early = bundle.add_hashed("early.js", self.early_script(&parts, &app).as_bytes());
        let script = parts::SCRIPT;
        let head = format!(
            "<script src=\"/{early}\"></script>\n\
             <link rel=\"stylesheet\" href=\"/{style}\">\n\
             <link rel=\"preload\" href=\"/{app}/app.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
             <link rel=\"modulepreload\" href=\"/{app}/{script}\">\n\
             <script type=\"module\" src=\"/{app}/app.js\"></script>"
        );
        let page = bundle.add_page(&self.page, &head)?;
        let worker = self.worker_script(&parts, &page, &bundle);
        bundle.add("worker.js", worker.as_bytes());
        Ok(bundle)
    }

    /// What runs first, with what it needs to know of this build.
    fn early_script(&self, parts: &Parts, app: &str) -> String {
        let paths = |names: &Vec<String>| names.iter().map(|name| format!("/{app}/{name}")).collect::<Vec<_>>();
        let parts: BTreeMap<_, _> = parts.needed.iter().map(|(part, names)| (part, paths(names))).collect();
        let questions = &self.questions;
        // In a block, so that the names are nobody else's.
        format!("{{\nconst parts = {};\nconst questions = {};\n{}}}\n", json!(parts), json!(questions), self.early)
    }

    /// What keeps the app on a device, with what it needs to know of this build.
    fn worker_script(&self, parts: &Parts, page: &str, bundle: &Bundle) -> String {
        let needed = parts.needed.get(WITHOUT_CONNECTION).into_iter().flatten();
        let without_connection: Vec<_> = needed.map(|name| format!("/{name}")).collect();
        let is_of_a_part = |path: &str| parts.files.keys().any(|name| path.ends_with(&format!("/{name}")));
        let (when_used, at_once): (Vec<_>, Vec<_>) =
            bundle.assets().map(|path| format!("/{path}")).filter(|path| path[1..] != *page).partition(|path| {
                is_of_a_part(path) && !without_connection.iter().any(|name| path.ends_with(name.as_str()))
            });
        let name = page.trim_start_matches("assets/").trim_end_matches(".html");
        let build = json!({ "name": name, "page": format!("/{page}"), "atOnce": at_once, "whenUsed": when_used });
        format!("const build = {build};\n{}", self.worker)
    }
}
