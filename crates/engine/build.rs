//! Writes the word lists of `lexicon/`, the small trained models of `weights/` and texts of the source into one file, which
//! `src/lexicon.rs` reads. Comments of the lists are left out: readers of the code need them, and visitors do not download them.
//!
//! Texts of the source are those of `listed!` and `word_list!`, and the sentences of rules. They are read where they are
//! written, and a program in a web page does not carry them twice. Texts of comments and of tests are none. What is left out
//! by mistake does not compile: the macros look every text up.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let variable = |name: &str| env::var(name).map_err(io::Error::other);
    let mut words = String::new();
    for (folder, suffix) in [("lexicon", ""), ("weights", ".weights")] {
        println!("cargo::rerun-if-changed={folder}");
        for file in files(Path::new(folder), "txt")? {
            let list = fs::read_to_string(&file)?;
            let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            words.push_str(&format!("={name}{suffix}\n"));
            let entry = |line: &str| if suffix.is_empty() { without_comment(line) } else { line.to_owned() };
            for line in list.lines().map(entry).filter(|line| !line.is_empty()) {
                words.push_str(&line);
                words.push('\n');
            }
        }
    }
    println!("cargo::rerun-if-changed=src");
    let mut texts = BTreeSet::new();
    for file in files(Path::new("src"), "rs")? {
        let source = fs::read_to_string(&file)?;
        texts.extend(literals(&source));
        texts.extend(sentences(&source));
    }

    words.push_str("=texts\n");
    let version = variable("CARGO_PKG_VERSION")?;
    let first_line = format!(
        "reportedly words {version} {:016x}\n",
        hash(words.chars().chain(texts.iter().flat_map(|text| text.chars())))
    );
    words.insert_str(0, &first_line);
    let mut places = String::from("&[");
    for text in &texts {
        places.push_str(&format!("({text:?}, {}),\n", words.len()));
        words.push_str(text);
        words.push('\n');
    }
    places.push(']');

    println!("cargo::rustc-env=WORDS_LENGTH={}", words.len());
    println!("cargo::rustc-env=WORDS_HASH={}", first_line.trim_end().rsplit(' ').next().unwrap_or_default());
    let out = variable("OUT_DIR")?;
    fs::write(Path::new(&out).join("places.rs"), places)?;
    fs::write(Path::new(&out).join("engine.words"), words)
}

/// All files below a folder whose names end so, in order.
fn files(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn without_comment(line: &str) -> String {
    line.split('#').next().unwrap_or(line).trim().to_owned()
}

/// The literals inside of `listed!` and `word_list!`.
fn literals(source: &str) -> Vec<String> {
    let source = compiled(source);
    let mut found = Vec::new();
    for name in ["listed!(", "word_list!("] {
        for (at, _) in source.match_indices(name) {
            if let Some(literal) = source[at + name.len()..].trim_start().strip_prefix('"') {
                found.push(unescaped(literal));
            }
        }
    }
    found
}

/// The lines of a file that end up in a program: no comments, and nothing from the first item of tests on.
fn compiled(source: &str) -> String {
    let lines = source.lines().take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// A literal up to its closing quotation mark, as the compiler reads it.
fn unescaped(literal: &str) -> String {
    let mut text = String::new();
    let mut letters = literal.chars().peekable();
    while let Some(letter) = letters.next().filter(|&letter| letter != '"') {
        match letter {
            '\\' => match letters.next() {
                Some('\n') => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
                Some(other) => text.push(other),
                None => {}
            },
            letter => text.push(letter),
        }
    }
    text
}

/// The sentences of rules: what documents each rule between `rules! {` and its closing brace, which both begin their lines.
fn sentences(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    for line in source.lines().skip_while(|line| *line != "rules! {").take_while(|line| *line != "}") {
        if let Some(documentation) = line.trim_start().strip_prefix("///") {
            sentence.push_str(documentation);
        } else if !sentence.is_empty() {
            found.push(sentence.trim().to_owned());
            sentence.clear();
        }
    }
    found
}

/// FNV-1a.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
}
