//! A folder as a zip file, whose bytes follow from what is in the folder alone.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::workspace;

/// Writes the files of a folder, in the order of their paths, all of the same date.
///
/// # Errors
/// When a file cannot be read, or the archive cannot be written.
pub(super) fn write(folder: &Path, path: &Path) -> Result<()> {
    let problem = || format!("cannot write {}", path.display());
    let file = File::create(path).with_context(problem)?;
    let mut archive = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for name in workspace::files_below(folder)? {
        archive.start_file(name.to_string_lossy().replace('\\', "/"), options).with_context(problem)?;
        archive.write_all(&workspace::read(&folder.join(&name))?).with_context(problem)?;
    }
    archive.finish().map(drop).with_context(problem)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_same_files_make_the_same_bytes() {
        let packed = |names: [&str; 2]| {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                fs::create_dir_all(folder.path().join("in/icons")).unwrap();
                fs::write(folder.path().join("in").join(name), name).unwrap();
            }
            let path = folder.path().join("a.zip");
            write(&folder.path().join("in"), &path).unwrap();
            fs::read(path).unwrap()
        };
        let bytes = packed(["manifest.json", "icons/16.png"]);
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, packed(["icons/16.png", "manifest.json"]));
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let problem = write(folder.path(), Path::new("/no-such-folder/a.zip")).unwrap_err();
        assert!(format!("{problem:#}").starts_with("cannot write /no-such-folder/a.zip"), "{problem:#}");
    }
}
