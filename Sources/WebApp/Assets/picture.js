// Makes pictures larger, moves and turns them.

const limit = 8;

function stand(stage) {
  const frame = stage.querySelector(".frame");
  const image = frame.querySelector("img");
  let view = { scale: 1, turn: 0, x: 0, y: 0 };

  function draw() {
    image.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale}) rotate(${view.turn}deg)`;
    frame.classList.toggle("large", view.scale > 1);
    if (view.scale > 1 && image.dataset.large) {
      image.src = image.dataset.large;
      delete image.dataset.large;
    }
  }

  function scale(factor) {
    const wanted = Math.min(Math.max(view.scale * factor, 1), limit);
    const ratio = wanted / view.scale;
    view = { ...view, scale: wanted, x: wanted === 1 ? 0 : view.x * ratio, y: wanted === 1 ? 0 : view.y * ratio };
    draw();
  }

  const actions = {
    larger: () => scale(1.5),
    smaller: () => scale(1 / 1.5),
    turn: () => { view.turn = (view.turn + 90) % 360; draw(); },
    fit: () => { view = { scale: 1, turn: 0, x: 0, y: 0 }; draw(); },
  };
  stage.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]();
    const still = event.target.closest("[data-frame]");
    if (still) {
      delete image.dataset.large;
      image.src = still.dataset.frame;
    }
  });
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && view.scale === 1) return;
    event.preventDefault();
    scale(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
  frame.addEventListener("pointerdown", (event) => {
    if (view.scale === 1) return;
    const start = { x: event.clientX - view.x, y: event.clientY - view.y };
    frame.setPointerCapture(event.pointerId);
    const drag = (moved) => { view.x = moved.clientX - start.x; view.y = moved.clientY - start.y; draw(); };
    frame.addEventListener("pointermove", drag);
    frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", drag), { once: true });
    frame.addEventListener("pointercancel", () => frame.removeEventListener("pointermove", drag), { once: true });
  });
  return actions;
}

const stages = [...document.querySelectorAll("[data-picture]")].map(stand);
const keys = { "+": "larger", "=": "larger", "-": "smaller", r: "turn" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) return;
  const action = keys[event.key];
  if (action) for (const stage of stages) stage[action]();
});

// A video that the browser cannot play is left to its frames.
for (const video of document.querySelectorAll("video")) {
  video.addEventListener("error", () => { video.hidden = true; });
}
