// What a page can do better where scripts run. Every page works without this file.
"use strict";

const LEFT = "left"; // says that this tab was left on purpose, and nothing else
const STEP = "form[data-step]";

function marked() {
  try {
    return sessionStorage.getItem(LEFT) === "1";
  } catch {
    return false; // a browser that keeps nothing needs no reminder
  }
}

function mark(left) {
  try {
    if (left) sessionStorage.setItem(LEFT, "1");
    else sessionStorage.removeItem(LEFT);
  } catch {
    // as above
  }
}

// The way out: the link, its key and Esc three times replace this page and its place in the history.
function leave() {
  mark(true);
  history.replaceState(null, "");
  document.body.hidden = true;
  document.title = "";
  location.replace(document.getElementById("leave").href);
}

let escapes = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    escapes = [];
    return;
  }
  escapes = [...escapes, event.timeStamp].filter((at) => event.timeStamp - at < 3000);
  if (escapes.length >= 3) leave();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#leave")) {
    event.preventDefault();
    leave();
  }
});

// "None of these" and its like stand alone.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.type !== "checkbox" || !box.checked) return;
  const alone = box.hasAttribute("data-alone");
  for (const other of box.form.querySelectorAll(`input[type="checkbox"][name="${box.name}"]`)) {
    if (other !== box && (alone || other.hasAttribute("data-alone"))) other.checked = false;
  }
});

// On paper nothing is folded away.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});

// What only holds where scripts run is only said there.
function sayScripted() {
  for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
}

// The clock of this device, where it is one to choose from.
function chooseZone() {
  const select = document.getElementById("zone");
  if (!select || select.value) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}

// Steps within one page: Back and Forward then work, which they cannot over forms that nobody may keep. Each entry of
// the history holds the sealed token of its page; it can be opened by the server alone, and not for long.
let newest = null;
let busy = false;

function tokenOf(root) {
  return root.querySelector(`${STEP} input[name="token"]`)?.value ?? null;
}

function show(text, focus) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.title = page.title;
  for (const wanting of page.querySelectorAll("[autofocus]")) {
    wanting.removeAttribute("autofocus"); // it counts only while a page loads
    wanting.setAttribute("data-focus", "");
  }
  for (const part of ["main", "footer"]) document.querySelector(part).replaceWith(page.querySelector(part));
  newest = tokenOf(document) ?? newest;
  chooseZone();
  sayScripted();
  if (!focus) return;
  scrollTo(0, 0);
  const target = document.querySelector("main [data-focus]") ?? document.querySelector("main h1");
  if (target) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
}

async function send(fields) {
  const body = new URLSearchParams(fields);
  const answer = await fetch("/interview", { method: "POST", body, cache: "no-store", credentials: "same-origin" });
  const kind = answer.headers.get("content-type") ?? "";
  if (!kind.startsWith("text/html")) throw new Error("not a page");
  return answer.text();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(STEP)) return;
  event.preventDefault();
  if (busy) return; // a second press while the first is on its way
  busy = true;
  if (!tokenOf(document)) mark(false); // a new interview
  try {
    const text = await send(new FormData(form, event.submitter));
    show(text, true);
    const state = { token: tokenOf(document) };
    if (document.title.startsWith("Error: ")) history.replaceState(state, "");
    else history.pushState(state, "", "/interview");
  } catch {
    // the plain way: the browser sends the form itself and says what is wrong
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = event.submitter?.name ?? "";
    pressed.value = event.submitter?.value ?? "";
    form.append(pressed);
    form.submit();
  } finally {
    busy = false;
  }
});

async function revisit(token) {
  try {
    show(await send({ do: "revisit", token: newest ?? token, there: token }), true);
    history.replaceState({ token: tokenOf(document) }, "");
  } catch {
    location.reload();
  }
}

addEventListener("popstate", async (event) => {
  if (!event.state && location.hash && newest) {
    history.replaceState({ token: newest }, ""); // a jump within the page
    return;
  }
  // once a tab was left, the places behind it hold nothing any more
  if (event.state?.token && !marked()) await revisit(event.state.token);
  else show(await (await fetch(location.pathname, { cache: "no-store" })).text(), true);
});

chooseZone();
sayScripted();
newest = tokenOf(document);
const kept = history.state?.token;
const left = marked();
if (newest) history.replaceState({ token: newest }, "");
else if (kept && location.pathname === "/interview" && !left) revisit(kept);
