/// What the map's page has beyond ``Stylesheet``.
enum MapStylesheet {
  static let css: StaticString = """
    [hidden] { display: none !important; }
    .map-page { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) 19rem; height: 100vh; height: 100dvh; max-width: none; padding: 0; }
    .map-page > header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: .35rem 1.5rem; padding: .6rem 1.1rem .65rem; border-bottom: 1px solid var(--line); }
    .map-page h1 { font-size: 1.25rem; letter-spacing: 0; max-width: 30rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .map-page h1 small { font: 400 .85rem/1.3 var(--sans); color: var(--muted); margin-left: .35rem; }
    .map-page form { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.1rem; margin-left: auto; }
    .map-page label { display: inline-flex; align-items: center; gap: .45rem; font-size: .9rem; }
    .map-page input, .map-page select, .map-page button { font: inherit; color: inherit; accent-color: var(--link); }
    .map-page input[type=search], .map-page select, .map-page button { padding: .3rem .6rem; min-height: 2.1rem; background: var(--paper); border: 1px solid var(--strong-line); border-radius: 5px; }
    .map-page input[type=search] { width: 13rem; }
    .map-page select { max-width: 19rem; }
    .map-page input[type=checkbox] { width: 1rem; height: 1rem; margin: 0; flex: none; }
    .map-page button { cursor: pointer; }
    .map-page button:hover { background: var(--tint); }
    .map-page :is(button, select, input, canvas):focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
    .stage { position: relative; min-height: 0; overflow: hidden; }
    .stage > canvas { display: block; width: 100%; height: 100%; touch-action: none; cursor: grab; }
    .stage > canvas:active { cursor: grabbing; }
    .stage > canvas.over { cursor: pointer; }
    .map-page .stage > canvas:focus-visible { outline-offset: -3px; }
    .zoom { position: absolute; left: .8rem; bottom: .8rem; display: flex; gap: .35rem; }
    .zoom button { min-width: 2.3rem; box-shadow: 0 1px 3px rgb(0 0 0 / .18); }
    #shown { position: absolute; right: .8rem; bottom: .8rem; margin: 0; padding: .15rem .55rem; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; font-size: .85rem; color: var(--muted); pointer-events: none; }
    #card { position: absolute; z-index: 1; left: 0; top: 0; width: max-content; max-width: min(17rem, calc(100% - 1rem)); padding: .6rem .7rem .65rem; background: var(--paper); border: 1px solid var(--strong-line); border-radius: 6px; box-shadow: 0 4px 18px rgb(0 0 0 / .22); font-size: .88rem; line-height: 1.4; pointer-events: none; }
    #card p { margin: .25rem 0 0; }
    #card canvas { display: block; }
    #card-picture, #post-picture { border-radius: 3px; }
    #card .value { display: flex; align-items: center; gap: .4rem; font-weight: 600; }
    #card #card-mark { width: 16px; height: 16px; flex: none; }
    #card-caption { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; overflow: hidden; overflow-wrap: anywhere; white-space: pre-line; }
    .veiled { color: var(--warn-ink); }
    .side { min-height: 0; overflow-y: auto; padding: .9rem 1.1rem 1.5rem; border-left: 1px solid var(--line); }
    .side h2 { font: 600 1rem/1.3 var(--sans); margin: 0; padding: 0; border: 0; }
    .side-head { display: flex; align-items: center; justify-content: space-between; gap: .5rem; margin-bottom: .5rem; }
    .side-head button { padding: .1rem .55rem; min-height: 1.8rem; font-size: .85rem; }
    #legend { margin: 0; padding: 0; list-style: none; }
    #legend label { display: grid; grid-template-columns: auto 16px minmax(0, 1fr) auto; align-items: center; gap: .5rem; padding: .22rem .1rem; line-height: 1.3; cursor: pointer; }
    #legend canvas { width: 16px; height: 16px; }
    #legend bdi { overflow-wrap: anywhere; }
    #legend span { color: var(--muted); font-variant-numeric: tabular-nums; }
    #legend label:hover { background: var(--tint); }
    .side .notes { margin: .6rem 0; }
    .side details { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .7rem; }
    .side kbd { padding: 0 .3rem; border: 1px solid var(--line); border-radius: 3px; font: .85em var(--mono); }
    .side dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem .8rem; margin: .5rem 0; font-size: .85rem; }
    .side dd { margin: 0; }
    .side table { width: 100%; }
    dialog { width: min(32rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 1.2rem 1.3rem 1.3rem; background: var(--paper); color: var(--ink); border: 1px solid var(--strong-line); border-radius: 8px; overflow: auto; }
    dialog::backdrop { background: rgb(0 0 0 / .45); }
    dialog .side-head h2 { font: 600 1.1rem/1.3 var(--serif); margin: 0; padding: 0; border: 0; overflow-wrap: anywhere; }
    dialog dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1.25rem; margin: .8rem 0 0; font-size: .9rem; }
    dialog dt { color: var(--muted); max-width: 14rem; overflow-wrap: anywhere; }
    dialog dd { margin: 0; overflow-wrap: anywhere; }
    .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .map-page:not(.alive) :is(form, .stage, .side-head, #legend) { display: none; }
    @media (max-width: 52rem) {
      .map-page { grid-template: auto 68vh auto / minmax(0, 1fr); grid-template: auto 68dvh auto / minmax(0, 1fr); height: auto; min-height: 100vh; }
      .map-page form { margin-left: 0; }
      .map-page h1 small { display: block; margin: 0; }
      .map-page input[type=search] { width: 100%; }
      .map-page form label:first-child { width: 100%; }
      .side { border-left: 0; border-top: 1px solid var(--line); overflow: visible; }
    }
    @media (prefers-contrast: more) {
      .map-page :is(button, select, input[type=search]), #card, dialog, .side, .map-page > header { border-color: var(--ink); }
      #shown, #legend span { color: var(--ink); }
    }
    @media print {
      .map-page { display: block; height: auto; }
      .map-page > header { padding: 0 0 .4rem; }
      .map-page form, .zoom, #card, .side-head button, #legend input { display: none; }
      .map-page .stage > canvas:focus-visible { outline: 0; }
      .stage { break-inside: avoid; border: 1px solid var(--line); }
      .stage > canvas { height: auto; max-height: 170mm; object-fit: contain; }
      .side { overflow: visible; border: 0; padding: .6rem 0 0; }
      #legend { columns: 3; }
      #legend label { grid-template-columns: 16px minmax(0, 1fr) auto; break-inside: avoid; }
    }
    """
}
