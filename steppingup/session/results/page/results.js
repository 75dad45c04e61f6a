// One question at a time, for a projector; without this script all questions stand below each other.
const questions = [...document.querySelectorAll("[data-question]")];
const one = document.querySelector("[data-one]");
const steps = [...document.querySelectorAll("[data-step]")];
const said = document.querySelector("[data-said]");
let place = 0;

const alone = () => one.getAttribute("aria-pressed") === "true";

function show() {
  questions.forEach((question, at) => (question.hidden = alone() && at !== place));
  for (const step of steps) {
    step.hidden = !alone();
    step.disabled = !questions[place + Number(step.dataset.step)];
  }
}

function go(by) {
  if (!alone() || !questions[place + by]) return;
  place += by;
  show();
  questions[place].querySelector("h2").focus();
  said.textContent = said.dataset.said.replace("{n}", place + 1).replace("{total}", questions.length);
}

one.addEventListener("click", () => {
  one.setAttribute("aria-pressed", String(!alone()));
  show();
});
for (const step of steps) step.addEventListener("click", () => go(Number(step.dataset.step)));
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "ArrowRight") go(1);
  if (event.key === "ArrowLeft") go(-1);
});
document.querySelector(".steps").hidden = questions.length === 0;
show();
