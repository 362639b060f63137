//! Making a model file.

use super::{CHECKED_FROM, ENGINE, ENTRY, FORMAT, HEADER, MAGIC, NAME, Type, Version, checksum, padded};

/// Puts a file together: the counterpart of [`ModelFile`](super::ModelFile), for the trainer and for tests.
#[derive(Debug)]
pub struct Writer {
    version: Version,
    sections: Vec<(String, Type, usize, usize, Vec<u8>)>,
}

impl Writer {
    /// Begins a file for an engine of this version.
    pub fn new(version: Version) -> Writer {
        Writer { version, sections: Vec::new() }
    }

    /// Adds a table of floats.
    pub fn floats(&mut self, name: &str, columns: usize, values: &[f32]) {
        let data = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.sections.push((name.to_owned(), Type::F32, values.len() / columns, columns, data));
    }

    /// Adds a table of signed bytes.
    pub fn bytes(&mut self, name: &str, columns: usize, values: &[i8]) {
        let data = values.iter().map(|&value| value as u8).collect();
        self.sections.push((name.to_owned(), Type::I8, values.len() / columns, columns, data));
    }

    /// The file.
    ///
    /// # Panics
    /// When a name is too long, or the file would be larger than 4 GiB.
    pub fn finish(self) -> Vec<u8> {
        let mut checked = padded::<ENGINE>(self.version.engine).to_vec();
        checked.extend((self.sections.len() as u32).to_le_bytes());
        let mut offset = HEADER + ENTRY * self.sections.len();
        for (name, kind, rows, columns, data) in &self.sections {
            checked.extend(padded::<NAME>(name));
            for number in [*kind as usize, *rows, *columns, offset] {
                checked.extend(u32::try_from(number).expect("a model file is small").to_le_bytes());
            }
            offset += data.len();
        }
        for (.., data) in &self.sections {
            checked.extend(data);
        }
        let mut file = MAGIC.to_vec();
        for number in [FORMAT, self.version.reading, (CHECKED_FROM + checked.len()) as u32, checksum(&checked)] {
            file.extend(number.to_le_bytes());
        }
        file.extend(checked);
        file
    }
}
