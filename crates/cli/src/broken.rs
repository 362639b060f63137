//! An engine that breaks over a text costs that text a message, and no other text anything.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether somebody catches panics of this thread.
    static CATCHES: Cell<bool> = const { Cell::new(false) };
    /// What the last one said that was caught.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What `work` returns; or, if it panics, what went wrong and where. Nothing that `work` was doing may be used afterwards.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if CATCHES.get() {
                SAID.set(info.to_string().replace('\n', " "));
            } else {
                usual(info);
            }
        }));
    });
    let before = CATCHES.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    CATCHES.set(before);
    outcome.map_err(|_| format!("the engine broke over it: {}", SAID.take()))
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
