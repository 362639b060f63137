//! Links open for ever: those in `tests/links`, of every version, must give the documents beside them.

mod example;

use std::fs;
use std::path::{Path, PathBuf};

use reportedly_document::{Canonical, json};
use reportedly_link::{Codec, Shared};

use example::{article, example};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/links")
}

/// What the links of every version hold, by the names of their files without the version.
fn shared() -> [(&'static str, Shared); 5] {
    let text = |text: &str| Shared { text: Canonical::new(text).into_text(), ..Shared::default() };
    [
        ("article", text(&article())),
        ("everything", example(&article())),
        ("nothing", text("")),
        (
            "other-scripts",
            text("„Vielleicht“, sagte Ärztin Öztürk. 🇮🇷\n\n他们说，会谈可能很快恢复。\n\nשלום, e\u{301}!"),
        ),
        (
            "passage",
            Shared { excerpt: true, reader_first: true, ..text("Talks may resume on Monday, officials said.") },
        ),
    ]
}

/// The version that is made.
const VERSION: u32 = 2;

fn path(version: u32, name: &str) -> PathBuf {
    folder().join(format!("{version}-{name}.link"))
}

#[test]
fn old_links_open() {
    let codec = Codec::built_in();
    let mut opened = 0;
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "link") {
            let link = fs::read_to_string(&path).expect("the file can be read");
            let shared = codec.decode(&link).unwrap_or_else(|error| panic!("{}: {error}", path.display())).shared;
            let expected = fs::read_to_string(path.with_extension("json")).expect("its document is beside it");
            let expected = json::read(&expected).expect("it is a document");
            assert_eq!(shared.into_document(), expected, "{}", path.display());
            opened += 1;
        }
    }
    assert!(opened >= shared().len() * VERSION as usize);
}

/// Also what a document does not have: the view and the flags. And whoever makes the same link makes the same characters,
/// of the version that is made.
#[test]
fn links_of_every_version_are_as_they_were() {
    let codec = Codec::built_in();
    for (name, shared) in shared() {
        for version in 1..=VERSION {
            let link = fs::read_to_string(path(version, name)).expect("the file is there");
            assert_eq!(codec.decode(&link).map(|opened| opened.shared).as_ref(), Ok(&shared), "{version}-{name}");
            if version == VERSION {
                assert_eq!(codec.encode(&shared).as_deref(), Ok(link.trim_end()), "{version}-{name}");
            }
        }
    }
}

#[test]
#[ignore = "writes the files of a new version, and none that is there"]
fn write_links() {
    let codec = Codec::built_in();
    for (name, shared) in shared() {
        let path = path(VERSION, name);
        if !path.exists() {
            let link = codec.encode(&shared).expect("it is short enough");
            fs::write(&path, link + "\n").expect("the file can be written");
            let document = json::write(&shared.into_document());
            fs::write(path.with_extension("json"), document + "\n").expect("the file can be written");
        }
    }
}
