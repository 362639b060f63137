//! Scripts of the product, changed so that something goes wrong: for [`Visit::with_changed`](crate::Visit::with_changed).

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

/// `boot.js` of a page that waits a tenth as long for its workers, and gives them numbers for names.
pub fn impatient(script: &str) -> String {
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
