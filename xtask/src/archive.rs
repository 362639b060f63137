//! Archives whose bytes follow from their files alone: in the order of their names, and of no time.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::workspace;

/// What a file may be used for, as Unix has it.
const READABLE: u32 = 0o644;
const EXECUTABLE: u32 = 0o755;

/// A file of an archive.
pub(crate) struct Entry {
    /// Its path in the archive, with `/`.
    name: String,
    /// Where it is now.
    path: PathBuf,
    mode: u32,
}

impl Entry {
    /// A program, which can be run once it has been unpacked.
    pub(crate) fn program(path: PathBuf, name: &str) -> Entry {
        Entry { name: name.to_owned(), path, mode: EXECUTABLE }
    }

    /// Any other file.
    pub(crate) fn file(path: PathBuf, name: &str) -> Entry {
        Entry { name: name.to_owned(), path, mode: READABLE }
    }

    /// The files below a directory that are wanted, by their paths there, in a folder of the archive. `folder` is empty or ends with `/`.
    pub(crate) fn below(directory: &Path, folder: &str, wanted: impl Fn(&Path) -> bool) -> Result<Vec<Entry>> {
        let files = workspace::files_below(directory)?.into_iter().filter(|file| wanted(file));
        Ok(files
            .map(|file| {
                let name = file.to_string_lossy().replace('\\', "/");
                Entry::file(directory.join(&file), &[folder, &name].concat())
            })
            .collect())
    }
}

/// Writes a ZIP archive.
///
/// # Errors
/// When a file cannot be read, or the archive not be written.
pub(crate) fn zip(archive: &Path, mut entries: Vec<Entry>) -> Result<()> {
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let cannot_write = || format!("cannot write {}", archive.display());
    let mut writer = ZipWriter::new(File::create(archive).with_context(cannot_write)?);
    for Entry { name, path, mode } in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(mode);
        writer.start_file(name, options).with_context(cannot_write)?;
        writer.write_all(&workspace::read(&path)?).with_context(cannot_write)?;
    }
    writer.finish().map(drop).with_context(cannot_write)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read as _;
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn an_archive_follows_from_its_files_and_not_from_their_times_or_order() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first.zip", "second.zip"].map(|name| folder.path().join(name));
        let files = folder.path().join("files");
        fs::create_dir_all(files.join("engine")).unwrap();
        fs::write(files.join("page.html"), "<p>Rain</p>").unwrap();
        fs::write(files.join("engine/model"), [0, 1, 2]).unwrap();
        fs::write(files.join("draft"), "").unwrap();
        let entries = || Entry::below(&files, "site/", |file| file != Path::new("draft")).unwrap();
        zip(&first, entries()).unwrap();
        let page = File::options().write(true).open(files.join("page.html")).unwrap();
        page.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
        zip(&second, entries().into_iter().rev().collect()).unwrap();
        assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());

        let mut archive = zip::ZipArchive::new(File::open(&first).unwrap()).unwrap();
        let names: Vec<_> = archive.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["site/engine/model", "site/page.html"]);
        let mut page = String::new();
        archive.by_name("site/page.html").unwrap().read_to_string(&mut page).unwrap();
        assert_eq!(page, "<p>Rain</p>");
    }

    #[test]
    fn programs_can_be_run_when_they_have_been_unpacked() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("tools.zip");
        let tool = folder.path().join("tool");
        fs::write(&tool, "#!/bin/sh\n").unwrap();
        zip(&archive, vec![Entry::program(tool.clone(), "tool"), Entry::file(tool, "README.md")]).unwrap();
        let mut archive = zip::ZipArchive::new(File::open(&archive).unwrap()).unwrap();
        let mut mode = |name| archive.by_name(name).unwrap().unix_mode().unwrap() & 0o777;
        assert_eq!((mode("tool"), mode("README.md")), (0o755, 0o644));
    }
}
