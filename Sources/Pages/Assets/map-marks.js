// Colours and shapes. The first six colours are those of Okabe and Ito (Color universal design, 2008); the
// others go on by lightness, chosen so that the pairs stay apart under simulated protanopia, deuteranopia
// and tritanopia (Machado et al., 2009). Ordered classes take steps of viridis (van der Walt and Smith,
// 2015), the greatest number farthest from the paper.

const themes = {
  light: {
    paper: '#ffffff', ink: '#1b1f24', muted: '#8d96a3', dim: '#d9dde3',
    categories: ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#222222', '#690f69', '#784b4b', '#1a1ab4'],
    classes: ['#a8db34', '#6ccd5a', '#35b779', '#1f9e89', '#26828e', '#31688e', '#3e4989', '#440154'],
  },
  dark: {
    paper: '#15181c', ink: '#e6e9ed', muted: '#6b7683', dim: '#343b44',
    categories: ['#3b8fd0', '#e69f00', '#009e73', '#cc79a7', '#8fd0f5', '#d55e00', '#f0e442', '#b48cff', '#a08a7a', '#6f5bff'],
    classes: ['#4a4d94', '#355f8d', '#2a788e', '#21918c', '#22a884', '#44bf70', '#7ad151', '#dde318'],
  },
};
const darkQuery = matchMedia('(prefers-color-scheme: dark)');
const contrastQuery = matchMedia('(prefers-contrast: more), (forced-colors: active)');
let isPrinting = false;
const theme = () => darkQuery.matches && !isPrinting ? themes.dark : themes.light;

const shapes = [
  (pen, r) => pen.arc(0, 0, r, 0, 2 * Math.PI),
  (pen, r) => pen.rect(-0.88 * r, -0.88 * r, 1.76 * r, 1.76 * r),
  (pen, r) => polygon(pen, [[0, -1.15 * r], [1.1 * r, 0.8 * r], [-1.1 * r, 0.8 * r]]),
  (pen, r) => polygon(pen, [[0, -1.25 * r], [r, 0], [0, 1.25 * r], [-r, 0]]),
  (pen, r) => { pen.rect(-1.1 * r, -0.4 * r, 2.2 * r, 0.8 * r); pen.rect(-0.4 * r, -1.1 * r, 0.8 * r, 2.2 * r); },
  (pen, r) => polygon(pen, [[0, 1.15 * r], [1.1 * r, -0.8 * r], [-1.1 * r, -0.8 * r]]),
];

function polygon(pen, corners) {
  corners.forEach(([x, y], place) => place === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y));
  pen.closePath();
}

function mark(colouring, slot) {
  const { categories, classes, muted } = theme();
  if (slot >= colouring.labels.length) {
    return { colour: muted, shape: (slot - colouring.labels.length) % shapes.length, isHollow: true };
  }
  if (colouring.isOrdered) {
    const last = Math.max(1, colouring.labels.length - 1);
    return { colour: classes[Math.round(slot / last * (classes.length - 1))], shape: 0, isHollow: false };
  }
  const shape = Math.floor(slot / categories.length) % shapes.length;
  return { colour: categories[slot % categories.length], shape, isHollow: false };
}

function drawMark(pen, { colour, shape, isHollow }, x, y, radius) {
  pen.save();
  pen.translate(x, y);
  pen.beginPath();
  shapes[shape](pen, isHollow ? 0.8 * radius : radius);
  if (isHollow && radius > 2) {
    pen.lineWidth = Math.max(1, radius / 3);
    pen.strokeStyle = colour;
    pen.stroke();
  } else {
    pen.fillStyle = colour;
    pen.fill();
    if (contrastQuery.matches) {
      pen.lineWidth = Math.max(0.5, radius / 5);
      pen.strokeStyle = theme().ink;
      pen.stroke();
    }
  }
  pen.restore();
}

// All marks of a colouring in a row, in device pixels; the last is for posts that the search leaves out.
function stamps(colouring, radius) {
  const key = [colourings.indexOf(colouring), radius, theme() === themes.dark, contrastQuery.matches].join();
  const known = stamps.kept.get(key);
  if (known) return known;
  const side = 2 * Math.ceil(1.4 * radius + 1);
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [side, side];
  const pen = sheet.getContext('2d', { willReadFrequently: true });
  const styles = colouring.counts.map((_, slot) => mark(colouring, slot));
  styles.push({ colour: theme().dim, shape: 0, isHollow: false });
  const pixels = styles.map(style => {
    pen.clearRect(0, 0, side, side);
    drawMark(pen, style, side / 2, side / 2, radius);
    return stampPixels(pen.getImageData(0, 0, side, side).data);
  });
  const made = { side, pixels, dim: styles.length - 1 };
  if (stamps.kept.size > 60) stamps.kept.clear();
  stamps.kept.set(key, made);
  return made;
}
stamps.kept = new Map();

// The pixels of a mark that are not empty, four numbers each: column, row, colour, opacity from 0 to 256.
function stampPixels(bytes) {
  const found = [];
  const side = Math.sqrt(bytes.length / 4);
  for (let place = 0; place < bytes.length / 4; place++) {
    const [red, green, blue, alpha] = bytes.subarray(4 * place, 4 * place + 4);
    if (alpha < 8) continue;
    const colour = (255 << 24) | (blue << 16) | (green << 8) | red;
    found.push(place % side, Math.floor(place / side), colour, alpha > 247 ? 256 : alpha);
  }
  return Int32Array.from(found);
}

// Blends a mark into 32-bit pixels at a place: no canvas is as fast for a hundred thousand of them.
function blend(pixels, width, height, stamp, left, top) {
  for (let place = 0; place < stamp.length; place += 4) {
    const x = left + stamp[place];
    const y = top + stamp[place + 1];
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const target = y * width + x;
    const colour = stamp[place + 2];
    const opacity = stamp[place + 3];
    if (opacity === 256) {
      pixels[target] = colour;
      continue;
    }
    // Red and blue at once, then green.
    const below = pixels[target];
    const outer = ((colour & 0xff00ff) * opacity + (below & 0xff00ff) * (256 - opacity)) >>> 8;
    const inner = ((colour & 0xff00) * opacity + (below & 0xff00) * (256 - opacity)) >>> 8;
    pixels[target] = 0xff000000 | (outer & 0xff00ff) | (inner & 0xff00);
  }
}
