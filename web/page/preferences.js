// Small choices of a person. Where there is no storage they hold as long as the tab.

const choices = new Map();

export function preference(name) {
  try {
    return localStorage.getItem(`reportedly-${name}`) ?? choices.get(name) ?? "";
  } catch {
    return choices.get(name) ?? "";
  }
}

export function setPreference(name, value) {
  choices.set(name, value);
  try {
    localStorage.setItem(`reportedly-${name}`, value);
  } catch {
    // It holds for this tab.
  }
}
