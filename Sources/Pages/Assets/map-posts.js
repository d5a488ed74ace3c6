// The data, and what is chosen of it.

const element = id => document.getElementById(id);
const data = JSON.parse(element('map-data').textContent);

// Numbers as base64 of their little-endian bytes.
function numbers(text, Kind) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let place = 0; place < raw.length; place++) bytes[place] = raw.charCodeAt(place);
  return new Kind(bytes.buffer);
}

const posts = {
  count: data.ids.length,
  ids: data.ids,
  captions: data.captions,
  places: numbers(data.places, Float32Array),
  sprites: data.sprites && numbers(data.sprites.of, Int32Array),
  aspects: data.sprites && numbers(data.sprites.aspects, Float32Array),
  sensitive: data.sprites && numbers(data.sprites.sensitive, Uint8Array),
};

// Each post's slot is its category; the last slots are for posts without one, a slot a reason.
const colourings = data.colourings.map(colouring => ({
  ...colouring,
  slots: numbers(colouring.of, Int32Array),
  values: colouring.values && numbers(colouring.values, Float64Array),
  hidden: new Uint8Array(colouring.labels.length + colouring.missing.length),
}));

const state = {
  colouring: colourings[0],
  matches: null,
  focused: -1,
  hovered: -1,
  showsPictures: true,
  showsSensitive: false,
  version: 0,
};

const isShown = post => state.colouring.hidden[state.colouring.slots[post]] === 0;
const isLive = post => isShown(post) && (state.matches === null || state.matches[post] === 1);
const isVeiled = post => posts.sensitive[post] === 1 && !state.showsSensitive;
const grouped = number => number.toLocaleString('en-US');

const slotName = (colouring, slot) => colouring.labels[slot] ?? colouring.missing[slot - colouring.labels.length];

// Whole numbers as they are, others with three digits or, where those are fewer, all before the point.
function rounded(number) {
  const isWhole = Number.isInteger(number) || Math.abs(number) >= 1000;
  const text = isWhole ? grouped(Math.round(number)) : String(Number(number.toPrecision(3)));
  return text.replace('-', '\u2212');
}

function label(colouring, post) {
  if (!colouring.values || Number.isNaN(colouring.values[post])) return slotName(colouring, colouring.slots[post]);
  return rounded(colouring.values[post]);
}
