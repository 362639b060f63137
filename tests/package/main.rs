//! The npm package, as whoever installs it finds it, in Node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};

use reportedly_document::{Canonical, Document, json};
use reportedly_engine::{Job, Model, Progress};
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "Ferry Company May Drop Its Night Boats\r\n\r\n“We cannot\u{a0}pay for empty boats,” said Greta Moen, who runs \
                    Norlink 🚢. The island could lose roughly 40 jobs, Aksel Dahl told reporters in Bergen.";

fn dist() -> PathBuf {
    std::env::var_os("REPORTEDLY_DIST").expect("REPORTEDLY_DIST is not set: run cargo xtask test --only package").into()
}

/// A project that has the package, installed once for all tests.
fn project() -> &'static Path {
    static PROJECT: OnceLock<TempDir> = OnceLock::new();
    let project = PROJECT.get_or_init(|| {
        let project = tempfile::tempdir().expect("there is room for a project");
        let is_package = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "tgz");
        let entries = fs::read_dir(dist()).expect("there is a build");
        let package = entries.flatten().map(|entry| entry.path()).find(is_package);
        let package = package.expect("the build has a package: run cargo xtask embed");
        let mut npm = Command::new("npm");
        npm.args(["install", "--offline", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(project.path());
        let installed = npm.arg(package).status().expect("npm can be started");
        assert!(installed.success(), "npm cannot install the package");
        project
    });
    project.path()
}

/// Runs a module in the project and reads the JSON that it prints.
fn run(name: &str, script: &str) -> Value {
    let file = project().join(format!("{name}.mjs"));
    fs::write(&file, script).expect("the project can be written to");
    let output = Command::new("node").arg(&file).output().expect("node can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the script prints JSON")
}

/// What the engine finds when it is no wasm.
fn native(model: bool) -> Value {
    let text = Canonical::new(TEXT).into_text();
    let mut job = if model {
        let file = fs::read(dist().join("embed/news.model")).expect("the build has a model");
        Job::with_model(text.clone(), Arc::new(Model::read(&file).expect("it is one")))
    } else {
        Job::new(text.clone())
    };
    while job.step() != Progress::Done {}
    let analysis = job.finish();
    let document = Document {
        text,
        engine: Some(analysis.engine.into_owned()),
        annotations: analysis.annotations,
        ..Document::default()
    };
    serde_json::from_str(&json::write(&document)).expect("it is JSON")
}

fn script(body: &str) -> String {
    let text = serde_json::to_string(TEXT).expect("a text is JSON");
    format!(
        "import {{ annotate, decodeLink, encodeLink, exportAs, ReportedlyError }} from \"reportedly/headless\";
        const text = {text};
        const print = (value) => console.log(JSON.stringify(value));
        {body}"
    )
}

#[test]
fn what_is_found_is_what_the_engine_finds_elsewhere() {
    let found = run("annotate", &script("print([await annotate(text), await annotate(text, { model: false })]);"));
    assert_eq!(found[0], native(true));
    assert_eq!(found[1], native(false));
    assert!(found[0]["annotations"].as_array().is_some_and(|all| all.len() > 8), "{found:#}");
}

#[test]
fn texts_that_are_read_at_the_same_time_do_not_disturb_each_other() {
    let body = "
        const long = `${text}\\n\\n`.repeat(60), shares = [];
        const ending = new AbortController();
        const stopped = annotate(long, { signal: ending.signal, onProgress: () => ending.abort() }).then(() => 'read', ({ name }) => name);
        const [first, second, third] = await Promise.all([
            annotate(text), annotate(long, { onProgress: (share) => shares.push(share) }), annotate(text),
        ]);
        const given = new AbortController();
        const short = annotate(text, { signal: given.signal }).then(() => 'read', ({ name }) => name);
        given.abort();
        print([first.annotations.length, third.annotations.length, second.annotations.length, shares.at(-1), await stopped, await short]);";
    let found = run("together", &script(body));
    assert_eq!(found[0], found[1]);
    assert!(found[2].as_u64() > found[0].as_u64().map(|count| count * 50), "{found}");
    assert_eq!((found[3].as_f64(), found[4].as_str()), (Some(1.0), Some("AbortError")));
    assert_eq!(found[5].as_str(), Some("AbortError"), "a text that is done in one slice can be given up before it");
}

