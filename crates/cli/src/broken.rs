//! An engine that breaks over a text costs that text a message, and no other text anything.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// What the last panic said, while somebody catches it.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What `work` returns; or, if it panics, what went wrong and where. Nothing that `work` was doing may be used afterwards.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|info| SAID.with_borrow_mut(|said| *said = Some(info.to_string().replace('\n', " ")))));
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(usual);
    outcome.map_err(|_| format!("the engine broke over it: {}", SAID.take().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_over() {
        let told = caught(|| -> u32 { panic!("an empty span") }).unwrap_err();
        assert!(told.contains("an empty span") && told.contains("broken.rs"), "{told}");
        assert_eq!(caught(|| 5), Ok(5));
    }
}
