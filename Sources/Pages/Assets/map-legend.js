// The choice of colours, and the legend that hides and shows categories.

const legend = element('legend');

function drawSwatch(swatch, colouring, slot) {
  swatch.width = swatch.height = 16 * size.ratio;
  drawMark(swatch.getContext('2d'), mark(colouring, slot), swatch.width / 2, swatch.height / 2, 5.5 * size.ratio);
}

function legendRow(colouring, slot) {
  const row = document.createElement('li');
  const tie = row.appendChild(document.createElement('label'));
  const box = tie.appendChild(document.createElement('input'));
  box.type = 'checkbox';
  box.checked = colouring.hidden[slot] === 0;
  box.addEventListener('change', () => {
    colouring.hidden[slot] = box.checked ? 0 : 1;
    changed();
  });
  drawSwatch(tie.appendChild(document.createElement('canvas')), colouring, slot);
  const name = tie.appendChild(document.createElement('bdi'));
  name.textContent = slotName(colouring, slot);
  const count = tie.appendChild(document.createElement('span'));
  count.textContent = grouped(colouring.counts[slot]);
  return row;
}

function fillLegend() {
  const { colouring } = state;
  const slots = colouring.counts.map((_, slot) => slot);
  const listed = slots.filter(slot => slot < colouring.labels.length || colouring.counts[slot] > 0);
  legend.replaceChildren(...listed.map(slot => legendRow(colouring, slot)));
  const kinds = colouring.isOrdered ? Infinity : theme().categories.length;
  const note = element('legend-note');
  note.textContent = [
    colouring.note,
    colouring.labels.length > kinds ? `After ${kinds} categories the colours come again with another shape.` : '',
    colouring.labels.length > kinds * shapes.length ? 'After all shapes both come again.' : '',
  ].filter(Boolean).join(' ');
  note.hidden = note.textContent === '';
}

function setAll(isHidden) {
  state.colouring.hidden.fill(isHidden);
  fillLegend();
  changed();
}

// What is shown has changed: draw it, count it, and let go of what is no longer there.
function changed() {
  state.version++;
  if (state.focused >= 0 && !isLive(state.focused)) state.focused = -1;
  if (state.hovered >= 0 && !isLive(state.hovered)) state.hovered = -1;
  let count = 0;
  for (let post = 0; post < posts.count; post++) if (isLive(post)) count++;
  const text = count === posts.count
    ? `${grouped(count)} ${count === 1 ? 'post' : 'posts'}` : `${grouped(count)} of ${grouped(posts.count)} posts`;
  element('shown').textContent = state.matches === null ? text : `${text} found`;
  fillCard();
  request();
}

element('all').addEventListener('click', () => setAll(0));
element('none').addEventListener('click', () => setAll(1));
element('colouring').addEventListener('change', event => {
  state.colouring = colourings[event.target.selectedIndex] ?? colourings[0];
  fillLegend();
  changed();
});
element('pictures')?.addEventListener('change', event => {
  state.showsPictures = event.target.checked;
  changed();
});
element('sensitive')?.addEventListener('change', event => {
  state.showsSensitive = event.target.checked;
  changed();
});
