// Shows how runs stand, as long as one is running.

const jobs = document.querySelector("#jobs");
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function show(part) {
  jobs.innerHTML = part;
}

async function look() {
  while (jobs.querySelector("[data-running]")) {
    await pause(700);
    // What somebody is about to press stays where it is.
    if (jobs.contains(document.activeElement) && document.activeElement !== document.body) continue;
    try {
      const answer = await fetch("/runs?part=1");
      if (answer.ok) show(await answer.text());
    } catch {
      await pause(2000);
    }
  }
}

look();
