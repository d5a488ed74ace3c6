import Foundation
import NIOCore
import NIOHTTP1

/// Reads the requests of one connection and writes the answers.
final class ChatHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let chat: LocalChat
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(chat: LocalChat) { self.chat = chat }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer): body += buffer.readableBytesView
    case .end:
      guard let head else { return }
      let answer = chat.answer(call(head, port: context.remoteAddress?.port ?? 0))
      body = []
      send(answer, on: context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func call(_ head: HTTPRequestHead, port: Int) -> ChatCall {
    let fields = Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
    let isChat = head.uri.hasSuffix("/chat/completions")
    return ChatCall(
      time: (ContinuousClock.now - chat.start) / .seconds(1), method: head.method.rawValue, uri: head.uri,
      fields: fields, body: body, clientPort: port,
      question: isChat ? try? JSONDecoder().decode(ChatCall.Question.self, from: Data(body)) : nil)
  }

  private func send(_ answer: ChatAnswer, on context: ChannelHandlerContext) {
    let channel = context.channel
    switch answer.moment {
    case .now: Self.write(answer, to: channel)
    case .after(let seconds):
      channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {
        Self.write(answer, to: channel)
      }
    case .whenReleased: chat.hold { Self.write(answer, to: channel) }
    }
  }

  private static func write(_ answer: ChatAnswer, to channel: any Channel) {
    guard answer.end != .hangUp else { return channel.close(promise: nil) }
    var headers = HTTPHeaders(answer.fields.map { ($0.key, $0.value) })
    headers.replaceOrAdd(name: "Content-Length", value: "\(answer.body.count)")
    let head = HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    let bytes = answer.end == .drop ? answer.body.prefix(answer.body.count / 2) : answer.body[...]
    let body = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes)))
    if answer.end == .drop {
      channel.writeAndFlush(body).whenComplete { _ in channel.close(promise: nil) }
    } else {
      channel.write(body, promise: nil)
      channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
    }
  }
}
