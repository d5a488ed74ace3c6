// The keyboard, and the buttons that do the same.

// Zooms around the focused post where it is in view, else around the middle.
function zoomBy(factor) {
  const seen = glide?.to ?? view;
  let [x, y] = [size.width / 2, size.height / 2];
  if (state.focused >= 0) {
    const across = screenX(posts.places[2 * state.focused], seen);
    const down = screenY(posts.places[2 * state.focused + 1], seen);
    if (across >= 0 && down >= 0 && across <= size.width && down <= size.height) [x, y] = [across, down];
  }
  glideTo(zoomed(factor, x, y, seen));
}

function moveBy(across, down) {
  const seen = glide?.to ?? view;
  const step = 0.2 * Math.min(size.width, size.height) / seen.scale;
  glideTo({ ...seen, x: seen.x + across * step, y: seen.y + down * step });
}

const keys = {
  '+': () => zoomBy(1.6),
  '=': () => zoomBy(1.6),
  '-': () => zoomBy(1 / 1.6),
  '_': () => zoomBy(1 / 1.6),
  '0': () => glideTo(whole()),
  'ArrowLeft': () => moveBy(-1, 0),
  'ArrowRight': () => moveBy(1, 0),
  'ArrowUp': () => moveBy(0, -1),
  'ArrowDown': () => moveBy(0, 1),
  'Escape': () => { focusPost(-1); canvas.dataset.left = 'yes'; },
  'Enter': () => { if (state.focused >= 0) open(state.focused); },
  ' ': () => { if (state.focused >= 0) open(state.focused); },
};

canvas.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Tab') {
    // After Escape, and after the last post, Tab leaves the map as it leaves any other element.
    const post = canvas.dataset.left ? -1 : reading.next(event.shiftKey ? -1 : 1);
    if (post < 0) return focusPost(-1);
    event.preventDefault();
    focusPost(post);
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
canvas.addEventListener('blur', () => { delete canvas.dataset.left; });

element('nearer').addEventListener('click', () => zoomBy(1.6));
element('farther').addEventListener('click', () => zoomBy(1 / 1.6));
element('fit').addEventListener('click', () => glideTo(whole()));
