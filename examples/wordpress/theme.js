// A theme's own keys: j and n go through the posts. They are the page's wherever the focus is not inside the element.
document.documentElement.classList.remove("no-js");
addEventListener("keydown", ({ key }) => {
  if (key === "j" || key === "n") document.documentElement.dataset.keys = (document.documentElement.dataset.keys ?? "") + key;
});