#[test]
fn documents_are_written_and_sent() {
    let body = "
        const document = await annotate(text);
        const files = {};
        for (const format of ['json', 'jsonld', 'citron.json', 'csv', 'md', 'quotes.md', 'html']) files[format] = await exportAs(document, format);
        const isArchive = (file) => file instanceof Uint8Array && file[0] === 0x50 && file[1] === 0x4b;
        const office = isArchive(await exportAs(document, 'docx')) && isArchive(await exportAs(document, 'xlsx'));
        const plain = await decodeLink(await encodeLink(document)), whole = await decodeLink(`https://example.org/#${await encodeLink(document, { freeze: true })}`);
        print([files, plain.text === document.text, plain.annotations.length, whole.annotations.length === document.annotations.length, office]);";
    let sent = run("write", &script(body));
    for (format, words) in [
        ("csv", "\u{feff}id,layer,"),
        ("csv", "Greta Moen"),
        ("md", "Greta Moen"),
        ("html", "<!DOCTYPE html>"),
        ("jsonld", "anno.jsonld"),
    ] {
        assert!(sent[0][format].as_str().is_some_and(|file| file.contains(words)), "{format}: {}", sent[0][format]);
    }
    assert_eq!(sent[0]["json"].as_str().map(|file| serde_json::from_str::<Value>(file).unwrap()), Some(native(true)));
    assert_eq!(sent.as_array().map(|all| &all[1..]), Some(&[true.into(), 0.into(), true.into(), true.into()][..]));
}

#[test]
fn mistakes_have_codes() {
    let body = "
        const document = await annotate('It may rain in Oslo.'), link = await encodeLink(document, { freeze: true });
        const tries = [
            () => annotate(5), () => annotate(null), () => annotate('x'.repeat(9 << 20)), () => exportAs(document, 'pptx'), () => exportAs({}, 'csv'),
            () => encodeLink({ text: 'a', annotations: [{ layer: 'hedge', start: 0, end: 9, kind: 'modal' }] }),
            () => decodeLink(link.slice(0, -9)), () => decodeLink('nonsense'), () => decodeLink(),
        ];
        const codes = [];
        for (const attempt of tries) codes.push(await attempt().then(() => 'done', (error) => error instanceof ReportedlyError && [error.code, error.beginning ?? '']));
        const empty = await annotate(' \\n '), torn = await annotate('It may\\ud800 rain.');
        print([codes, empty.text, empty.annotations.length, torn.text]);";
    let told = run("mistakes", &script(body));
    let codes: Vec<&str> = told[0].as_array().unwrap().iter().map(|code| code[0].as_str().unwrap_or("none")).collect();
    let expected = [
        "not-text",
        "not-text",
        "too-long",
        "unknown-format",
        "bad-document",
        "bad-document",
        "bad-link",
        "bad-link",
        "bad-link",
    ];
    assert_eq!(codes, expected);
    assert!("It may rain in Oslo.".starts_with(told[0][6][1].as_str().unwrap()) && told[0][6][1] != "", "{told}");
    assert_eq!((&told[1], &told[2], &told[3]), (&"".into(), &0.into(), &"It may\u{fffd} rain.".into()));
}

#[test]
fn a_server_that_renders_pages_can_import_the_element() {
    let found = run("import", "import { version } from 'reportedly'; console.log(JSON.stringify(version));");
    assert_eq!(found, env!("CARGO_PKG_VERSION"));
}

