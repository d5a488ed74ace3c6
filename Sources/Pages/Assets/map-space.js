// A grid over the map, so that neither hovering nor a near view looks at every post.

const space = (() => {
  const side = Math.max(1, Math.min(512, Math.ceil(Math.sqrt(posts.count / 2))));
  const cellOf = coordinate => Math.max(0, Math.min(side - 1, Math.floor(coordinate * side)));
  const starts = new Int32Array(side * side + 1);
  const cells = new Int32Array(posts.count);
  for (let post = 0; post < posts.count; post++) {
    cells[post] = cellOf(posts.places[2 * post + 1]) * side + cellOf(posts.places[2 * post]);
    starts[cells[post] + 1]++;
  }
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1] += starts[cell];
  const free = starts.slice();
  const members = new Int32Array(posts.count);
  for (let post = 0; post < posts.count; post++) members[free[cells[post]]++] = post;

  // The posts within a rectangle of the map, as a part of `buffer`.
  const buffer = new Int32Array(posts.count);
  function within(left, top, right, bottom) {
    let count = 0;
    const [firstColumn, lastColumn] = [cellOf(left), cellOf(right)];
    for (let row = cellOf(top); row <= cellOf(bottom); row++) {
      const [start, end] = [starts[row * side + firstColumn], starts[row * side + lastColumn + 1]];
      for (let place = start; place < end; place++) {
        const post = members[place];
        const [x, y] = [posts.places[2 * post], posts.places[2 * post + 1]];
        if (x >= left && x <= right && y >= top && y <= bottom) buffer[count++] = post;
      }
    }
    return buffer.subarray(0, count);
  }

  // The live post nearest to a place, no farther than `reach`; -1 where there is none.
  function nearest(x, y, reach) {
    let best = -1;
    let least = reach * reach;
    for (const post of within(x - reach, y - reach, x + reach, y + reach)) {
      const across = posts.places[2 * post] - x;
      const down = posts.places[2 * post + 1] - y;
      const square = across * across + down * down;
      if (square <= least && isLive(post)) {
        least = square;
        best = post;
      }
    }
    return best;
  }
  return { within, nearest };
})();
