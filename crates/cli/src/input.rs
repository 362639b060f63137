//! Files that are read, standard input among them, and what documents of them are called.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use reportedly_formats::BinaryKind;

use crate::error::Error;

/// What a document of this file is called: the file's own name. Folders are nobody's business but the writer's.
pub(crate) fn title(file: Option<&Path>) -> String {
    let name = file.filter(|path| path.as_os_str() != "-").and_then(Path::file_name);
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The title of a document that was read, without the folders that the first version put before a file's name.
pub(crate) fn without_folders(id: &str) -> &str {
    let Some((_, name)) = id.rsplit_once(['/', '\\']) else { return id };
    let is_file = name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && !extension.is_empty() && extension.chars().all(|c| c.is_ascii_alphanumeric())
    });
    let is_path =
        id.starts_with(['/', '\\', '.', '~']) || id.get(1..3).is_some_and(|drive| matches!(drive, ":/" | ":\\"));
    if !id.contains("://") && !name.is_empty() && (is_file || is_path) { name } else { id }
}

/// A file, or standard input.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) input: Box<dyn Read + Send>,
    /// In bytes; of a regular file alone.
    pub(crate) length: Option<u64>,
}

impl Input {
    /// Standard input where no file is named, or "-".
    pub(crate) fn open(file: Option<&Path>) -> Result<Input, Error> {
        let Some(path) = file.filter(|path| path.as_os_str() != "-") else {
            let length = length(fs::metadata("/dev/stdin"));
            return Ok(Input { name: "standard input".to_owned(), input: Box::new(io::stdin()), length });
        };
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => {
                let length = length(file.metadata());
                Ok(Input { name, input: Box::new(file), length })
            }
            Err(error) => Err(Error::Input { name, error }),
        }
    }

    /// Its name and all of its text.
    pub(crate) fn text(self) -> Result<(String, String), Error> {
        let (name, bytes) = self.bytes()?;
        Ok((name.clone(), text(name, bytes)?))
    }

    /// Its name and all of its bytes.
    pub(crate) fn bytes(mut self) -> Result<(String, Vec<u8>), Error> {
        let Input { name, input, .. } = &mut self;
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(|error| Error::Input { name: name.clone(), error })?;
        Ok((self.name, bytes))
    }
}

fn length(metadata: io::Result<fs::Metadata>) -> Option<u64> {
    metadata.ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
}

/// The text of a file that is no web page.
pub(crate) fn text(name: String, bytes: Vec<u8>) -> Result<String, Error> {
    if let Some(kind) = BinaryKind::of(&bytes) {
        return Err(Error::Refused { name, problem: format!("it is {kind}, and no text") });
    }
    if bytes.starts_with(b"PAR1") {
        return Err(Error::Refused {
            name,
            problem: "it is a Parquet table; its name must end in .parquet".to_owned(),
        });
    }
    String::from_utf8(bytes).map_err(|error| Error::Encoding { name, offset: error.utf8_error().valid_up_to() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_no_part_of_a_title() {
        assert_eq!(title(Some(Path::new("/home/ana/secret/talks.txt"))), "talks.txt");
        assert_eq!(title(Some(Path::new("talks.txt"))), "talks.txt");
        assert_eq!([title(None), title(Some(Path::new("-")))], ["", ""]);
        for (id, expected) in [
            ("/home/ana/talks.txt", "talks.txt"),
            ("../ana/talks", "talks"),
            ("C:\\Users\\ana\\talks.html", "talks.html"),
            ("drafts/talks.txt", "talks.txt"),
            ("news/2026/0041", "news/2026/0041"),
            ("https://example.org/talks.html", "https://example.org/talks.html"),
            ("Profit and/or loss.", "Profit and/or loss."),
        ] {
            assert_eq!(without_folders(id), expected);
        }
    }
}
