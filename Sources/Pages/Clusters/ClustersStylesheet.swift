/// What the page of a clustering has beyond ``Stylesheet``.
enum ClustersStylesheet {
  static let css: StaticString = """
    .clustering tbody th { min-width: 0; }
    .clustering td:last-child { min-width: 13rem; }
    .cluster { margin: 0 0 2.5rem; padding-top: .25rem; border-top: 1px solid var(--line); }
    .cluster h3 { margin: 1.4rem 0 .5rem; }
    .cluster h4 { margin: 1.2rem 0 .6rem; }
    .figures { display: flex; flex-wrap: wrap; gap: .35rem 2rem; margin: .5rem 0; }
    .figures div { display: flex; gap: .5rem; align-items: baseline; }
    .figures dt { color: var(--muted); font-size: .9rem; }
    .figures dd { margin: 0; font-weight: 600; }
    .words { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .4rem 1.5rem; max-width: 60rem; margin: .9rem 0; padding: 0; list-style: none; font-size: .92rem; line-height: 1.35; }
    .words li { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: .5rem; align-items: end; overflow-wrap: anywhere; }
    .words .weight { color: var(--muted); font-size: .82rem; }
    .words svg { grid-column: 1 / -1; margin-top: .15rem; background: var(--tint); border-radius: 2px; }
    .words .bar { fill: var(--bar); }
    .sheets { display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr); gap: 0 2rem; }
    .sheets > .sheet { grid-column: 2; min-width: 0; }
    .sheets > .sheet:first-child { grid-column: 1 / -1; }
    .sheets > .medoid { grid-row: 1 / span 2; }
    .medoid .gallery { grid-template-columns: minmax(0, 1fr); }
    .medoid .picture, .medoid .veil { outline: 3px solid var(--link); outline-offset: 2px; }
    .tried .point { fill: var(--link); }
    .tried .chosen { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
    .courses figcaption { margin: 0 0 .2rem; color: var(--ink); font-weight: 600; }
    @media (max-width: 46rem) {
      .sheets { grid-template-columns: minmax(0, 1fr); }
      .sheets > .sheet, .sheets > .medoid { grid-column: 1; grid-row: auto; }
      .medoid .gallery { max-width: 14rem; }
    }
    @media print {
      .cluster { break-before: auto; }
      .cluster h3, .cluster h4, .figures, .words { break-after: avoid; }
      .words { grid-template-columns: repeat(5, minmax(0, 1fr)); }
      .sheets { grid-template-columns: 32mm minmax(0, 1fr); }
      .words svg, .words rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
