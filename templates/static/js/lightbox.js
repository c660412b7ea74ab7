/* A photo (a[data-photo]) opens large; arrow keys, buttons or a swipe turn to the others of [data-photos]. */
import { iconButton, make } from "./elements.js";
import { word } from "./words.js";

const SWIPE_PX = 40;

export function startLightbox() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-photo]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const group = [...link.closest("[data-photos]").querySelectorAll("a[data-photo]")];
    open(group.map((one) => ({ href: one.getAttribute("href"), name: one.title })), group.indexOf(link));
  });
}

function open(photos, at) {
  const image = make("img", { alt: "" });
  const caption = make("span");
  const whole = make("a", { target: "_blank", rel: "noopener" }, word("wholePhoto"));
  const turn = (step) => show((at + step + photos.length) % photos.length);
  const sides = photos.length > 1
    ? [iconButton("chevron-left", word("photoBefore"), () => turn(-1)), iconButton("chevron-right", word("photoAfter"), () => turn(1))]
    : [];
  const close = iconButton("x", word("photoClose"), () => box.close());
  close.autofocus = true;
  const box = make("dialog", { className: "dg-lightbox", aria: { label: word("photos") } },
    make("header", {}, caption, whole, close), make("div", {}, image), ...sides);

  function show(next) {
    at = next;
    image.src = `${photos[at].href}?size=large`;
    image.alt = photos[at].name;
    whole.href = photos[at].href;
    caption.textContent = photos.length > 1 ? `${photos[at].name} · ${at + 1} / ${photos.length}` : photos[at].name;
    if (photos.length > 1) new Image().src = `${photos[(at + 1) % photos.length].href}?size=large`;
  }

  box.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) turn(step);
    if (event.key !== "Escape" && event.key !== "Tab") event.stopPropagation();
  });
  box.addEventListener("click", (event) => event.target.matches(".dg-lightbox > div") && box.close());
  box.addEventListener("close", () => box.remove());
  swipes(box, turn);
  document.body.append(box);
  show(at);
  box.showModal();
}

function swipes(box, turn) {
  let from = null;
  box.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0].clientX : null), { passive: true });
  box.addEventListener("touchend", (event) => {
    const way = from === null ? 0 : event.changedTouches[0].clientX - from;
    if (Math.abs(way) > SWIPE_PX) turn(way < 0 ? 1 : -1);
    from = null;
  });
}
