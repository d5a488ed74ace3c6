// The way of the Tab key: the live posts in view, in the order of reading.

const reading = (() => {
  const band = 48;
  let known = { key: '', posts: [] };

  function inView() {
    const key = [view.x, view.y, view.scale, size.width, size.height, state.version].join();
    if (known.key === key) return known.posts;
    const seen = Array.from(space.within(mapX(0), mapY(0), mapX(size.width), mapY(size.height))).filter(isLive);
    const row = post => Math.floor(screenY(posts.places[2 * post + 1]) / band);
    const keyed = seen.map(post => [row(post), posts.places[2 * post], post]);
    keyed.sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
    known = { key, posts: keyed.map(entry => entry[2]) };
    return known.posts;
  }

  // The post `step` places after the focused one; -1 beyond either end.
  function next(step) {
    const seen = inView();
    const place = seen.indexOf(state.focused);
    if (place < 0) return seen.at(step > 0 ? 0 : -1) ?? -1;
    return seen[place + step] ?? -1;
  }
  return { inView, next };
})();

function focusPost(post, isMoving = false) {
  state.focused = post;
  state.hovered = -1;
  if (post >= 0) {
    const [x, y] = [posts.places[2 * post], posts.places[2 * post + 1]];
    if (isMoving) glideTo({ x, y, scale: Math.max(view.scale, 2 * nearFactor * wholeScale()) });
    sayPost(post);
  }
  fillCard();
  request();
}

function say(text) {
  element('said').textContent = text;
}

function sayPost(post) {
  const seen = reading.inView();
  const place = seen.indexOf(post);
  const where = place < 0 ? '' : `, ${grouped(place + 1)} of ${grouped(seen.length)} in view`;
  const caption = posts.captions[post].trim() || 'no caption';
  say(`Post ${posts.ids[post]}${where}. ${state.colouring.name}: ${label(state.colouring, post)}. ${caption}`);
}
