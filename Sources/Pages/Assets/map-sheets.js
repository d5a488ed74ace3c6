// Thumbnails: sheets are decoded when one of their sprites is first drawn, and let go when long unused.

const sheets = (() => {
  const decoded = new Map();
  const keptCount = 40;
  const veilSide = 4;
  const { side, columns } = data.sprites ?? { side: 1, columns: 1 };
  const capacity = columns * columns;
  let turn = 0;

  async function decode(number) {
    const entry = { turn, picture: null, veil: null };
    decoded.set(number, entry);
    try {
      const image = new Image();
      image.src = 'data:image/jpeg;base64,' + element(`sheet-${number}`).textContent;
      await image.decode();
      entry.picture = await createImageBitmap(image);
      // So few pixels a sprite that nothing can be recognised.
      entry.veil = document.createElement('canvas');
      entry.veil.width = image.naturalWidth / side * veilSide;
      entry.veil.height = image.naturalHeight / side * veilSide;
      const pen = entry.veil.getContext('2d');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(entry.picture, 0, 0, entry.veil.width, entry.veil.height);
      state.version++;
      pictureArrived();
    } catch {
      entry.picture = null;
    }
  }

  function forget() {
    for (const [number, entry] of decoded) {
      if (decoded.size <= keptCount) return;
      if (entry.picture === null || entry.turn >= turn - 1) continue;
      entry.picture.close();
      decoded.delete(number);
    }
  }

  // Draws a post's picture within a square around a place; false where there is none, or none yet.
  function draw(pen, post, x, y, size) {
    const sprite = posts.sprites ? posts.sprites[post] : -1;
    if (sprite < 0) return false;
    const number = Math.floor(sprite / capacity);
    const entry = decoded.get(number);
    if (!entry) {
      decode(number);
      return false;
    }
    entry.turn = turn;
    if (!entry.veil) return false;
    const [width, height] = extent(post, size);
    const column = sprite % columns;
    const row = Math.floor(sprite % capacity / columns);
    if (isVeiled(post)) {
      pen.drawImage(
        entry.veil, column * veilSide + 0.5, row * veilSide + 0.5, veilSide - 1, veilSide - 1,
        x - width / 2, y - height / 2, width, height);
    } else {
      // The outermost pixels have something of their neighbours' colour, as JPEG halves it.
      pen.drawImage(
        entry.picture, column * side + 1, row * side + 1, side - 2, side - 2,
        x - width / 2, y - height / 2, width, height);
    }
    return true;
  }

  // Width and height of a post's picture within a square.
  function extent(post, size) {
    const aspect = posts.aspects[post];
    return [size * Math.min(1, aspect), size * Math.min(1, 1 / aspect)];
  }

  function nextTurn() {
    turn++;
    forget();
  }
  return { draw, extent, nextTurn, side };
})();
const hasPicture = post => posts.sprites !== null && posts.sprites[post] >= 0;
