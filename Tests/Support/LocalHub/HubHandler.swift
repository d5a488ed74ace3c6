import NIOCore
import NIOHTTP1

/// Reads the requests of one connection and writes the answers.
final class HubHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let hub: LocalHub
  private let server: HubRequest.Server
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(hub: LocalHub, server: HubRequest.Server) {
    self.hub = hub
    self.server = server
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer): body += buffer.readableBytesView
    case .end:
      guard let head else { return }
      let fields = Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
      let request = HubRequest(
        server: server, method: head.method.rawValue, uri: head.uri, fields: fields, body: body,
        clientPort: context.remoteAddress?.port ?? 0)
      write(hub.answer(request), to: head, context: context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func write(_ answer: HubAnswer, to request: HTTPRequestHead, context: ChannelHandlerContext) {
    var headers = HTTPHeaders(answer.fields.map { ($0.key, $0.value) })
    if answer.isMeasured { headers.replaceOrAdd(name: "Content-Length", value: "\(answer.body.count)") }
    let head = HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    switch answer.end {
    case .whole:
      if request.method != .HEAD { writeBody(answer.body[...], context: context) }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    case .drop(let after):
      writeBody(answer.body.prefix(after), context: context)
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer())))).whenComplete { _ in
        channel.close(promise: nil)
      }
    case .hold(let after):
      writeBody(answer.body.prefix(after), context: context)
      let channel = context.channel
      let hub = hub
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer())))).whenComplete { _ in
        hub.hold(channel)
      }
    }
  }

  private func writeBody(_ bytes: ArraySlice<UInt8>, context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
  }
}
