//! What a reader does with the page, in a real browser. Run it with `cargo xtask test --only browser`.

mod harness;
mod keyboard;
mod loading;
mod reading;
mod unusual;

/// An article in which little can be read in two ways.
const ARTICLE: [&str; 4] = [
    "Minister Expects Late Deal on Harbour",
    "The harbour deal may be signed within weeks, Maria Keller said on Monday.",
    "“We are close,” said Keller, the transport minister of Denmark.",
    "According to a report by the port authority, about 400 jobs could be lost.",
];

/// The article as it is pasted.
fn article() -> String {
    ARTICLE.join("\n\n")
}
