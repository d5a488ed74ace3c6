// Fetches the next posts before the end of the page is reached.

const gallery = document.querySelector("#gallery");

async function fetchMore(link) {
  link.removeAttribute("data-more");
  const address = new URL(link.href);
  address.searchParams.set("part", "1");
  const answer = await fetch(address);
  if (!answer.ok) return;
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  const list = gallery.querySelector(".gallery");
  list.append(...part.content.querySelectorAll(".gallery > li"));
  const next = part.content.querySelector("[data-more]");
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

watch();
