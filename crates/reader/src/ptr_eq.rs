//! Shared values that are equal only to themselves.

use std::ops::Deref;
use std::rc::Rc;

/// A shared value as a property: equal only to itself, so that comparing a long text or all of its marks costs nothing.
#[derive(Debug)]
pub(super) struct PtrEq<T: ?Sized>(pub(super) Rc<T>);

impl<T: ?Sized> Clone for PtrEq<T> {
    fn clone(&self) -> Self {
        PtrEq(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for PtrEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for PtrEq<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Default> Default for PtrEq<T> {
    fn default() -> Self {
        PtrEq(Rc::default())
    }
}
