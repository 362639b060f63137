//! The names that the training texts held: what a word mostly was in them, and names of several words.

use reportedly_net::{ModelError, ModelFile};

/// Names of more words are not remembered.
pub(crate) const LONGEST_NAME: usize = 6;

/// What is known of names from elsewhere. Words and names are asked for by their keys.
pub trait KnownNames {
    /// The [`word_code`] of a word; 0 for an unknown one.
    fn word(&self, key: u32) -> u8;

    /// The kind of a name of several words, as the head for entities numbers it.
    fn name(&self, key: u32) -> Option<u8>;
}

/// Sums up what a word was: `shares` has, for each kind of entity and before them for "no entity", the share of the
/// word's capitalised places in a document, added up over documents. 0 where that is not enough to tell, else
/// `1 + 4 k` for the most frequent of these `k`, plus 2 where three documents or more have the word, plus 1 where `k` has
/// more than four fifths.
pub fn word_code(shares: &[f32]) -> u8 {
    let sum: f32 = shares.iter().sum();
    let (most, share) =
        shares.iter().enumerate().fold((0, 0.0), |best, (at, &share)| if share > best.1 { (at, share) } else { best });
    if sum < 1.5 { 0 } else { 1 + 4 * most as u8 + 2 * u8::from(sum >= 2.5) + u8::from(share > 0.8 * sum) }
}

/// Whether the word of this code mostly was in names.
pub(crate) fn is_name(code: u8) -> bool {
    code > 4
}

/// Nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl KnownNames for Nothing {
    fn word(&self, _: u32) -> u8 {
        0
    }

    fn name(&self, _: u32) -> Option<u8> {
        None
    }
}

/// What a model file knows.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    words: Codes,
    names: Codes,
}

impl Known {
    /// Reads the sections `known.words` and `known.names`.
    pub(crate) fn read(file: &ModelFile<'_>) -> Result<Known, ModelError> {
        Ok(Known { words: Codes::read(file, "known.words")?, names: Codes::read(file, "known.names")? })
    }
}

impl KnownNames for Known {
    fn word(&self, key: u32) -> u8 {
        self.words.get(key).unwrap_or(0)
    }

    fn name(&self, key: u32) -> Option<u8> {
        self.names.get(key)
    }
}

/// A code for each of some keys, of which only the upper [`KEY_BITS`] are kept: one word in a thousand that is not meant
/// is taken for one that is.
#[derive(Clone, Debug)]
struct Codes {
    keys: Vec<u32>,
    codes: Vec<u8>,
    /// Where the keys with each beginning start, and where the last end: most texts ask for keys that are not there, and
    /// few keys share a beginning.
    starts: Vec<u32>,
}

/// The bits of a key that tell words apart.
const KEY_BITS: u32 = 24;
/// The bits of the beginning of a key.
const START_BITS: u32 = 12;

impl Codes {
    fn read(file: &ModelFile<'_>, name: &str) -> Result<Codes, ModelError> {
        let section = file.bytes(name)?;
        let bytes: Vec<u8> = section.signed().map(|byte| byte as u8).collect();
        if section.columns != 4 {
            return Err(ModelError::section(name, "has not four columns"));
        }
        // Column by column: the upper bytes of sorted keys hardly change and compress to nothing.
        let column = |at: usize| &bytes[at * section.rows..][..section.rows];
        let join = |((&high, &middle), &low): ((&u8, &u8), &u8)| {
            u32::from(high) << 16 | u32::from(middle) << 8 | u32::from(low)
        };
        let keys: Vec<u32> = column(0).iter().zip(column(1)).zip(column(2)).map(join).collect();
        if !keys.is_sorted() {
            return Err(ModelError::section(name, "is not in order"));
        }
        let start = |beginning: u32| keys.partition_point(|key| key >> (KEY_BITS - START_BITS) < beginning) as u32;
        let starts = (0..=1 << START_BITS).map(start).collect();
        Ok(Codes { keys, codes: column(3).to_vec(), starts })
    }

    fn get(&self, key: u32) -> Option<u8> {
        let beginning = (key >> (32 - START_BITS)) as usize;
        let [start, end] = [self.starts[beginning], self.starts[beginning + 1]].map(|at| at as usize);
        let key = key >> (32 - KEY_BITS);
        let at = start + self.keys[start..end].iter().position(|&other| other == key)?;
        Some(self.codes[at])
    }
}

/// The bytes of a section of codes, which has four columns: the keys byte by byte, then the codes. Of keys that cannot be
/// told apart the first one stays.
pub fn code_rows(mut codes: Vec<(u32, u8)>) -> Vec<i8> {
    codes.iter_mut().for_each(|(key, _)| *key >>= 32 - KEY_BITS);
    codes.sort_by_key(|&(key, _)| key);
    codes.dedup_by_key(|(key, _)| *key);
    let byte = |shift: u32| codes.iter().map(move |&(key, _)| (key >> shift) as u8 as i8);
    byte(16).chain(byte(8)).chain(byte(0)).chain(codes.iter().map(|&(_, code)| code as i8)).collect()
}

#[cfg(test)]
mod tests {
    use reportedly_net::Writer;

    use super::*;
    use crate::model::{FILE, READING};

    #[test]
    fn codes_are_found_again() {
        let codes = vec![(0xffff_ff00, 9), (0, 3), (0x0102_0300, 1), (0x0102_0400, 200)];
        let mut writer = Writer::new(FILE);
        writer.bytes("codes", 4, &code_rows(codes.clone()));
        let file = writer.finish();
        let read = Codes::read(&ModelFile::read(&file, READING).unwrap(), "codes").unwrap();
        for (key, code) in codes {
            assert_eq!(read.get(key), Some(code));
            assert_eq!(read.get(key ^ 0x100), None);
        }
    }

    #[test]
    fn words_are_summed_up() {
        assert_eq!(word_code(&[1.0, 0.0, 0.0]), 0, "one document is not enough");
        assert_eq!(word_code(&[2.0, 0.0, 0.0]), 2);
        assert_eq!(word_code(&[0.0, 0.5, 1.5]), 1 + 8);
        assert_eq!(word_code(&[0.0, 3.0, 0.0]), 1 + 4 + 2 + 1);
    }
}
