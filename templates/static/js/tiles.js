/* What stands in a field of files: a tile for each, with what can be done with it. */
import { icon, iconButton, make } from "./elements.js";
import { word } from "./words.js";

const PICTURES = ["image/jpeg", "image/png", "image/webp", "image/gif"];

/** The tile of `item`; `acts`: {remove, again, earlier} take the item. `first`: nothing stands before it. */
export function tile(item, acts, first) {
  const picture = PICTURES.includes(item.type);
  const made = make("li", { className: `dg-file is-${item.state}${picture ? " is-image" : ""}`, draggable: item.state === "kept" });
  made.append(item.state === "kept" ? link(item, picture) : made_of(item));
  if (item.state === "sending") made.append(progress(item));
  if (item.state === "failed") made.append(make("span", { className: "dg-file-wrong", title: item.error }, item.error));
  const tools = make("span", { className: "dg-file-tools" });
  if (item.state === "failed" && item.again) tools.append(iconButton("refresh", word("again"), () => acts.again(item)));
  if (item.state === "kept" && !first) tools.append(iconButton("chevron-left", word("earlier", { name: item.name }), () => acts.earlier(item)));
  const out = word(item.state === "sending" ? "cancelSending" : "takeOut", { name: item.name });
  tools.append(iconButton("x", out, () => acts.remove(item)));
  made.append(tools);
  return made;
}

/** The same tile, further on. */
export function further(element, item) {
  const bar = element.querySelector("progress");
  if (bar) bar.value = item.progress;
}

function progress(item) {
  return make("progress", { max: 1, value: item.progress, aria: { label: word("sendingFile", { name: item.name }) } });
}

function link(item, picture) {
  const href = `/files/${item.id}`;
  if (!picture) return make("a", { href, download: "", title: item.name }, icon("file-text"), make("span", {}, item.name));
  const image = make("img", { src: `${href}?size=small`, alt: item.name, decoding: "async", draggable: false });
  image.addEventListener("error", () => image.replaceWith(icon("photo-off")));
  return make("a", { href, title: item.name, draggable: false, data: { photo: "" } }, image);
}

/* Not sent yet: drawn from the file itself, as far as the browser can read it. */
function made_of(item) {
  const shown = make("span", { className: "dg-file-shown", title: item.name });
  if (item.type.startsWith("image/")) shown.append(canvas(item));
  else shown.append(icon("file-text"), make("span", {}, item.name));
  return shown;
}

function canvas(item) {
  if (item.drawn) return item.drawn;
  item.drawn = make("canvas", { width: 192, height: 192 });
  createImageBitmap(item.file).then((bitmap) => {
    const side = Math.min(bitmap.width, bitmap.height);
    const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
    item.drawn.getContext("2d").drawImage(bitmap, x, y, side, side, 0, 0, 192, 192);
    bitmap.close();
  }, () => {
    const blank = icon("photo-off");
    item.drawn.replaceWith(blank);
    item.drawn = blank;
  });
  return item.drawn;
}
