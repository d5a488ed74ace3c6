// Mouse, pen and fingers: the wheel and two fingers zoom, dragging moves, a tap opens.

const pointers = new Map();
let travelled = 0;

function placeOf(event) {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function postAt({ x, y }) {
  const reach = front?.drawsPictures ? front.pictureSize / 2 : 14;
  return space.nearest(mapX(x), mapY(y), reach / view.scale);
}

function middle() {
  const places = [...pointers.values()];
  const x = places.reduce((sum, place) => sum + place.x, 0) / places.length;
  const y = places.reduce((sum, place) => sum + place.y, 0) / places.length;
  return { x, y, spread: Math.hypot(places[0].x - x, places[0].y - y) };
}

function hover(post) {
  if (post === state.hovered) return;
  state.hovered = post;
  canvas.classList.toggle('over', post >= 0);
  fillCard();
  request();
}

canvas.addEventListener('wheel', event => {
  event.preventDefault();
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
  const delta = Math.max(-240, Math.min(240, event.deltaY * lines));
  const { x, y } = placeOf(event);
  hover(-1);
  show(zoomed(Math.exp(-delta * (event.ctrlKey ? 0.01 : 0.002)), x, y));
}, { passive: false });

canvas.addEventListener('pointerdown', event => {
  if (event.button !== 0) return;
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, placeOf(event));
  if (pointers.size === 1) travelled = 0;
});

canvas.addEventListener('pointermove', event => {
  if (!pointers.has(event.pointerId)) {
    if (event.pointerType !== 'touch') hover(postAt(placeOf(event)));
    return;
  }
  const before = middle();
  pointers.set(event.pointerId, placeOf(event));
  const after = middle();
  travelled += Math.hypot(after.x - before.x, after.y - before.y) + Math.abs(after.spread - before.spread);
  if (travelled < 4) return;
  hover(-1);
  const factor = pointers.size > 1 && before.spread > 0 ? after.spread / before.spread : 1;
  const target = zoomed(factor, after.x, after.y);
  target.x -= (after.x - before.x) / target.scale;
  target.y -= (after.y - before.y) / target.scale;
  show(target);
});

for (const name of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(name, event => {
    const isTap = pointers.delete(event.pointerId) && pointers.size === 0 && travelled < 4;
    if (name !== 'pointerup' || !isTap) return;
    const post = postAt(placeOf(event));
    focusPost(post);
    if (post >= 0) open(post);
  });
}
canvas.addEventListener('pointerleave', () => hover(-1));
