// Fetches the next posts before the end of the page is reached, and lets many be chosen.

const gallery = document.querySelector("#gallery");
const chosen = document.querySelector("#chosen");
let last = null;

const boxes = () => [...gallery.querySelectorAll("input[name=post]")];

async function fetchMore(link) {
  link.removeAttribute("data-more");
  const address = new URL(link.href);
  address.searchParams.set("part", "1");
  const answer = await fetch(address);
  if (!answer.ok) return;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  gallery.querySelector(".gallery").append(...part.querySelectorAll(".gallery > li"));
  const next = part.querySelector("[data-more]");
  link.remove();
  if (next) {
    gallery.append(next);
    watch();
  }
}

const observer = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((seen) => seen.isIntersecting)) {
    observer.unobserve(entry.target);
    fetchMore(entry.target);
  }
}, { rootMargin: "1200px" });

function watch() {
  const link = gallery.querySelector("[data-more]");
  if (link) observer.observe(link);
}

function count() {
  if (!chosen) return;
  const number = boxes().filter((box) => box.checked).length;
  chosen.textContent = number > 0 ? `${number} ${chosen.dataset.word}` : "";
}

function choose(some, isChosen) {
  for (const box of some) box.checked = isChosen;
  count();
}

// With Shift all posts from the one chosen before to this one.
gallery.addEventListener("click", (event) => {
  const box = event.target.closest("input[name=post]");
  if (!box) return;
  const all = boxes();
  if (event.shiftKey && last) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    choose(all.slice(Math.max(from, 0), to + 1), box.checked);
  }
  last = box;
  count();
});

document.querySelector("#choose-all")?.addEventListener("click", () => choose(boxes(), true));
document.querySelector("#choose-none")?.addEventListener("click", () => choose(boxes(), false));

// A rectangle that is drawn beside the posts chooses what it touches.
let corner = null;
const frame = document.createElement("div");
frame.className = "lasso";

function touched() {
  const area = frame.getBoundingClientRect();
  return boxes().filter((box) => {
    const post = box.closest(".post").getBoundingClientRect();
    return post.left < area.right && post.right > area.left && post.top < area.bottom && post.bottom > area.top;
  });
}

function place(from, to) {
  const sheet = frame.style;
  sheet.left = `${Math.min(from.x, to.x)}px`;
  sheet.top = `${Math.min(from.y, to.y)}px`;
  sheet.width = `${Math.abs(from.x - to.x)}px`;
  sheet.height = `${Math.abs(from.y - to.y)}px`;
}

if (chosen) {
  gallery.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("a, input, button, p")) return;
    event.preventDefault();
    corner = { x: event.clientX, y: event.clientY };
    place(corner, corner);
    document.body.append(frame);
  });
  document.addEventListener("pointermove", (event) => {
    if (corner) place(corner, { x: event.clientX, y: event.clientY });
  });
  document.addEventListener("pointerup", () => {
    if (!corner) return;
    corner = null;
    choose(touched(), true);
    frame.remove();
  });
}

watch();
count();
