/// A style sheet or script of the program: a file of `Assets`, which the package manager puts into the program.
///
/// Nothing but those files can become one, so that a page holds no style and no script that somebody's data wrote.
struct PageAsset {
  let text: String

  private init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

  /// What all pages share: tokens of colours and type, tables, figures; the others use its tokens.
  static let style = PageAsset(PackageResources.style_css)
  static let clustersStyle = PageAsset(PackageResources.clusters_css)
  static let mapStyle = PageAsset(PackageResources.map_css)
  static let sheetStyle = PageAsset(PackageResources.sheet_css)

  /// The map's program: plain JavaScript in parts, in their order in one module.
  ///
  /// It reads the two kinds of data blocks that the page holds, asks for nothing else, and puts data into the page as
  /// text and pixels only.
  static let mapScript: [PageAsset] = [
    PackageResources.map_posts_js, PackageResources.map_space_js, PackageResources.map_marks_js,
    PackageResources.map_sheets_js, PackageResources.map_view_js, PackageResources.map_painter_js,
    PackageResources.map_order_js, PackageResources.map_cards_js, PackageResources.map_legend_js,
    PackageResources.map_search_js, PackageResources.map_lasso_js, PackageResources.map_pointer_js,
    PackageResources.map_keys_js,
    PackageResources.map_start_js,
  ].map(PageAsset.init)
}

/// The style sheet that all pages share.
package enum SharedStyle {
  /// CSS: tokens of colours and type, tables, figures.
  package static let bytes = PackageResources.style_css
}
