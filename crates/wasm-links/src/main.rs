//! Links behind wasm-bindgen: messages of `crates/protocol` on the page's side, the fragment of a URL on the other.
//!
//! A program of its own, with the text that its coder has read before as a file beside it: both are loaded when a link is made or
//! opened.

mod qr;

use reportedly_document::{Document, paragraph_of_mark};
use reportedly_link::{Codec, Shared, with_mark};
use reportedly_protocol::{DamagedLink, LinkContent, LinkRequest, MadeLink, OpenedLink, decode, encode};
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

    /// Makes the fragment of a link, without `#`, of a [`LinkRequest`].
    ///
    /// # Errors
    /// When the document does not go into a link; the error says why not.
    pub fn encode(&self, request: &[u8]) -> Result<String, String> {
        let LinkRequest { content, without_notes } = decode(request)?;
        let LinkContent { mut document, view, excerpt, frozen, reader_first, mut mark } = content;
        if without_notes {
            document.remove_notes();
        }
        if excerpt {
            (document, mark) = paragraph_of_mark(&document, mark.as_ref());
        }
        let shared = Shared { view, excerpt, reader_first, ..Shared::of(&document, frozen) };
        let fragment = self.0.encode(&shared).map_err(|error| error.to_string())?;
        Ok(match mark {
            Some(mark) => with_mark(&fragment, &mark),
            None => fragment,
        })
    }

    /// Makes a link of a [`LinkRequest`] to the page at this address, with its QR code, as a [`MadeLink`].
    ///
    /// # Errors
    /// When the document does not go into a link; the error says why not.
    #[wasm_bindgen(js_name = makeLink)]
    pub fn make_link(&self, request: &[u8], page: &str) -> Result<Vec<u8>, String> {
        let url = [page, "#", &self.encode(request)?].concat();
        let code = qr::draw(&url);
        encode(&MadeLink { url, code })
    }

    /// Opens a link, as an [`OpenedLink`].
    ///
    /// # Errors
    /// When the message cannot be written, which would be a mistake of this program.
    pub fn decode(&self, link: &str) -> Result<Vec<u8>, String> {
        let opened: OpenedLink<Document> = match self.0.decode(link) {
            Ok(opened) => {
                let Shared { excerpt, reader_first, .. } = opened.shared;
                let (view, frozen) = (opened.shared.view.clone(), opened.shared.frozen.is_some());
                let document = opened.shared.into_document();
                Ok(LinkContent { document, view, excerpt, frozen, reader_first, mark: opened.mark })
            }
            Err(error) => {
                let problem = error.to_string();
                Err(DamagedLink { problem, beginning: error.beginning.unwrap_or_default() })
            }
        };
        encode(&opened)
    }
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    use reportedly_document::{Annotation, Entity, EntityKind, Id, Span, View, assign_ids};

    type Back = OpenedLink<Document>;

    fn content(document: Document, frozen: bool, mark: Option<Id>) -> LinkContent<Document> {
        LinkContent { document, view: View::default(), excerpt: false, frozen, reader_first: false, mark }
    }

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
        let content = LinkContent { excerpt: true, ..content(document, true, mark) };
        let fragment = links().encode(&encode(&LinkRequest { content, without_notes: true }).unwrap()).unwrap();
        let back: Back = decode(&links().decode(&fragment).unwrap()).unwrap();
        let LinkContent { document, excerpt, mark, .. } = back.unwrap();
        assert_eq!((&*document.text, excerpt), ("Talks in Oman.", true));
        assert_eq!(Some(&document.annotations[0].id), mark.as_ref());
        assert_eq!(document.annotations[0].note, None);
    }

    #[test]
    fn what_is_shared_comes_back() {
        let document = Document { id: "Talks".into(), text: "Talks in Oman.".into(), ..Document::default() };
        let content = content(document, true, None);
        let request = LinkRequest { content: content.clone(), without_notes: false };
        let fragment = links().encode(&encode(&request).unwrap()).unwrap();
        let back: Back = decode(&links().decode(&fragment).unwrap()).unwrap();
        assert_eq!(back, Ok(content));
    }

    #[test]
    fn a_link_comes_with_its_code_unless_it_is_too_long_for_one() {
        let made = |text: String| {
            let document = Document { text, ..Document::default() };
            let request = LinkRequest { content: content(document, false, None), without_notes: false };
            let made = links().make_link(&encode(&request).unwrap(), "https://example.org/?a=b").unwrap();
            decode::<MadeLink>(&made).unwrap()
        };
        let short = made("Talks in Oman.".into());
        assert!(short.url.starts_with("https://example.org/?a=b#r"), "{}", short.url);
        assert_eq!(short.code, qr::draw(&short.url));
        assert!(short.code.is_some());
        // Letters that nobody can foresee, so that they stay long: xorshift.
        let mut state = 0x9e37_79b9_u32;
        let noise = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            char::from(b'a' + (state >> 24) as u8 % 26)
        });
        assert_eq!(made(noise.take(8_000).collect()).code, None);
    }

    #[test]
    fn what_is_no_link_says_so() {
        let back: Back = decode(&links().decode("https://example.org/").unwrap()).unwrap();
        assert_eq!(back.unwrap_err().beginning, "");
        assert!(Links::new(b"another text").is_err());
        assert!(links().encode(&[0xff]).is_err());
    }
}