#[test]
fn a_model_that_is_missing_is_told_of_and_rules_do_without() {
    let copy = project().join("copy");
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(project().join("node_modules/reportedly")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && !path.ends_with("news.model") {
            fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        }
    }
    let body = "import { annotate } from './copy/headless.js';
        const told = await annotate('It may rain.').then(() => '', ({ code, message }) => [code, message]);
        console.log(JSON.stringify([told, (await annotate('It may rain.', { model: false })).annotations.length]));";
    let told = run("missing", body);
    assert_eq!(told[0][0], "load-failed");
    assert!(told[0][1].as_str().is_some_and(|message| message.starts_with("news.model")), "{told}");
    assert_eq!(told[1], 1);
}

#[test]
fn a_text_that_breaks_the_engine_costs_the_next_one_and_those_beside_it_nothing() {
    // As Rust leaves it: whatever is asked of that engine afterwards fails.
    let body = "import { annotate } from 'reportedly/headless';
        import { program } from 'reportedly/program-loader.js';
        const { Job } = await program('engine');
        const { withModel } = Job;
        let broken = false;
        const fail = (words) => { throw new Error(words); };
        Job.prototype.step = new Proxy(Job.prototype.step, { apply: (step, job) => broken ? fail('recursive use') : step.call(job) });
        Job.prototype.free = new Proxy(Job.prototype.free, { apply: (free, job) => broken ? fail('attempted to take ownership') : free.call(job) });
        Job.withModel = (text, net) => {
            if (!text.includes('Norlink')) return withModel(text, net);
            broken = true;
            throw new WebAssembly.RuntimeError('unreachable');
        };
        const long = 'It may rain in Oslo, said Ana Diaz. '.repeat(2_000);
        let beside;
        await new Promise((go) => (beside = annotate(long, { onProgress: go })));
        const told = await annotate('Norlink may go.').then(() => 'read', ({ code, message }) => [code, message]);
        const next = await annotate('It may snow.');
        console.log(JSON.stringify([told, next.annotations.length, (await beside).annotations.length > 1_000, broken]));";
    let told = run("breaks", body);
    assert_eq!(told[0][0], "engine-failed");
    assert!(told[0][1].as_str().is_some_and(|message| message.contains("unreachable")), "{told}");
    assert_eq!((&told[1], &told[2], &told[3]), (&1.into(), &true.into(), &true.into()), "{told}");
}

#[test]
fn a_flipped_bit_in_a_file_of_the_folder_is_named() {
    let package = project().join("node_modules/reportedly");
    let copy = project().join("damaged");
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(&package).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    for file in ["engine_bg.wasm", "engine.words", "engine.js", "files_bg.wasm", "news.model"] {
        let whole = fs::read(copy.join(file)).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        fs::write(copy.join(file), flipped).unwrap();
        let body = "import { annotate } from './damaged/headless.js';
            console.log(JSON.stringify(await annotate('It may rain.').then(() => [], ({ code, message }) => [code, message])));";
        let told = run("damaged", body);
        assert_eq!(
            told,
            serde_json::json!([
                "load-failed",
                format!("{file} is damaged: it is not the file that belongs to this version")
            ])
        );
        fs::write(copy.join(file), whole).unwrap();
    }
}

#[test]
fn scripts_are_shipped_without_the_comments_that_have_their_types() {
    // What wasm-bindgen has written, which is no matter of ours.
    const GENERATED: [&str; 6] = ["engine.js", "extraction.js", "files.js", "links.js", "office.js", "widget.js"];
    let is_comment = |line: &&str| line.trim_start().starts_with("//") || line.trim_start().starts_with("/*");
    let mut folders = vec![dist().join("embed")];
    let mut scripts = 0;
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("there is a build").flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".js") && !GENERATED.contains(&&*name) {
                let script = fs::read_to_string(&path).expect("a script is text");
                assert_eq!(script.lines().find(is_comment), None, "{}", path.display());
                scripts += 1;
            }
        }
    }
    assert!(scripts > 25, "{scripts}");
}
