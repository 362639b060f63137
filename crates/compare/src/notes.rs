//! What limits a comparison.

use reportedly_document::ViewedDocument;

use crate::MOST_STATEMENTS;
use crate::comparison::{Note, NoteKind};
use crate::strings;
use crate::text::{Text, WordClass};

/// A text of fewer words is not asked for its language.
const LEAST_WORDS: usize = 25;
/// In English, of every eight words two or more are function words.
const LEAST_FUNCTION_EIGHTHS: usize = 2;

/// Notes on all articles, by kind.
pub(crate) fn notes(articles: &[ViewedDocument<'_>], texts: &[Text]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut known = vec![false; articles.len()];
    for first in 0..articles.len() {
        let is_same = |other: &usize| articles[*other].text() == articles[first].text();
        let same: Vec<usize> = (first..articles.len()).filter(is_same).collect();
        if same.len() > 1 && !known[first] && !articles[first].text().is_empty() {
            same.iter().for_each(|&index| known[index] = true);
            notes.push(note(NoteKind::SameText, &same, 0));
        }
    }
    for (index, text) in texts.iter().enumerate() {
        if text.words.is_empty() {
            notes.push(note(NoteKind::NoText, &[index], 0));
        } else if text.statements == 0 {
            notes.push(note(NoteKind::NoStatements, &[index], 0));
        }
        let function = text.words.iter().filter(|word| word.class == WordClass::Function).count();
        if text.words.len() >= LEAST_WORDS && function * 8 < text.words.len() * LEAST_FUNCTION_EIGHTHS {
            notes.push(note(NoteKind::NotEnglish, &[index], 0));
        }
        if text.statements > MOST_STATEMENTS {
            notes.push(note(NoteKind::TooManyStatements, &[index], text.statements));
        }
    }
    notes.sort_by_key(|note| note.kind);
    notes
}

fn note(kind: NoteKind, articles: &[usize], count: usize) -> Note {
    let numbers: Vec<String> = articles.iter().map(|index| (index + 1).to_string()).collect();
    let shown = strings::listed(&numbers);
    let articles = articles.iter().map(|&index| index as u32).collect();
    Note { kind, articles, sentence: strings::note(kind, &shown, count) }
}
