//! The hashes of files, as `sha256sum --check` reads them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::workspace;

/// What the file with the hashes is called.
pub(crate) const NAME: &str = "SHA256SUMS";

/// A line for each of these files of a folder.
pub(crate) fn of_files(folder: &Path, files: &[PathBuf]) -> Result<String> {
    files.iter().try_fold(String::new(), |mut sums, file| {
        let hash = hexadecimal(&workspace::read(&folder.join(file))?)?;
        writeln!(sums, "{hash}  {}", file.to_string_lossy().replace('\\', "/")).context("cannot write a hash")?;
        Ok(sums)
    })
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> Result<String> {
    Sha256::digest(bytes).iter().try_fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").context("cannot write a hash")?;
        Ok(digits)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn hashes_are_written_as_sha256sum_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("embed")).unwrap();
        fs::write(folder.path().join("embed/a.js"), "a").unwrap();
        // printf a | sha256sum
        let hash = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
        assert_eq!(of_files(folder.path(), &["embed/a.js".into()]).unwrap(), format!("{hash}  embed/a.js\n"));
    }
}
