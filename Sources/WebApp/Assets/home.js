// Puts in what takes a while to compute.

for (const place of document.querySelectorAll("[data-part]")) {
  const answer = await fetch(place.dataset.part);
  if (answer.ok) {
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...part.body.childNodes);
  }
}
