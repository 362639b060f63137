// Articles change while they are read.
document.querySelector("#more").addEventListener("click", ({ target }) => {
  const paragraph = document.createElement("p");
  paragraph.textContent = "Halden’s mayor, Lena Aas, said late on Friday that a decision was likely next week.";
  target.before(paragraph);
});
