// Codes with the keyboard, saves every answer at once, and goes on to the next post.

const form = document.querySelector("#coding, #settling");
const savesAtOnce = form.id === "coding";
const state = document.querySelector("#state");
const goingOn = document.querySelector("#going-on");
const questions = [...form.querySelectorAll(".question")];
const word = (name) => document.querySelector("#words")?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";

// Which question the number keys answer.
let active = null;
const shown = () => questions.filter((question) => !question.hidden);

function activate(question) {
  if (question === active) return;
  active?.removeAttribute("data-active");
  active = question ?? null;
  active?.setAttribute("data-active", "");
}

function move(step) {
  const list = shown();
  const place = list.indexOf(active) + step;
  const question = list[Math.min(Math.max(place, 0), list.length - 1)];
  activate(question);
  question?.scrollIntoView({ block: "nearest" });
  if (question) written(question)?.focus();
}

const inputs = (question) => [...question.querySelectorAll(".choice input")];
const isAbstention = (input) => input.value === "?";
const written = (question) => question.querySelector("input[type=number], textarea.words");

function isAnswered(question) {
  return inputs(question).some((input) => input.checked)
    || Boolean(written(question)?.value.trim())
    || question.querySelector("[name$='-set']")?.value === "1";
}

// Questions that the answers before rule out are not asked.
function ask() {
  for (const question of questions) {
    const conditions = JSON.parse(question.dataset.applies ?? "[]");
    question.hidden = !conditions.every(([variable, ...values]) => {
      const asked = questions.find((other) => other.dataset.variable === variable);
      if (!asked) return true;
      if (asked.hidden) return false;
      if (!isAnswered(asked) || inputs(asked).some((input) => input.checked && isAbstention(input))) return true;
      return inputs(asked).some((input) => input.checked && values.includes(input.value.slice(1)));
    });
    const other = question.querySelector(".other");
    if (other) {
      other.hidden = !inputs(question).some((input) => input.checked && input.value.toLowerCase() === "=other");
    }
  }
  if (!active || active.hidden) activate(shown().find((question) => !isAnswered(question)) ?? shown()[0]);
}

// Undo: the states of this post's form before each change.
const fields = () => new URLSearchParams(new FormData(form));
let present = fields().toString();
const past = [];

function restore(text) {
  const values = new URLSearchParams(text);
  for (const input of form.elements) {
    if (!input.name || input.type === "hidden" && !input.name.endsWith("-set")) continue;
    const wanted = values.getAll(input.name);
    if (input.type === "radio" || input.type === "checkbox") input.checked = wanted.includes(input.value);
    else if (input.type !== "submit") input.value = wanted[0] ?? "";
  }
}

function undo() {
  const before = past.pop();
  if (before === undefined) return;
  restore(before);
  present = fields().toString();
  ask();
  save();
}

// One save after the other, each of which names the version that the one before gave.
let wanted = 0;
let kept = 0;
let saving = null;
let destination = null;
const keep = (turn) => { kept = turn; };
const giveUp = () => { wanted = kept; };

function say(name) {
  if (state) state.textContent = word(name);
}

