//! Copies the word lists of `lexicon/` without their comments, which readers of the code need and visitors do not
//! download.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lexicon");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    for file in fs::read_dir("lexicon")? {
        let file = file?;
        let list = fs::read_to_string(file.path())?;
        let lines = list.lines().map(|line| line.split('#').next().unwrap_or(line).trim());
        let entries: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        fs::write(Path::new(&out).join(file.file_name()), entries.join("\n"))?;
    }
    Ok(())
}
