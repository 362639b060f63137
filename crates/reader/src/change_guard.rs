//! A host that may refuse a change.

use std::fmt;
use std::rc::Rc;

use crate::api::Snapshot;
use crate::ptr_eq::PtrEq;

/// A function that is called before a person changes what is shown: with what is shown now and what would be shown. It returns
/// whether that may happen.
#[derive(Clone, PartialEq)]
pub struct ChangeGuard(PtrEq<Allows>);

type Allows = dyn Fn(&Snapshot, &Snapshot) -> bool;

impl ChangeGuard {
    /// A guard that calls this function.
    pub fn new(allows: impl Fn(&Snapshot, &Snapshot) -> bool + 'static) -> ChangeGuard {
        ChangeGuard(PtrEq(Rc::new(allows)))
    }

    #[cfg(any(test, feature = "change-guard"))]
    pub(crate) fn allows(&self, now: &Snapshot, then: &Snapshot) -> bool {
        (*self.0)(now, then)
    }
}

impl fmt::Debug for ChangeGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangeGuard").finish_non_exhaustive()
    }
}
