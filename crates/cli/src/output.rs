//! What the program writes: all of it, or an error.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::annotate::Error;

/// Writes to standard output. What is left in a buffer counts: a full disk is an error, also of the last line.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut output = io::stdout().lock();
    output.write_all(bytes)?;
    Ok(output.flush()?)
}

/// The same, without colours where they would not be seen.
pub(crate) fn print_plain(bytes: &[u8]) -> Result<(), Error> {
    let mut output = anstream::stdout().lock();
    output.write_all(bytes)?;
    Ok(output.flush()?)
}

/// Writes a file, all of it or nothing: what was there before stays until the new one is whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error| Error::File { name: path.display().to_string(), error };
    // A device or a pipe cannot be replaced.
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return fs::write(path, bytes).map_err(failed);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&part, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&part);
    }
    replaced.map_err(failed)
}

/// Says something on standard error. Where nobody can hear it, the work goes on all the same.
pub(crate) fn tell(words: fmt::Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "{words}");
}

/// # Errors
/// When standard output was closed before the program began: Rust opens `/dev/null` in its place, to read and to write,
/// and everything that is printed would be lost without an error.
pub(crate) fn is_open() -> Result<(), Error> {
    #[cfg(target_os = "linux")]
    if is_null() && is_read_too() {
        return Err(Error::Output(io::Error::other("standard output is closed")));
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn is_null() -> bool {
    use std::os::fd::AsFd as _;
    use std::os::linux::fs::MetadataExt as _;
    let output = io::stdout().as_fd().try_clone_to_owned().map(File::from).and_then(|file| file.metadata());
    let null = fs::metadata("/dev/null");
    output.ok().zip(null.ok()).is_some_and(|(output, null)| output.st_rdev() == null.st_rdev())
}

#[cfg(target_os = "linux")]
fn is_read_too() -> bool {
    let info = fs::read_to_string("/proc/self/fdinfo/1").unwrap_or_default();
    let flags = info.lines().find_map(|line| line.strip_prefix("flags:"));
    // O_RDWR is 2 in the lowest octal digit of the flags; `> /dev/null` has 1, to write alone.
    flags.is_some_and(|flags| flags.trim().ends_with('2'))
}
