// swift-tools-version: 6.1
import PackageDescription

// The rooms are links into the package above, so that a benchmark builds no more than the room it measures.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  targets: [
    .executableTarget(name: "clustering", dependencies: ["Learning"], path: "clustering/Sources"),
    .executableTarget(name: "coverage", dependencies: ["Estimation", "Reliability"], path: "coverage/Sources"),
    .executableTarget(name: "agreement", dependencies: ["Reliability"], path: "agreement/Sources"),
    .executableTarget(name: "decoding", dependencies: ["Imaging"], path: "decoding/Sources"),
    .executableTarget(name: "duplicates", dependencies: ["NearHashes"], path: "duplicates/Sources"),
    .executableTarget(name: "tokenizing", dependencies: ["Tokenizers"], path: "tokenizing/Sources"),
    .executableTarget(name: "trainer", dependencies: ["Learning"], path: "trainer/Sources"),
    .executableTarget(name: "umap", dependencies: ["Learning"], path: "umap/Sources"),
    .target(name: "Imaging", dependencies: ["CJPEG", "CResampling", "CTurboJPEG", "CVips"], path: "Rooms/Imaging"),
    .target(name: "CJPEG", dependencies: ["CJPEGLibrary"], path: "Rooms/CJPEG"),
    .systemLibrary(name: "CJPEGLibrary", path: "Rooms/CJPEGLibrary", pkgConfig: "libjpeg"),
    .target(name: "CResampling", path: "Rooms/CResampling"),
    .systemLibrary(name: "CTurboJPEG", path: "Rooms/CTurboJPEG", pkgConfig: "libturbojpeg"),
    .target(name: "CVips", dependencies: ["CVipsLibrary"], path: "Rooms/CVips"),
    .systemLibrary(name: "CVipsLibrary", path: "Rooms/CVipsLibrary", pkgConfig: "vips"),
    .target(name: "NearHashes", path: "Rooms/NearHashes"),
    .target(name: "Tokenizers", path: "Rooms/Tokenizers"),
    .target(
      name: "Learning",
      dependencies: [
        "CHNSW", "CLayout", "CLiblinear", "CProducts", "CTraining", "Reliability",
        .target(name: "COpenBLAS", condition: .when(platforms: [.linux])),
      ],
      path: "Rooms/Learning"),
    .target(name: "Estimation", dependencies: ["Learning", "Reliability"], path: "Rooms/Estimation"),
    .target(name: "Reliability", path: "Rooms/Reliability"),
    .target(name: "CProducts", path: "Rooms/CProducts"),
    .target(name: "CTraining", path: "Rooms/CTraining"),
    .target(name: "CLayout", path: "Rooms/CLayout"),
    .target(name: "CHNSW", path: "Rooms/CHNSW"),
    .systemLibrary(name: "COpenBLAS", path: "Rooms/COpenBLAS", pkgConfig: "openblas"),
    .systemLibrary(name: "CLiblinear", path: "Rooms/CLiblinear"),
  ],
  swiftLanguageModes: [.v6]
)
