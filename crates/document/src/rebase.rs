//! Edits, after the text under them has been edited.

use crate::diff::Diff;
use crate::edit::{Anchor, Change, Edit, Op, Speaker, Target};
use crate::extra::Extra;
use crate::layer::Part;
use crate::span::{Byte, Span};
use crate::stable_sort::first_equals;

/// The most bytes of a text that a lost place keeps: a paragraph, not a book without line ends.
const KEPT: usize = 4096;

/// Moves edits from one version of a text to the next.
///
/// Where the words of a mark are still there, its edits move with them, and its id changes as the engine's will; a
/// content may have changed inside as long as it begins and ends as before and half of it is the same. A mark whose
/// words have changed or gone is lost: its edits stay in the list, [in doubt](crate::Reason::Lost), and keep the lines
/// that it was in. Marks of a paragraph that was moved as a whole move with it, and lost ones are found again when
/// their lines come back.
///
/// No edit is dropped, and nothing changes where the texts are the same. Takes `n log n` time in the texts.
///
/// ```
/// use reportedly_document::{Edit, EntityKind, Labels, Part, Span, rebase, resolve};
///
/// let old = "Talks began in Oman.";
/// let place = |start, end| Edit::add(old, vec![(Part::Entity, Span::new(start, end))], Labels::Entity(EntityKind::Place));
/// let mut edits = [place(15, 19)];
///
/// let new = "On Monday, talks began in Oman.";
/// rebase(&mut edits, old, new);
/// assert_eq!(resolve(new, &[], &edits).annotations[0].cover().of(new), "Oman");
///
/// let without = "On Monday, talks began.";
/// rebase(&mut edits, new, without);
/// assert!(edits[0].is_lost());
/// assert_eq!(edits[0].target().unwrap().anchor.words(without), "Oman");
///
/// rebase(&mut edits, without, new);
/// assert!(!edits[0].is_lost());
/// ```
pub fn rebase(edits: &mut [Edit], old: &str, new: &str) {
    if old == new {
        return;
    }
    let diff = Diff::new(old, new);
    let mut lost: Vec<Lost<'_>> = Vec::new();
    for edit in edits.iter_mut() {
        match &mut edit.op {
            Op::Mark(target, change) => {
                for anchor in std::iter::once(&mut target.anchor).chain(change.anchor_mut()) {
                    let was_lost = anchor.lost.is_some();
                    if was_lost || !anchor.follow(&diff, old) {
                        anchor.lose(old);
                        lost.push(Lost { anchor, was_lost });
                    }
                }
            }
            // Its places cannot be moved; whoever knows it must not take them for places of the new text.
            Op::Unknown(_) => edit.extra.mark_lost(),
            Op::Hide(_) | Op::Show(_) => {}
        }
    }
    find_again(&mut lost, old, new);
    for edit in edits {
        if let Op::Mark(target, change) = &mut edit.op {
            target.rename(new);
            if let Change::Speaker(Speaker::RefersTo(speaker)) = change {
                speaker.rename(new);
            }
        }
    }
}

/// A place that the diff does not find.
struct Lost<'e> {
    anchor: &'e mut Anchor,
    /// Whether it had been lost before.
    was_lost: bool,
}

