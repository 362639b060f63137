//! The fields of a card: lists and text boxes whose value says what a person has set.

use std::fmt;
use std::str::FromStr;

use reportedly_document::Part;

use crate::command::MarkIndex;

/// What a list or a text box of a card sets. The element carries it as words in `data-set`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// A mark's note.
    Note(MarkIndex),
    /// A statement's speaker.
    Speaker(MarkIndex),
    /// The same, typed.
    SpeakerName(MarkIndex),
    /// The name of the heading that a statement stands below.
    SourceName(MarkIndex),
    /// What kind of source that heading is.
    SourceClass(MarkIndex),
    /// What that heading is to be merged with.
    MergeWith(MarkIndex),
    /// What is to be split off it.
    SplitOff(MarkIndex),
    /// One of a mark's labels, from the list of this part.
    Label(MarkIndex, Part),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, mark, list) = match *self {
            Field::Note(mark) => ("note ", mark, ""),
            Field::Speaker(mark) => ("speaker ", mark, ""),
            Field::SpeakerName(mark) => ("typed-speaker ", mark, ""),
            Field::SourceName(mark) => ("source-name ", mark, ""),
            Field::SourceClass(mark) => ("source-class ", mark, ""),
            Field::MergeWith(mark) => ("merge-with ", mark, ""),
            Field::SplitOff(mark) => ("split-off ", mark, ""),
            Field::Label(mark, part) => ("label ", mark, part.label()),
        };
        f.write_str(name)?;
        fmt::Display::fmt(&mark.0, f)?;
        if !list.is_empty() {
            f.write_str(" ")?;
        }
        f.write_str(list)
    }
}

impl FromStr for Field {
    type Err = ();

    fn from_str(words: &str) -> Result<Field, ()> {
        let mut words = words.split(' ');
        let name = words.next().unwrap_or_default();
        let mark = words.next().and_then(|index| index.parse().ok()).map(MarkIndex).ok_or(())?;
        match name {
            "note" => Ok(Field::Note(mark)),
            "speaker" => Ok(Field::Speaker(mark)),
            "typed-speaker" => Ok(Field::SpeakerName(mark)),
            "source-name" => Ok(Field::SourceName(mark)),
            "source-class" => Ok(Field::SourceClass(mark)),
            "merge-with" => Ok(Field::MergeWith(mark)),
            "split-off" => Ok(Field::SplitOff(mark)),
            "label" => {
                let list = words.next().unwrap_or_default();
                let part = Part::ALL.iter().copied().find(|part| part.label() == list).ok_or(())?;
                Ok(Field::Label(mark, part))
            }
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_back_from_its_words() {
        let mark = MarkIndex(12);
        let labels = Part::ALL.iter().map(|&part| Field::Label(mark, part));
        let others = [
            Field::Note(mark),
            Field::Speaker(mark),
            Field::SpeakerName(mark),
            Field::SourceName(mark),
            Field::SourceClass(mark),
            Field::MergeWith(mark),
            Field::SplitOff(mark),
        ];
        for field in labels.chain(others) {
            assert_eq!(field.to_string().parse(), Ok(field));
        }
        for words in ["", "note", "note x", "label 3", "label 3 verb", "speak 3"] {
            assert_eq!(words.parse::<Field>(), Err(()), "{words:?}");
        }
    }
}
