//! What is known of a text before the net reads it: how each word is used in all of it, and what the rules marked.

use std::ops::Range;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::features::{neighbour, word_of};
use crate::entities::lexicon::LEXICON;
use crate::lexed::Lexed;
use crate::mark::Marks;
use crate::people::is_title;
use crate::words::{one_of, word_list};

/// What is known of a text before the net reads it.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    genre: u32,
    words: HashMap<u32, Word, FxBuildHasher>,
    /// For each token the codes of its entity, hedge and part of an attribution; empty where rules were not asked.
    rules: Vec<[u8; 3]>,
}

/// What a text does with a word.
#[derive(Clone, Debug, Default)]
struct Word {
    lower: bool,
    /// How often it has a capital; how often next to another capital.
    capitals: u32,
    after_capital: u32,
    before_capital: u32,
    capital_inside_sentence: bool,
    after_title: bool,
    after_preposition_of_place: bool,
    before_head: bool,
    /// The first places with a capital, and the neighbours there.
    places: Vec<(usize, [u32; 2])>,
}

/// What the other places of a word in the text tell of it, as numbers for the net.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    pub(crate) casing: u32,
    pub(crate) company: u32,
    pub(crate) neighbours: [u32; 4],
}

/// So many places of a word are remembered: two more than one, so that every place has two others.
const PLACES: usize = 3;

impl Reading {
    /// Reads how words are used, for as much of the text as has been cut.
    pub(crate) fn of_words(lexed: &Lexed) -> Reading {
        let mut reading = Reading::default();
        let mut sentences = lexed.sentences().iter().cloned().peekable();
        let mut sentence = 0..0;
        for token in 0..lexed.tokens().len() {
            while let Some(next) = sentences.next_if(|next| next.start <= token) {
                sentence = next;
            }
            reading.add(lexed, token, &sentence);
        }
        reading.genre = genre(lexed);
        reading
    }

    /// What kind of text it is, as a number below 32.
    pub(crate) fn genre(&self) -> u32 {
        self.genre
    }

    fn add(&mut self, lexed: &Lexed, at: usize, sentence: &Range<usize>) {
        let raw = lexed.raw(at);
        if !raw.starts_with(char::is_alphabetic) {
            return;
        }
        let word = self.words.entry(word_of(lexed, at)).or_default();
        if !lexed.tokens()[at].capital {
            word.lower = true;
            return;
        }
        let begins =
            at == sentence.start || (at == sentence.start + 1 && !lexed.raw(at - 1).starts_with(char::is_alphanumeric));
        let before = (at > sentence.start).then(|| at - 1);
        let after = (at + 1 < sentence.end).then_some(at + 1);
        let capital = |token: Option<usize>| token.is_some_and(|token| lexed.tokens()[token].capital);
        word.capitals += 1;
        word.capital_inside_sentence |= !begins;
        word.after_capital += u32::from(capital(before));
        word.before_capital += u32::from(capital(after));
        word.after_title |= before.is_some_and(|token| is_title(lexed.norm(token)));
        word.after_preposition_of_place |= before.is_some_and(|token| {
            one_of(lexed.norm(token), word_list!("in at from near to of across outside inside around"))
        });
        word.before_head |= after.is_some_and(|token| LEXICON.head(lexed.norm(token)).is_some());
        if word.places.len() < PLACES {
            let norm = |token: Option<usize>| token.map_or("", |token| lexed.norm(token));
            word.places.push((at, [neighbour(norm(before), false), neighbour(norm(after), true)]));
        }
    }

    /// Reads how words are used, and remembers what the rules marked.
    #[inline(never)]
    pub(crate) fn new(lexed: &Lexed, marks: &Marks) -> Reading {
        let mut reading = Reading::of_words(lexed);
        reading.note_rules(lexed, marks);
        reading
    }

    fn note_rules(&mut self, lexed: &Lexed, Marks { entities, attributions, hedges }: &Marks) {
        self.rules = vec![[0; 3]; lexed.tokens().len()];
        let mut paint = |layer: usize, tokens: &Range<usize>, class: usize| {
            for (place, token) in self.rules[tokens.clone()].iter_mut().enumerate() {
                token[layer] = (2 * class + if place == 0 { 1 } else { 2 }) as u8;
            }
        };
        entities.iter().for_each(|mark| paint(0, &mark.tokens, mark.kind as usize));
        hedges.iter().for_each(|mark| paint(1, &mark.tokens, mark.kind as usize));
        // Where parts of several attributions lie on each other, a cue is seen before a source, a source before a content.
        attributions.iter().flat_map(|mark| &mark.content).for_each(|tokens| paint(2, tokens, 2));
        attributions.iter().flat_map(|mark| &mark.source).for_each(|tokens| paint(2, tokens, 1));
        attributions.iter().flat_map(|mark| &mark.cue).for_each(|tokens| paint(2, tokens, 0));
    }

    /// The codes of what the rules marked at a token: 0 for nothing, of class `c` `2c + 1` for the first token of a mark
    /// and `2c + 2` for the others.
    pub(crate) fn rules(&self, token: usize) -> [u8; 3] {
        self.rules.get(token).copied().unwrap_or_default()
    }

    /// What the other places of the token's word tell.
    #[inline(never)]
    pub(crate) fn elsewhere(&self, lexed: &Lexed, token: usize) -> Elsewhere {
        let word = match self.words.get(&word_of(lexed, token)) {
            Some(word) if lexed.raw(token).starts_with(char::is_alphabetic) => word,
            _ => return Elsewhere::default(),
        };
        if !lexed.tokens()[token].capital {
            return Elsewhere { casing: 1 + u32::from(word.capital_inside_sentence), ..Elsewhere::default() };
        }
        let often = match word.capitals {
            0 | 1 => 0,
            2 => 1,
            3 | 4 => 2,
            _ => 3,
        };
        let share = |count: u32| match 2 * count {
            0 => 0,
            count if count < word.capitals => 1,
            count if count < 2 * word.capitals => 2,
            _ => 3,
        };
        let flags = [word.after_title, word.after_preposition_of_place, word.before_head];
        let flags = flags.into_iter().fold(0, |flags, flag| flags << 1 | u32::from(flag));
        let mut neighbours = [0; 4];
        let others = word.places.iter().filter(|(at, _)| *at != token);
        for (pair, (_, found)) in neighbours.chunks_exact_mut(2).zip(others) {
            pair.copy_from_slice(found);
        }
        Elsewhere {
            casing: 16 + 4 * (2 * u32::from(word.lower) + u32::from(word.capital_inside_sentence)) + often,
            company: flags << 4 | share(word.after_capital) << 2 | share(word.before_capital),
            neighbours,
        }
    }
}

/// Four lengths, four shares of words that are said to somebody in person, and whether there is a quotation.
fn genre(lexed: &Lexed) -> u32 {
    let tokens = lexed.tokens().len();
    // Most words are longer than any of these.
    let personal = |&token: &usize| {
        let norm = lexed.norm(token);
        norm.len() <= 4 && one_of(norm, "i my me you your we our ! ’m 'm")
    };
    let personal = (0..tokens).filter(personal).count();
    let length = [60, 250, 700].iter().filter(|&&limit| tokens >= limit).count();
    let share = [200, 60, 25].iter().filter(|&&part| personal * part > tokens).count();
    ((length << 2 | share) << 1 | usize::from(!lexed.quotations().is_empty())) as u32
}
