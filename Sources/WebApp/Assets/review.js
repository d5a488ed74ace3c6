// Right and wrong by the arrow keys.

const form = document.querySelector("#review");
const press = (verdict) => form?.querySelector(`[name=verdict][value=${verdict}]`)?.click();
const actions = {
  ArrowRight: () => press("right"),
  ArrowLeft: () => press("wrong"),
  z: () => document.querySelector("#undo")?.requestSubmit(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.matches("select, input, textarea")) return;
  const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