/// Finds places by the lines that they are in, where these are unmistakable: once in the new text, and in the old
/// text not at all but for the place itself.
fn find_again(lost: &mut [Lost<'_>], old: &str, new: &str) {
    if lost.is_empty() {
        return;
    }
    let first_line =
        |lost: &Lost<'_>| lost.anchor.lost.as_deref().and_then(|text| text.split('\n').next().map(str::to_owned));
    let sought: Vec<String> = lost.iter().map(|lost| first_line(lost).unwrap_or_default()).collect();
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let keys: Vec<&str> =
        old_lines.iter().chain(&new_lines).copied().chain(sought.iter().map(String::as_str)).collect();
    let firsts = first_equals(&keys);
    let (lines, sought) = firsts.split_at(old_lines.len() + new_lines.len());

    let mut counts = vec![(0, 0, 0); firsts.len()];
    for (index, &first) in lines.iter().enumerate() {
        let count = &mut counts[first as usize];
        if index < old_lines.len() {
            count.0 += 1;
        } else {
            (count.1, count.2) = (count.1 + 1, index - old_lines.len());
        }
    }
    let mut starts = vec![0];
    starts.extend(new.match_indices('\n').map(|(byte, _)| byte + 1));
    for (lost, &first) in lost.iter_mut().zip(sought) {
        let (in_old, in_new, line) = counts[first as usize];
        let rest = &new[starts.get(line).copied().unwrap_or(new.len())..];
        let found = lost.anchor.lost.as_deref().and_then(|lines| rest.strip_prefix(lines));
        let whole = found.is_some_and(|after| after.is_empty() || after.starts_with('\n'));
        if whole && !lost.anchor.spans.is_empty() && in_new == 1 && in_old == u32::from(!lost.was_lost) {
            lost.anchor.found(starts[line] as u32);
        }
    }
}

impl Anchor {
    /// Moves with its words. Says whether all are still there.
    fn follow(&mut self, diff: &Diff, old: &str) -> bool {
        let moved = self.spans.iter().map(|&(part, span)| {
            let there = if part == Part::Content { diff.mostly(span) } else { diff.whole(span) };
            Some((part, there?))
        });
        match moved.collect::<Option<Vec<_>>>() {
            Some(moved) if self.is_sound(old) => {
                self.spans = moved;
                true
            }
            _ => false,
        }
    }

    /// Keeps the lines of the old text instead of a place in it.
    fn lose(&mut self, old: &str) {
        if self.lost.is_some() {
            return;
        }
        let cover = self.spans.iter().map(|(_, span)| *span).reduce(Span::cover);
        let Some(cover) = cover.filter(|_| self.is_sound(old)) else {
            // What made no sense before must not begin to by chance.
            (self.spans, self.lost) = (Vec::new(), Some(String::new()));
            return;
        };
        let Span { start, end, .. } = cover;
        let line_start = old[..start as usize].rfind('\n').map_or(0, |byte| byte + 1);
        let line_end = old[end as usize..].find('\n').map_or(old.len(), |byte| byte + end as usize);
        if line_end - line_start <= KEPT {
            self.lost = Some(old[line_start..line_end].to_owned());
            self.shift(line_start as u32);
            return;
        }
        // With the ellipsis, what is cut is not found in a text again.
        let cut = old.floor_char_boundary(line_end.min(start as usize + KEPT));
        self.lost = Some(old[start as usize..cut].to_owned() + "…");
        self.spans.retain(|(_, span)| (span.start as usize) < cut);
        for (_, span) in &mut self.spans {
            span.end = span.end.min(cut as u32);
        }
        self.shift(start);
    }

    /// Moves spans of the text back to spans of what begins here.
    fn shift(&mut self, start: u32) {
        for (_, span) in &mut self.spans {
            *span = Span::<Byte>::new(span.start - start, span.end - start);
        }
    }

    /// The lines are in the text again and begin here.
    fn found(&mut self, start: u32) {
        self.lost = None;
        for (_, span) in &mut self.spans {
            *span = Span::<Byte>::new(span.start + start, span.end + start);
        }
    }
}

impl Target {
    /// Gives it the id that its mark has in this text.
    pub(crate) fn rename(&mut self, text: &str) {
        if let Some(layer) = self.anchor.layer().filter(|_| self.anchor.fits(text)) {
            self.id = self.id.moved(text, layer, &self.anchor.spans);
        }
    }
}

impl Extra {
    fn mark_lost(&mut self) {
        const FIELD: &str = "lost";
        if !self.0.iter().any(|(name, _)| name == FIELD) {
            self.0.push((FIELD.to_owned(), "\"\"".to_owned()));
        }
    }
}
