/// The style sheet that all pages share.
enum Stylesheet {
  static let css: StaticString = """
    :root {
      color-scheme: light;
      --paper: #ffffff; --tint: #f5f6f8; --ink: #1b1f24; --muted: #596270; --line: #d9dde3; --strong-line: #8d96a3;
      --link: #1f5fae; --warn-ink: #7d4300; --warn: #fff4e0; --warn-line: #d9902f;
      --cell: #ffffff; --shade: #0b2f66; --on-cell: #000000; --on-shade: #ffffff; --bar: #b9cde8;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
      --serif: "Iowan Old Style", Charter, "Palatino Linotype", Palatino, "URW Palladio L", P052, "Noto Serif", Georgia, serif;
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        color-scheme: dark;
        --paper: #15181c; --tint: #1d2126; --ink: #e6e9ed; --muted: #a3adb8; --line: #343b44; --strong-line: #6b7683;
        --link: #8ab8f5; --warn-ink: #ffcf80; --warn: #2f2510; --warn-line: #a8762a;
        --cell: #1c2025; --shade: #6fa5e6; --on-cell: #ffffff; --on-shade: #000000; --bar: #34547c;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; }
    body {
      margin: 0 auto; padding: 3rem clamp(1rem, 4vw, 3rem) 5rem; max-width: 76rem;
      background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans);
      font-variant-numeric: tabular-nums; overflow-wrap: break-word;
    }
    h1, h2, h3, h4 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; }
    h1 { font-size: clamp(1.9rem, 4vw, 2.7rem); margin: 0; letter-spacing: -.01em; }
    h2 { font-size: 1.7rem; margin: 4rem 0 1rem; padding-top: 1rem; border-top: 2px solid var(--ink); }
    h3 { font-size: 1.3rem; margin: 2.75rem 0 .5rem; }
    h4 { font: 600 1rem/1.3 var(--sans); margin: 2rem 0 .75rem; }
    header p { margin: .4rem 0 0; }
    p { max-width: 42rem; margin: .6rem 0; text-wrap: pretty; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, summary:focus-visible, .wide:focus-visible, input:focus-visible {
      outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px;
    }
    code { font: .88em var(--mono); overflow-wrap: anywhere; }
    .muted, .origin { color: var(--muted); }
    .skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--paper); }
    .skip:focus { left: 1rem; top: .5rem; z-index: 1; }

    nav { margin: 2rem 0 0; padding: 1rem 1.25rem; background: var(--tint); border-radius: 6px; }
    nav > ol { columns: 17rem; column-gap: 2.5rem; }
    nav ol { margin: 0; padding: 0; list-style: none; }
    nav ol ol { padding-left: 1rem; font-size: .92rem; }
    nav li { padding: .15rem 0; break-inside: avoid; }
    nav a { text-decoration: none; }
    nav a:hover { text-decoration: underline; }

    .tiles { display: flex; flex-wrap: wrap; gap: .75rem 2.75rem; margin: 1rem 0 1.75rem; }
    .tiles div { display: flex; flex-direction: column-reverse; }
    .tiles dt { color: var(--muted); font-size: .9rem; }
    .tiles dd { margin: 0; font: 600 1.9rem/1.15 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
    .empty { padding: .75rem 1rem; background: var(--tint); border-radius: 6px; color: var(--muted); }

    .wide {
      overflow-x: auto; max-width: 100%;
      background:
        linear-gradient(to right, var(--paper) 40%, transparent) left / 2.5rem 100% no-repeat local,
        linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% no-repeat local,
        linear-gradient(to right, var(--line), transparent) left / .8rem 100% no-repeat scroll,
        linear-gradient(to left, var(--line), transparent) right / .8rem 100% no-repeat scroll;
    }
    table { border-collapse: collapse; margin: 1rem 0 .4rem; font-size: .92rem; line-height: 1.35; }
    caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
    th, td { padding: .38rem .9rem .38rem 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
    th:last-child, td:last-child { padding-right: .25rem; }
    thead th { color: var(--muted); font-weight: 500; border-bottom: 1px solid var(--strong-line); vertical-align: bottom; }
    tbody th { font-weight: 500; min-width: 7rem; }
    .number sup { position: absolute; }
    .number { position: relative; text-align: right; white-space: nowrap; }
    thead .number { white-space: normal; }
    sup { font-size: .7em; line-height: 1; margin-left: .1em; color: var(--muted); }
    .undefined { font-style: italic; color: var(--muted); text-decoration: underline dotted; text-underline-offset: .2em; }
    .notes { margin: .15rem 0; font-size: .85rem; color: var(--muted); }
    .mark { padding: .05rem .45rem; border: 1px solid var(--strong-line); border-radius: 99px; font-size: .82rem; white-space: nowrap; }
    .flag { padding: .05rem .4rem; box-decoration-break: clone; -webkit-box-decoration-break: clone; background: var(--warn); color: var(--warn-ink); border-radius: 3px; font-weight: 500; }
    table .flag { white-space: nowrap; }
    .warnings { margin: 1rem 0; padding: .6rem 1rem .7rem; max-width: 46rem; background: var(--warn); color: var(--warn-ink); border-left: 4px solid var(--warn-line); border-radius: 3px; }
    .warnings p { margin: 0; }
    .warnings ul { margin: .2rem 0 0; padding-left: 1.1rem; font-size: .92rem; }
    .warnings li { margin: .2rem 0; }

    .columns { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: 0 2.5rem; align-items: start; }
    .columns > div { min-width: 0; }
    .columns > div:first-child table { width: 100%; }
    @media (max-width: 74.9rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
    figure { margin: 1rem 0; }
    figcaption { max-width: 38rem; margin-top: .5rem; font-size: .85rem; color: var(--muted); }
    details { margin: .5rem 0; }
    summary { cursor: pointer; }
    details > summary:not(:has(.clamp)) { color: var(--link); font-size: .92rem; }

    svg { display: block; font: 12px var(--sans); font-variant-numeric: tabular-nums; }
    svg text { fill: var(--ink); }
    svg .muted, svg .tick { fill: var(--muted); }
    svg .tick { font-size: 11px; }
    svg .axis { font-weight: 600; }
    .matrix .ground { fill: var(--cell); stroke: var(--line); }
    .matrix .shade { fill: var(--shade); }
    .matrix .diagonal { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .matrix g text { fill: var(--on-cell); font-size: 13px; }
    .matrix g .strong { fill: var(--on-shade); font-weight: 600; }
    .matrix g .none { fill: var(--muted); }
    .matrix .margin { fill: var(--ink); }
    .courses { display: flex; flex-wrap: wrap; gap: 0 2rem; }
    .courses figure { margin: 0 0 1rem; }
    .matrix { max-width: max(100%, 38rem); height: auto; }
    .matrix.large { max-width: max(100%, 60rem); }
    .courses svg { max-width: 100%; height: auto; }
    .course .grid { stroke: var(--line); }
    .course .best { stroke: var(--ink); stroke-dasharray: 2 4; }
    .course polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .course .line-1 polyline { stroke: var(--link); }
    .course .line-2 polyline { stroke: var(--warn-line); stroke-dasharray: 7 3; }
    .course .line-3 polyline { stroke: var(--ink); stroke-dasharray: 2 3; }
    .course .line-4 polyline { stroke: var(--strong-line); stroke-dasharray: 10 3 2 3; }
    .diagram .ground { fill: var(--tint); }
    .diagram .grid { stroke: var(--line); }
    .diagram .ideal { stroke: var(--ink); stroke-dasharray: 5 4; }
    .diagram .bar { fill: var(--bar); }
    .diagram .tray { fill: var(--strong-line); }
    .diagram .point { fill: var(--ink); }

    .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.4rem, 1fr)); gap: 1.5rem 1.25rem; margin: 0 0 1.5rem; padding: 0; list-style: none; }
    .post { margin: 0; }
    .picture, .veil { display: block; position: relative; aspect-ratio: 4 / 3; overflow: hidden; border-radius: 4px; background: var(--tint); }
    .picture img, .veil img { display: block; width: 100%; height: 100%; object-fit: contain; }
    .placeholder { display: grid; place-items: center; border: 1px dashed var(--strong-line); text-align: center; font-size: .85rem; color: var(--muted); padding: .5rem; }
    .placeholder p { margin: 0; }
    .veil { cursor: pointer; }
    .veil img { filter: blur(1.4rem); transform: scale(1.15); }
    .veil > span { position: absolute; z-index: 1; left: .3rem; right: .3rem; bottom: .3rem; display: flex; align-items: center; padding: .25rem .4rem; background: var(--paper); color: var(--ink); font-size: .8rem; line-height: 1.2; border-radius: 3px; }
    .veil input { margin: 0 .4rem 0 0; flex: none; }
    .veil:has(:checked) img { filter: none; transform: none; }
    .veil:has(:checked) > span { right: auto; }
    .post figcaption { margin-top: .45rem; color: var(--ink); line-height: 1.4; }
    .post p { margin: .12rem 0; }
    .post .caption { margin: .3rem 0; }
    .confidence { color: var(--muted); white-space: nowrap; }
    .caption { margin: .3rem 0; white-space: pre-line; overflow-wrap: anywhere; }
    .clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
    .caption summary { list-style: none; }
    .caption summary::-webkit-details-marker { display: none; }
    .caption[open] .clamp { -webkit-line-clamp: unset; display: block; }
    .gallery.small { grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: .9rem .9rem; margin-bottom: .5rem; }
    .twins { padding-bottom: .75rem; border-bottom: 1px solid var(--line); }
    .twins h4 { margin: 1.1rem 0 .6rem; }
    .origin { font-size: .78rem; overflow-wrap: anywhere; }

    .run dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1.25rem; margin: .5rem 0; font-size: .9rem; }
    .run dt { color: var(--muted); }
    .run dd { margin: 0; }
    pre { margin: .5rem 0; padding: .75rem 1rem; background: var(--tint); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .categories { display: grid; grid-template-columns: minmax(0, 13rem) minmax(0, 42rem); gap: .6rem 1.5rem; margin: 1rem 0; }
    .categories dt { font-weight: 600; }
    .categories dd { margin: 0; }
    .prose { white-space: pre-line; }
    @media (max-width: 40rem) {
      body { padding-top: 1.5rem; }
      th, td { padding-right: .6rem; }
      tbody th { min-width: 5rem; }
      .categories { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
      .categories dd { margin-bottom: .75rem; }
      .gallery { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1.25rem .9rem; }
      .gallery.small { grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr)); }
    }
    @media print {
      @page { margin: 16mm 14mm; }
      body { padding: 0; max-width: none; font-size: 9.5pt; }
      nav, .skip, details:not(.caption), .veil input, .screen { display: none; }
      h2 { break-before: page; border: 0; margin-top: 0; }
      section:first-child h2 { break-before: auto; margin-top: 2rem; }
      h2, h3, h4, h3 + p, caption { break-after: avoid; }
      tr, figure, .gallery li, .twins, .warnings, .tiles { break-inside: avoid; }
      .wide { overflow: visible; background: none; }
      .columns { grid-template-columns: minmax(0, 1fr); }
      .columns > div:first-child table { width: auto; }
      .gallery { grid-template-columns: repeat(4, minmax(0, 1fr)); }
      .gallery.small { grid-template-columns: repeat(6, minmax(0, 1fr)); }
      svg, .matrix, .matrix.large { max-width: 100%; height: auto; }
      .matrix rect, .diagram rect, .flag, .warnings { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
