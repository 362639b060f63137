//! What goes wrong in visits of more than one test program.

use crate::visit::Visit;

impl Visit {
    /// With one bit of this file another one, until the test mends it.
    pub fn with_flipped_bit(self, file: &str) -> Visit {
        self.with_replaced(file, |content| {
            let mut content = content.to_vec();
            let middle = content.len() / 2;
            content[middle] ^= 1;
            content
        })
    }

    /// With workers that do this when they begin with a `text`, and a page that waits a tenth as long for them. They have numbers for
    /// names, the first one `0`.
    pub fn with_workers_that(self, does: &str) -> Visit {
        self.with_changed("boot.js", impatient).with_changed("engine-worker.js", |script| at_each_text(script, does))
    }

    /// With a storage that takes nothing.
    pub fn with_full_storage(self) -> Visit {
        const FULL: &str =
            "IDBObjectStore.prototype.put = () => { throw new DOMException('it is full', 'QuotaExceededError') };";
        self.with_changed("boot.js", |script| format!("{FULL}\n{script}"))
    }

    /// With a browser that refuses to store anything.
    pub fn with_refused_storage(self) -> Visit {
        const REFUSED: &str = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } });
            IDBFactory.prototype.open = () => { throw new DOMException('it is refused', 'SecurityError') };";
        self.with_changed("boot.js", |script| format!("{REFUSED}\n{script}"))
    }
}

/// A script that has other words in the place of these, which it has to have.
///
/// # Panics
/// When it has not.
pub fn replaced(script: &str, words: &str, others: &str) -> String {
    let changed = script.replacen(words, others, 1);
    assert_ne!(changed, script, "the script has {words:?}");
    changed
}

/// A worker that does this when it begins with a `text`.
///
/// # Panics
/// When the place is not there any more.
pub fn at_each_text(script: &str, does: &str) -> String {
    const BEGINS: &str = "const{text,known,rules}=this.#wanted;";
    replaced(script, BEGINS, &format!("{BEGINS} {does}"))
}

fn impatient(script: &str) -> String {
    const IMPATIENT: &str = "
        const wait = setTimeout;
        window.setTimeout = (then, time, ...given) => wait(then, time >= 12_000 ? time / 10 : time, ...given);
        let workers = 0;
        window.Worker = class extends Worker {
            constructor(address, options) {
                super(address, { ...options, name: String(workers++) });
            }
        };";
    format!("{IMPATIENT}\n{script}")
}
