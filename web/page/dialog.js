// The modal dialogs of the page.

// Opens the dialog that is there, over everything else.
/** @param {Element} root */
export function showDialog(root) {
  const dialog = root.querySelector("dialog");
  if (dialog && !dialog.open) dialog.showModal();
}

// Closes it, which leads the keyboard back to where it was.
/** @param {Element} root */
export function closeDialog(root) {
  root.querySelector("dialog")?.close();
}
