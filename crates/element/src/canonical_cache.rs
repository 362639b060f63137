//! The canonical form of the text that was set last. It is asked for at every step, and made once a text.

use std::cell::RefCell;
use std::rc::Rc;

use reportedly_document::Canonical;
use yew::AttrValue;

/// The last text whose canonical form was made, and that form.
#[derive(Debug, Default)]
pub(crate) struct CanonicalCache(RefCell<Option<(AttrValue, Rc<Canonical>)>>);

impl CanonicalCache {
    /// The canonical form of this text.
    pub(crate) fn of(&self, given: &AttrValue) -> Rc<Canonical> {
        let mut known = self.0.borrow_mut();
        if let Some((_, canonical)) = known.as_ref().filter(|(text, _)| text == given) {
            return canonical.clone();
        }
        let canonical = Rc::new(Canonical::new(given));
        *known = Some((given.clone(), canonical.clone()));
        canonical
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_of_the_text_that_is_asked_for_and_made_once() {
        let cache = CanonicalCache::default();
        let (rain, snow) = (AttrValue::from("It may\r\nrain."), AttrValue::from("It may snow."));
        let first = cache.of(&rain);
        assert_eq!(first.text(), "It may\nrain.");
        assert!(Rc::ptr_eq(&first, &cache.of(&rain.to_string().into())));
        assert_eq!(cache.of(&snow).text(), "It may snow.");
        assert_eq!(cache.of(&rain).text(), "It may\nrain.");
    }
}
