// Search in ids and captions; all words must be found, anywhere, in any case.

const query = element('query');
let searched = null;
let waiting = 0;

function search() {
  waiting = 0;
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    state.matches = null;
  } else {
    searched ??= posts.captions.map((caption, post) => `${posts.ids[post]}\n${caption}`.toLowerCase());
    state.matches = new Uint8Array(posts.count);
    searched.forEach((text, post) => {
      if (words.every(word => text.includes(word))) state.matches[post] = 1;
    });
  }
  changed();
  if (state.matches !== null) flyToFound();
}

// Flies to where all that was found is in view, and no nearer than lets neighbours be seen.
function flyToFound() {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let post = 0; post < posts.count; post++) {
    if (!isLive(post)) continue;
    const [x, y] = [posts.places[2 * post], posts.places[2 * post + 1]];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  if (left > right) return;
  const room = Math.min(140, size.width / 4, size.height / 4);
  const across = (size.width - 2 * room) / Math.max(right - left, 1e-9);
  const down = (size.height - 2 * room) / Math.max(bottom - top, 1e-9);
  const scale = Math.min(across, down, 2 * nearFactor * wholeScale());
  glideTo({ x: (left + right) / 2, y: (top + bottom) / 2, scale });
}

// The next found post after the focused one, around the end.
function nextFound() {
  for (let step = 1; step <= posts.count; step++) {
    const post = (state.focused + step) % posts.count;
    if (isLive(post)) return focusPost(post, true);
  }
  say('No post is found.');
}

query.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
query.form.addEventListener('submit', event => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
  if (state.matches !== null) nextFound();
});