async function send() {
  const version = form.elements.version;
  const answer = await fetch(form.getAttribute("action"), {
    method: "POST", body: fields(), headers: { accept: "application/json" },
  });
  const told = await answer.json();
  if (answer.status === 409) {
    disagree(told.version);
    return false;
  }
  if (!answer.ok) throw new Error(told.problem);
  version.value = told.version;
  destination = told.next;
  const done = document.querySelector("#done");
  if (done) done.textContent = `${told.done} ${word("of")} ${told.posts}`;
  form.querySelector("progress")?.setAttribute("value", told.done);
  return true;
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function saveAll() {
  let wait = 500;
  while (kept < wanted) {
    const turn = wanted;
    say("saving");
    try {
      if (!await send()) return false;
      keep(turn);
      wait = 500;
    } catch (problem) {
      if (problem.message && !(problem instanceof TypeError)) {
        if (state) state.textContent = problem.message;
        giveUp();
        return false;
      }
      say("not-saved");
      await pause(wait);
      wait = Math.min(wait * 2, 8000);
    }
  }
  say("saved");
  return true;
}

function save() {
  if (!savesAtOnce) return Promise.resolve(true);
  wanted += 1;
  saving ??= saveAll().finally(() => { saving = null; });
  return saving;
}

// Somebody saved the post since: nothing is overwritten before a person says so.
function disagree(version) {
  document.querySelector(".conflict")?.remove();
  const box = document.createElement("div");
  box.className = "conflict";
  box.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.textContent = word("outdated");
  const buttons = document.createElement("p");
  buttons.className = "row";
  const offer = (name, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = word(name);
    button.addEventListener("click", act);
    buttons.append(button);
  };
  offer("theirs", () => { giveUp(); location.reload(); });
  offer("mine", () => { form.elements.version.value = version; box.remove(); save(); });
  box.append(sentence, buttons);
  form.querySelector(".standing").after(box);
}

function changed() {
  const now = fields().toString();
  if (now === present) return;
  past.push(present);
  present = now;
  ask();
  const saved = save();
  if (goingOn?.checked && shown().every(isAnswered) && shown().every((question) => !["tags", "text"].includes(question.dataset.type))) {
    saved.then((isKept) => isKept && goOn());
  }
}

async function goOn() {
  if (!savesAtOnce) {
    form.requestSubmit();
    return;
  }
  const isFirst = kept === 0 && wanted === 0;
  if (isFirst || saving) { if (!await (isFirst ? save() : saving)) return; }
  location.assign(destination ?? `/code?sample=${encodeURIComponent(form.elements.sample.value)}`);
}

// What is chosen excludes "cannot tell", and the other way round.
form.addEventListener("change", (event) => {
  const question = event.target.closest(".question");
  if (question) {
    activate(question);
    const abstention = inputs(question).find(isAbstention);
    const others = inputs(question).filter((input) => !isAbstention(input));
    const set = question.querySelector("[name$='-set']");
    if (event.target === abstention && abstention.checked) {
      for (const input of others) input.checked = false;
      if (written(question)) written(question).value = "";
      if (set) set.value = "";
    } else if (event.target !== abstention) {
      if (abstention && abstention.type === "checkbox") abstention.checked = false;
      if (set) set.value = "1";
    }
  }
  changed();
});
form.addEventListener("focusin", (event) => {
  const question = event.target.closest(".question");
  if (question) activate(question);
});
form.addEventListener("submit", (event) => {
  if (!savesAtOnce) return;
  event.preventDefault();
  goOn();
});

function choose(place) {
  if (!active) return;
  const options = inputs(active).filter((input) => !isAbstention(input));
  const input = options[place];
  if (!input) return;
  input.checked = input.type === "checkbox" ? !input.checked : true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  if (input.type === "radio") {
    const next = shown().find((question) => !isAnswered(question));
    if (next) activate(next);
  }
}

function toggle(id) {
  const details = document.getElementById(id);
  if (details) details.open = !details.open;
}

const actions = {
  Enter: () => goOn(),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  ArrowLeft: () => form.querySelector("[rel=prev]")?.click(),
  x: () => inputs(active ?? questions[0]).find(isAbstention)?.click(),
  z: () => undo(),
  c: () => form.elements.comment?.focus(),
  f: () => form.elements.flag?.click(),
  d: () => toggle("definitions"),
  "?": () => toggle("keys"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isWriting = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
  if (event.key === "Escape") { event.target.blur(); return; }
  if (event.key === "Enter" && event.target.matches("textarea, a, button, summary")) return;
  if (isWriting && event.key !== "Enter") return;
  if (/^[0-9]$/.test(event.key)) {
    event.preventDefault();
    choose((Number(event.key) + 9) % 10);
    return;
  }
  const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

window.addEventListener("beforeunload", (event) => {
  if (kept < wanted) event.preventDefault();
});

if (goingOn) {
  goingOn.checked = localStorage.getItem("going-on") === "1";
  goingOn.addEventListener("change", () => localStorage.setItem("going-on", goingOn.checked ? "1" : ""));
}
ask();
