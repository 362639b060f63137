//! Links behind wasm-bindgen: what is shared as postcard bytes on the page's side, the fragment of a URL on the other.
//!
//! A program of its own, with the text that its coder has read before as a file beside it: the page loads both when a link
//! is made or opened (`web/page/clients.js`).

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use reportedly_document::{Annotation, Change, Document, Id, Op, Span, View, excerpt, paragraphs};
use reportedly_link::{Codec, Shared, with_mark};
use wasm_bindgen::prelude::*;

/// Makes links and opens them.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Links(Codec);

#[wasm_bindgen]
impl Links {
    /// With the priming text.
    ///
    /// # Errors
    /// When it is not the one that links are made with.
    #[wasm_bindgen(constructor)]
    pub fn new(priming: &[u8]) -> Result<Links, String> {
        Codec::new(priming).map(Links).map_err(|error| error.to_string())
    }

    /// Makes the fragment of a link, without `#`, of postcard of a `Document`, a `View`, whether only the paragraph of the mark
    /// is shared, whether marks are frozen, whether the reader is to mark first, an `Option<Id>` of the mark that it
    /// points at, and whether notes are left out.
    ///
    /// # Errors
    /// When the document does not go into a link; the error says why not.
    pub fn encode(&self, given: &[u8]) -> Result<String, String> {
        type Given = (Document, View, bool, bool, bool, Option<Id>, bool);
        let (mut document, view, passage, freeze, reader_first, mut mark, without_notes): Given =
            postcard::from_bytes(given).map_err(|error| error.to_string())?;
        if without_notes {
            document.edits.retain(|edit| !matches!(edit.op, Op::Mark(_, Change::Note(_))));
            document.annotations.iter_mut().for_each(|annotation| annotation.note = None);
        }
        if passage {
            (document, mark) = passage_of(&document, mark.as_ref());
        }
        let shared = Shared { view, excerpt: passage, reader_first, ..Shared::of(&document, freeze) };
        let fragment = self.0.encode(&shared).map_err(|error| error.to_string())?;
        Ok(mark.map_or(fragment.clone(), |mark| with_mark(&fragment, &mark)))
    }

    /// Opens a link, as postcard of a `Result`: what [`Links::encode`] was given; or a sentence about what is wrong and how
    /// much of the beginning is certain, and the beginning of the text, which is empty where nothing of it can be read.
    ///
    /// # Errors
    /// When it cannot be written as postcard, which would be a mistake of this program.
    pub fn decode(&self, link: &str) -> Result<Vec<u8>, String> {
        let opened = self.0.decode(link).map(|opened| {
            let Shared { excerpt, reader_first, .. } = opened.shared;
            let (view, frozen) = (opened.shared.view.clone(), opened.shared.frozen.is_some());
            (opened.shared.into_document(), view, excerpt, frozen, reader_first, opened.mark)
        });
        let opened = opened.map_err(|error| (error.to_string(), error.beginning.unwrap_or_default()));
        postcard::to_allocvec(&opened).map_err(|error| error.to_string())
    }
}

/// The paragraph of a mark, or those that it lies in; and the mark in it, which has another id in another text.
fn passage_of(document: &Document, mark: Option<&Id>) -> (Document, Option<Id>) {
    let marked = document.annotations.iter().find(|annotation| Some(&annotation.id) == mark);
    let around = marked.and_then(|marked| {
        let cover = marked.cover();
        let first = paragraphs(&document.text).find(|paragraph| paragraph.holds(cover.start))?;
        let last = paragraphs(&document.text).find(|paragraph| cover.end <= paragraph.end)?;
        Some((marked, first.cover(last)))
    });
    let Some((marked, around)) = around else { return (document.clone(), mark.cloned()) };
    let passage = excerpt(document, around);
    let place = Span::new(marked.cover().start - around.start, marked.cover().end - around.start);
    let is_it = |mark: &&Annotation| mark.layer() == marked.layer() && mark.cover() == place;
    let mark = passage.annotations.iter().find(is_it).map(|mark| mark.id.clone());
    (passage, mark)
}

/// White squares on each side of a QR code, without which a camera does not find it (ISO/IEC 18004, 9.1).
const QUIET_ZONE: usize = 4;

