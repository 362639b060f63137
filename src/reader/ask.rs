use std::fmt;
use std::rc::Rc;

use super::host::Shown;

/// A host that wants to be asked before a person changes what is shown: told what is shown now and what would be, it says
/// whether that may be. It is told of chosen marks as well, which other hosts are not.
#[derive(Clone)]
pub struct Ask(Rc<Allows>);

type Allows = dyn Fn(&Shown, &Shown) -> bool;

impl Ask {
    /// Asks this function.
    pub fn new(allow: impl Fn(&Shown, &Shown) -> bool + 'static) -> Ask {
        Ask(Rc::new(allow))
    }

    pub(super) fn allows(&self, now: &Shown, then: &Shown) -> bool {
        (self.0)(now, then)
    }
}

impl PartialEq for Ask {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ask").finish_non_exhaustive()
    }
}
