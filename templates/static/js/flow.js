/* The way taken through a fork: how far its green bar reaches depends on how wide the branches are. */

reach();
document.addEventListener("htmx:after:swap", reach);

function reach() {
  for (const fork of document.querySelectorAll(".dg-flow-branches.is-one")) {
    const taken = fork.querySelector(":scope > .is-done");
    const away = middle(fork) - middle(taken);
    taken.style.setProperty("--from", `calc(50% - 1px + ${Math.min(0, away)}px)`);
    taken.style.setProperty("--to", `calc(50% - 1px - ${Math.max(0, away)}px)`);
  }
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return box.left + box.width / 2;
}