/// A QR code, drawn: how many squares it is wide, with the white ones around it; and its black squares as a path of SVG, a unit a
/// square. Nothing if the link is too long for a code.
#[wasm_bindgen(js_name = qrCode)]
pub fn qr_code(link: &str) -> Vec<String> {
    // The lowest level of correction: a screen has no scratches, and the code stays as coarse as can be.
    let Ok(code) = QRBuilder::new(link).ecl(ECL::L).build() else { return Vec::new() };
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            // A run of black squares is a bar.
            let run = row[x..code.size].iter().take_while(|square| square.value()).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE));
            }
            x += run.max(1);
        }
    }
    vec![(code.size + 2 * QUIET_ZONE).to_string(), path]
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    use reportedly_document::{Entity, EntityKind, assign_ids};

    type Back = Result<(Document, View, bool, bool, bool, Option<Id>), (String, String)>;

    fn links() -> Links {
        Links(Codec::built_in())
    }

    #[test]
    fn a_passage_is_the_paragraph_of_the_mark() {
        let text = "Rain in Oslo.\nTalks in Oman.";
        let oman = Annotation::machine(Entity { span: Span::new(23, 27), kind: EntityKind::Place }, "test");
        let mut annotations = vec![oman];
        assign_ids(text, &mut annotations);
        annotations[0].note = Some("Where?".into());
        let mark = Some(annotations[0].id.clone());
        let document = Document { text: text.into(), annotations, ..Document::default() };
        let given = (document, View::default(), true, true, false, mark, true);
        let fragment = links().encode(&postcard::to_allocvec(&given).unwrap()).unwrap();
        let back: Back = postcard::from_bytes(&links().decode(&fragment).unwrap()).unwrap();
        let (document, _, excerpt, _, _, mark) = back.unwrap();
        assert_eq!((&*document.text, excerpt), ("Talks in Oman.", true));
        assert_eq!(Some(&document.annotations[0].id), mark.as_ref());
        assert_eq!(document.annotations[0].note, None);
    }

    #[test]
    fn what_is_shared_comes_back() {
        let document = Document { id: "Talks".into(), text: "Talks in Oman.".into(), ..Document::default() };
        let given = (document, View::default(), false, true, false, None::<Id>);
        let fragment = links().encode(&postcard::to_allocvec(&(&given, false)).unwrap()).unwrap();
        let back: Back = postcard::from_bytes(&links().decode(&fragment).unwrap()).unwrap();
        assert_eq!(back, Ok(given));
    }

    #[test]
    fn what_is_no_link_says_so() {
        let back: Back = postcard::from_bytes(&links().decode("https://example.org/").unwrap()).unwrap();
        assert_eq!(back.unwrap_err().1, "");
        assert!(Links::new(b"another text").is_err());
        assert!(links().encode(&[0xff]).is_err());
    }

    #[test]
    fn a_code_has_all_of_its_squares_and_a_white_edge() {
        let link = "https://example.org/#r1=abc";
        let code = qr_code(link);
        let [width, path] = code.as_slice() else { panic!("there is a code: {code:?}") };
        let width: usize = width.parse().unwrap();
        let mut drawn = vec![vec![false; width]; width];
        for bar in path.split('M').skip(1) {
            let numbers: Vec<usize> =
                bar.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            let [x, y, run, 1, back] = numbers.as_slice() else { panic!("a bar is {bar}") };
            assert_eq!(run, back, "a bar comes back to where it began: {bar}");
            drawn[*y][*x..x + run].fill(true);
        }
        let known = QRBuilder::new(link).ecl(ECL::L).build().unwrap();
        for (y, row) in drawn.iter().enumerate() {
            for (x, &black) in row.iter().enumerate() {
                let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|&at| at < known.size);
                let expected = inside(y).zip(inside(x)).is_some_and(|(y, x)| known[y][x].value());
                assert_eq!(black, expected, "column {x}, row {y}");
            }
        }
    }

    #[test]
    fn a_link_has_a_code_as_long_as_one_can_hold_it() {
        assert_eq!(qr_code(&"a".repeat(2_953)).len(), 2);
        assert_eq!(qr_code(&"a".repeat(2_954)), Vec::<String>::new());
    }
}
