//! The names of what a program imports from its script, made small.
//!
//! wasm-bindgen ends each in a hash of 16 digits. No compression makes hashes smaller, and each of them is in the program and in the script.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace;

/// What such a name begins with.
const BEGIN: &[u8] = b"__wbg_";

/// How many digits a hash has.
const HASH: usize = 16;

/// Puts numbers of as many digits in the place of hashes, in a script and in its program.
///
/// # Errors
/// When one cannot be read or written.
pub(crate) fn shorten(script: &Path, program: &Path) -> Result<()> {
    let of_script = workspace::read(script)?;
    let names = numbered(&of_script);
    for (file, content) in [(script, &of_script), (program, &workspace::read(program)?)] {
        fs::write(file, renamed(content, &names)).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// A new name for each. Those that differ in nothing but their hashes have different numbers.
fn numbered(script: &[u8]) -> BTreeMap<&[u8], Vec<u8>> {
    let all: BTreeSet<&[u8]> = places(script).map(|place| &script[place]).collect();
    let mut names = BTreeMap::new();
    let (mut last, mut number) = (&[][..], 0);
    for name in all {
        let stem = &name[..name.len() - HASH];
        number = if stem == last { number + 1 } else { 0 };
        last = stem;
        names.insert(name, [stem, format!("{number:0HASH$x}").as_bytes()].concat());
    }
    names
}

fn renamed(content: &[u8], names: &BTreeMap<&[u8], Vec<u8>>) -> Vec<u8> {
    let mut renamed = content.to_vec();
    for place in places(content) {
        if let Some(name) = names.get(&content[place.clone()]) {
            renamed[place].copy_from_slice(name);
        }
    }
    renamed
}

/// Where names with hashes are.
fn places(content: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let begins = content.windows(BEGIN.len()).enumerate().filter(|(_, begin)| *begin == BEGIN).map(|(start, _)| start);
    begins.filter_map(move |start| {
        let rest = &content[start..];
        let length = rest.iter().position(|byte| !is_of_name(byte)).unwrap_or(rest.len());
        let (stem, hash) = rest[..length].split_at_checked(length.saturating_sub(HASH))?;
        let has_hash = stem.len() > BEGIN.len() && stem.ends_with(b"_") && hash.iter().all(u8::is_ascii_hexdigit);
        has_hash.then_some(start..start + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_numbers_in_the_place_of_hashes() {
        let folder = tempfile::tempdir().unwrap();
        let (script, program) = (folder.path().join("a.js"), folder.path().join("a_bg.wasm"));
        fs::write(
            &script,
            "{ __wbg_get_0123456789abcdef: 1, __wbg_get_fedcba9876543210: 2, __wbg_get_imports: __wbg_init }",
        )
        .unwrap();
        fs::write(&program, b"\x1a__wbg_get_fedcba9876543210\0\x01__wbg_get_0123456789abcdef\0\x05").unwrap();
        shorten(&script, &program).unwrap();
        assert_eq!(
            fs::read_to_string(&script).unwrap(),
            "{ __wbg_get_0000000000000000: 1, __wbg_get_0000000000000001: 2, __wbg_get_imports: __wbg_init }"
        );
        let expected = b"\x1a__wbg_get_0000000000000001\0\x01__wbg_get_0000000000000000\0\x05";
        assert_eq!(fs::read(&program).unwrap(), expected);
    }
}
