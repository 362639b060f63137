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

/// What the links of version 1 hold, by the names of their files.
fn of_version_1() -> [(&'static str, Shared); 5] {
    let text = |text: &str| Shared { text: Canonical::new(text).into_text(), ..Shared::default() };
    [
        ("1-article", text(&article())),
        ("1-everything", example(&article())),
        ("1-nothing", text("")),
        (
            "1-other-scripts",
            text("„Vielleicht“, sagte Ärztin Öztürk. 🇮🇷\n\n他们说，会谈可能很快恢复。\n\nשלום, e\u{301}!"),
        ),
        (
            "1-passage",
            Shared { excerpt: true, reader_first: true, ..text("Talks may resume on Monday, officials said.") },
        ),
    ]
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
    assert!(opened >= of_version_1().len());
}

/// Also what a document does not have: the view and the flags. And whoever makes the same link makes the same characters,
/// which holds while version 1 is the one that is made.
#[test]
fn links_of_version_1_are_as_they_were() {
    let codec = Codec::built_in();
    for (name, shared) in of_version_1() {
        let link = fs::read_to_string(folder().join(name).with_extension("link")).expect("the file is there");
        assert_eq!(codec.decode(&link).map(|opened| opened.shared).as_ref(), Ok(&shared), "{name}");
        assert_eq!(codec.encode(&shared).as_deref(), Ok(link.trim_end()), "{name}");
    }
}

#[test]
#[ignore = "writes the files of a new version, and none that is there"]
fn write_links() {
    let codec = Codec::built_in();
    for (name, shared) in of_version_1() {
        let path = folder().join(name).with_extension("link");
        if !path.exists() {
            let link = codec.encode(&shared).expect("it is short enough");
            fs::write(&path, link + "\n").expect("the file can be written");
            let document = json::write(&shared.into_document());
            fs::write(path.with_extension("json"), document + "\n").expect("the file can be written");
        }
    }
}
