// A post's card beside its dot, and the dialog that opens from it.

const card = element('card');
const dialog = element('post');
const cardPost = () => state.hovered >= 0 ? state.hovered : state.focused;

function fillCard() {
  const post = cardPost();
  card.hidden = post < 0;
  if (post < 0) return;
  element('card-caption').textContent = posts.captions[post].trim() || 'no caption';
  element('card-caption').classList.toggle('muted', posts.captions[post].trim() === '');
  element('card-value').textContent = label(state.colouring, post);
  element('card-id').textContent = posts.ids[post];
  drawSwatch(element('card-mark'), state.colouring, state.colouring.slots[post]);
  drawPicture(element('card-picture'), element('card-note'), post, Math.min(224, Math.max(96, 2.5 * sheets.side)));
  placeCard();
}

function placeCard() {
  const post = cardPost();
  if (post < 0) return;
  const [x, y] = [screenX(posts.places[2 * post]), screenY(posts.places[2 * post + 1])];
  card.hidden = x < 0 || y < 0 || x > size.width || y > size.height;
  const drawn = front?.pictured.has(post) ? front.pictureSize / 2 : 6;
  const away = drawn + 12;
  const left = x + away + card.offsetWidth <= size.width ? x + away : x - away - card.offsetWidth;
  const top = Math.min(y - 16, size.height - card.offsetHeight - 8);
  card.style.transform = `translate(${Math.max(4, Math.min(left, size.width - card.offsetWidth - 4))}px, ${Math.max(8, top)}px)`;
}

// The post's picture on a canvas of its own; hidden where there is none.
function drawPicture(target, note, post, extent) {
  const exists = hasPicture(post);
  target.hidden = !exists;
  note.hidden = !exists || !isVeiled(post);
  if (!exists) return;
  const [width, height] = sheets.extent(post, extent).map(length => Math.max(1, Math.round(length)));
  target.width = width * size.ratio;
  target.height = height * size.ratio;
  target.style.width = `${width}px`;
  target.style.height = `${height}px`;
  const brush = target.getContext('2d');
  brush.imageSmoothingQuality = 'high';
  sheets.draw(brush, post, target.width / 2, target.height / 2, Math.max(target.width, target.height));
}

function pictureArrived() {
  if (cardPost() >= 0) fillCard();
  if (dialog.open) fillDialog();
  request();
}

let opened = -1;

function open(post) {
  opened = post;
  fillDialog();
  if (!dialog.open) dialog.showModal();
}

function fillDialog() {
  element('post-id').textContent = posts.ids[opened];
  element('post-caption').textContent = posts.captions[opened].trim() || 'no caption';
  const room = Math.min(448, window.innerWidth - 72);
  drawPicture(element('post-picture'), element('post-note'), opened, Math.min(room, 4 * sheets.side));
  element('post-values').replaceChildren(...colourings.flatMap(colouring => {
    const name = document.createElement('dt');
    name.textContent = colouring.name;
    const value = document.createElement('dd');
    value.textContent = label(colouring, opened);
    return [name, value];
  }));
}

element('post-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener('close', () => canvas.focus());
