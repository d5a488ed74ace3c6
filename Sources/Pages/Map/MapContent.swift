import Foundation

/// All that a map shows, gathered beforehand: making the page reads no file, no clock and no database.
public struct MapContent: Sendable {
  /// The study's name.
  public var study: String
  /// The space that the map shows: the encoder, and what of a post it embeds.
  public var space: String
  /// When the map was made.
  public var generatedAt: Date
  /// Codeframe's version.
  public var version: String
  /// How the posts got their places, in a sentence or two.
  public var method: String
  /// The posts; those whose place is not finite are left out and counted.
  public var posts: [MapPost]
  /// What the posts can be coloured by, in the order of the choice; the first is shown first.
  public var colourings: [MapColouring]
  /// The posts' thumbnails; nil for a map without pictures.
  public var sprites: MapSprites?

  /// A map's content.
  public init(
    study: String, space: String, generatedAt: Date, version: String, method: String, posts: [MapPost],
    colourings: [MapColouring] = [], sprites: MapSprites? = nil
  ) {
    self.study = study
    self.space = space
    self.generatedAt = generatedAt
    self.version = version
    self.method = method
    self.posts = posts
    self.colourings = colourings
    self.sprites = sprites
  }
}

/// One dot of a map.
public struct MapPost: Hashable, Sendable {
  /// The post's id.
  public var id: String
  /// The caption or body; shown as text, cut at ``MapPage/captionLimit``.
  public var caption: String
  /// Its place on the plane, in any unit; upwards is up.
  public var place: SIMD2<Double>
  /// Its picture; nil where there is none.
  public var picture: Picture?

  /// Where a post's picture stands among the sprites.
  public struct Picture: Hashable, Sendable {
    /// The number of the sprite, counted over all sheets.
    public var sprite: Int
    /// Width by height of the picture before it was squashed to a square.
    public var aspect: Double
    /// Whether it is veiled until the reader asks for it.
    public var isSensitive: Bool

    /// A picture.
    public init(sprite: Int, aspect: Double = 1, isSensitive: Bool = false) {
      self.sprite = sprite
      self.aspect = aspect
      self.isSensitive = isSensitive
    }
  }

  /// A dot.
  public init(id: String, caption: String, place: SIMD2<Double>, picture: Picture? = nil) {
    self.id = id
    self.caption = caption
    self.place = place
    self.picture = picture
  }
}

/// Thumbnails on sheets: squares of `side` pixels without gaps, `columns` in a row and `columns` rows on a full
/// sheet, numbered row by row and on from sheet to sheet.
///
/// Sheets are decoded when one of their sprites comes into view, so sprites that stand in the order of
/// ``MapOrder`` open a near view soonest.
public struct MapSprites: Hashable, Sendable {
  /// The side of a sprite in pixels, at least 1.
  public var side: Int
  /// Sprites in a row, at least 1.
  public var columns: Int
  /// JPEGs without metadata, which go into the page as they are.
  public var sheets: [[UInt8]]

  /// Sprites.
  public init(side: Int, columns: Int, sheets: [[UInt8]]) {
    self.side = side
    self.columns = columns
    self.sheets = sheets
  }
}
