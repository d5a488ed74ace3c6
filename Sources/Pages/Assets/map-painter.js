// Drawing, a slice of time in each frame. A picture of the map is drawn out of sight, over several frames
// where there is much to draw; until it is done the last one is shown, moved and scaled to the present
// view. So no number of posts makes a frame late.

const sliceTime = 9;
const pictureLimit = 800;
// So many times nearer than the whole map, pictures are drawn.
const nearFactor = 1.8;
let front = null;
let job = null;
let spare = null;
let isRequested = false;

function request() {
  if (isRequested) return;
  isRequested = true;
  requestAnimationFrame(frame);
}

function begin() {
  // Two surfaces take turns: one is shown, one is drawn on.
  const surface = job?.surface ?? spare ?? document.createElement('canvas');
  spare = null;
  if (surface.width !== canvas.width) surface.width = canvas.width;
  if (surface.height !== canvas.height) surface.height = canvas.height;
  const brush = surface.getContext('2d', { alpha: false });
  const reach = 60;
  const seen = space.within(mapX(-reach), mapY(-reach), mapX(size.width + reach), mapY(size.height + reach));
  const room = Math.sqrt(size.width * size.height / Math.max(1, seen.length));
  const radius = Math.round(4 * Math.max(1.6, Math.min(7, 0.22 * room)) * size.ratio) / 4;
  const isNear = view.scale >= nearFactor * wholeScale();
  const drawsPictures = posts.sprites !== null && state.showsPictures && isNear && seen.length <= pictureLimit;
  if (drawsPictures) sheets.nextTurn();
  const image = spareImage(surface.width, surface.height);
  return {
    surface, brush, image, drawsPictures, posts: dimFirst(seen), next: 0,
    pixels: new Uint32Array(image.data.buffer).fill(paperPixel()),
    view: { ...view }, version: state.version,
    stamps: stamps(state.colouring, radius),
    pictureSize: Math.max(22, Math.min(1.25 * sheets.side, 112, 0.8 * room)), pictured: new Set(),
  };
}

// The posts whose pictures are drawn: none over another; a post between them stays a dot until one goes nearer.
function* apart(seen) {
  const { pictureSize } = job;
  const taken = new Map();
  for (const post of seen) {
    if (!isLive(post) || !hasPicture(post)) continue;
    const x = screenX(posts.places[2 * post], job.view);
    const y = screenY(posts.places[2 * post + 1], job.view);
    const [column, row] = [Math.floor(x / pictureSize), Math.floor(y / pictureSize)];
    const isFree = [-1, 0, 1].every(down => [-1, 0, 1].every(across => {
      const other = taken.get(`${column + across},${row + down}`);
      return !other || Math.abs(other[0] - x) >= pictureSize || Math.abs(other[1] - y) >= pictureSize;
    }));
    if (!isFree) continue;
    taken.set(`${column},${row}`, [x, y]);
    yield post;
  }
}

// The pixels that dots are drawn on before they go to a surface.
let keptImage = null;
function spareImage(width, height) {
  if (keptImage?.width !== width || keptImage?.height !== height) keptImage = new ImageData(width, height);
  return keptImage;
}

function paperPixel() {
  const [red, green, blue] = [1, 3, 5].map(place => parseInt(theme().paper.slice(place, place + 2), 16));
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

// What a search found is drawn over what it did not.
function dimFirst(seen) {
  if (state.matches === null) return seen.slice();
  const sorted = new Int32Array(seen.length);
  let next = 0;
  for (const live of [false, true]) {
    for (const post of seen) if (isLive(post) === live) sorted[next++] = post;
  }
  return sorted;
}

// Goes on with the job until `deadline`; true when it is done. Dots come first, pictures over them.
function paint(deadline) {
  const { surface, brush, image, pixels, posts: seen, stamps: { side, pixels: marks, dim }, drawsPictures } = job;
  const slots = state.colouring.slots;
  const { places } = posts;
  const ratio = size.ratio;
  while (job.next < seen.length) {
    const end = Math.min(seen.length, job.next + 2048);
    for (; job.next < end; job.next++) {
      const post = seen[job.next];
      if (!isShown(post)) continue;
      const left = Math.round(screenX(places[2 * post], job.view) * ratio - side / 2);
      const top = Math.round(screenY(places[2 * post + 1], job.view) * ratio - side / 2);
      blend(pixels, surface.width, surface.height, marks[isLive(post) ? slots[post] : dim], left, top);
    }
    if (performance.now() > deadline) break;
  }
  if (job.next < seen.length) return false;
  brush.putImageData(image, 0, 0);
  if (drawsPictures) {
    for (const post of apart(Array.from(seen).sort((one, other) => one - other))) paintPicture(brush, post);
  }
  return true;
}

// A picture in a frame of its category's colour.
function paintPicture(brush, post) {
  if (!hasPicture(post)) return;
  const x = screenX(posts.places[2 * post], job.view) * size.ratio;
  const y = screenY(posts.places[2 * post + 1], job.view) * size.ratio;
  const square = job.pictureSize * size.ratio;
  if (!sheets.draw(brush, post, x, y, square)) return;
  job.pictured.add(post);
  const [width, height] = sheets.extent(post, square);
  const edge = Math.max(2, 0.035 * job.pictureSize) * size.ratio;
  brush.strokeStyle = mark(state.colouring, state.colouring.slots[post]).colour;
  brush.lineWidth = edge;
  brush.strokeRect(x - (width + edge) / 2, y - (height + edge) / 2, width + edge, height + edge);
}

const isStale = () => front === null || front.version !== state.version
  || front.view.x !== view.x || front.view.y !== view.y || front.view.scale !== view.scale;

function work(deadline) {
  if (job && job.version !== state.version) job = begin();
  if (!job && isStale()) job = begin();
  if (!job || !paint(deadline)) return;
  spare = front?.surface ?? null;
  front = job;
  job = null;
}

function compose() {
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = theme().paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  if (front) {
    const factor = view.scale / front.view.scale;
    const left = ((front.view.x - view.x) * view.scale + size.width / 2 * (1 - factor)) * size.ratio;
    const top = ((front.view.y - view.y) * view.scale + size.height / 2 * (1 - factor)) * size.ratio;
    pen.setTransform(factor, 0, 0, factor, left, top);
    pen.drawImage(front.surface, 0, 0);
  }
  pen.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  for (const post of new Set([state.hovered, state.focused])) if (post >= 0) ring(post);
}

function ring(post) {
  const x = screenX(posts.places[2 * post]);
  const y = screenY(posts.places[2 * post + 1]);
  for (const [width, colour] of [[5, theme().paper], [2.5, theme().ink]]) {
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.beginPath();
    if (front?.pictured.has(post)) {
      const [across, down] = sheets.extent(post, front.pictureSize + 10);
      pen.rect(x - across / 2, y - down / 2, across, down);
    } else {
      pen.arc(x, y, (front?.stamps.side ?? 8) / size.ratio / 2 + 4, 0, 2 * Math.PI);
    }
    pen.stroke();
  }
}

function frame(now) {
  isRequested = false;
  advance(now);
  work(performance.now() + sliceTime);
  compose();
  placeCard();
  if (glide || job || isStale()) request();
}

// Draws everything at once, for a page that is about to be printed.
function paintWhole() {
  state.version++;
  while (job || isStale()) work(Infinity);
  compose();
}
