/// What a sheet adds to the report's style sheet.
enum SheetStyle {
  static let css: StaticString = """
    .sheet header { margin-bottom: 2rem; }
    .by { display: flex; align-items: baseline; gap: .5rem; max-width: 26rem; }
    .line { flex: 1; min-width: 6rem; height: 1.1em; border-bottom: 1px solid var(--strong-line); }
    .entry { padding: 1rem 0; }
    .entry h2 { margin: 0; padding: 0; border: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums lining-nums; }
    .entry .post { margin: .5rem 0; min-width: 0; }
    .entry .picture, .entry .veil { aspect-ratio: auto; height: 17rem; }
    .entry figcaption { max-width: none; }
    .entry .caption { margin: .4rem 0; font-size: .92rem; }
    .boxes { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .9rem; margin: .5rem 0; max-width: none; font-size: .92rem; }
    .asked { color: var(--muted); }
    .choice { display: inline-flex; align-items: center; gap: .35rem; }
    .box { width: 1rem; height: 1rem; flex: none; border: 1.5px solid var(--ink); border-radius: 2px; }
    .sheet-posts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem 2rem; }
    .sheet-posts .entry { padding: 1rem 0 0; border-top: 1px solid var(--line); }
    .sheet-posts .boxes:has(.choice) .asked { flex-basis: 100%; }
    .sheet-pairs { max-width: 56rem; }
    .pair { border-top: 1px solid var(--line); }
    .pair-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 2rem; }
    .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.5rem; }
    @media (max-width: 40rem) {
      .entry .picture, .entry .veil { height: 12rem; }
      .two { gap: 0 .75rem; }
    }
    @media print {
      .entry { padding: 4mm 0; break-inside: avoid; }
      .entry h2 { break-before: auto; font-size: 12pt; }
      .sheet-posts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 8mm; }
      .entry .picture, .entry .veil { height: 56mm; background: none; }
      .sheet-pairs { max-width: none; }
      .pair .picture, .pair .veil { height: 48mm; }
      .box, .line { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
