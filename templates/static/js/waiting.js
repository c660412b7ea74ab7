/* How long something waits goes on while the page stands open: from what the server said (hours in
   data-waited) by the page's own stopwatch, so a wrong clock does no harm and nothing is asked for. */

const HOUR = 3_600_000;

export function startWaiting() {
  if (document.querySelector("[data-waited]")) setInterval(tell, HOUR / 60);
}

function tell() {
  for (const time of document.querySelectorAll("[data-waited]")) {
    const words = time.closest("[data-hours]").dataset;
    const hours = Number(time.dataset.waited) + performance.now() / HOUR;
    time.querySelector("span").textContent = worded(Math.max(0, hours), words);
  }
}

function worded(hours, words) {
  if (hours < 1) return words.minutes.replace("{n}", Math.floor(hours * 60));
  return words.hours.replace("{n}", hours < 10 ? hours.toFixed(1) : Math.floor(hours));
}
