import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Pages

/// Makes cells of sheets from pictures, on all workers: the sprites of a map, contact sheets.
struct SheetPictures {
  let folder: URL
  let listener: any WorkflowListener

  /// The sheets, and where each picture stands on them; nil for one that cannot be read.
  struct Sprites {
    let sheets: MapSprites
    let pictures: [(sprite: Int, aspect: Double)?]
  }

  /// The sprites of `media`, in their order.
  func sprites(of media: [Media?]) async throws -> Sprites {
    var sheets = try SpriteSheets(side: SpriteSheets.side(for: media.count))
    var pictures: [(sprite: Int, aspect: Double)?] = []
    pictures.reserveCapacity(media.count)
    let line = ProgressMeter(total: media.count, noun: "pictures", for: listener)
    defer { line.clear() }
    for start in stride(from: 0, to: media.count, by: sheets.capacity) {
      let chunk = Array(media[start..<min(start + sheets.capacity, media.count)])
      let cells = try await cells(of: chunk, on: sheets.layout)
      for place in chunk.indices {
        guard let cell = cells[place], let sprite = try sheets.append(cell.image) else {
          pictures.append(nil)
          continue
        }
        pictures.append((sprite, cell.aspect))
      }
      line.advance(by: chunk.count)
    }
    return Sprites(
      sheets: MapSprites(side: sheets.side, columns: sheets.columns, sheets: try sheets.sheets()),
      pictures: pictures)
  }

  /// One picture, and width by height before it was squashed.
  struct Cell: Sendable {
    let image: PixelImage
    let aspect: Double
  }

  /// The cells of `media`, in their order; nil for one that cannot be read.
  func cells(of media: [Media?], on layout: SheetLayout) async throws -> [Cell?] {
    var cells: [Cell?] = try await Machine.workers.map(media) { media in
      guard let media, case .success(let contents) = MediaFile(media, in: folder).read(),
        let header = try? ImageDecoder().header(contents.bytes), header.width > 0, header.height > 0,
        let image = try? layout.cell(of: contents.bytes)
      else { return nil }
      return Cell(image: image, aspect: Double(header.width) / Double(header.height))
    }
    // A video stands there with the frame in its middle.
    for (place, media) in media.enumerated() {
      guard cells[place] == nil, let media,
        let frame = try await VideoStills(folder: folder, longestSide: 2 * layout.side).frames(1, of: media)
          .first
      else { continue }
      cells[place] = Cell(
        image: try layout.cell(of: frame), aspect: Double(frame.width) / Double(frame.height))
    }
    return cells
  }
}
