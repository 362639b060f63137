//! Writes the word lists of `lexicon/` into one file, without their comments, which readers of the code need and
//! visitors do not download. `src/lexicon.rs` reads it.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lexicon");
    let variable = |name: &str| env::var(name).map_err(io::Error::other);
    let mut files = fs::read_dir("lexicon")?.map(|file| Ok(file?.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut words = format!("reportedly words {}\n", variable("CARGO_PKG_VERSION")?);
    for file in files {
        let list = fs::read_to_string(&file)?;
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        words.push_str(&format!("={name}\n"));
        for line in list.lines().map(|line| line.split('#').next().unwrap_or(line).trim()) {
            if !line.is_empty() {
                words.push_str(line);
                words.push('\n');
            }
        }
    }
    println!("cargo::rustc-env=WORDS_LENGTH={}", words.len());
    fs::write(Path::new(&variable("OUT_DIR")?).join("engine.words"), words)
}
