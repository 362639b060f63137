//! Writes the word lists of `lexicon/` and the small trained models of `weights/` into one file. Comments of the lists are
//! left out: readers of the code need them, and visitors do not download them. `src/lexicon.rs` reads the file.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let variable = |name: &str| env::var(name).map_err(io::Error::other);
    let mut words = format!("reportedly words {}\n", variable("CARGO_PKG_VERSION")?);
    for (folder, suffix) in [("lexicon", ""), ("weights", ".weights")] {
        println!("cargo::rerun-if-changed={folder}");
        for file in files(folder)? {
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
    println!("cargo::rustc-env=WORDS_LENGTH={}", words.len());
    fs::write(Path::new(&variable("OUT_DIR")?).join("engine.words"), words)
}

fn files(folder: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    Ok(files)
}

fn without_comment(line: &str) -> String {
    line.split('#').next().unwrap_or(line).trim().to_owned()
}
