//! Every sentence and label of the element around the reader that the wasm side shows; `web/element` has those for what fails.

/// The button below the reader that shares it. `web/element/controller.js` listens to it.
pub(crate) const SHARE: &str = "Share a link";

/// What somebody should know who comes to the reader on another site's page.
pub(crate) const ABOUT: &str = "Marks are made by rules and by a small trained model in this browser, which are sometimes wrong; each mark says why it is there.";
