// What part of the map is seen: the place in the middle, and pixels per unit of the map.

const canvas = element('map');
const pen = canvas.getContext('2d', { alpha: false });
const size = { width: 1, height: 1, ratio: 1 };
const view = { x: data.width / 2, y: data.height / 2, scale: 1 };
const calmQuery = matchMedia('(prefers-reduced-motion: reduce)');
const nearest = 400;
let glide = null;

const screenX = (x, seen = view) => (x - seen.x) * seen.scale + size.width / 2;
const screenY = (y, seen = view) => (y - seen.y) * seen.scale + size.height / 2;
const mapX = x => (x - size.width / 2) / view.scale + view.x;
const mapY = y => (y - size.height / 2) / view.scale + view.y;

function wholeScale() {
  const margin = Math.min(40, size.width / 8, size.height / 8);
  const across = (size.width - 2 * margin) / Math.max(data.width, 1e-6);
  const down = (size.height - 2 * margin) / Math.max(data.height, 1e-6);
  return Math.max(1, Math.min(across, down, 1e6));
}
const whole = () => ({ x: data.width / 2, y: data.height / 2, scale: wholeScale() });

function bounded({ x, y, scale }) {
  const least = wholeScale();
  return {
    x: Math.max(0, Math.min(data.width, x)),
    y: Math.max(0, Math.min(data.height, y)),
    scale: Math.max(0.8 * least, Math.min(nearest * least, scale)),
  };
}

function show(target) {
  glide = null;
  Object.assign(view, bounded(target));
  request();
}

// Moves there in a short while, or at once where motion is not wanted.
function glideTo(target) {
  if (calmQuery.matches) return show(target);
  glide = { from: { ...view }, to: bounded(target), start: performance.now() };
  request();
}

function advance(now) {
  if (!glide) return;
  const share = Math.max(0, Math.min(1, (now - glide.start) / 180));
  const eased = share * (2 - share);
  const { from, to } = glide;
  view.scale = from.scale * (to.scale / from.scale) ** eased;
  view.x = from.x + (to.x - from.x) * eased;
  view.y = from.y + (to.y - from.y) * eased;
  if (share === 1) glide = null;
}

// The view after zooming by `factor`, with the map's place under a place of the screen unmoved.
function zoomed(factor, x, y, seen = view) {
  const scale = bounded({ ...seen, scale: seen.scale * factor }).scale;
  const moved = 1 / seen.scale - 1 / scale;
  return { x: seen.x + (x - size.width / 2) * moved, y: seen.y + (y - size.height / 2) * moved, scale };
}

function measure() {
  const box = canvas.getBoundingClientRect();
  const isWhole = Math.abs(view.scale / wholeScale() - 1) < 0.01;
  size.width = Math.max(1, box.width);
  size.height = Math.max(1, box.height);
  size.ratio = Math.min(2, Math.max(1, devicePixelRatio));
  canvas.width = Math.round(size.width * size.ratio);
  canvas.height = Math.round(size.height * size.ratio);
  state.version++;
  show(isWhole ? whole() : view);
}
