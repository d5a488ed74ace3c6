// Beginning, and what the page must follow: its size, the theme, paper.

function restyle() {
  fillLegend();
  changed();
}

for (const preference of [darkQuery, contrastQuery]) preference.addEventListener('change', restyle);
addEventListener('beforeprint', () => {
  isPrinting = true;
  restyle();
  paintWhole();
});
addEventListener('afterprint', () => {
  isPrinting = false;
  restyle();
});

document.body.classList.add('alive');
Object.assign(view, whole());
measure();
Object.assign(view, whole());
new ResizeObserver(measure).observe(canvas);
restyle();
