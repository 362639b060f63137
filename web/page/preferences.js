// Small choices of a person. Where there is no storage they hold as long as the tab.

/** @type {Map<string, string>} */
const choices = new Map();

/** @param {string} name */
export function preference(name) {
  try {
    return localStorage.getItem(`reportedly-${name}`) ?? choices.get(name) ?? "";
  } catch {
    return choices.get(name) ?? "";
  }
}

/** @param {string} name @param {string} value */
export function setPreference(name, value) {
  choices.set(name, value);
  try {
    localStorage.setItem(`reportedly-${name}`, value);
  } catch {
    // It holds for this tab.
  }
}
