/* Entry: every module does one job and listens on the document, so what htmx brings later works too. */
import { startButtons } from "./buttons.js";
import { startChoices } from "./choices.js";
import { startDialogs } from "./dialogs.js";
import { startDirty } from "./dirty.js";
import { dressFiles, startFiles } from "./files.js";
import { startFilters } from "./filters.js";
import { startKeys } from "./keys.js";
import { startLightbox } from "./lightbox.js";
import { startLimits } from "./limits.js";
import { startLines } from "./lines.js";
import { dressLinks } from "./links.js";
import { startNumbers } from "./numbers.js";
import { startPreview } from "./preview.js";
import { startProposals } from "./proposals.js";
import { startRows } from "./rows.js";
import { startSession } from "./session.js";
import { startShares } from "./shares.js";
import { startToasts } from "./toasts.js";
import { startWaiting } from "./waiting.js";
import { startWrongs } from "./wrongs.js";

startToasts();
startDialogs();
startButtons();
startNumbers();
startLines();
startLimits();
startChoices();
startRows();
startFilters();
startPreview();
startProposals();
startWaiting();
startShares();
startWrongs();
startKeys();
startSession();
startFiles();
startLightbox();
dressLinks(document);
dressFiles(document);
startDirty();
for (const place of document.querySelectorAll("[data-grid]")) {
  import("./grid/start.js").then(({ startGrid }) => startGrid(place));
}

document.addEventListener("htmx:after:process", (event) => {
  dressLinks(event.target);
  dressFiles(event.target);
});
