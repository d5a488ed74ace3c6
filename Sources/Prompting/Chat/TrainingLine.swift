extension [ChatMessage] {
  /// The conversation as a line of a training file, without its line break.
  ///
  /// `{"messages": [...]}` with contents as the chat-completions interface takes them, pictures as data URLs: the form that
  /// fine-tuning services and TRL read.
  public var trainingLine: [UInt8] {
    WireText.object { line in
      line.set("messages", json: WireText.array(map { $0.wire(EndpointCapabilities()) }))
    }
  }
}
