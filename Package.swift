// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// The rooms that compute: without optimisation, tests that train would take several times as long.
let quickInTests: [CSetting] = [.unsafeFlags(["-O2"], .when(configuration: .debug))]
let quickSwift: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A room of Codeframe and the tests that mirror it.
func room(
  _ name: String, on dependencies: [Target.Dependency] = [], testedWith support: [Target.Dependency] = [],
  fixtures: Bool = false, computes: Bool = false, embeds assets: [String] = []
) -> [Target] {
  [
    .target(
      name: name, dependencies: dependencies, resources: assets.map { .embedInCode($0) },
      swiftSettings: computes ? quickSwift : []),
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies + support,
      resources: fixtures ? [.copy("Fixtures")] : []),
  ]
}

let package = Package(
  name: "codeframe",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "codeframe", targets: ["codeframe"])]
    + ["Reliability", "Learning", "Tokenizers", "Imaging"].map { .library(name: $0, targets: [$0]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: room("Reliability", fixtures: true, computes: true)
    + room(
      "Learning",
      on: [
        "CHNSW", "CLayout", "CLiblinear", "CProducts", "CTraining", "Reliability",
        .target(name: "COpenBLAS", condition: .when(platforms: [.linux])),
      ],
      fixtures: true, computes: true)
    + room("Estimation", on: ["Learning", "Reliability"], fixtures: true, computes: true)
    + room(
      "ContentCoding", on: ["Learning", "Reliability", .product(name: "Crypto", package: "swift-crypto")],
      testedWith: ["CoderConformance"])
    + room(
      "Imaging", on: ["CJPEG", "CResampling", "CTurboJPEG", "CVips"], testedWith: ["Reliability"],
      fixtures: true, computes: true)
    + room("ModelGraphs")
    + room(
      "Inference", on: ["COnnxRuntime", "ModelGraphs"], testedWith: ["Reliability"], fixtures: true)
    + room("Tokenizers", fixtures: true, computes: true)
    + room(
      "HTTP",
      on: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ], testedWith: ["LocalHub"])
    + room(
      "Hub",
      on: [
        "ContentCoding", "HTTP", "ModelGraphs", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      testedWith: ["LocalHub"])
    + room(
      "ModelCoders",
      on: [
        "ContentCoding", "Learning", "Imaging", "Inference", "ModelGraphs", "Hub", "Reliability",
        "Tokenizers", "Video",
      ],
      testedWith: ["CoderConformance"], fixtures: true, computes: true)
    + room(
      "Prompting",
      on: ["ContentCoding", "HTTP", .product(name: "Crypto", package: "swift-crypto")],
      testedWith: ["CoderConformance", "LocalChat", "StudyFile"])
    + room(
      "Video", on: ["ContentCoding", "Imaging", .product(name: "Subprocess", package: "swift-subprocess")],
      testedWith: ["Reliability"])
    + room(
      "Storage",
      on: [
        "ContentCoding", .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ])
    + room(
      "StudyFile", on: ["ContentCoding", "Learning", .product(name: "Yams", package: "Yams")],
      testedWith: ["Reliability"]
    )
    + room("Tables", on: ["ContentCoding"])
    + room("Archives", on: ["CArchive", "CMarkup"])
    + room(
      "Exchange", on: ["Archives", "ContentCoding", "CXlsxWriter", "Tables"], testedWith: ["Reliability"],
      fixtures: true)
    + room("Pages", on: ["ContentCoding", "Estimation", "Reliability"], embeds: ["Assets"])
    + room(
      "Workflows",
      on: [
        "ContentCoding", "Estimation", "Exchange", "HTTP", "Hub", "Imaging", "Inference", "Learning",
        "ModelCoders", "Pages", "Prompting", "Reliability", "Storage", "StudyFile", "Tables", "Video",
        .product(name: "Crypto", package: "swift-crypto"),
      ])
    + room(
      "WebApp",
      on: [
        "ContentCoding", "Exchange", "Pages", "Reliability", "Storage", "StudyFile", "Tables", "Workflows",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      testedWith: [
        .product(name: "NIOEmbedded", package: "swift-nio")
      ], embeds: ["Assets"])
    + [
      .systemLibrary(
        name: "CTurboJPEG", pkgConfig: "libturbojpeg",
        providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
      .target(name: "CJPEG", dependencies: ["CJPEGLibrary"]),
      .systemLibrary(
        name: "CJPEGLibrary", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
      .target(name: "CResampling", cSettings: quickInTests),
      .target(name: "CProducts", cSettings: quickInTests),
      .target(name: "CTraining", cSettings: quickInTests),
      .target(name: "CLayout", cSettings: quickInTests),
      .target(name: "CHNSW"),
      .target(name: "CVips", dependencies: ["CVipsLibrary"]),
      .systemLibrary(
        name: "CVipsLibrary", pkgConfig: "vips", providers: [.apt(["libvips-dev"]), .brew(["vips"])]),
      .target(
        name: "CArchive",
        dependencies: [.target(name: "CArchiveLibrary", condition: .when(platforms: [.macOS]))],
        // Debian's shared library brings libxml2 and ICU, for formats that are not read here.
        linkerSettings: [":libarchive.a", ":liblzma.a", ":libbz2.a", ":libzstd.a", "nettle", "z"].map {
          .linkedLibrary($0, .when(platforms: [.linux]))
        }),
      .systemLibrary(
        name: "CArchiveLibrary", pkgConfig: "libarchive",
        providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
      .target(name: "CMarkup", dependencies: ["CVipsLibrary"]),
      .target(name: "COnnxRuntime"),
      .systemLibrary(
        name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
      .systemLibrary(
        name: "CXlsxWriter", pkgConfig: "xlsxwriter",
        providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
      .systemLibrary(name: "CLiblinear", providers: [.apt(["liblinear-dev"]), .brew(["liblinear"])]),
      .target(
        name: "CoderConformance", dependencies: ["ContentCoding"], path: "Tests/Support/CoderConformance"),
      .target(name: "HeldAnswers", path: "Tests/Support/HeldAnswers"),
      .target(
        name: "LocalHub",
        dependencies: [
          "HeldAnswers",
          .product(name: "Crypto", package: "swift-crypto"), .product(name: "NIOCore", package: "swift-nio"),
          .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        ], path: "Tests/Support/LocalHub"),
      .target(
        name: "LocalChat",
        dependencies: [
          "HeldAnswers",
          .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
          .product(name: "NIOPosix", package: "swift-nio"),
        ], path: "Tests/Support/LocalChat"),
      .executableTarget(
        name: "codeframe",
        dependencies: [
          "ContentCoding", "Estimation", "Exchange", "HTTP", "Hub", "Imaging", "Inference", "Learning",
          "ModelCoders", "Pages", "Prompting", "Reliability", "Storage", "StudyFile", "Tables", "Video",
          "WebApp", "Workflows",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
          .product(name: "Subprocess", package: "swift-subprocess"),
        ]),
      .target(
        name: "LibraryExample", dependencies: ["Learning", "Reliability"], path: "Examples/LibraryExample"),
      .testTarget(name: "LibraryExampleTests", dependencies: ["LibraryExample"]),
      .testTarget(
        name: "codeframeTests", dependencies: ["codeframe", "LocalChat", "LocalHub", "ModelGraphs"]),
    ],
  swiftLanguageModes: [.v6]
)
