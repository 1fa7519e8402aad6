// Clears the screen of somebody who is away: no key, touch or movement for the time that is set.
// A minute before, it says so, and any key or touch keeps the page.
const script = document.getElementById("lock");
const idle = Number(script.dataset.idle) * 1000;
const warning = document.createElement("div");
warning.className = "nhsuk-inset-text";
warning.setAttribute("role", "alert");
let warn;
let lock;
const begin = () => {
  clearTimeout(warn);
  clearTimeout(lock);
  warning.remove();
  warn = setTimeout(() => {
    warning.textContent =
      "You have not done anything for a while. "
      + "The screen is cleared in a minute; press any key to stay.";
    document.querySelector("main").prepend(warning);
  }, Math.max(idle - 60000, 0));
  lock = setTimeout(() => location.replace(script.dataset.to), idle);
};
for (const event of ["keydown", "pointerdown", "pointermove", "scroll"]) {
  addEventListener(event, begin, { passive: true });
}
begin();
