//! What the program writes: all of it, or an error.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::error::Error;

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
    replace_by(path, |file| file.write_all(bytes).map_err(failed))
}

/// The same with a file that is written piece by piece.
pub(crate) fn replace_by(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<(), Error> {
    let failed = |error| Error::File { name: path.display().to_string(), error };
    // A device or a pipe cannot be replaced.
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return write(&mut File::options().write(true).open(path).map_err(failed)?);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let mut file = File::create(&part).map_err(failed)?;
    let written = write(&mut file).and_then(|()| file.sync_all().map_err(failed));
    let replaced = written.and_then(|()| fs::rename(&part, path).map_err(failed));
    if replaced.is_err() {
        let _ = fs::remove_file(&part);
    }
    replaced
}

/// Says something on standard error. Where nobody can hear it, the work goes on all the same.
pub(crate) fn report(words: fmt::Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "{words}");
}

/// # Errors
/// When standard output was closed before the program began: everything that is printed would be lost without an error.
pub(crate) fn is_open() -> Result<(), Error> {
    #[cfg(target_os = "linux")]
    if stdout_at_start::was_closed() {
        return Err(Error::Output(io::Error::other("standard output is closed")));
    }
    Ok(())
}

/// Rust opens `/dev/null` in the place of a closed standard output before `main` runs, and whoever starts a program may have done
/// so on purpose. Which of them it was can only be seen before.
#[cfg(target_os = "linux")]
mod stdout_at_start {
    use std::fs;
    use std::sync::atomic::{AtomicBool, Ordering};

    static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

    // The section lists functions of this type, which are called when the program has been loaded. This one needs nothing of
    // what Rust sets up afterwards.
    #[used]
    #[unsafe(link_section = ".init_array")]
    static RECORD: extern "C" fn() = record;

    extern "C" fn record() {
        let is_there = |path| fs::symlink_metadata(path).is_ok();
        WAS_CLOSED.store(is_there("/proc/self/fd") && !is_there("/proc/self/fd/1"), Ordering::Relaxed);
    }

    pub(super) fn was_closed() -> bool {
        WAS_CLOSED.load(Ordering::Relaxed)
    }
}
