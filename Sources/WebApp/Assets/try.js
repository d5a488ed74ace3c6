// Sends a picture that was chosen, dropped or pasted, or a text, and shows what coders say of it.

const form = document.querySelector("#try");
const picture = document.querySelector("#picture");
const text = document.querySelector("#text");
const said = document.querySelector("#said");
const token = document.querySelector("meta[name=form-token]").content;

async function ask() {
  const address = new URL(form.action);
  if (text.value) address.searchParams.set("text", text.value);
  said.setAttribute("aria-busy", "true");
  form.toggleAttribute("data-busy", true);
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "form-token": token, "content-type": "application/octet-stream" },
      body: picture.files[0] ?? "",
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A part of a page is shown as it is; of a page with a problem its content.
    said.replaceChildren(...(page.querySelector("main") ?? page.body).childNodes);
  } finally {
    said.removeAttribute("aria-busy");
    form.toggleAttribute("data-busy", false);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});

function take(files) {
  if (files.length === 0) return;
  picture.files = files;
  ask();
}

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
document.addEventListener("paste", (event) => take(event.clipboardData.files));
