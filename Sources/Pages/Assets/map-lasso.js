// A part of the map, drawn around posts: with Shift, or after a click on the button. Its posts open in the app's gallery.

const gallery = data.gallery;
const lasso = { isOn: false, pointer: null, corners: [] };

function drawLasso() {
  const shape = element('lasso').firstElementChild;
  shape.setAttribute('points', lasso.corners.map(({ x, y }) => `${x},${y}`).join(' '));
}

function endLasso() {
  lasso.pointer = null;
  lasso.corners = [];
  drawLasso();
}

// The corners in the coordinates that the study keeps, no more than an address holds.
function openLasso() {
  const step = Math.max(1, Math.ceil(lasso.corners.length / 100));
  const corners = lasso.corners.filter((_, place) => place % step === 0).map(({ x, y }) => [
    gallery.left + mapX(x) * gallery.span, gallery.top - mapY(y) * gallery.span,
  ].map(number => Number(number.toPrecision(7))));
  location.assign(`/posts?${new URLSearchParams({ map: gallery.map, within: corners.flat().join(',') })}`);
}

if (gallery) {
  const button = element('choose');
  button.addEventListener('click', () => {
    lasso.isOn = !lasso.isOn;
    button.setAttribute('aria-pressed', String(lasso.isOn));
  });
  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0 || !(lasso.isOn || event.shiftKey)) return;
    event.stopImmediatePropagation();
    canvas.setPointerCapture(event.pointerId);
    lasso.pointer = event.pointerId;
    lasso.corners = [placeOf(event)];
  });
  canvas.addEventListener('pointermove', event => {
    if (event.pointerId !== lasso.pointer) return;
    event.stopImmediatePropagation();
    lasso.corners.push(placeOf(event));
    drawLasso();
  });
  for (const name of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(name, event => {
      if (event.pointerId !== lasso.pointer) return;
      event.stopImmediatePropagation();
      if (name === 'pointerup' && lasso.corners.length > 2) openLasso();
      endLasso();
    });
  }
}
