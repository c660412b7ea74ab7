/* Files on their way to the server: two at a time, each with its progress. */
import { signedOut } from "./session.js";
import { word } from "./words.js";

const AT_ONCE = 2;
const FINAL = [413, 415, 422]; // trying again would end the same way
const queue = [];
let under_way = 0;

/** Send `item.file` for the field `target`; `tell` hears of progress and of the end. The item gets
    id, name, type and size, or an `error` (and whether it can be tried again). */
export function send(item, target, tell) {
  Object.assign(item, { state: "sending", progress: 0, error: "" });
  queue.push({ item, target, tell });
  next();
}

/** Stop sending the item. */
export function cancel(item) {
  item.state = "cancelled";
  item.request?.abort();
}

function next() {
  while (under_way < AT_ONCE && queue.length) {
    const one = queue.shift();
    if (one.item.state === "sending") start(one);
  }
}

function start({ item, target, tell }) {
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ name: item.file.name, for: target });
  item.request = request;
  under_way += 1;
  request.open("POST", `/api/files?${query}`);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("Content-Type", item.file.type || "application/octet-stream");
  request.setRequestHeader("X-CSRF-Token", token());
  request.upload.addEventListener("progress", (event) => {
    item.progress = event.lengthComputable ? event.loaded / event.total : 0;
    tell(item);
  });
  request.addEventListener("loadend", () => {
    under_way -= 1;
    item.request = null;
    if (item.state === "sending") settle(item, request);
    tell(item);
    next();
  });
  request.send(item.file);
}

function settle(item, request) {
  const answer = parsed(request.responseText);
  if (request.status === 201 && answer?.id) {
    Object.assign(item, answer, { state: "kept", file: null });
    return;
  }
  if (request.status === 401) signedOut();
  item.state = "failed";
  item.again = !FINAL.includes(request.status);
  item.error = answer?.errors?.[0]?.message ?? answer?.title ?? word("notSent");
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRF-Token"];
}
